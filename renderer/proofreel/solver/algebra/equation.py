"""Linear and quadratic equations in one unknown, and what is left of others when everything cancels."""

import sympy as sp

from ..problem import Problem, Unsupported
from ..story import Solution, Unsolvable
from .asked import equation_in
from .explain import based
from .telling import told

KIND = "equation"
HELP = "equations (polynomial, rational, radical, exponential, logarithmic, trigonometric, with absolute values)"


def read(text: str, named: str | None) -> Problem | None:
    asked = equation_in(text, named)
    if asked is None:
        return None
    if asked.letters:
        raise Unsupported("That equation has several letters: put numbers in place of the others, or say which letter to solve for, as in “Solve 3x + 4y = 12 for y”.")
    if not (asked.left.has(asked.variable) or asked.right.has(asked.variable)) and not any(asked.variable.name in text for text in asked.texts):
        return None
    return Problem(KIND, [asked.left, asked.right], asked.variable, given={"asked": asked})


def solve(problem: Problem) -> Solution:
    left, right, x = *problem.expressions, problem.variable
    difference = sp.expand(left - right)
    if not difference.is_polynomial(x):
        raise Unsolvable("I know no way to solve an equation of that kind step by step.")
    degree = sp.degree(difference, x) if difference.has(x) else 1
    return told("quadratic_equation" if degree == 2 else "linear_equation", based(problem.given["asked"]))
