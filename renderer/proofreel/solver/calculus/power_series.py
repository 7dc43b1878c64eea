"""Power series: the radius of convergence by the ratio test, and what happens at the ends of the interval."""

import re

import sympy as sp

from .. import numeric, story
from ..notation import mark, tex
from ..problem import Problem
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .asking import convergence, undressed
from .convergence import limit, refuse_if_contradicted, under, verdict
from .summing import Sum, find

KIND = "power_series"
HELP = ""


def read(text: str, named: str | None) -> Problem | None:
    plain, asked = convergence(undressed(text))
    if not re.search(r"\\sum|∑|Σ|\bsum|\bseries\b", plain, re.I) or re.search(r"taylor|mac ?laurin", plain, re.I):
        return None
    found = find(plain, True)
    if found is None or found.high is not sp.oo or len(found.term.free_symbols - {found.index}) != 1:
        return None
    x = next(iter(found.term.free_symbols - {found.index}))
    if not asked and not re.search(r"radius|interval|converg|for (?:which|what)", text, re.I):
        return None
    radius, interval = bool(re.search(r"\bradius\b", text, re.I)), bool(re.search(r"\binterval\b|for (?:which|what)|values of", text, re.I))
    return Problem(KIND, [found.term], x, given={"sum": found, "radius": radius, "interval": interval or not radius})


def centre_of(term: sp.Expr, n: sp.Symbol, x: sp.Symbol) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """The coefficient, the linear expression in x, and its exponent, where the term is a_n (b x + c)^(k n + m)."""
    powers = [p for p in term.atoms(sp.Pow) if p.base.has(x)]
    if len(powers) != 1:
        term = sp.powsimp(term)
        powers = [p for p in term.atoms(sp.Pow) if p.base.has(x)]
    if len(powers) != 1:
        return None
    base, exponent = powers[0].args
    if not base.is_polynomial(x) or sp.degree(base, x) != 1 or not sp.expand(exponent).coeff(n, 1).is_Integer:
        return None
    coefficient = sp.simplify(term / powers[0])
    return None if coefficient.has(x) else (coefficient, base, exponent)


