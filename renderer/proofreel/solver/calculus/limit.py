"""Limits of one variable: which limit is meant, whether it exists, how it is shown and checked."""

import re

import mpmath as mp
import sympy as sp

from .. import numeric, story
from ..expression import parse
from ..notation import mark, tex, unmarked
from ..picture import frame, source
from ..problem import Problem, Unsupported, formula_of, variable_of
from ..speech import spoken
from ..story import Scene, Solution, Unsolvable
from ..words import plain_text
from .approach import Approach, finite, lines_of
from .asking import convergence, undressed
from .convergence import signs_of
from .no_limit import Missing, alternating_sequence, no_limit

KIND = "limit"
HELP = "limits"

APPROACHES = r"(?:->|→|-->|\\to(?![a-z])|\\rightarrow|approaches|goes to|tends to|to)"
LIMIT = [
    re.compile(r"^.*?\b(?:limit|lim)\s+(?:of\s+)?(?P<f>.+?)[,\s]+(?:as|when|for|where)\s+(?P<v>[a-z])\s*" + APPROACHES + r"\s*(?P<p>.+)$", re.I),
    re.compile(r"^.*?\\?lim(?:it)?\s*_?\s*[\{\(]?\s*(?:as\s+)?(?P<v>[a-z])\s*" + APPROACHES + r"\s*(?P<p>[^{}()\s,]+|\([^()]*\))\s*[\}\)]?[,\s]*(?:of\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^.*?\b(?:limit|lim)\s+(?:of\s+)?(?P<f>.+?)\s+(?:at|in)\s+(?:(?P<v>[a-z])\s*=\s*)?(?P<p>[^=\s]+)$", re.I),
    re.compile(r"^.*?\b(?:limit|lim)\s+(?:of\s+)?(?P<f>.+?)[,\s]+(?P<v>[a-z])\s*(?:->|→|-->|\\to(?![a-z]))\s*(?P<p>\S+)$", re.I),
    re.compile(r"^what (?:does|value does) (?P<f>.+?) (?:approach|tend to|go to) (?:as|when) (?P<v>[a-z])\s*" + APPROACHES + r"\s*(?P<p>.+)$", re.I),
]


SEQUENCE = re.compile(r"\bsequences?\b|\{\s*a_n\s*\}|\ba_n\s*=", re.I)


def read(text: str, named: str | None) -> Problem | None:
    text = undressed(text)
    if SEQUENCE.search(text) and (problem := sequence(text)):
        return problem
    if not re.search(r"\blim|approach|tend", text, re.I):
        return None
    for pattern in LIMIT:
        if match := pattern.match(text):
            point, direction = match["p"].strip(), "+-"
            if found := re.search(r"\s*(?:\^\s*\{?\s*([+-])\s*\}?|(?<=\w)([+-]))$", point):
                direction, point = found[1] or found[2], point[: found.start()]
            if found := re.search(r"\s+from the (right|left|above|below)$", point, re.I):
                direction, point = ("+" if found[1].lower() in ("right", "above") else "-"), point[: found.start()]
            where = parse({"zero": "0", "one": "1", "plus infinity": "oo", "minus infinity": "-oo", "negative infinity": "-oo"}.get(point.lower(), point))
            if where.free_symbols or where.has(sp.I):
                raise Unsupported("The point of the limit must be a number or infinity.")
            expression = formula_of(match["f"])
            variable = sp.Symbol(match["v"]) if match["v"] else variable_of([expression])
            return Problem("limit", [expression], variable, bounds=(where,), direction=direction)
    return None


def sequence(text: str) -> Problem | None:
    """The limit of a sequence, or whether it has one."""
    text, asked = convergence(text)
    if not (asked or re.search(r"\blim|\bapproach|\btend", text, re.I)):
        return None
    text = re.sub(r"[,\s]*(?:as|when|for)\s+[nk]\s*(?:->|→|\\to|approaches|goes to|tends to)\s*(?:the\s+)?(?:\+?\s*)(?:infinity|∞|oo|\\infty)\s*$", "", text)
    body = re.sub(r"^.*?\bsequences?\b\s*(?:of|with|given by|defined by)?\s*(?:terms?\s+)?|^.*?(?=\ba_n\s*=)", "", text, count=1, flags=re.I)
    body = re.sub(r"^\(?\s*(?:\{?\s*[ab]_\{?n\}?\s*\}?\s*\)?\s*(?:=|with|where|,)\s*)+", "", body.strip(" {}"))
    f = parse(body.strip(" .?,"), factorials=True)
    letters = [letter for letter in ("n", "k", "m") if sp.Symbol(letter) in f.free_symbols]
    if not letters:
        return None
    return Problem("limit", [f], sp.Symbol(letters[0]), bounds=(sp.oo,), given={"asked": asked, "sequence": True})


