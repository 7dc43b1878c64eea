"""Coins and repeated trials: the binomial formula; checked by building the distribution trial by trial."""

import math
import re

import sympy as sp

from .. import story
from ..notation import tex
from ..problem import Problem, Unsupported
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .wording import ASKED, TWISTED, Comparison, about, comparison, probability_tex, said, tidied

KIND = "binomial"
HELP = ""
WHOLE = True

HELPS = "I work out probabilities of heads and of successes: try the probability of exactly 3 heads in 5 flips of a coin."
SHARE = r"(\d*\.\d+|\d+/\d+|\d+(?:\.\d+)?\s*(?:%|percent))"


def share(text: str) -> sp.Rational:
    m = re.match(r"\s*([\d./]+)", text)
    assert m
    value = sp.Rational(m[1].rstrip("."))
    return value / 100 if re.search(r"%|percent", text) else value


def read(text: str, named: str | None) -> Problem | None:
    low = tidied(text)
    if not ASKED.search(low) or re.search(r"\bdice\b|\bdie\b|\bcards?\b|\bmarbles?\b|\bballs?\b|\burn\b|\bdisease|\btest positive|\bpoisson|\bnormal(?:ly)?\b", low):
        return None
    if re.search(r"\bcoins?\b|\bheads?\b|\btails?\b", low):
        return coins(low)
    if re.search(r"\bbinomial|\btrials?\b|\bsuccess|x\s*~\s*b|\bb\(\s*\d+", low):
        return trials(low)
    return shots(low)


