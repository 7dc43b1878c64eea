"""The kinds of problems: how each is recognised, in order, and who solves it."""

from . import derivative, quadratic, understand
from .story import Solution
from .understand import Problem

READERS = [understand.derivative, understand.solve_equation]


def solve(problem: Problem) -> Solution:
    match problem.kind:
        case "derivative":
            return derivative.solve(problem.expressions[0], problem.variable, problem.order)
        case "equation":
            return quadratic.solve(problem.expressions[0], problem.expressions[1], problem.variable)
    raise AssertionError(problem.kind)
