"""Limits that do not exist: why, shown in the graph and in numbers from both sides. The answer is nan, SymPy's word for no value."""

from dataclasses import dataclass

import mpmath as mp
import sympy as sp

from .. import numeric, story
from ..notation import mark, tex
from ..picture import frame, source
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .approach import Approach


@dataclass
class Missing:
    """What is found from each side: two limits that differ, or a range in which the values swing."""

    sides: dict[str, sp.Expr]

    @property
    def swings(self) -> bool:
        return any(value.has(sp.AccumBounds) for value in self.sides.values())


def no_limit(f: sp.Expr, to: Approach, missing: Missing, tables: dict, asked: str | None) -> Solution:
    x, point = to.x, to.point
    if missing.swings:
        if not still_swinging(f, x, point, next(iter(missing.sides))):
            raise Unsolvable("My argument did not pass its own check, so I don't show it.")
        inner = next((g for g in f.atoms(sp.sin, sp.cos, sp.tan) if g.has(x)), f)
        why = "it keeps swinging to and fro"
        lines = [
            Line("It keeps swinging", rf"{tex(inner)} \ \text{{takes all its values again and again}}", f"{to.near}, {spoken(inner)} takes all its values again and again"),
            Line("No limit", rf"{to.of(f)} \ \text{{does not exist}}", "So the expression settles nowhere: the limit does not exist"),
        ]
    else:
        left, right = missing.sides["-"], missing.sides["+"]
        why = f"from the left it goes to {plain_text(left)}, from the right to {plain_text(right)}"
        if not all(numeric.heads_for(tables[side], missing.sides[side]) for side in "-+"):
            raise Unsolvable("My limits from the two sides did not pass their own check, so I don't show them.")
        sided = {side: Approach(x, point, side).of(f) for side in "-+"}
        lines = [
            Line("From the left", f"{sided['-']} = {mark('blue', tex(left))}", f"Come from the left, with {x} a little smaller: the expression goes to {spoken(left)}"),
            Line("From the right", f"{sided['+']} = {mark('yellow', tex(right))}", f"Come from the right, with {x} a little larger: it goes to {spoken(right)}"),
            Line("The sides differ", rf"{tex(left)} \neq {tex(right)} \quad\Rightarrow\quad \text{{no limit}}", "The two sides differ. A limit must be the same from both, so it does not exist"),
        ]
    start = to.of(f)
    title = f"Why {plain_text(f)} has no limit as {x} → {plain_text(point)}"
    steps, scenes = story.derivation(start, lines, "Look at both sides" if not missing.swings else "See why it does not settle", opening=f"We want the limit of {spoken(f)}, {to.near}")
    view = frame([f], x, [float(point)] if point.is_finite else [0.0, 12.0 if point > 0 else -12.0])
    question, result = Scene("question", "The question", f"Show where {plain_text(f)} is heading"), Scene("result", "Result and check", "Show in the graph and in numbers that there is no limit")
    if view:
        question.split = result.split = True
        question.beat(f"Here is the graph of {spoken(f)}", story.plot(*view), story.curve(source(f, x), "blue", "f"))
        result.beat("Look at the graph again", story.plot(*view), story.curve(source(f, x), "blue", "f"))
    question.beat(f"What value does it approach when {x} goes to {spoken(point)}?", story.formula(start))
    result.beat(f"The limit does not exist: {why}".replace("−", "minus ").replace("∞", "infinity"), story.formula(start, 44), story.note("does not exist", "red"))
    rows = [[str(x), "f"]]
    for table in tables.values():
        rows += [[short(where), short(mp.nstr(y, 7))] for where, y in table[:2]]
    result.beat("Computed values show the same", story.table(rows[:5]), story.check("agrees with computed values"))
    result.claim(f"{plain_text(f)} has no limit as {x} goes to {plain_text(point)}: {why}"[:900], None, True)
    side = "" if to.direction == "+-" or not point.is_finite else to.direction
    understood = f"Limit of {f} as {x} -> {point}{side}" if not asked else f"Does the sequence {f} {asked}?"
    answer = "nan" if not asked else str(asked == "diverge")
    return Solution("limit", understood, title, answer, True, steps, [question, *scenes, result])