def solve(problem: Problem) -> Solution:
    f, x, point, direction = problem.expressions[0], problem.variable, problem.bounds[0], problem.direction
    if f.free_symbols - {x}:
        raise Unsolvable("I find limits of formulas in one variable: put numbers in place of the other letters.")
    if problem.given.get("sequence") and (sizes := signs_of(f, x)) is not None:
        return alternating_sequence(f, x, sizes, problem.given["asked"])
    tables = {side: numeric.approach(f, x, point, 1 if side == "+" else -1) for side in (direction if point.is_finite else "+")}
    alive = [side for side, table in tables.items() if len(table) >= 3]
    if not alive:
        where = f"near {plain_text(point)}" if point.is_finite else "far out"
        side = {"+": " on the right", "-": " on the left"}.get(direction, "")
        raise Unsolvable(f"{plain_text(f)} has no real values {where}{side}, so there is no limit to find: choose another point or side.")
    one_sided = point.is_finite and direction == "+-" and len(alive) == 1
    if one_sided:
        direction = alive[0]
    value = common_value(f, x, point, alive)
    if isinstance(value, Missing):
        return no_limit(f, Approach(x, point, direction), value, tables, problem.given.get("asked"))
    if not all(numeric.heads_for(tables[side], value) for side in alive):
        raise Unsolvable("My limit did not pass its own check, so I don't show it.")
    to = Approach(x, point, direction)
    lines = lines_of(f, to, value)
    start = to.of(f)
    said = f"We want the limit of {spoken(f)}, {to.near}"
    if one_sided:
        said += f". It has values only on the {'right' if direction == '+' else 'left'}, so we come from there"
    steps, scenes = story.derivation(start, lines, f"Find the limit of {plain_text(f)}", opening=said)
    view = frame([f], x, [float(point)] if point.is_finite else [0.0, 12.0 if point > 0 else -12.0])
    # Three rows leave room for the limit above them.
    shown = tables[alive[0]][:3] if len(alive) == 1 else [*tables[alive[0]][:2], tables[alive[1]][1]]
    scenes = [question_scene(f, to, start, view), first_try(f, to, start), *scenes, result_scene(f, to, start, view, value, shown)]
    side = "" if direction == "+-" or not point.is_finite else direction
    answer, understood = str(value), f"Limit of {f} as {x} -> {point}{side}"
    if asked := problem.given.get("asked"):
        answer, understood = str(bool(finite(value)) == (asked == "converge")), f"Does the sequence {f} {asked}?"
    return Solution("limit", understood, f"The limit of {plain_text(f)} as {x} → {plain_text(point)}", answer, True, steps, scenes)


def common_value(f: sp.Expr, x: sp.Symbol, point: sp.Expr, sides: list[str]) -> sp.Expr | Missing:
    found = []
    for side in sides:
        value = sp.limit(f, x, point, side) if point.is_finite else sp.limit(f, x, point)
        if isinstance(value, sp.AccumBounds) or value.has(sp.AccumBounds):
            return Missing({side: value})
        if value.has(sp.zoo, sp.nan, sp.Limit) or not (value.is_extended_real or value.is_real):
            raise Unsolvable("I find no limit there: try another point, or one side of it, like x -> 0+.")
        found.append(sp.simplify(value))
    if len(found) == 2 and found[0] != found[1] and not (finite(found[0]) and sp.simplify(found[0] - found[1]) == 0):
        return Missing(dict(zip(sides, found, strict=True)))
    return found[0]


def question_scene(f: sp.Expr, to: Approach, start: str, view: tuple | None) -> Scene:
    scene = Scene("question", "The question", f"Show where {plain_text(f)} is heading")
    asked = story.formula(start)
    if view:
        scene.split = True
        scene.beat(f"Here is the graph of {spoken(f)}", story.plot(*view), story.curve(source(f, to.x), "blue", "f"))
        return scene.beat(f"What value does it approach when {to.x} goes to {spoken(to.point)}?", asked)
    return scene.beat(f"What value does {spoken(f)} approach when {to.x} goes to {spoken(to.point)}?", asked)


def first_try(f: sp.Expr, to: Approach, start: str) -> Scene:
    scene = Scene("idea", "First, just put it in", "Show why the limit needs an argument, or that it needs none")
    there = to.at(f)
    said = f"The expression has a value there: {spoken(there)}" if finite(there) else "The expression has no value there, so we must see where it is heading"
    far = "grows beyond every bound" if to.point == sp.oo else "falls below every bound"
    scene.beat(f"First try: put in {spoken(to.point)}" if to.point.is_finite else f"The variable {to.x} {far}, so we can't simply put a number in", story.formula(start))
    return scene.beat(said, story.note("It has a value there." if finite(there) else "No value there: look closer.", "yellow"))


def result_scene(f: sp.Expr, to: Approach, start: str, view: tuple | None, value: sp.Expr, shown: list[tuple[str, mp.mpf]]) -> Scene:
    scene = Scene("result", "Result and check", "Show the limit in the graph, and in numbers")
    if view:
        scene.split = True
        scene.beat("Look at the graph again", story.plot(*view), story.curve(source(f, to.x), "blue", "f"))
    shows = [story.formula(f"{unmarked(start)} = {mark('yellow', tex(value))}", 44)]
    if view and finite(value) and to.point.is_finite:
        shows.insert(0, story.dots([(float(to.point), float(value))], hollow=not finite(to.at(f))))
    scene.beat(f"The limit is {spoken(value)}", *shows)
    where = "nearer and nearer to the point" if to.point.is_finite else "farther and farther out"
    rows = [[str(to.x), "f"], *[[minus(at), minus(mp.nstr(y, 9, strip_zeros=False))] for at, y in shown]]
    scene.beat(f"Let us check with numbers. We compute values {where}", story.table(rows))
    scene.beat(
        "They come closer and closer to it" if finite(value) else "They grow beyond every bound",
        story.check("agrees with computed values"),
    )
    side = "" if to.direction == "+-" or not to.point.is_finite else f", dir='{to.direction}'"
    return scene.claim(f"The limit of {plain_text(f)} is {plain_text(value)}"[:900], f"Eq(limit({f}, {to.x}, {to.point}{side}), {value})", True)


def minus(text: str) -> str:
    return text.removesuffix(".0").replace("-", "−")
