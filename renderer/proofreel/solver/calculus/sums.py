"""Finite sums by their formulas (powers, arithmetic, geometric, telescoping), checked by adding up the terms one by one."""

import re

import sympy as sp

from .. import story
from ..notation import mark, tex
from ..problem import Problem
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .asking import convergence, undressed
from .summing import Sum, find

KIND = "sum"
HELP = "sums"

# So many terms are added up one by one to check a formula.
MAX_ADDED = 3000
FAULHABER = {
    0: lambda n: n, 1: lambda n: n * (n + 1) / 2, 2: lambda n: n * (n + 1) * (2 * n + 1) / 6, 3: lambda n: n**2 * (n + 1) ** 2 / 4,
}


def read(text: str, named: str | None) -> Problem | None:
    text, asked = convergence(undressed(text))
    if not re.search(r"\\sum|∑|Σ|\bsum|\bseries\b|\.\.\.|…|[-+]\s*$|\\[lc]?dots|\badd\b", text, re.I) or re.search(r"taylor|mac ?laurin|riemann|\bradius\b|\binterval of\b", text, re.I):
        return None
    found = find(text, asked is not None)
    if found is None or found.high is sp.oo or asked:
        return None
    return Problem(KIND, [found.term], found.index, given={"sum": found})


def solve(problem: Problem) -> Solution:
    total: Sum = problem.given["sum"]
    term, k, low, high = total.term, total.index, total.low, total.high
    if term.free_symbols - {k} - {s for s in high.free_symbols} and not term.free_symbols - {k} <= {sp.Symbol(name) for name in "abrxqd"}:
        raise Unsolvable("I sum terms with one index: put numbers in place of the other letters.")
    if high.is_number and not high.is_Integer:
        raise Unsolvable("A sum ends at a whole number: check the upper bound.")
    if high.is_Integer and high < low:
        raise Unsolvable("The upper bound of that sum is smaller than the lower: check the bounds.")
    if high.is_Integer and high - low > 10**9:
        raise Unsolvable("That sum has too many terms.")
    lines, answer = next((found for way in (powers, geometric, telescoping, one_by_one) if (found := way(term, k, low, high))), (None, None))
    if lines is None:
        raise Unsolvable("I find sums of powers, geometric and telescoping sums, and sums of up to thirty terms; this one is of another kind.")
    refuse_if_added_otherwise(total, answer)
    shown = sp.Sum(term, (k, low, high))
    understood = f"The sum of {term} for {k} from {low} to {high}"
    title = f"The sum of {plain_text(term)} for {k} from {plain_text(low)} to {plain_text(high)}"
    steps, scenes = story.derivation(tex(shown), lines, "Find the sum", opening=f"We add up {spoken(term)}, for {k} from {spoken(low)} to {spoken(high)}")
    return Solution(KIND, understood, title, str(answer), True, steps, [question(total), *scenes, result(total, answer, title)])


def powers(term: sp.Expr, k: sp.Symbol, low: sp.Expr, high: sp.Expr) -> tuple[list[Line], sp.Expr] | None:
    """Polynomials up to the third degree, by the formulas for the sums of powers."""
    if not term.is_polynomial(k) or sp.degree(term, k) > 3:
        return None
    polynomial = sp.Poly(sp.expand(term), k)
    if polynomial.degree() == 1 and polynomial.LC().is_number:
        return arithmetic(term, k, low, high)
    answer = sp.S.Zero
    lines = []
    parts = [(int(power[0]), coefficient) for power, coefficient in polynomial.terms()]
    split = sp.Add(*[coefficient * sp.Sum(k**power, (k, low, high)) for power, coefficient in parts])
    if len(parts) > 1 or parts[0][1] != 1:
        lines.append(Line("Sum by sum", f"= {tex(split)}", "Split the sum, and put constant factors in front"))
    if low != 1:
        lines.append(Line("Begin at one", rf"= \sum_{{{k}=1}}^{{{tex(high)}}} {bracketed(term)} - \sum_{{{k}=1}}^{{{tex(low - 1)}}} {bracketed(term)}" if low > 1 else rf"= {tex(sp.Add(*[term.subs(k, j) for j in range(int(low), 1)]))} + \sum_{{{k}=1}}^{{{tex(high)}}} {bracketed(term)}", "The formulas begin at one: take away what is too much, or add what is missing"))
    n = sp.Symbol("n")
    known = r",\quad ".join(rf"\sum_{{{k}=1}}^{{n}} {tex(sp.Integer(1)) if power == 0 else tex(k**power)} = {tex(FAULHABER[power](n))}" for power, _ in parts)
    lines.append(Line("Sums of powers", known, "The sums of powers have formulas. Here they are" if len(parts) > 1 else "For the sum of these powers there is a formula"))
    for power, coefficient in parts:
        answer += coefficient * (FAULHABER[power](high) - FAULHABER[power](low - 1))
    answer = sp.factor(sp.simplify(answer))
    lines.append(Line("Put in the bounds", f"= {mark('yellow', tex(answer))}", f"Put in the bounds. The sum is {spoken(answer)}"))
    return lines, answer


