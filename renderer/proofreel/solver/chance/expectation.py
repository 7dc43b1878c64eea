"""Expected values: of dice, of coin flips, of a table of values with their probabilities, of gains and losses; checked by listing or summing otherwise."""

import itertools
import re

import sympy as sp

from .. import story
from ..notation import tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .binomial import by_trials, share
from .statistics import number_said, number_tex
from .wording import tidied

KIND = "expected_value"
HELP = ""
WHOLE = True

HELPS = "For an expected value I need all values with their probabilities, like: values 1, 2, 3 with probabilities 0.2, 0.5, 0.3."
NUMBER = r"-?(?:\d+/\d+|\d*\.\d+%?|\d+%?)"


def read(text: str, named: str | None) -> Problem | None:
    low = re.sub(r"(?<=\d)\s*percent", "%", tidied(text))
    moments = re.search(r"\b(mean|variance|standard deviation)\b", low) and re.search(r"\bbinomial|\bb\(\d|x\s*~\s*b", low)
    if not re.search(r"\bexpected\b|\bexpectation\b|\be\s*\[\s*x\s*\]|\be\(x\)", low) and not moments:
        return None
    if moments or re.search(r"\bbinomial|x\s*~\s*b|\btrials?\b", low):
        n = re.search(r"\bn\s*=\s*(\d+)|\b(\d+) (?:independent )?trials|(?:b|bin|binomial)\s*\(\s*(\d+)", low)
        p = re.search(r"(?<![a-z])p\s*=\s*(\d*\.\d+|\d+/\d+|\d+%)|(?:b|bin|binomial)\s*\(\s*\d+\s*,\s*(\d*\.\d+|\d+/\d+|\d+%)|success (?:is |of |rate |probability )?(?:is |of )?(\d*\.\d+|\d+/\d+|\d+%)", low)
        if n and p:
            which = "variance" if re.search(r"\bvariance", low) else "deviation" if re.search(r"\bstandard deviation", low) else "mean"
            return Problem(KIND, [int(next(g for g in n.groups() if g)), share(next(g for g in p.groups() if g))], given={"asked": "binomial", "which": which})
        return None
    if re.search(r"\bdice\b|\bdie\b", low) and not re.search(r"\bwin|\blos|\bpay|\bmax|\bmin|\bproduct|\buntil\b|\bnumber of (?:rolls|throws|times|\d)|\$|\bhighest|\bdollar", low):
        count = 2 if "pair" in low else int(m[1]) if (m := re.search(r"\b(\d+) (?:\w+ )?(?:dice|die)\b", low)) else int(m[1]) if (m := re.search(r"\b(\d+) times", low)) else 1
        sides = int(m[1]) if (m := re.search(r"\b(\d+)[- ]sided", low)) else 6
        if re.search(r"\bdice\b", low) and count == 1 and not re.search(r"\b(?:1|a|single) dice\b", low) or count > 1 and not re.search(r"\bsum\b|\btotal\b", low):
            raise Unsupported("Say what is expected of how many dice, like: the expected sum of two dice.")
        return Problem(KIND, [1 if m and "sided" in m.group() and count == sides else count, sides], given={"asked": "dice"})
    if re.search(r"\b(?:heads|tails)\b", low) and (m := re.search(r"\b(\d+) (?:fair )?(?:coin )?(?:flips|tosses|coins|throws)|\b(\d+) times", low)) and not re.search(r"\bbiased\b|\bwin|\bpay|\buntil\b|\bin a row", low):
        return Problem(KIND, [int(m[1] or m[2]), sp.Rational(1, 2)], given={"asked": "binomial", "which": "mean"})
    if pairs := re.findall(rf"p\s*\(\s*x\s*=\s*({NUMBER})\s*\)\s*=\s*({NUMBER})", low):
        return table([sp.Rational(v) for v, _ in pairs], [share(p) for _, p in pairs])
    if m := re.search(rf"\b(?:values?|outcomes?|x)\s*(?:are|is|:|=|of)?\s*((?:{NUMBER}(?:\s*,\s*(?:and )?|\s+and\s+)?)+)\s*,?\s*(?:with|and|have|occur\w*)?\s*(?:with\s+)?(?:the\s+)?(?:respective |corresponding |their )?(?:probabilit(?:y|ies)|p\(x\)|p)\s*(?:are|:|=|of)?\s*((?:{NUMBER}(?:\s*,\s*(?:and )?|\s+and\s+)?)+)", low):
        values, shares = ([v for v in re.findall(NUMBER, part)] for part in (m[1], m[2]))
        if len(values) == len(shares):
            return table([sp.Rational(v) for v in values], [share(p) for p in shares])
    gains = re.findall(r"\b(win|gain|receive|get|earn|lose|pay)(?:s|ning|ing)?\s*[$£€]?\s*(\d+(?:\.\d+)?)\s*(?:dollars|euros|pounds|points)?\s*(?:with|at)\s*(?:a |an )?(?:probability|chance)?\s*(?:of |= ?)?(\d*\.\d+|\d+/\d+|\d+(?:\.\d+)?%)", low)
    gains += [(verb, amount, p) for p, verb, amount in re.findall(r"(\d*\.\d+|\d+/\d+|\d+(?:\.\d+)?%) (?:chance|probability) (?:of|to|that you) (win|gain|los|pay|earn)(?:s|ning|ing|e|ing)?\s*[$£€]?\s*(\d+(?:\.\d+)?)", low)]
    rest = re.search(r"\b(win|gain|lose|pay)(?:s|ing)?\s*[$£€]?\s*(\d+(?:\.\d+)?)\s*(?:dollars|euros|pounds|points)?\s*otherwise|\botherwise (?:you |i |we )?(win|gain|lose|pay)(?:s|ing)?\s*[$£€]?\s*(\d+(?:\.\d+)?)", low)
    if gains:
        sign = lambda verb: -1 if verb.startswith(("los", "pay")) else 1
        values, shares = [sign(v) * sp.Rational(a) for v, a, _ in gains], [share(p) for *_, p in gains]
        if rest and sum(shares) < 1:
            verb, amount = (rest[1], rest[2]) if rest[1] else (rest[3], rest[4])
            values.append(sign(verb) * sp.Rational(amount))
            shares.append(1 - sum(shares))
        if len(re.findall(r"(?<![\d.])\d", low)) and len(values) >= 2:
            return table(values, shares)
    raise Unsupported(HELPS)


