"""Conditional probability and Bayes: what is given determines the four parts of a Venn diagram, and they the answer.

The shown way (product, total probability, quotient) is checked against these parts, which are found by linear equations.
"""

import re

import sympy as sp

from .. import story
from ..notation import tex
from ..problem import Problem, Unsupported
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .binomial import share
from .wording import about, probability_tex, said, tidied

KIND = "conditional_probability"
HELP = ""
WHOLE = True

# Both; only the first; only the second; neither.
PARTS = sp.symbols("a b c d")
HELPS = "Give me the probabilities as numbers, like P(A) = 0.5, P(B) = 0.4, P(A and B) = 0.2, and ask for one, like P(A|B)."
NUMBER = r"(\d*\.\d+|\d+/\d+|\d+(?:\.\d+)?\s*(?:%|percent)|[01](?![\d.]))"
TERM = r"p\s*\(([^()]*(?:\([^()]*\))?[^()]*)\)"

Side = tuple[str, bool]


def event(text: str) -> tuple | None:
    """("one", x), ("and", x, y), ("or", x, y) or ("given", x, y); x and y are (letter, holds)."""
    text = re.sub(r"\\(?:mid|vert|given)\b|\bgiven\b", "|", text.strip())
    text = re.sub(r"\\cap\b|∩|\band\b|&", " & ", text)
    text = re.sub(r"\\cup\b|∪|\bor\b", " ∪ ", text)
    if "|" in text:
        x, _, y = text.partition("|")
        sides = side(x), side(y)
        return ("given", *sides) if all(sides) else None
    for mark, name in (("&", "and"), ("∪", "or"), (",", "and")):
        if text.count(mark) == 1:
            sides = tuple(side(part) for part in text.split(mark))
            return (name, *sides) if all(sides) else None
    alone = side(text)
    return ("one", alone) if alone else None


def side(text: str) -> Side | None:
    text = text.strip().replace("\\bar", "not ").replace("\\overline", "not ").replace("\\neg", "not ").replace("{", "").replace("}", "")
    text = re.sub(r"\^\s*c\b|\^\s*\\?complement|ᶜ|′", "'", text)
    m = re.fullmatch(r"(not\s+|¬\s*|~\s*)?([a-z]|\+|-|[a-z]+)\s*(')?", text.strip())
    if not m or m[1] and m[3]:
        return None
    return m[2], not (m[1] or m[3])


def read(text: str, named: str | None) -> Problem | None:
    low = tidied(text).replace("’", "'")
    givens = [(event(name), share(value)) for name, value in re.findall(TERM + r"\s*(?:=|is|of|:)\s*" + NUMBER, low)]
    if not givens:
        return medical(low)
    if re.search(r"p\s*\(\s*x\s*[<>=]|\bcoins?\b|\bdice\b|\bdie\b|\bcards?\b", low):
        return None
    rest = re.sub(TERM + r"\s*(?:=|is|of|:)\s*" + NUMBER, " ", low)
    asked = [event(name) for name in re.findall(TERM, rest)]
    if any(found is None for found, _ in givens) or len(asked) != 1 or asked[0] is None:
        raise Unsupported(HELPS)
    letters = list(dict.fromkeys(part[0] for found in [*[g for g, _ in givens], asked[0]] for part in found[1:]))
    if len(letters) > 2:
        raise Unsupported("I take probabilities of two events, A and B.")
    flags = {"independent": bool(re.search(r"\bindependent", rest)) and not re.search(r"\b(?:not|are they|if they are|whether)\b[^.]*independent", rest), "exclusive": bool(re.search(r"\b(?:mutually exclusive|disjoint)\b", rest))}
    return Problem(KIND, givens, given={"asked": asked[0], "letters": [*letters, *[x for x in "ab" if x not in letters]][:2], **flags, "names": {}})