def arithmetic(term: sp.Expr, k: sp.Symbol, low: sp.Expr, high: sp.Expr) -> tuple[list[Line], sp.Expr]:
    count, first, last = high - low + 1, term.subs(k, low), sp.expand(term.subs(k, high))
    answer = sp.factor(sp.simplify(count * (first + last) / 2))
    return [
        Line("Arithmetic sum", rf"a_1 = {tex(first)},\quad a_n = {tex(last)},\quad n = {tex(count)}", f"From term to term the same is added. There are {spoken(count)} terms, the first is {spoken(first)}, the last {spoken(last)}"),
        Line("First and last, times half the count", rf"= \frac{{{tex(count)}}}{{2}} \left({tex(first)} + {tex(last)}\right)", "First plus last is as much as second plus last but one, and so on. So the sum is half the count times first plus last"),
        Line("Simplify", f"= {mark('yellow', tex(answer))}", f"That is {spoken(answer)}"),
    ], answer


def bracketed(expr: sp.Expr) -> str:
    return rf"\left({tex(expr)}\right)" if expr.is_Add else tex(expr)


def ratio_of(term: sp.Expr, k: sp.Symbol) -> sp.Expr | None:
    ratio = sp.simplify(sp.powsimp(sp.expand_power_exp(term.subs(k, k + 1)) / sp.expand_power_exp(term)))
    return None if ratio.has(k) or ratio == 1 else ratio


def geometric(term: sp.Expr, k: sp.Symbol, low: sp.Expr, high: sp.Expr) -> tuple[list[Line], sp.Expr] | None:
    ratio = ratio_of(term, k)
    if ratio is None:
        return None
    first, count = sp.simplify(term.subs(k, low)), high - low + 1
    answer = sp.simplify(first * (1 - ratio**count) / (1 - ratio))
    return [
        Line("Geometric sum", rf"a = {tex(first)},\quad q = {tex(ratio)},\quad n = {tex(count)}", f"From term to term we multiply by {spoken(ratio)}. The first term is {spoken(first)}, and there are {spoken(count)} terms"),
        Line("Formula of the geometric sum", rf"= a \cdot \frac{{1 - q^n}}{{1 - q}} = {bracketed(first)} \cdot \frac{{1 - {power_tex(ratio, count)}}}{{1 - {power_tex(ratio, sp.S.One)}}}", "Multiply the sum by the ratio and subtract: almost all terms cancel. That gives this formula"),
        Line("Simplify", f"= {mark('yellow', tex(answer))}", f"That is {spoken(answer) if len(str(answer)) < 40 else 'what you see here'}"),
    ], answer


def power_tex(ratio: sp.Expr, count: sp.Expr) -> str:
    base = tex(ratio) if ratio.is_Symbol or (ratio.is_Integer and ratio > 0) else rf"\left({tex(ratio)}\right)"
    return base if count == 1 else rf"{base}^{{{tex(count)}}}"


def gaps(term: sp.Expr, k: sp.Symbol) -> tuple[sp.Expr, int] | None:
    """g and m where the term is g(k) - g(k + m): 1/(k (k + 2)) and the like."""
    parts = sp.apart(term, k) if term.is_rational_function(k) else sp.expand_log(term.replace(sp.log, lambda u: sp.log(sp.factor(u))), force=True) if term.func is sp.log else None
    if parts is None or not parts.is_Add or len(parts.args) != 2:
        return None
    for g, h in (parts.args, parts.args[::-1]):
        for m in range(1, 5):
            if sp.simplify(g.subs(k, k + m) + h) == 0:
                return g, m
    return None


def telescoping(term: sp.Expr, k: sp.Symbol, low: sp.Expr, high: sp.Expr) -> tuple[list[Line], sp.Expr] | None:
    found = gaps(term, k)
    if not found:
        return None
    g, m = found
    left = sp.Add(*[g.subs(k, low + j) for j in range(m)])
    gone = sp.Add(*[g.subs(k, high + 1 + j) for j in range(m)])
    answer = sp.factor(sp.simplify(left - gone))
    return [
        Line("Partial fractions" if term.func is not sp.log else "Rules of logarithms", rf"= \sum_{{{k}={tex(low)}}}^{{{tex(high)}}} \left({tex(g)} - {bracketed(g.subs(k, k + m))}\right)", "Write each term as a difference of the same function at two places"),
        Line("The sum telescopes", rf"= \left({tex(left)}\right) - \left({tex(gone)}\right)", "Write out the terms: what is taken away in one comes back in a later one. Only the beginning and the end are left"),
        Line("Simplify", f"= {mark('yellow', tex(answer))}", f"That is {spoken(answer)}"),
    ], answer