def solve(problem: Problem) -> Solution:
    series: Sum = problem.given["sum"]
    x, n, term = problem.variable, series.index, series.term
    found = centre_of(term, n, x)
    if found is None:
        raise Unsolvable("I find where power series converge, whose terms are a coefficient times a power of x or of x - a.")
    coefficient, base, exponent = found
    step = int(sp.expand(exponent).coeff(n, 1))
    m = sp.Symbol("m", positive=True, integer=True)
    quotient = sp.simplify(sp.Abs(sp.combsimp(sp.powsimp(sp.expand_power_exp(coefficient.subs(n, m + 1) / coefficient.subs(n, m))))))
    growth = limit(quotient.subs(m, sp.Symbol("m", positive=True)), sp.Symbol("m", positive=True))
    if growth is sp.nan or not growth.is_extended_nonnegative:
        raise Unsolvable("The ratio of neighbouring coefficients does not settle, so I can't find the radius.")
    a, c = sp.diff(base, x), -base.subs(x, 0) / sp.diff(base, x)
    radius = sp.oo if growth == 0 else sp.S.Zero if growth is sp.oo else sp.simplify(growth ** sp.Rational(-1, step) / abs(a))
    refuse_if_measured_otherwise(coefficient, n, growth)
    inside = rf"\left|{tex(base)}\right|" + (f"^{step}" if step > 1 else "")
    shown = rf"\left|\frac{{a_{{{n}+1}}}}{{a_{n}}}\right| = {tex(quotient.subs(m, n))} \cdot {inside} \to {'' if growth == 1 else tex(growth) + ' ' + chr(92) + 'cdot '}{inside}"
    if growth in (0, sp.oo):
        shown = rf"\left|\frac{{a_{{{n}+1}}}}{{a_{n}}}\right| = {tex(quotient.subs(m, n))} \cdot {inside} \to {tex(growth)}"
    lines = [Line("Ratio test", shown, f"Take the ratio of neighbouring terms. The ratio of the coefficients goes to {spoken(growth)}")]
    if radius is sp.oo:
        lines.append(Line("It converges everywhere", r"R = \infty", f"The limit is zero for every {x}. So the series converges everywhere"))
        interval: sp.Set = sp.Interval(-sp.oo, sp.oo)
    elif radius == 0:
        lines.append(Line("Only at its centre", "R = 0", f"The ratio grows beyond every bound. So the series converges only at {x} equal to {spoken(c)}"))
        interval = sp.FiniteSet(c)
    else:
        lines.append(Line("Radius of convergence", rf"\left|{tex(x - c)}\right| < {tex(radius)},\quad R = ⟦yellow|{tex(radius)}⟧", f"The series converges where that is smaller than one. So the radius is {spoken(radius)}"))
        ends = []
        for end in (c - radius, c + radius):
            whole = coefficient * base.subs(x, end) ** exponent
            at_end = sp.simplify(sp.powsimp(sp.expand_power_base(sp.simplify(whole.subs(n, m)), force=True))).subs(m, n)
            verdict_there = verdict(at_end, n, series.low)
            refuse_if_contradicted(at_end, n, series.low, verdict_there)
            ends.append(verdict_there.converges)
            lines.append(Line("An end of the interval", rf"{x} = {tex(end)}:\quad \sum {tex(at_end)}\ \text{{{'converges' if verdict_there.converges else 'diverges'}}}", f"At {x} equal to {spoken(end)}, the series {'converges' if verdict_there.converges else 'diverges'}, by the {verdict_there.test}"))
        interval = sp.Interval(c - radius, c + radius, not ends[0], not ends[1])
        left, right = ("[" if ends[0] else "("), ("]" if ends[1] else ")")
        lines.append(Line("Interval of convergence", rf"{x} \in \left{left}{tex(c - radius)},\, {tex(c + radius)}\right{right}", f"So the series converges from {spoken(c - radius)}, {'included' if ends[0] else 'left out'}, to {spoken(c + radius)}, {'included' if ends[1] else 'left out'}"))
    given = problem.given
    answer = str([radius, interval]) if given["radius"] and given["interval"] else str(radius) if given["radius"] else str(interval)
    what = "radius and interval" if given["radius"] and given["interval"] else "radius" if given["radius"] else "interval"
    title = f"The {what} of convergence of the series of {plain_text(term)}"
    shown_series = tex(sp.Sum(term, (n, series.low, sp.oo)))
    steps, scenes = story.derivation(shown_series, lines, f"Find where the series converges, as a condition on {x}", opening=f"We look at the power series with the terms {spoken(term)}")
    question = Scene("question", "The question", "Show the power series").beat(f"This is a power series in {x}", story.formula(shown_series)).beat(f"For which values of {x} does it converge?", story.note("wanted: radius and interval", "yellow"))
    result = Scene("result", "Result and check", "Show where the series converges")
    result.beat(f"The radius of convergence is {spoken(radius)}", story.formula(f"R = {mark('yellow', tex(radius))}"))
    result.beat("Measured on coefficients far out, the ratio is the same", story.step(tex(interval)), story.check("agrees with computed ratios"))
    result.claim(f"{title}: R = {plain_text(radius)}, {interval}"[:900], None, True)
    return Solution(KIND, f"The {what} of convergence of the sum of {term} for {n} from {series.low}", title[:190], answer, True, steps, [question, *scenes, result])


def refuse_if_measured_otherwise(coefficient: sp.Expr, n: sp.Symbol, growth: sp.Expr) -> None:
    at = numeric.real(sp.Abs(coefficient).replace(sp.factorial, lambda u: sp.gamma(u + 1)), n)
    ratios = []
    for k in (200, 2000):
        pair = at(k + 1), at(k)
        if None in pair or pair[1] == 0:
            return
        ratios.append(pair[0] / pair[1])
    if growth is sp.oo:
        fine = ratios[1] > 2 * ratios[0]
    elif growth == 0:
        fine = ratios[1] < 0.6 * ratios[0]
    else:
        fine = abs(ratios[1] - sp.N(growth)) < 0.02 * (1 + abs(sp.N(growth)))
    if not fine:
        raise Unsolvable("My radius did not pass its own check, so I don't show it.")