def medical(low: str) -> Problem | None:
    """A disease, its test, and somebody who tests positive."""
    if not re.search(r"\btest(?:s|ed|ing)?\b|\bspam\b", low) or not re.search(r"\bpositiv|\bdetect|\bflag", low):
        return None
    if not re.search(r"\bdisease|\bcondition\b|\bvirus|\binfect|\bcancer|\bdrug|\billness|\bsick\b|\bdoping", low):
        return None
    pct = r"(\d+(?:\.\d+)?\s*(?:%|percent)|0?\.\d+|1 in \d+|1 out of \d+|\d+ in \d+)"
    have = r"(?:have|has|had|carr(?:y|ies)|suffers?(?: from)?|are infected|is infected|infected|are affected|use)"
    base = re.search(pct + rf" of (?:the |all )?(?:\w+ ){{1,2}}{have}\b", low) or re.search(r"\b(?:prevalence|base rate|incidence)(?: rate)?(?: of [^.,]*?)?\s*(?:is|of|=|:)\s*" + pct, low) or re.search(r"\baffects " + pct, low) or re.search(pct + r" (?:people|persons|patients|of people) " + have, low) or re.search(r"\b(?:disease|condition|virus|infection)[^.,]*?\b(?:occurs in|affecting|found in)\s*" + pct, low)
    right = re.search(r"\bsensitivity(?: of [^.,\d]*)?\s*(?:is|of|=|:)?\s*" + pct, low) or re.search(pct + r" (?:sensitiv|true[- ]positive)", low) or re.search(r"\btrue[- ]positive rate\s*(?:is|of|=|:)?\s*" + pct, low) or re.search(r"\bdetects? (?:the \w+ |it )?(?:in )?" + pct, low) or re.search(r"\bcorrectly (?:identifies|detects|diagnoses) " + pct, low) or re.search(r"\bpositive " + pct + r" of the time (?:if|when|for) (?:\w+ ){1,3}(?:has|have|is sick|is infected|with)", low) or re.search(pct + r" of (?:\w+ ){0,2}(?:people|patients|those) (?:with|who have) (?:the |it)?\s*(?:disease|condition|virus|infection)?\s*(?:will )?test positive", low)
    wrong = re.search(r"\bfalse[- ]positives?(?: rate)?\s*(?:is|of|=|:|in)?\s*" + pct, low) or re.search(pct + r" (?:false[- ]positive)", low) or re.search(r"\bpositive (?:for|in) " + pct + r" of (?:healthy|people without|those without|the healthy)", low) or re.search(pct + r" of (?:\w+ ){0,1}(?:healthy (?:people|patients|persons)|people without|those without|those who (?:don't|do not)|people who (?:don't|do not))[^.,]*?(?:also )?(?:test|positive)", low)
    specific = re.search(r"\bspecificity\s*(?:is|of|=|:)?\s*" + pct, low) or re.search(pct + r" specific", low)
    accurate = re.search(pct + r" accura", low) or re.search(r"\baccuracy(?: of| is)?\s*" + pct, low)
    tail = re.split(r"\b(?:probability|chances?|likely|likelihood)\b", low)[-1]
    tail = re.split(r"[.?\d]", tail)[0]
    ill = r"\b(?:has|have|having|infected|sick|ill|uses)\b"
    # Who is ill, under the condition of a positive test: not the other way round.
    asks = re.search(rf"\bpositiv.*{ill}", tail) or re.search(rf"{ill}[^.]*\b(?:given|if|when|after)\b[^.]*\bpositiv", tail) or "positiv" not in tail and re.search(ill, tail) and re.search(r"\btests? positive|\bpositive (?:test|result)|\btested positive", low)
    if not base:
        return None
    if not asks or (accurate and (right or wrong or specific)) or not (accurate or right and (wrong or specific)):
        raise Unsupported("For Bayes' theorem I need three numbers: how many have the disease, how often the test is positive for them, and how often for healthy people.")
    prior = odds(base[1])
    if accurate:
        sensitivity, false = odds(accurate[1]), 1 - odds(accurate[1])
    else:
        sensitivity, false = odds(right[1]), odds(wrong[1]) if wrong else 1 - odds(specific[1])
    givens = [(("one", ("d", True)), prior), (("given", ("+", True), ("d", True)), sensitivity), (("given", ("+", True), ("d", False)), false)]
    return Problem(KIND, givens, given={"asked": ("given", ("d", True), ("+", True)), "letters": ["d", "+"], "independent": False, "exclusive": False, "names": {"d": "sick", "+": "positive"}, "accurate": bool(accurate)})


def odds(text: str) -> sp.Rational:
    if m := re.match(r"(\d+) (?:in|out of) (\d+)", text):
        return sp.Rational(int(m[1]), int(m[2]))
    return share(text)


