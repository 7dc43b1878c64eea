"""The scenes of an inequality: both sides as curves, the derivation, the chart of signs, and the solution on the number line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from .. import story
from ..picture import frame, source
from ..speech import spoken
from ..story import Line, Scene, Solution
from ..words import plain_text
from .ranges import line_of, pieces_of, relational, said, shown
from .telling import half

if TYPE_CHECKING:
    from .inequality import Compound


def told(kind: str, compound: Compound, lines: list[Line], charts: list[list[list[str]]], area: sp.Set, tried: int) -> Solution:
    x = compound.variable
    words = " or " if compound.either else ", "
    asked = words.join(f"{relation.left} {relation.sign} {relation.right}" for relation in compound.relations)
    plain = words.join(f"{plain_text(relation.left)} {PLAIN_SIGN[relation.sign]} {plain_text(relation.right)}" for relation in compound.relations)
    if compound.chain:
        first, second = compound.relations
        plain = f"{plain_text(first.left)} {PLAIN_SIGN[first.sign]} {plain_text(first.right)} {PLAIN_SIGN[second.sign]} {plain_text(second.right)}"
    steps, derived = story.derivation(compound.shown, lines, f"Solve {plain} step by step", opening="This is the inequality that we solve")
    scenes = [question(compound, area, plain), *derived]
    if charts and len(charts[0][0]) <= 6:
        scenes.append(signs(charts[0]))
    return Solution(kind, f"Solve {asked} for {x}", f"Solving {plain}"[:200], relational(area, x), True, steps, [*scenes, result(compound, area, tried)])


PLAIN_SIGN = {"<": "<", ">": ">", "<=": "≤", ">=": "≥"}


def question(compound: Compound, area: sp.Set, plain: str) -> Scene:
    x = compound.variable
    scene = Scene("question", "The question", f"Show the inequality {plain} as a picture")
    first = compound.relations[0]
    if len(compound.relations) == 1 and all(half(side) for side in (first.left, first.right)):
        ends = [float(end) for part in ([] if area in (sp.S.Reals, sp.S.EmptySet) else pieces_of(area)) for end in (part.inf, part.sup) if end.is_finite]
        view = frame([first.left, first.right], x, ends)
        if view:
            scene.split = True
            scene.beat(f"In blue, the left side: {spoken(first.left)}. In yellow, the right side: {spoken(first.right)}", story.plot(*view), story.curve(source(first.left, x), "blue", "left side"), story.curve(source(first.right, x), "yellow", "right side", True))
            where = "below" if first.sign[0] == "<" else "above"
            return scene.beat(f"Where does the blue curve lie {where} the yellow one? Those {x} are the solution", story.formula(compound.shown))
    scene.beat("An inequality has not one solution, but a whole range of them", story.formula(compound.shown))
    return scene.beat(f"We are looking for every {x} for which {'one of them' if compound.either else 'this'} is true")


def signs(rows: list[list[str]]) -> Scene:
    scene = Scene("signs", "The chart of signs", "Show which sign each factor has in each part of the line")
    scene.beat("Here are the signs, part by part. Each column is a part of the number line" + (", each row a factor" if len(rows) > 2 else ""), story.table(rows))
    if len(rows) > 2:
        scene.beat("An even number of minus signs gives a plus, an odd number a minus: that is the last row")
    return scene


def result(compound: Compound, area: sp.Set, tried: int) -> Scene:
    x = compound.variable
    scene = Scene("result", "Result and check", "Show the solution on the number line and try it out")
    line = line_of(area)
    scene.beat(f"So the solution is: {said(area, x)}", *([line] if line else []), story.formula(shown(area, x)))
    if line:
        scene.beat("An empty circle means that the number itself does not belong to it, a filled one that it does" if area != sp.S.Reals else "")
    scene.claim(f"The inequality holds just for {relational(area, x)}", None, True)
    return scene.beat(f"Tried out with {tried} numbers on both sides of every end, it is right each time", story.check(f"tried out with {tried} numbers"))