def coins(low: str) -> Problem:
    biased = re.search(r"\bbiased\b|\bunfair\b|\bweighted\b|\bp\s*\(\s*(?:h|heads?)\s*\)\s*=", low)
    p = sp.Rational(1, 2)
    if biased or re.search(r"probability of (?:a )?heads? (?:is|of|=) " + SHARE, low):
        m = re.search(r"(?:\bp\s*\(\s*(?:h|heads?)\s*\)|probability (?:of (?:a |getting )?heads?)|heads? with probability|lands? (?:on )?heads?)\s*(?:is|of|=|with probability)?\s*" + SHARE, low) or re.search(SHARE + r" (?:probability|chance) of heads", low)
        if not m:
            raise Unsupported(HELPS)
        p = share(m[1])
        low = low.replace(m.group(), " ")
    elif TWISTED.search(low):
        raise Unsupported(HELPS)
    if re.search(r"\bgiven\b|\bin a row\b.*\b(?:in|of|out of) \d|\bbefore\b|\bfirst\b|\blast\b|\bsecond\b|\bconsecutive|\balternat|\bexpected", low):
        raise Unsupported(HELPS)
    n = None
    if m := re.search(r"\b(\d+) (?:fair |unbiased |ordinary |biased |independent )*coins?\b", low):
        n = int(m[1])
    if (m := re.search(r"\b(\d+) times\b", low)) or (m := re.search(r"\b(?:in|out of|of|with|from|on|after) (?:the )?(\d+) (?:fair |independent |consecutive )*(?:coin )?(?:flips?|tosses|throws|toss)\b|\b(\d+) (?:coin )?(?:flips|tosses|throws)\b|\b(\d+) fair coin flips", low)):
        times = int(next(g for g in m.groups() if g))
        if n not in (None, 1) and times != n:
            raise Unsupported("I flip one coin several times, or several coins once, not both.")
        n = times
    rest = re.sub(r"\b\d+ times\b|\b(?:in|out of|of|with|from|on|after)? ?(?:the )?\d+ (?:fair |independent |unbiased |biased |consecutive |ordinary )*(?:coins?|(?:coin )?flips?|(?:coin )?tosses|throws)\b", " ", low)
    if n is None and (m := re.search(r"\b(\d+) (heads|tails) in a row\b|\b(\d+) (?:consecutive|straight) (heads|tails)\b", low)):
        n = int(m[1] or m[3])
    elif n is None:
        if re.search(r"\b(?:flip|toss|throw)(?:ing)? coins\b|\bcoins\b", low):
            raise Unsupported("How many coins are flipped? Say it, like: the probability of exactly 3 heads in 5 flips of a coin.")
        n = 1
    # On tails: count them instead, each with the other probability.
    side = "tails" if re.search(r"\btails?\b", rest) and not re.search(r"\bheads?\b", rest) else "heads"
    if re.search(r"\btails?\b", rest) and re.search(r"\bheads?\b", rest):
        if m := re.search(r"\bmore (heads|tails) than (?:heads|tails)\b", rest):
            return made(n, p if m[1] == "heads" else 1 - p, Comparison(f"more {m[1]} than {'tails' if m[1] == 'heads' else 'heads'}", rf"> {n}/2", lambda k: 2 * k > n), m[1])
        if re.search(r"\b(?:equal|same) (?:number|amount)", rest) or re.search(r"\bas many heads as tails", rest):
            return made(n, p, Comparison("as many heads as tails", rf"= {n}/2", lambda k: 2 * k == n), "heads")
        if (m := re.search(r"\b(?:a|1|exactly 1) heads? and (?:a|1|exactly 1) tails?\b", rest)) and n == 2:
            return made(n, p, Comparison("exactly 1", "= 1", lambda k: k == 1), "heads")
        if m := re.search(r"\b(\d+) heads? and (\d+) tails?\b", rest):
            if int(m[1]) + int(m[2]) == n:
                k = int(m[1])
                return made(n, p, Comparison(f"exactly {k}", f"= {k}", lambda v: v == k), "heads")
        raise Unsupported(HELPS)
    q = p if side == "heads" else 1 - p
    if re.search(r"\ball (?:the )?(?:same|alike)|\bsame (?:side|result|outcome|face)", rest) and not re.search(r"heads?|tails?", rest):
        return made(n, p, Comparison("all the same", rf"\in \{{0, {n}\}}", lambda k: k in (0, n)), "heads")
    if re.search(r"\b(?:all|both|every|only|each)\b", rest) or re.search(r"\bin a row\b|\bstraight\b|\bconsecutive\b", rest):
        return made(n, q, Comparison(f"all {n}" if n > 1 else "exactly 1", f"= {n}", lambda k: k == n), side)
    if re.search(rf"\b(?:no|0|zero|none|not any|never|neither)\b", rest):
        return made(n, q, Comparison("exactly 0", "= 0", lambda k: k == 0), side)
    m = re.search(rf"((?:at least|at most|exactly|precisely|more than|fewer than|less than|no more than|no fewer than|no less than|only)?\s*(?:a|an|\d+)(?: or (?:more|fewer|less|\d+))?)\s*(?:\w+ )?{side[:-1]}s?\b", rest)
    more = re.search(rf"(\d+) {side} or (more|fewer|less)\b", rest)
    if more:
        compared = comparison(f"{more[1]} or {more[2]}")
    else:
        compared = comparison(re.sub(r"\b(?:a|an)\b", "1", m[1])) if m else None
    if compared is None and n == 1:
        compared = Comparison("exactly 1", "= 1", lambda k: k == 1)
    if compared is None and (m := re.search(rf"\b{side}\b.*?(exactly|at least|at most)?\s*(\d+)\s*$", rest)):
        compared = comparison(f"{m[1] or 'exactly'} {m[2]}")
    if compared is None:
        raise Unsupported(HELPS)
    return made(n, q, compared, side)


def made(n: int, p: sp.Rational, compared: Comparison, name: str) -> Problem:
    return Problem(KIND, [n, p], given={"comparison": compared, "name": name})


def trials(low: str) -> Problem | None:
    m = re.search(r"x\s*~\s*(?:b|bin|binom|binomial)\s*\(\s*(?:n\s*=\s*)?(\d+)\s*,\s*(?:p\s*=\s*)?([\d./]+%?)\s*\)|\b(?:b|bin|binom|binomial)\s*\(\s*(?:n\s*=\s*)?(\d+)\s*,\s*(?:p\s*=\s*)?([\d./]+%?)\s*\)", low)
    if m:
        n, p = int(m[1] or m[3]), share(m[2] or m[4])
    else:
        found_n = re.search(r"\bn\s*=\s*(\d+)|\b(\d+) (?:independent |bernoulli |identical )*trials?\b|\b(\d+) times\b", low)
        found_p = re.search(r"(?<![a-z])p\s*=\s*" + SHARE, low) or re.search(r"(?:probability|chance|rate) of (?:a )?success(?: (?:on|in|for|at) (?:each|every|a)(?: single)? trial)?\s*(?:is|of|=|:|equal to)?\s*" + SHARE, low) or re.search(r"success (?:probability|rate|chance)\s*(?:is|of|=|:)?\s*" + SHARE, low) or re.search(SHARE + r" (?:chance|probability) of success", low)
        if not (found_n and found_p):
            return None
        n, p = int(next(g for g in found_n.groups() if g)), share(found_p[1])
        low = low.replace(found_n.group(), " ", 1).replace(found_p.group(), " ", 1)
    if re.search(r"\bexpected\b|\bvariance\b|\bstandard deviation\b|\bgiven that\b|\bmean\b", low):
        return None
    body = m_after(low)
    compared = comparison(body) if body else None
    if compared is None:
        raise Unsupported(HELPS)
    return made(n, p, compared, "successes")