def short(text: str) -> str:
    return text.removesuffix(".0").replace("-", "−")


def still_swinging(f: sp.Expr, x: sp.Symbol, point: sp.Expr, side: str) -> bool:
    """Whether the values go on to spread, decade by decade on the way to the point."""
    at = numeric.real(f, x)
    spreads = []
    for k in (2, 3, 4):
        ways = [sp.Rational(1, 10**k) / (1 + sp.Rational(j, 37)) for j in range(1, 120)]
        places = [sp.N(point, 40) + (1 if side == "+" else -1) * way for way in ways] if point.is_finite else [(1 if point > 0 else -1) / way for way in ways]
        heights = [y for place in places if (y := at(place)) is not None]
        if len(heights) < 20:
            return False
        spreads.append(max(heights) - min(heights))
    return min(spreads) > 1e-3 and spreads[-1] > 0.2 * spreads[0]


def alternating_sequence(f: sp.Expr, n: sp.Symbol, sizes: sp.Expr, asked: str | None) -> Solution:
    """(-1)^n b: goes to zero with its sizes, or has no limit."""
    size = sp.limit(sizes, n, sp.oo)
    far = [abs(sp.N(f.subs(n, k), 30)) for k in (10**3, 10**3 + 1, 10**5, 10**5 + 1)] if not f.has(sp.factorial) else []
    if size.has(sp.AccumBounds, sp.nan) or (far and size.is_finite and any(abs(value - sp.N(size)) > 0.1 * (1 + abs(sp.N(size))) for value in far[2:])):
        raise Unsolvable("I can't tell where that sequence goes.")
    start = rf"\lim_{{{n} \to \infty}} {tex(f)}"
    lines = [Line("The sizes of the terms", rf"\lim_{{{n} \to \infty}} {tex(sizes)} = {tex(size)}", f"The signs alternate. The sizes, {spoken(sizes)}, go to {spoken(size)}")]
    if size == 0:
        lines.append(Line("Squeeze", rf"{start} = ⟦yellow|0⟧", "The terms lie between plus and minus their sizes. So they go to zero as well"))
        answer, verdict = sp.S.Zero, "goes to zero"
    else:
        lines.append(Line("Even and odd terms differ", rf"{start}\ \text{{does not exist}}", "The even terms and the odd ones go to different places, so the sequence has no limit"))
        answer, verdict = sp.nan, "has no limit"
    title = f"The limit of the sequence {plain_text(f)}"
    steps, scenes = story.derivation(start, lines, "Look at the sizes", opening=f"We look at the sequence {spoken(f)}")
    dots = [(k, float(f.subs(n, k))) for k in range(1, 13)]
    top = max(abs(y) for _, y in dots) * 1.2
    question, result = Scene("question", "The question", "Show the first terms"), Scene("result", "Result and check", "Show the terms and where they go")
    for scene, say in ((question, "Here are the first terms of the sequence"), (result, "Look at the terms again")):
        scene.split = True
        scene.beat(say, story.plot((0, 13), (-top, top)), story.dots(dots, "blue"))
    question.beat("Do they settle?", story.formula(start))
    result.beat(f"The sequence {verdict}", story.formula(mark("yellow", tex(answer)) if answer == 0 else start), story.note(verdict, "green" if answer == 0 else "red"))
    result.beat("Terms far out, computed, show the same", story.check("agrees with computed terms"))
    result.claim(f"The sequence {plain_text(f)} {verdict}", None, True)
    said = str(answer) if not asked else str((answer == 0) == (asked == "converge"))
    return Solution("limit", f"Limit of the sequence {f}" if not asked else f"Does the sequence {f} {asked}?", title, said, True, steps, [question, *scenes, result])