def table(values: list[sp.Rational], shares: list[sp.Rational]) -> Problem:
    if sum(shares) != 1 or any(p < 0 for p in shares):
        raise Unsupported(f"Those probabilities add up to {sum(shares)}, not to 1: check them.")
    return Problem(KIND, values, given={"asked": "table", "shares": shares})


def solve(problem: Problem) -> Solution:
    asked = problem.given["asked"]
    if asked == "dice":
        return tell(dice(*problem.expressions))
    if asked == "binomial":
        return tell(binomial(*problem.expressions, problem.given["which"]))
    return tell(of_table(problem.expressions, problem.given["shares"]))


def dice(count: int, sides: int) -> Account:
    if not 1 <= count <= 100 or not 2 <= sides <= 100:
        raise Unsolvable("I take up to 100 dice.")
    one = sp.Rational(sides + 1, 2)
    value = one * count
    if sides**count <= 50_000:
        assured(value == sp.Rational(sum(sum(faces) for faces in itertools.product(range(1, sides + 1), repeat=count)), sides**count))
    assured(one == sp.Rational(sum(range(1, sides + 1)), sides))
    faces = " + ".join(map(str, range(1, sides + 1))) if sides <= 8 else rf"1 + 2 + \cdots + {sides}"
    lines = [
        Line("Every number equally likely", rf"E(X) = \frac{{{faces}}}{{{sides}}}", f"Each of the {sides} numbers comes with the same probability, so take their mean"),
        Line("Add and divide", rf"E(X) = \frac{{{sides * (sides + 1) // 2}}}{{{sides}}} = {number_tex(one)}", f"One die has the expected value {number_said(one)}"),
    ]
    if count > 1:
        lines.append(Line("Expected values add up", rf"E(X_1 + \dots + X_{{{count}}}) = {count} \cdot {number_tex(one)} = ⟦green|{number_tex(value)}⟧", f"The expected values of {count} dice add up"))
    else:
        lines.append(Line("Result", rf"E(X) = {tex(value)} = ⟦green|{number_tex(value)}⟧" if value.q != 1 else f"E(X) = ⟦green|{tex(value)}⟧", "This is no number that the die can show: it is the mean of many rolls"))
    usual = "" if sides == 6 else f" with {sides} sides"
    picture = [story.plot((0, sides + 1), (0, 1.3 / sides)), story.bars([(k, 1 / sides) for k in range(1, sides + 1)])] if sides <= 20 else []
    return Account(
        KIND, f"Expected {'value of one die' if count == 1 else f'sum of {count} dice'}{usual}", f"The expected {'value of a die' if count == 1 else f'sum of {count} dice'}", str(value), f"What do {count} dice{usual} show on average, added up?" if count > 1 else f"What does one die{usual} show on average?", r"E(X) = \;?", r"E(X) = \sum_k k \cdot P(X = k)", lines,
        f"The expected {'sum' if count > 1 else 'value'} is {number_said(value)}", f"E = ⟦green|{number_tex(value)}⟧", "The mean over all outcomes, listed one by one, is the same" if sides**count <= 50_000 else "It lies halfway between the smallest and the largest sum, as it must", "same over all outcomes" if sides**count <= 50_000 else "halfway between the ends", opening="Each value counts as much as it is likely",
        picture=picture, aside="Every number of a die is equally likely" if picture else "", found=[story.path([(float(one), 0), (float(one), 1.2 / sides)], "green", dashed=True)] if picture else [],
    )