def m_after(low: str) -> str | None:
    if m := re.search(r"p\s*\(\s*x\s*(>=|<=|=|<|>)\s*(\d+)\s*\)", low):
        return f"{'exactly' if m[1] == '=' else m[1]} {m[2]}"
    if m := re.search(r"p\s*\(\s*(\d+)\s*(<|<=)\s*x\s*(<|<=)\s*(\d+)\s*\)", low):
        return f"between {int(m[1]) + (m[2] == '<')} and {int(m[4]) - (m[3] == '<')} inclusive"
    if re.search(r"\bno success", low):
        return "exactly 0"
    m = re.search(r"((?:at least|at most|exactly|precisely|more than|fewer than|less than|no more than|no fewer than)?\s*\d+(?: or (?:more|fewer|less))?)\s*success", low)
    return m[1] if m else None


def shots(low: str) -> Problem | None:
    """A share, and "exactly k of n": how often something succeeds."""
    if TWISTED.search(low) or re.search(r"\bgiven\b|\bwithout replacement\b|\bp\s*\(|\bsensitiv|\bfalse\b|\band\b.*%.*\band\b.*%|\bred\b|\bdefective items? (?:in|among)", low):
        return None
    shares = re.findall(r"(?<![\d.])(?:\d+(?:\.\d+)?\s*(?:%|percent)|0?\.\d+)", low)
    m = re.search(r"\b(exactly|at least|at most|more than|fewer than|less than)\s+(\d+)\s+(?:\w+ ){0,2}?(?:out )?(?:of|in)\s+(?:\w+ ){0,2}?(\d+)\b", low)
    if len(shares) != 1 or not m:
        return None
    if not re.search(r"\b(?:shot|shoots|throw|makes?|hits?|scores?|successful|passes|wins?|defective|germinat|answers?|guess|people|students|customers|voters|left-handed|attempt)", low):
        return None
    compared = comparison(f"{m[1]} {m[2]}")
    return made(int(m[3]), share(shares[0]), compared, "successes") if compared else None


def by_trials(n: int, p: sp.Rational) -> list[sp.Rational]:
    """The distribution of successes, one trial after the other."""
    row = [sp.Integer(1)]
    for _ in range(n):
        row = [(row[k] * (1 - p) if k < len(row) else 0) + (row[k - 1] * p if k else 0) for k in range(len(row) + 1)]
    return row


