"""Partial derivatives and gradients: one variable moves, the others are held like numbers."""

import re

import sympy as sp

from .. import story
from ..notation import mark, tex
from ..problem import START, Problem, Unsupported
from ..speech import spoken
from ..story import Scene, Solution, Unsolvable
from ..words import plain_text
from .asking import at_point, function_of, undressed
from .differentiation import check_slopes, derive

KIND = "partial_derivatives"
HELP = "partial derivatives and gradients"

VERB = r"(?:find|determine|compute|calculate|evaluate|what(?:'s| is| are)|give(?: me)?)?\s*(?:the\s+)?(?:all\s+(?:the\s+)?)?"
GRADIENT = re.compile(START + VERB + r"(?:gradient(?:\s+vector)?|grad|∇|\\nabla)\s*(?:of\s+|for\s+)?(?:the\s+)?(?P<f>.+)$", re.I)
ALL = re.compile(START + VERB + r"(?:first(?:[- ]order)?\s+)?partial\s+derivatives?\s+(?P<both>with respect to [a-z] and [a-z]\s+)?(?:of|for)\s+(?:the\s+)?(?P<f>.+)$", re.I)
SINGLE = re.compile(START + VERB + r"(?:(?:second|mixed)\s+)?(?:partial\s+derivatives?\s+)?f_\{?(?P<letters>[a-z]{1,2})\}?(?:\s*(?:and|,)\s*f_\{?(?P<other>[a-z])\}?)?\s*,?\s*(?:of|for|if|when|where|given)?\s*(?P<f>.+)$", re.I)


def read(text: str, named: str | None) -> Problem | None:
    text = undressed(text)
    letters = None
    if match := SINGLE.match(text):
        letters = [match["letters"], *([match["other"]] if match["other"] else [])]
    elif match := ALL.match(text):
        letters = [named] if named else None
    elif match := GRADIENT.match(text):
        if named:
            return None
    else:
        return None
    body, point = match["f"], ()
    if found := at_point(body):
        body, _, point = found
    if body.count("=") > 1 or re.match(r"^(?:the\s+)?(?:curve|line|tangent|graph)\b", body, re.I):
        return None
    expression = function_of(body)
    names = sorted(expression.free_symbols, key=str)
    if GRADIENT.match(text) and len(names) < 2:
        # The slope of a curve is called its gradient, too.
        return None
    if len(names) > 4:
        raise Unsupported("I find partial derivatives of formulas with up to four letters.")
    wanted = letters or [str(name) for name in names]
    return Problem(KIND, [expression], sp.Symbol(wanted[0][0]), given={"wanted": wanted, "point": point, "list": bool(letters is None or len(letters) > 1), "gradient": bool(GRADIENT.match(text))})


def solve(problem: Problem) -> Solution:
    f, point, wanted = problem.expressions[0], problem.given["point"], problem.given["wanted"]
    names = sorted(f.free_symbols, key=str)
    if point and len(point) != len(names):
        raise Unsolvable(f"The formula has the letters {', '.join(map(str, names))}: give a point with as many coordinates.")
    steps: list[story.Step] = []
    scenes: list[Scene] = []
    found: list[sp.Expr] = []
    for letters in wanted:
        current = f
        for letter in letters:
            x = sp.Symbol(letter)
            start, lines, answer = derive(current, x)
            check_slopes(current, answer, x)
            held = " and ".join(str(name) for name in names if name != x)
            opening = f"Now only {x} moves{f', and {held} is held like a number' if held else ''}" if held.count("and") == 0 else f"Now only {x} moves, and {held} are held like numbers"
            more, derived = story.derivation(partial_tex(start, names), [story.Line(line.rule, partial_tex(line.tex, names), line.say) for line in lines], f"Differentiate with respect to {x}", opening=opening)
            steps += more
            scenes += derived
            current = answer
        found.append(current)
    for number, scene in enumerate(scenes):
        scene.key = f"step-{number + 1}"
    values = found
    if point:
        there = dict(zip(names, point, strict=True))
        values = [sp.simplify(part.subs(there)) for part in found]
        if not all(value.is_real and value.is_finite for value in values):
            raise Unsolvable("The derivative has no real value at that point: choose another one.")
    symbols = [tex_of(letters) for letters in wanted]
    answer = str(values) if problem.given["list"] else str(values[0])
    name = "gradient" if problem.given["gradient"] else "partial derivatives" if len(wanted) > 1 else f"partial derivative with respect to {' and '.join(wanted[0])}"
    where = f" at ({', '.join(map(plain_text, point))})" if point else ""
    understood = f"The {name} of {f}{where}"
    return Solution(KIND, understood, f"The {name} of {plain_text(f)}{where}", answer, True, steps, [question(f, symbols, problem.given["gradient"]), *scenes, result(f, symbols, found, values, point, understood)])


def tex_of(letters: str) -> str:
    if len(letters) == 1:
        return rf"\frac{{\partial f}}{{\partial {letters}}}"
    return rf"\frac{{\partial^2 f}}{{\partial {letters[1]}^2}}" if letters[0] == letters[1] else rf"\frac{{\partial^2 f}}{{\partial {letters[1]}\,\partial {letters[0]}}}"


def partial_tex(text: str, names: list[sp.Symbol]) -> str:
    if len(names) < 2:
        return text
    return re.sub(r"\\frac\{d\}\{d([a-z])\}", r"\\frac{\\partial}{\\partial \1}", text)


def question(f: sp.Expr, symbols: list[str], gradient: bool) -> Scene:
    scene = Scene("question", "The question", "Show the function and say what a partial derivative is")
    names = sorted(f.free_symbols, key=str)
    scene.beat(f"Take the function {spoken(f)}", story.formula(f"f({', '.join(map(str, names))}) = ⟦blue|{tex(f)}⟧"))
    said = "The gradient collects the slopes in the directions of all variables" if gradient else "A partial derivative is the slope when one variable moves and the others stand still"
    return scene.beat(said, story.step(r",\quad ".join(symbols)))


def result(f: sp.Expr, symbols: list[str], found: list[sp.Expr], values: list[sp.Expr], point: tuple, understood: str) -> Scene:
    scene = Scene("result", "Result and check", "Show the result and compare it with measured slopes")
    said = " and ".join(spoken(part) for part in found)
    if len(said.split()) > 30:
        said = "what you see here"
    shown = r",\quad ".join(f"{symbol} = {mark('yellow', tex(part))}" for symbol, part in zip(symbols, found, strict=True))
    scene.beat(f"Together we have {said}", story.formula(shown))
    if point:
        scene.beat(f"At the given point, that is {' and '.join(spoken(value) for value in values)}", story.step(r",\quad ".join(mark("yellow", tex(value)) for value in values)))
    scene.beat("Each agrees with slopes that are measured while the other letters have fixed values", story.check("agrees with measured slopes"))
    return scene.claim(f"{understood} is {', '.join(plain_text(value) for value in values)}"[:900], None, True)
