"""Derivatives, rule by rule: each round rewrites every outermost `d/dx` by one rule, until none is left."""

import re

import sympy as sp

from .. import story
from ..notation import tex
from ..picture import frame, source
from ..problem import NAMED, START, Problem, Unsupported, variable_of
from ..speech import spoken
from ..story import Line, Scene, Solution, Step
from ..words import plain_text
from .asking import at_point, function_of, number, undressed
from .differentiation import check_slopes, derive, opening_words

KIND = "derivative"
HELP = "derivatives"

ORDER = re.compile(r"\b(\w+(?:st|nd|rd|th)|second|\d+)\s*(?:order\s+)?derivative\b|\b(once|twice|thrice|\w+ times)\b", re.I)
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
TIMES = {"once": 1, "twice": 2, "thrice": 3, "two times": 2, "three times": 3, "four times": 4, "five times": 5}
NUMBER_OF = {"1st": 1, "2nd": 2, "3rd": 3, **{f"{n}th": n for n in range(4, 11)}, **{name: n for n, name in enumerate(ORDINALS) if n}, **{str(n): n for n in range(1, 11)}, **TIMES}
# Beyond it each further derivative is one line.
SHOWN_IN_FULL = 4
DERIVATIVE = [
    re.compile(START + r"(?:find\s+|determine\s+|compute\s+|calculate\s+|evaluate\s+|what(?:'s| is)\s+)?[fghy]\s*(?P<marks>'{1,4}|[′’]{1,4})\s*(?:\(\s*(?:[a-z]|(?P<at>[^()]+|[^()]*\([^()]*\)[^()]*))\s*\))?\s*,?\s*(?:if|for|when|where|of|given)\s+(?P<f>[fghy]\s*(?:\(\s*[a-z]\s*\))?\s*=.+)$", re.I),
    re.compile(START + r"(?:differentiate|derive|diff|take the derivative of)\s+(?P<times>once |twice |\w+ times )?(?P<f>.+?)(?:\s+(?P<often>twice|thrice|\w+ times))?$", re.I),
    re.compile(r"^(?!.*\banti[- ]).*?\b(?:(?P<order>first|second|third|fourth)\s+)?deriv(?:ative|itive|itave|ate)s?\s+(?:of|for)\s+(?P<f>.+)$", re.I),
    re.compile(
        r"^(?:.*?\s)?(?:\\[dt]?frac\s*\{\s*D(?:\s*\^\s*\{?(?P<order>\d)\}?)?\s*[yf]?\s*\}\s*\{\s*D\s*(?P<v>[a-z])(?:\s*\^\s*\{?\d\}?)?\s*\}"
        r"|(?<![a-z])D(?:\s*\^\s*\{?(?P<order2>\d)\}?)?\s*[yf]?\s*/\s*D\s*(?P<w>[a-z])(?:\s*\^\s*\{?\d\}?)?)\s*(?:(?:of|if|for|when|where)\s+)?(?P<f>.+)$".replace(
            "D", r"(?:\\mathrm\s*\{\s*d\s*\}|d|∂|\\partial(?![a-z]))"
        ),
        re.I,
    ),
]
# The sign of differentiation in front of the formula, where words have asked for it already.
OPERATOR = re.compile(r"^(?:\\[dt]?frac\s*\{\s*d\s*\}\s*\{\s*d\s*([a-z])\s*\}|d\s*/\s*d\s*([a-z])(?![a-z]))\s*(?=\S)", re.I)


def read(text: str, named: str | None) -> Problem | None:
    text = undressed(text)
    for pattern in DERIVATIVE:
        if match := pattern.match(text):
            groups = match.groupdict()
            body = groups["f"]
            point = number(groups["at"]) if groups.get("at") else None
            if point is None and (found := at_point(body)):
                body, letter, values = found
                if letter in ("y", "f") and len(body) < 2:
                    return None
                named, point = named or letter, values
            if found := OPERATOR.match(body):
                named, body = named or found[1] or found[2], body[found.end():]
            order = order_of(groups, text[: match.start("f")])
            if body.count("=") > (1 if NAMED.match(body) else 0):
                raise Unsupported("That is an equation: I differentiate formulas like x^2 * sin(x), or find dy/dx where it has x and y in it, as in x^2 + y^2 = 25.")
            expression = function_of(body)
            if sp.Symbol("d") in expression.free_symbols and "d" + str(variable_of([expression], named)) in body.replace(" ", ""):
                raise Unsupported("I can't tell what the differentials in that formula stand for: write it without dx.")
            x = variable_of([expression], named or groups.get("v") or groups.get("w"))
            if point is not None:
                return Problem("slope", [expression], x, order=order, given={"point": point if isinstance(point, tuple) else (point,)})
            return Problem("derivative", [expression], x, order=order)
    return None