def mass(sides: tuple[Side, ...], letters: list[str]) -> sp.Expr:
    """The sum of the parts of the diagram where all of the sides hold."""
    a, b, c, d = PARTS
    total = sp.Integer(0)
    for part, (first, second) in ((a, (True, True)), (b, (True, False)), (c, (False, True)), (d, (False, False))):
        if all((first if letter == letters[0] else second) == holds for letter, holds in sides):
            total += part
    return total


def amount(found: tuple, letters: list[str]) -> tuple[sp.Expr, sp.Expr]:
    """Numerator and denominator of an event's probability in the parts."""
    name, *sides = found
    if name == "given":
        return mass(tuple(sides), letters), mass((sides[1],), letters)
    if name == "or":
        return mass((sides[0],), letters) + mass((sides[1],), letters) - mass(tuple(sides), letters), sp.Integer(1)
    return mass(tuple(sides), letters), sp.Integer(1)


def name_tex(found: tuple, names: dict[str, str]) -> str:
    def one(s: Side) -> str:
        letter = rf"\text{{{names[s[0]]}}}" if s[0] in names else s[0].upper()
        return letter if s[1] else rf"\overline{{{letter}}}"

    kind, *sides = found
    return "P(" + {"one": "", "given": r" \mid ", "and": r" \cap ", "or": r" \cup "}[kind].join(one(s) for s in sides) + ")"


def name_text(found: tuple, names: dict[str, str]) -> str:
    kind, *sides = found
    joint = {"one": "", "given": "|", "and": " and ", "or": " or "}[kind]
    return "P(" + joint.join(("" if s[1] else "not ") + names.get(s[0], s[0].upper()) for s in sides) + ")"


def name_said(found: tuple, names: dict[str, str]) -> str:
    kind, *sides = found
    joint = {"one": "", "given": ", given ", "and": " and ", "or": " or "}[kind]
    return joint.join(("" if s[1] else "not ") + names.get(s[0], s[0].upper()) for s in sides)


def solve(problem: Problem) -> Solution:
    g = problem.given
    letters, asked, names = g["letters"], g["asked"], g["names"]
    givens = problem.expressions
    if any(not 0 <= p <= 1 for _, p in givens):
        raise Unsolvable("A probability lies between 0 and 1: check the numbers.")
    a, b, c, d = PARTS
    equations = [sum(PARTS) - 1]
    for found, p in givens:
        top, bottom = amount(found, letters)
        equations.append(top - p * bottom)
    marginal = {found[1]: p for found, p in givens if found[0] == "one"}
    if g["independent"]:
        firsts = [p if s[1] else 1 - p for s, p in marginal.items() if s[0] == letters[0]]
        seconds = [p if s[1] else 1 - p for s, p in marginal.items() if s[0] == letters[1]]
        if firsts:
            equations.append(a - firsts[0] * (a + c))
        elif seconds:
            equations.append(a - seconds[0] * (a + b))
        else:
            raise Unsolvable(HELPS)
    if g["exclusive"]:
        equations.append(a)
    found_parts = sp.linsolve(equations, *PARTS)
    if not found_parts:
        raise Unsolvable("Those probabilities contradict each other: check the numbers.")
    parts = dict(zip(PARTS, next(iter(found_parts)), strict=True))
    top, bottom = (sp.simplify(e.subs(parts)) for e in amount(asked, letters))
    if top.free_symbols or bottom.free_symbols:
        value = sp.simplify(top / bottom) if bottom != 0 else sp.nan
        if value.free_symbols:
            raise Unsolvable(f"What is given does not determine {name_text(asked, names)}: one more probability is needed.")
    if bottom == 0:
        raise Unsolvable("The condition has probability 0, so nothing can be said under it.")
    value = sp.simplify(top / bottom)
    if any(part.is_number and not 0 <= part <= 1 for part in parts.values()) or not 0 <= value <= 1:
        raise Unsolvable("Those probabilities contradict each other: a part of the diagram would be less than 0 or more than 1. Check the numbers.")
    known = {found: p for found, p in givens}
    lines, shown = derived(asked, known, parts, letters, names, g)
    assured(shown is None or sp.simplify(shown - value) == 0)
    if not lines:
        raise Unsolvable(HELPS)
    given_tex = r",\ \ ".join(rf"{name_tex(found, names)} = {tex(p)}" for found, p in givens[:3])
    stacked = r"\begin{aligned}" + r" \\ ".join(rf"{name_tex(found, names)} &= {tex(p)}" for found, p in givens[:3]) + r"\end{aligned}"
    picture = grid_of(parts) if names and all(part.is_number for part in parts.values()) else []
    reading = ""
    if g.get("accurate"):
        reading = " (accurate: as often right for the sick as for the healthy)"
    elif g["independent"]:
        reading = " (A and B independent)"
    elif g["exclusive"]:
        reading = " (A and B exclude each other)"
    return tell(Account(
        KIND, f"{name_text(asked, names)} from " + ", ".join(f"{name_text(found, names)} = {p}" for found, p in givens) + reading, "Bayes' theorem" if shown_bayes(lines) else "A conditional probability" if asked[0] == "given" else "Probabilities of two events", str(value),
        f"How likely is {name_said(asked, names)}?", stacked, given_tex, lines, f"The probability is {said(value)}, {about(value)}", f"{name_tex(asked, names)} = {probability_tex(value)}",
        "All parts of the diagram, found from the given numbers, add up to one and give the same", "same by all parts", opening="This is what is given", idea=idea_of(asked, lines), picture=picture,
        aside="Here are a hundred people, rounded to whole ones. S is sick, and those who test positive are marked" if picture else "",
    ))


