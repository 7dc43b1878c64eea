"""The scenes of systems that have more than two rows, a curve, many solutions or none."""

import math
from collections.abc import Callable

import sympy as sp

from .. import story
from ..notation import mark, tex
from ..picture import frame, source
from ..speech import spoken
from ..story import Line, Scene, Solution
from ..words import plain_text
from .conditions import real_function
from .gauss import aligned

Equations = list[tuple[sp.Expr, sp.Expr]]
ROLES = ("blue", "red", "green")


def named(values: dict[sp.Symbol, sp.Expr]) -> str:
    return "{" + ", ".join(f"{x}: {value}" for x, value in values.items()) + "}"


def understood(equations: Equations) -> str:
    return "Solve " + ", ".join(f"Eq({left}, {right})" for left, right in equations)


def titled(equations: Equations) -> str:
    return ("Solving " + " and ".join(f"{plain_text(left)} = {plain_text(right)}" for left, right in equations))[:200]


def curves(equations: Equations, unknowns: list[sp.Symbol], points: list[float]) -> list[dict]:
    """Each equation as a curve over the first unknown, where it can be solved for the second."""
    if len(unknowns) != 2:
        return []
    x, y = unknowns
    drawn: list[tuple[sp.Expr, str]] = []
    for (left, right), role in zip(equations, ROLES, strict=False):
        difference = sp.expand(left - right)
        if not difference.is_polynomial(y) or not difference.has(y) or sp.degree(difference, y) > 2:
            return []
        drawn += [(sp.simplify(branch), role) for branch in sp.solve(difference, y)]
    view = frame([branch for branch, _ in drawn if branch.is_polynomial(x)] or [branch for branch, _ in drawn], x, points or [0.0])
    if view is None or len(drawn) > 4:
        return []
    if any(not branch.is_polynomial(x) for branch, _ in drawn) and points:
        # One unit is as long upwards as it is sideways, so that a circle is one.
        room = max(2.0, 1.4 * max(abs(p) for p in points))
        view = (-1.35 * room, 1.35 * room), (-room, room)
    seen: set[str] = set()
    shows = [story.plot(*view)]
    for branch, role in drawn:
        pair = [other for other, of in drawn if of == role]
        if len(pair) == 2 and points:
            outline = around(pair, x, view[0])
            if role not in seen and outline:
                shows.append(story.path(outline, role))
            seen.add(role)
            continue
        label = {"blue": "first", "red": "second", "green": "third"}[role]
        shows.append(story.curve(source(branch, x), role, "" if role in seen else label))
        seen.add(role)
    return shows


def around(branches: list[sp.Expr], x: sp.Symbol, across: tuple[float, float]) -> list[tuple[float, float]]:
    """A closed curve as points: one branch there, the other one back. Its ends lie denser, where it is steep."""
    tops = [real_function(branch, x) for branch in branches]
    places = [across[0] + (across[1] - across[0]) * k / 400 for k in range(401)]
    inside = [place for place in places if all(top(place) is not None for top in tops)]
    if len(inside) < 20 or inside[0] == places[0] or inside[-1] == places[-1]:
        return []
    ends = [edge(tops[0], inside[0], inside[0] - (across[1] - across[0]) / 400), edge(tops[0], inside[-1], inside[-1] + (across[1] - across[0]) / 400)]
    middle, half = (ends[0] + ends[1]) / 2, (ends[1] - ends[0]) / 2
    turns = [middle - half * math.cos(math.pi * k / 40) for k in range(41)]
    there, back = ([(place, float(height)) for place in turns if (height := top(place)) is not None] for top in tops)
    return [*there, *reversed(back), there[0]]


def edge(top: Callable[[object], object], inside: float, outside: float) -> float:
    """Where a branch ends."""
    for _ in range(40):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if top(middle) is not None else (inside, middle)
    return inside


def question(equations: Equations, unknowns: list[sp.Symbol], shows: list[dict]) -> Scene:
    names = ", ".join(str(x) for x in unknowns[:-1]) + f" and {unknowns[-1]}"
    scene = Scene("question", "The question", "Show the equations and what is looked for")
    scene.split = bool(shows)
    if shows:
        scene.beat("Each equation is a curve: the first in blue, the second in red", *shows)
        return scene.beat(f"We are looking for the {names} that fit both: where the two meet", story.formula(aligned(equations), 44))
    scene.beat(f"We are looking for {names} that fit all of these at once", story.formula(aligned(equations)))
    return scene.beat("Each step makes one unknown disappear, until only one is left")