def solve(problem: Problem) -> Solution:
    n, p = problem.expressions
    compared, name = problem.given["comparison"], problem.given["name"]
    if not 1 <= n <= 200:
        raise Unsolvable("I take from 1 up to 200 trials.")
    if not 0 < p < 1:
        raise Unsolvable("The probability of a success must lie between 0 and 1.")
    ks = [k for k in range(n + 1) if compared.holds(k)]
    value = sum((math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in ks), sp.Integer(0))
    row = by_trials(n, p)
    assured(sum(row) == 1 and sum((row[k] for k in ks), sp.Integer(0)) == value)
    one = name[:-1] if name != "successes" else "success"
    if not ks:
        raise Unsolvable(f"That can't happen in {n} trials: its probability is 0. Check the numbers.")
    lines: list[Line] = []
    x = "X"
    others = [k for k in range(n + 1) if k not in ks]
    term = lambda k: rf"\binom{{{n}}}{{{k}}} {power(p, k)} {power(1 - p, n - k)}".replace("  ", " ")
    if len(ks) == 1:
        k = ks[0]
        lines = [
            Line("Which trials", rf"\binom{{{n}}}{{{k}}} = {math.comb(n, k)}", f"There are {math.comb(n, k)} ways to say which {k} of the {n} trials they are" if 0 < k < n else "There is only one way for that"),
            Line("One such order", power(p, k) + (r" \cdot " if k and n - k else "") + power(1 - p, n - k), f"Each order has the same probability: {share_said(p)} for each of the {k}, and {share_said(1 - p)} for each other"),
            Line("Multiply", rf"P({x} = {k}) = {term(k)} {relation(value)}", "Multiply the two"),
        ]
    elif len(others) < len(ks) and len(others) <= 3:
        rest = 1 - value
        lines = [
            Line("The opposite is easier", rf"P = 1 - P({x} \in \{{{', '.join(map(str, others))}\}})", f"The opposite is {listing(others)} {name}, which is less to compute"),
            *[Line(f"Exactly {k}", rf"P({x} = {k}) = {term(k)} {relation(row[k])}", f"Work out the probability of exactly {k}") for k in others],
            Line("Take it from one", rf"P = 1 - {short(rest)} {relation(value)}", "Subtract it from one"),
        ]
    elif len(ks) <= 4:
        lines = [
            *[Line(f"Exactly {k}", rf"P({x} = {k}) = {term(k)} {relation(row[k])}", f"Work out the probability of exactly {k}") for k in ks],
            Line("Add up", rf"P = {' + '.join(short(row[k]) for k in ks)} {relation(value)}", "Only one of these can happen at a time, so add them"),
        ]
    else:
        first, last = ks[0], ks[-1]
        lines = [
            Line("One term", rf"P({x} = k) = \binom{{{n}}}{{k}} {power(p, 'k')} {power(1 - p, f'{n} - k')}", "For each number of successes there is one such term"),
            Line("Add up", rf"P = \sum_{{k = {first}}}^{{{last}}} P({x} = k) {relation(value)}" if ks == list(range(first, last + 1)) else rf"P = \sum P({x} = k) {relation(value)}", f"Add the {len(ks)} terms that count"),
        ]
    what = f"{compared.said} {one if compared.said in ('exactly 1', 'at least 1') else name}" if "than tails" not in compared.said and "than heads" not in compared.said and "as many" not in compared.said else compared.said
    shown = [k for k in range(n + 1) if row[k] > max(row) / 400] if n > 24 else list(range(n + 1))
    view = [story.plot((shown[0] - 1, shown[-1] + 1), (0, float(max(row)) * 1.12)), story.bars([(k, float(row[k])) for k in shown], [i for i, k in enumerate(shown) if k in ks])]
    kind = "coin flips" if name in ("heads", "tails") else "independent trials"
    usual = "" if p == sp.Rational(1, 2) and name in ("heads", "tails") else f", each with probability {p}"
    question = f"How likely is it to get {what} in {n} {kind if n > 1 else kind[:-1]}?"
    return tell(Account(
        KIND, f"Probability of {what} in {n} {kind if n > 1 else kind[:-1]}{usual}", f"{what[:1].upper() + what[1:]} in {n} {kind if n > 1 else kind[:-1]}", str(value), question, rf"P({x} {compared.tex}) = \;?" if "text" not in compared.tex else "P = \\;?", rf"n = {n},\quad p = {tex(p)}", lines,
        f"The probability is {said(value)}, {about(value)}" if value.q < 10**6 else f"The probability is {about(value)}", f"P = {probability_tex(value)}", "Built up trial by trial, the distribution has the same share", "same trial by trial", opening="These are the numbers",
        picture=view, aside="The bars show how likely each number is. Those that count are marked", idea=("The number of orders, times the probability of each of them", r"P(X = k) = \binom{n}{k} \, p^k (1 - p)^{n - k}"),
    ))


def listing(values: list[int]) -> str:
    return " or ".join(map(str, values))


def power(p: sp.Rational, k: object) -> str:
    if k == 0:
        return ""
    base = rf"\left({tex(p)}\right)" if p.q != 1 else tex(p)
    return base if k == 1 else f"{base}^{{{k}}}"


def share_said(p: sp.Rational) -> str:
    return f"{p.p} over {p.q}" if p.q <= 20 else about(p)


def short(value: sp.Rational) -> str:
    return tex(value) if value.q < 10**4 else f"{float(value):.4f}"


def relation(value: sp.Rational) -> str:
    return f"= {tex(value)}" if value.q < 10**5 else rf"\approx {float(value):.4f}"