def grid_of(parts: dict) -> list[dict]:
    """A hundred people; S is sick, marked is positive; only where whole people show it fairly."""
    a, b, c, _ = (float(parts[p]) * 100 for p in PARTS)
    sick, positive_sick, positive_healthy = round(a + b), round(a), round(c)
    if sick < 1 or abs(a + b - sick) > 0.3 or abs(a - positive_sick) > 0.3 or abs(c - positive_healthy) > 0.3:
        return []
    rows = [["" for _ in range(10)] for _ in range(10)]
    marked = []
    for k in range(100):
        if k < sick:
            rows[k // 10][k % 10] = "S"
        if k < positive_sick or sick <= k < sick + positive_healthy:
            marked.append((k // 10, k % 10))
    return [story.grid(rows, marked)]


def shown_bayes(lines: list[Line]) -> bool:
    return any(line.rule == "Bayes' theorem" for line in lines)


def idea_of(asked: tuple, lines: list[Line]) -> tuple[str, str] | None:
    if shown_bayes(lines):
        return "Turn the condition around: the share of one way to get there, among all ways", r"P(A \mid B) = \frac{P(B \mid A)\, P(A)}{P(B)}"
    if asked[0] == "given":
        return "Look only at the cases where the condition holds", r"P(A \mid B) = \frac{P(A \cap B)}{P(B)}"
    if asked[0] == "or":
        return "What belongs to both would be counted twice, so subtract it once", r"P(A \cup B) = P(A) + P(B) - P(A \cap B)"
    return None


def derived(asked: tuple, known: dict, parts: dict, letters: list[str], names: dict, g: dict) -> tuple[list[Line], sp.Expr | None]:
    """The way to the answer in products, sums and quotients of what is known; each number also follows from the parts."""
    lines: list[Line] = []

    def name(found: tuple) -> str:
        return name_tex(found, names)

    def from_parts(found: tuple) -> sp.Expr | None:
        top, bottom = (sp.simplify(e.subs(parts)) for e in amount(found, letters))
        return None if top.free_symbols or bottom.free_symbols or bottom == 0 else sp.simplify(top / bottom)

    def opposite(s: Side) -> Side:
        return (s[0], not s[1])

    def single(s: Side) -> sp.Expr | None:
        if ("one", s) in known:
            return known["one", s]
        if ("one", opposite(s)) in known:
            value = 1 - known["one", opposite(s)]
            lines.append(Line("Complement", rf"{name(('one', s))} = 1 - {tex(known['one', opposite(s)])} = {tex(value)}", "The opposite has the rest, up to one"))
            known["one", s] = value
            return value
        # Total probability over the other event.
        other = next((x for x in letters if x != s[0]), None)
        yes, no = (other, True), (other, False)
        if known_condition(s, yes) is not None and known_condition(s, no) is not None and (base := base_of(yes)) is not None:
            p, q = known_condition(s, yes), known_condition(s, no)
            value = sp.simplify(p * base + q * (1 - base))
            lines.append(Line("Total probability", rf"{name(('one', s))} = {tex(p)} \cdot {tex(base)} + {tex(q)} \cdot {tex(1 - base)} = {tex(value)}", "It can come about in two ways: add their probabilities"))
            known["one", s] = value
            return value
        value = from_parts(("one", s))
        if value is not None:
            lines.append(Line("From the parts", rf"{name(('one', s))} = {tex(value)}", "This follows from the given numbers"))
            known["one", s] = value
        return value

    def base_of(s: Side) -> sp.Expr | None:
        return known.get(("one", s), 1 - known["one", opposite(s)] if ("one", opposite(s)) in known else None)

    def known_condition(s: Side, t: Side) -> sp.Expr | None:
        if ("given", s, t) in known:
            return known["given", s, t]
        return 1 - known["given", opposite(s), t] if ("given", opposite(s), t) in known else None

    def both(s: Side, t: Side) -> sp.Expr | None:
        for pair in (("and", s, t), ("and", t, s)):
            if pair in known:
                return known[pair]
        value = None
        for x, y in ((s, t), (t, s)):
            if known_condition(x, y) is not None and base_of(y) is not None:
                p, q = known_condition(x, y), base_of(y)
                value = sp.simplify(p * q)
                lines.append(Line("Product rule", rf"{name(('and', s, t))} = {tex(p)} \cdot {tex(q)} = {tex(value)}", "Both happen: the probability of one, times that of the other under it"))
                break
        if value is None and g["exclusive"] and s[1] and t[1]:
            value = sp.Integer(0)
            lines.append(Line("They exclude each other", f"{name(('and', s, t))} = 0", "They can't happen together"))
        if value is None and g["independent"] and base_of(s) is not None and base_of(t) is not None:
            value = sp.simplify(base_of(s) * base_of(t))
            lines.append(Line("Independent events", rf"{name(('and', s, t))} = {tex(base_of(s))} \cdot {tex(base_of(t))} = {tex(value)}", "They are independent, so multiply"))
        if value is None and ("or", s, t) in known or ("or", t, s) in known:
            union = known.get(("or", s, t), known.get(("or", t, s)))
            p, q = single(s), single(t)
            if p is not None and q is not None:
                value = sp.simplify(p + q - union)
                lines.append(Line("Addition rule", rf"{name(('and', s, t))} = {tex(p)} + {tex(q)} - {tex(union)} = {tex(value)}", "Both together is what the two have too much, compared with either"))
        if value is None:
            value = from_parts(("and", s, t))
            if value is not None:
                lines.append(Line("From the parts", rf"{name(('and', s, t))} = {tex(value)}", "This follows from the given numbers"))
        if value is not None:
            known["and", s, t] = value
        return value

    kind, *sides = asked
    if kind == "one":
        value = single(sides[0])
        return lines, value
    if kind == "and":
        return lines, both(*sides)
    if kind == "or":
        p, q = single(sides[0]), single(sides[1])
        r = both(*sides)
        if None in (p, q, r):
            return [], None
        value = sp.simplify(p + q - r)
        lines.append(Line("Addition rule", rf"{name(asked)} = {tex(p)} + {tex(q)} - {tex(r)} = {tex(value)}", "Add both, and take away what was counted twice"))
        return lines, value
    s, t = sides
    if g["independent"] and base_of(s) is not None:
        value = base_of(s)
        lines.append(Line("Independent events", rf"{name(asked)} = {name(('one', s))} = {tex(value)}", "They are independent, so the condition changes nothing"))
        return lines, value
    bayes = known_condition(t, s) is not None
    r = both(s, t)
    q = single(t)
    if r is None or q is None or q == 0:
        return [], None
    value = sp.simplify(r / q)
    lines.append(Line("Bayes' theorem" if bayes else "Definition", rf"{name(asked)} = \frac{{{decimal(r)}}}{{{decimal(q)}}} = {tex(value)}", "Divide the probability of both by that of the condition"))
    return lines, value


def decimal(value: sp.Expr) -> str:
    return f"{float(value):.6g}" if sp.Rational(f"{float(value):.6g}") == value else tex(value)