def binomial(n: int, p: sp.Rational, which: str) -> Account:
    if not 1 <= n <= 200 or not 0 <= p <= 1:
        raise Unsolvable("I take up to 200 trials, and a probability between 0 and 1.")
    mean, variance = n * p, n * p * (1 - p)
    row = by_trials(n, p)
    assured(sum(k * q for k, q in enumerate(row)) == mean and sum(k * k * q for k, q in enumerate(row)) - mean**2 == variance)
    value = {"mean": mean, "variance": variance, "deviation": sp.sqrt(variance)}[which]
    lines = [Line("One trial", rf"E(X_1) = 1 \cdot {number_tex(p)} + 0 \cdot {number_tex(1 - p)} = {number_tex(p)}", "One trial counts one with this probability, else nothing")]
    if which == "mean":
        lines.append(Line("Expected values add up", rf"E(X) = {n} \cdot {number_tex(p)} = ⟦green|{number_tex(mean)}⟧", f"The expected values of {n} trials add up"))
    else:
        lines = [Line("One trial", rf"\operatorname{{Var}}(X_1) = {number_tex(p)} \cdot {number_tex(1 - p)}", "The variance of one trial is p times one minus p"), Line("Independent trials", rf"\operatorname{{Var}}(X) = {n} \cdot {number_tex(p)} \cdot {number_tex(1 - p)} = {number_tex(variance)}", "The trials are independent, so their variances add up")]
        if which == "deviation":
            lines.append(Line("Square root", rf"\sigma = \sqrt{{{number_tex(variance)}}}" + (f" = {number_tex(value)}" if value.is_Rational else rf" \approx {float(value):.4f}"), "The standard deviation is the root of the variance"))
    name = {"mean": "expected number", "variance": "variance of the number", "deviation": "standard deviation of the number"}[which]
    head = {"mean": "E(X)", "variance": r"\operatorname{Var}(X)", "deviation": r"\sigma"}[which]
    return Account(
        KIND, f"The {name} of successes in {n} trials, each with probability {p}", f"The {name} of successes", str(value), f"What is the {name} of successes in {n} trials?", rf"n = {n},\quad p = {number_tex(p)}", rf"n = {n},\quad p = {number_tex(p)}", lines,
        f"It is {number_said(value) if value.is_Rational else spoken(value)}", f"{head} = ⟦green|{number_tex(value)}⟧", "Summed over the whole distribution, it is the same", "same over the distribution", opening="These are the numbers",
    )


def of_table(values: list[sp.Rational], shares: list[sp.Rational]) -> Account:
    if len(values) > 10:
        raise Unsolvable("I take up to ten values.")
    value = sum((v * p for v, p in zip(values, shares, strict=True)), sp.Integer(0))
    # Another order: how far each value is above the first.
    assured(value == values[0] + sum(((v - values[0]) * p for v, p in zip(values, shares, strict=True)), sp.Integer(0)))
    factor = lambda v: number_tex(v) if v >= 0 else f"({number_tex(v)})"
    terms = [rf"{factor(v)} \cdot {number_tex(p)}" for v, p in zip(values, shares, strict=True)]
    products = [v * p for v, p in zip(values, shares, strict=True)]
    lines = [
        Line("Value times probability", "E(X) = " + " + ".join(terms[:5]) + (r" + \cdots" if len(terms) > 5 else ""), "Multiply each value by its probability, and add"),
        Line("Multiply", "E(X) = " + " + ".join(factor(v) for v in products), "Work out the products"),
        Line("Add up", f"E(X) = ⟦green|{number_tex(value)}⟧", f"Added up, they give {number_said(value)}"),
    ]
    picture = []
    if all(v.is_Integer for v in values) and max(values) - min(values) <= 20 and len(set(values)) == len(values):
        picture = [story.plot((min(values) - 1, max(values) + 1), (0, float(max(shares)) * 1.15)), story.bars([(v, p) for v, p in zip(values, shares, strict=True)])]
    start = r",\ \ ".join(rf"P({number_tex(v)}) = {number_tex(p)}" for v, p in list(zip(values, shares, strict=True))[:4])
    return Account(
        KIND, "Expected value of " + ", ".join(f"{v} with probability {p}" for v, p in zip(values, shares, strict=True)), "An expected value", str(value), "What comes out on average?", start, start, lines, f"The expected value is {number_said(value)}", f"E(X) = ⟦green|{number_tex(value)}⟧",
        "Summed from another starting point, it is the same", "same by another sum", opening="These are the values with their probabilities", idea=("Each value counts as much as it is likely", r"E(X) = \sum_k x_k \cdot p_k"),
        picture=picture, aside="The bars show how likely each value is" if picture else "", found=[story.path([(float(value), 0), (float(value), float(max(shares)) * 1.1)], "green", dashed=True)] if picture else [],
    )