def told(equations: Equations, rows: list[list[sp.Expr]], unknowns: list[sp.Symbol], lines: list[Line], values: dict[sp.Symbol, sp.Expr] | None) -> Solution:
    free = [x for x in unknowns if values is not None and x not in values]
    shows = curves(equations, unknowns, [0.0]) if values is None or free else []
    steps, derived = story.derivation(aligned(equations), lines, "Eliminate one unknown after another", opening="These are the equations")
    scene = Scene("result", "Result and check", "Say what solves the system, and check it")
    scene.split = bool(shows)
    if values is None:
        scene.title = "No solution"
        scene.beat("So no numbers fit all equations" + (": the lines are parallel and never meet" if shows else ""), *shows, story.note("There is no solution", "red"))
        scene.claim("The equations contradict each other", None, True)
        scene.beat("The ranks of the coefficients, with and without the right side, differ: that confirms it", story.check("the ranks differ"))
        answer = "[]"
    else:
        shown = r",\quad ".join(f"{tex(x)} = {mark('yellow', tex(value))}" for x, value in values.items())
        if free:
            scene.title = "Infinitely many solutions"
            letters = " and ".join(str(x) for x in free)
            scene.beat(f"There are infinitely many solutions: choose {letters}, and the rest follows", *shows, story.formula(shown, 44))
        else:
            scene.beat("So this is the solution: " + ", ".join(f"{x} equals {spoken(value)}" for x, value in values.items()), story.formula(shown))
        for left, right in equations:
            scene.claim(f"{plain_text(left)} = {plain_text(right)} holds"[:900], f"Eq(expand(({left}).subs({ {str(k): v for k, v in values.items()} })), expand(({right}).subs({ {str(k): v for k, v in values.items()} })))".replace("'", ""), True)
        words = f"Put into all {len(equations)} equations, both sides agree" + (" whatever is chosen" if free else "")
        scene.beat(words, story.check("fits all equations"))
        answer = named(values)
    return Solution("linear_system", understood(equations), titled(equations), answer, True, steps, [question(equations, unknowns, shows), *derived, scene])


def told_curved(equations: Equations, unknowns: list[sp.Symbol], lines: list[Line], pairs: list[dict[sp.Symbol, sp.Expr]]) -> Solution:
    x, y = unknowns
    points = [float(pair[x]) for pair in pairs]
    shows = curves(equations, unknowns, points)
    steps, derived = story.derivation(aligned(equations), lines, "Put one equation into the other", opening="These are the two equations")
    scene = Scene("result", "Result and check", "Show where the two curves meet")
    scene.split = bool(shows)
    if not pairs:
        scene.title = "No solution"
        scene.beat("So no real numbers fit both equations" + (": the curves never meet" if shows else ""), *shows, story.note("There is no real solution", "red"))
        scene.claim("No real numbers fit both equations", None, True)
        scene.beat("A search along the number line finds none either", story.check("searched, and none found"))
    else:
        met = [story.dots([(float(pair[x]), float(pair[y])) for pair in pairs])] if shows else []
        lined = r"\begin{aligned}" + r" \\ ".join(r",\; ".join(f"{tex(u)} &= {tex(v)}" if u == x else f"{tex(u)} = {tex(v)}" for u, v in pair.items()) for pair in pairs[:4]) + r"\end{aligned}"
        scene.beat("They meet " + ("here" if len(pairs) == 1 else f"at {len(pairs)} points"), *shows, *met, story.formula(lined, 44))
        for pair in pairs:
            for left, right in equations:
                scene.claim(f"{plain_text(left)} = {plain_text(right)} holds at ({plain_text(pair[x])}, {plain_text(pair[y])})"[:900], f"Eq(({left}).subs({named(pair)}), ({right}).subs({named(pair)}))", True)
        scene.claims = scene.claims[:20]
        scene.beat("Put back, every pair fits both equations", story.check("put into both equations"))
    answer = named(pairs[0]) if len(pairs) == 1 else "[" + ", ".join(named(pair) for pair in pairs) + "]"
    return Solution("system", understood(equations) + " over the real numbers", titled(equations), answer, True, steps, [question(equations, unknowns, shows), *derived, scene])