def one_by_one(term: sp.Expr, k: sp.Symbol, low: sp.Expr, high: sp.Expr) -> tuple[list[Line], sp.Expr] | None:
    if not high.is_Integer or high - low > 30 or term.free_symbols - {k}:
        return None
    values = [sp.simplify(term.subs(k, j)) for j in range(int(low), int(high) + 1)]
    answer = sp.simplify(sp.Add(*values))
    shown = values if len(values) <= 8 else [*values[:4], None, *values[-2:]]
    written = " + ".join(r"\dots" if value is None else bracketed(value) if value.could_extract_minus_sign() else tex(value) for value in shown)
    return [
        Line("Write out the terms", f"= {written}", f"There are {len(values)} terms. Write them out"),
        Line("Add up", f"= {mark('yellow', tex(answer))}", f"Added up, they make {spoken(answer)}"),
    ], answer


def refuse_if_added_otherwise(total: Sum, answer: sp.Expr) -> None:
    """Adds the terms with numbers in place of all letters; a formula with a letter as its end is tried at several ends."""
    letters = sorted((total.term.free_symbols | total.high.free_symbols) - {total.index} - total.high.free_symbols, key=str)
    numbers = {letter: sp.Rational(3 + n, 7) for n, letter in enumerate(letters)}
    if total.high.is_Integer:
        if total.high - total.low > MAX_ADDED:
            # The same formula with a letter as its end, tried where adding is short.
            n = sp.Symbol("n")
            way = next(found for way in (powers, geometric, telescoping) if (found := way(total.term, total.index, total.low, n)))
            if sp.simplify(way[1].subs(n, total.high) - answer) != 0:
                raise Unsolvable("My sum did not pass its own check, so I don't show it.")
            refuse_if_added_otherwise(Sum(total.term, total.index, total.low, n), way[1])
            return
        ends, name = [total.high], None
    else:
        name = next(iter(total.high.free_symbols))
        ends = [total.low + step for step in (0, 1, 2, 5, 9, 14)]
    for end in ends:
        high = total.high if name is None else total.high.subs(name, end)
        added = sum((total.term.subs(numbers).subs(total.index, j) for j in range(int(total.low), int(high) + 1)), sp.S.Zero)
        said = answer.subs(numbers) if name is None else answer.subs(numbers).subs(name, end)
        if abs(sp.N(added - said, 25)) > 1e-12 * (1 + abs(sp.N(added))):
            raise Unsolvable("My sum did not pass its own check, so I don't show it.")


def question(total: Sum) -> Scene:
    scene = Scene("question", "The question", "Show which terms are added")
    k, low = total.index, int(total.low)
    count = int(min(3, total.high - total.low + 1)) if total.high.is_Integer else 3
    values = [sp.simplify(total.term.subs(k, low + j)) for j in range(count)]
    written = " + ".join(bracketed(value) if value.could_extract_minus_sign() else tex(value) for value in values)
    more = "" if total.high.is_Integer and total.high - total.low < 3 else r" + \dots"
    scene.beat(f"We add up {spoken(total.term)}, for {k} from {spoken(total.low)} to {spoken(total.high)}", story.formula(tex(sp.Sum(total.term, (k, total.low, total.high)))))
    return scene.beat("Written out, the sum begins like this", story.step(f"= {written}{more}"))


def result(total: Sum, answer: sp.Expr, title: str) -> Scene:
    scene = Scene("result", "Result and check", "Show the sum and check it by adding up terms")
    shown = sp.Sum(total.term, (total.index, total.low, total.high))
    scene.beat(f"The sum is {spoken(answer) if len(spoken(answer).split()) < 30 else 'what you see here'}", story.formula(f"{tex(shown)} = {mark('yellow', tex(answer))}"))
    if total.high.is_Integer:
        scene.beat("Adding up the terms one by one, by computing, gives the same number", story.check("agrees with the terms added up"))
    else:
        scene.beat(f"For several values of {total.high}, adding up the terms one by one gives the same number", story.check("agrees with sums of small length"))
    return scene.claim(f"{title} is {plain_text(answer)}"[:900], f"Eq(Sum({total.term}, ({total.index}, {total.low}, {total.high})).doit(), {answer})", True)
