"""Differential equations of the first and second order, checked by putting measured derivatives of the solution into the equation."""

import re

import mpmath as mp
import sympy as sp

from ... import numeric, story
from ...notation import mark, tex
from ...picture import frame, source
from ...problem import Problem
from ...speech import spoken
from ...story import Scene, Solution, Unsolvable
from ...words import plain_text
from ..asking import undressed
from . import first_order, second_order
from .reading import Equation, find

KIND = "differential_equation"
HELP = "differential equations"
CONSTANTS = sp.symbols("C1 C2")
# Values of C1 and C2 with which general solutions are drawn and checked.
TRIALS = [(sp.Rational(1), sp.Rational(1, 2)), (sp.Rational(7, 10), sp.Rational(-6, 5)), (sp.Rational(-3, 2), sp.Rational(2))]


def read(text: str, named: str | None) -> Problem | None:
    equation = find(undressed(text))
    return equation and Problem(KIND, [equation.left, equation.right], equation.x, given={"equation": equation})


def solve(problem: Problem) -> Solution:
    equation: Equation = problem.given["equation"]
    second = equation.difference.has(equation.second)
    if second and equation.difference.has(sp.Derivative):
        raise Unsolvable("I can't read that differential equation.")
    lines, found = (second_order if second else first_order).solve(equation)
    for one in found:
        refuse_if_it_does_not_solve(equation, one)
    start = equation_tex(equation)
    said = spoken_equation(equation)
    steps, scenes = story.derivation(start, lines, "Solve the differential equation step by step", opening=f"We start from {said}" if len(said.split()) < 25 else "We start from the equation")
    function = sp.Function(str(equation.y))(equation.x)
    answers = [sp.Eq(function, one, evaluate=False) for one in found]
    written = equation_text(equation)
    shown = "".join(f", {equation.y}{chr(39) * order}({place}) = {value}" for order, place, value in equation.conditions)
    return Solution(
        KIND, f"Solve {written}{shown} for {function}", f"Solving {written}"[:150], str(answers[0] if len(answers) == 1 else answers), True, steps,
        [question(equation, start, said), *scenes, result(equation, found, written + shown)],
    )


def ordered(equation: Equation, side: sp.Expr) -> list[sp.Expr]:
    """The terms of a side, the highest derivative first."""
    rank = [equation.second, equation.first, equation.y]
    return sorted(side.as_ordered_terms(), key=lambda term: next((k for k, letter in enumerate(rank) if term.has(letter)), len(rank)))


def side_tex(equation: Equation, side: sp.Expr) -> str:
    text = ""
    for term in ordered(equation, side):
        negative = term.could_extract_minus_sign()
        text += (" - " if negative else " + " if text else "") + tex(-term if negative else term)
    return text.strip()


def equation_tex(equation: Equation) -> str:
    return f"{side_tex(equation, equation.left)} = {side_tex(equation, equation.right)}"


def equation_text(equation: Equation) -> str:
    sides = []
    for side in (equation.left, equation.right):
        text = ""
        for term in ordered(equation, side):
            negative = term.could_extract_minus_sign()
            text += (" − " if negative else " + " if text else "") + plain_text(-term if negative else term)
        sides.append(text.strip())
    return " = ".join(sides)


def spoken_equation(equation: Equation) -> str:
    sides = [" plus ".join(spoken(term) for term in ordered(equation, side)).replace("plus minus", "minus") for side in (equation.left, equation.right)]
    return with_primes(" equals ".join(sides))


def with_primes(said: str) -> str:
    return re.sub(r"([a-zA-Z])''", r"\1 double prime", said).replace("''", " double prime").replace("'", " prime")


