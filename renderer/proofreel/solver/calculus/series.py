"""Infinite series: whether they converge, by which test, and their sum where a formula has it."""

import re

import sympy as sp

from .. import story
from ..notation import mark, tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Scene, Solution, Unsolvable
from ..words import plain_text
from .asking import convergence, undressed
from .convergence import Verdict, refuse_if_contradicted, verdict
from .summing import Sum, find
from .sums import bracketed

KIND = "series"
HELP = "series"


def read(text: str, named: str | None) -> Problem | None:
    manner = re.search(r"\b(absolute|conditional)(?:ly)?\b", text, re.I)
    # "absolutely, conditionally or not at all" asks for the whole verdict.
    if manner and re.search(r"absolut.*condition|condition.*absolut", text, re.I):
        raise Unsupported("Ask for one of them: does the series converge absolutely, or does it converge?")
    text, asked = convergence(undressed(re.sub(r"\b(?:absolute|conditional)(?:ly)?\b", " ", text, flags=re.I)))
    if not re.search(r"\\sum|∑|Σ|\bsum|\bseries\b|\.\.\.|…|[-+]\s*$|\\[lc]?dots", text, re.I) or re.search(r"taylor|mac ?laurin|riemann|\bradius\b|\binterval of\b|\bsequence\b", text, re.I):
        return None
    found = find(text, asked is not None)
    if found is None or found.high is not sp.oo:
        return None
    if found.term.free_symbols - {found.index}:
        return None
    return Problem(KIND, [found.term], found.index, given={"sum": found, "asked": asked, "manner": manner and manner[1].lower() + "ly"})


def solve(problem: Problem) -> Solution:
    series: Sum = problem.given["sum"]
    asked, manner = problem.given["asked"], problem.given["manner"]
    term, n = series.term, series.index
    low = first_index(series)
    found = verdict(term, n, low)
    refuse_if_contradicted(term, n, low, found)
    said = word(found)
    if manner:
        if found.converges and not found.notes:
            found.notes.append("absolutely" if absolutely(term, n, low) else "conditionally")
        answer, asked = str(found.converges and found.notes[0] == manner), f"converge {manner}"
    elif asked:
        answer = str(found.converges == (asked == "converge"))
    elif not found.converges:
        answer = str(found.growth)
    elif found.value is not None:
        answer = str(found.value)
    else:
        raise Unsolvable(f"That series converges, by the {found.test}, but I know no formula for its sum: ask whether it converges.")
    understood = f"{'Does' if asked else 'Find'} the sum of {term} for {n} from {low} to infinity{f' {asked}?' if asked else ''}"
    title = f"The series of {plain_text(term)}"
    steps, scenes = story.derivation(tex(sp.Sum(term, (n, low, sp.oo))), found.lines, "Decide whether the series converges", opening=f"We look at the series with the terms {spoken(term)}")
    return Solution(KIND, understood, title, answer, True, steps, [question(series, low), *scenes, result(series, low, found, said, title)])


def absolutely(term: sp.Expr, n: sp.Symbol, low: sp.Expr) -> bool:
    values = [sp.N(term.subs(n, low + j)) for j in range(40)]
    if all(value >= 0 for value in values) or all(value <= 0 for value in values):
        return True
    raise Unsolvable("I can't decide whether that series converges absolutely: ask whether it converges.")


def first_index(series: Sum) -> sp.Expr:
    """Where the term at the given beginning has no value, as 1/ln(1) has not, people mean the series from the next on."""
    for low in (series.low, series.low + 1):
        value = series.term.subs(series.index, low)
        if value.is_real and value.is_finite:
            return low
    raise Unsolvable("The first term of that series has no real value: check where it begins.")


def word(found: Verdict) -> str:
    if not found.converges:
        return "diverges"
    return f"converges {found.notes[0]}" if found.notes else "converges"


def question(series: Sum, low: sp.Expr) -> Scene:
    scene = Scene("question", "The question", "Show the series and its first terms")
    values = [sp.simplify(series.term.subs(series.index, low + j)) for j in range(4)]
    if any(len(tex(value)) > 26 for value in values):
        values = values[:2]
    written = tex(values[0]) + "".join(f" - {bracketed(-value)}" if value.could_extract_minus_sign() else f" + {bracketed(value)}" for value in values[1:])
    scene.beat(f"We add up {spoken(series.term)}, for {series.index} from {spoken(low)} on, without end", story.formula(tex(sp.Sum(series.term, (series.index, low, sp.oo)))))
    return scene.beat("Do these sums settle at a number? The series begins like this", story.step(rf"= {written} + \dots"))


def result(series: Sum, low: sp.Expr, found: Verdict, said: str, title: str) -> Scene:
    scene = Scene("result", "Result and check", "Show the verdict, and how sums of more and more terms behave")
    shown = tex(sp.Sum(series.term, (series.index, low, sp.oo)))
    if found.value is not None:
        scene.beat(f"The series {said}, and its sum is {spoken(found.value)}", story.formula(f"{shown} = {mark('yellow', tex(found.value))}"))
    else:
        scene.beat(f"The series {said}", story.formula(shown), story.note(said, "green" if found.converges else "red"))
    rows, total, at = [["terms", "sum"]], sp.S.Zero, 0
    for count in (5, 10, 20):
        while at < count:
            total += sp.N(series.term.subs(series.index, low + at), 20)
            at += 1
        rows.append([str(count), (f"{float(total):.6f}" if abs(total) < 1e5 else f"{float(total):.3g}").replace("-", "−")])
    scene.beat("Adding up more and more terms shows the same", story.table(rows), story.check("agrees with sums of many terms"))
    return scene.claim(f"{title} {said}" + (f"; its sum is {plain_text(found.value)}" if found.value is not None else ""), None, True)