def order_of(groups: dict, before: str) -> int:
    said = ORDER.search(before)
    marks = str(len(groups["marks"])) if groups.get("marks") else None
    asked = (marks or groups.get("order") or groups.get("order2") or groups.get("often") or groups.get("times") or (said and (said[1] or said[2])) or "first").lower().strip()
    if asked not in NUMBER_OF:
        raise Unsupported("I differentiate up to ten times: ask for the first, second, third or another derivative up to the tenth.")
    return NUMBER_OF[asked]


def solve(problem: Problem) -> Solution:
    f, x, order = problem.expressions[0], problem.variable, problem.order
    steps, scenes, answer = in_turns(f, x, order)
    return Solution(
        "derivative", f"Differentiate {f} with respect to {x}" + (f", {order} times" if order > 1 else ""),
        f"The derivative of {plain_text(f)}" if order == 1 else f"The {ORDINALS[order]} derivative of {plain_text(f)}",
        str(answer), True, steps, [question_scene(f, x, order), *scenes, result_scene(f, answer, x, order)],
    )


def in_turns(f: sp.Expr, x: sp.Symbol, order: int) -> tuple[list[Step], list[Scene], sp.Expr]:
    """Differentiates as often as asked, each time with its steps, and checks each against slopes."""
    steps: list[Step] = []
    scenes: list[Scene] = []
    known = f
    for turn in range(min(order, SHOWN_IN_FULL)):
        start, lines, answer = derive(known, x)
        opening = opening_words(known, x) if turn == 0 else f"Now differentiate once more: {spoken(known)}"
        more, derived = story.derivation(start, lines, f"Derive {plain_text(known)} rule by rule", opening=opening)
        check_slopes(known, answer, x)
        scenes += derived
        steps += more
        known = answer
    if order > SHOWN_IN_FULL:
        start, lines = rf"f^{{(4)}}({x}) = {tex(known)}", []
        for turn in range(SHOWN_IN_FULL + 1, order + 1):
            answer = derive(known, x)[2]
            check_slopes(known, answer, x)
            known = answer
            lines.append(Line(f"The {ORDINALS[turn]} derivative", rf"f^{{({turn})}}({x}) = {tex(known)}", f"The {ORDINALS[turn]} derivative is {spoken(known)}"))
        more, derived = story.derivation(start, lines, f"Go on to the {ORDINALS[order]} derivative")
        scenes += derived
        steps += more
    for number_of, scene in enumerate(scenes):
        scene.key = f"step-{number_of + 1}"
    return steps, scenes, known


def question_scene(f: sp.Expr, x: sp.Symbol, order: int) -> Scene:
    scene = Scene("question", "The question", f"Show what is asked: the slope of {plain_text(f)}")
    view = frame([f], x)
    asked = tex(sp.Derivative(f, (x, order), evaluate=False), {f: "blue"})
    if view:
        scene.split = True
        scene.beat(f"Here is the graph of {spoken(f)}", story.plot(*view), story.curve(source(f, x), "blue", "f"))
    else:
        scene.beat(f"Take the function {spoken(f)}", story.formula(f"f({x}) = " + tex(f, {f: "blue"})))
    want = "the derivative: a formula for the slope of this curve at every point" if order == 1 else f"the {ORDINALS[order]} derivative: we differentiate {'twice' if order == 2 else spoken(sp.Integer(order)) + ' times'}"
    scene.beat(f"We are looking for {want}", story.formula(asked) if view else story.step(asked))
    return scene


def result_scene(f: sp.Expr, answer: sp.Expr, x: sp.Symbol, order: int) -> Scene:
    scene = Scene("result", "Result and check", "Show the result beside the function and check it")
    prime = "′" * order if order <= 3 else f"({order})"
    tex_prime = "'" * order if order <= 3 else f"^{{({order})}}"
    left = f"f{tex_prime}({x}) = "
    view = frame([f, answer], x)
    shown = story.formula(left + f"⟦yellow|{tex(answer)}⟧")
    if view:
        scene.split = True
        scene.beat("Draw both: the function in blue and its derivative in yellow", story.plot(*view), story.curve(source(f, x), "blue", "f"), story.curve(source(answer, x), "yellow", f"f{prime}", True))
    ordinal = "" if order == 1 else ORDINALS[order] + " "
    scene.beat(f"So the {ordinal}derivative is {spoken(answer)}", shown)
    if view and order == 1 and len(spoken(answer).split()) < 12:
        scene.beat("Where the blue curve is flat, the yellow one crosses zero")
    scene.beat("Compared with measured slopes of the curve at several points, it agrees", story.check("agrees with measured slopes"))
    expression = f"Eq(diff({f}, {x}{f', {order}' if order > 1 else ''}), {answer})"
    scene.claim(f"The derivative of {plain_text(f)} is {plain_text(answer)}"[:900], expression, True)
    return scene