def refuse_if_it_does_not_solve(equation: Equation, solution: sp.Expr) -> None:
    x = equation.x
    others = sorted(equation.difference.free_symbols - {x, equation.y, equation.first, equation.second}, key=str)
    numbers = {letter: sp.Rational(137 + 31 * n, 100) for n, letter in enumerate(others)}
    holds = sp.lambdify((x, equation.y, equation.first, equation.second), equation.difference.subs(numbers), "mpmath")
    agreed = 0
    places = [sp.Rational(str(point)) for point in numeric.POINTS]
    places += [place + shift for _, place, _ in equation.conditions for shift in (sp.Rational(1, 10), sp.Rational(-1, 10), sp.Rational(1, 50))]
    for trial in TRIALS if solution.has(*CONSTANTS) else TRIALS[:1]:
        height = numeric.real(solution.subs(numbers).subs(dict(zip(CONSTANTS, trial, strict=True))), x)
        for place in places:
            with mp.workdps(numeric.DIGITS):
                h = mp.mpf(10) ** -15
                where = mp.mpf(place.p) / place.q
                rows = [height(where + k * h) for k in (-1, 0, 1)]
                if any(row is None for row in rows):
                    continue
                slope, bend = (rows[2] - rows[0]) / (2 * h), (rows[2] - 2 * rows[1] + rows[0]) / h**2
                try:
                    gap = holds(where, rows[1], slope, bend)
                except (ZeroDivisionError, ValueError):
                    continue
                if abs(gap) > mp.mpf(10) ** -9 * (1 + abs(rows[1]) + abs(slope) + abs(bend)) * (1 + abs(where)) ** 3:
                    raise Unsolvable("My solution did not pass its own check, so I don't show it.")
                agreed += 1
    if agreed < 2:
        raise Unsolvable("My solution has no real values where I looked, so I could not check it and don't show it.")
    for order, place, value in equation.conditions:
        if sp.simplify(sp.diff(solution, x, order).subs(x, place) - value) != 0:
            raise Unsolvable("My solution did not pass its own check, so I don't show it.")


def question(equation: Equation, start: str, said: str) -> Scene:
    scene = Scene("question", "The question", "Show the equation and say what is looked for")
    unknown = f"We look for a function {equation.y} of {equation.x}"
    scene.beat(f"{unknown} that satisfies this equation", story.formula(start))
    if not equation.conditions:
        return scene.beat("It ties the function to its own slope, so that whole families of curves may solve it", story.note(f"unknown: {equation.y}({equation.x})", "yellow"))
    shown = r",\quad ".join(rf"{equation.y}{chr(39) * order}\left({tex(place)}\right) = {tex(value)}" for order, place, value in equation.conditions)
    return scene.beat(f"Among all its solutions, the {'condition picks' if len(equation.conditions) == 1 else 'conditions pick'} one", story.step(shown))


def result(equation: Equation, found: list[sp.Expr], written: str) -> Scene:
    scene = Scene("result", "Result and check", "Show the solution and put it back into the equation")
    x, y = equation.x, equation.y
    general = any(one.has(*CONSTANTS) for one in found)
    numbers = {letter: sp.Integer(1) for letter in equation.difference.free_symbols - {x, y, equation.first, equation.second}}
    drawn = [one.subs(dict(zip(CONSTANTS, trial, strict=True))).subs(numbers) for one in found for trial in (TRIALS if general else TRIALS[:1])][:4]
    points = [float(place) for _, place, _ in equation.conditions]
    drawn = [one for one in drawn if frame([one], x, points or None)]
    if drawn and (view := frame(drawn, x, points or None)):
        scene.split = True
        dots = [(place, value) for order, place, value in equation.conditions if order == 0]
        curves = [story.curve(source(one, x), role, "") for one, role in zip(drawn, ("yellow", "blue", "green", "red"), strict=False)]
        scene.beat("Some of the curves that solve it, for several values of the constants" if general else "Here is the solution", story.plot(*view), *curves, *([story.dots(dots, "ink")] if dots else []))
    said = " or ".join(spoken(one) for one in found).replace("C1", "C one").replace("C2", "C two")
    scene.beat(f"So {y} equals {said}" if len(said.split()) < 28 else "This is the solution", story.formula(f"{y} = {mark('yellow', first_order.tex_of(found))}"))
    scene.beat("Let us check. With the slopes of the solution, measured at several points, the equation holds", story.check("it satisfies the equation"))
    answer = " or ".join(plain_text(one) for one in found)
    return scene.claim(f"{written} is solved by {y} = {answer}"[:900], None, True)
