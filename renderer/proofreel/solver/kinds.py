"""The kinds of problems, and who solves each."""

from . import derivative, determinant, integral, limit, quadratic, story, system
from .story import Scene, Solution
from .understand import Problem

# Question, argument, result: a video needs room for each idea.
FEWEST_SCENES = 4


def solve(problem: Problem) -> Solution:
    solution = derived(problem)
    if len(solution.scenes) < FEWEST_SCENES:
        solution.scenes.insert(1, idea(solution))
    return solution


def idea(solution: Solution) -> Scene:
    """Names the rule before it is used, where the derivation is short."""
    rule = solution.steps[0].rule
    scene = Scene("idea", "The idea", f"Name the way to the answer: {rule}")
    scene.beat("Before we start, look at what kind of problem this is", story.formula(solution.steps[0].before))
    return scene.beat(f"It takes little: the step that settles it is called, {rule.lower()}. Then we check the answer", story.note(rule, "blue"))


def derived(problem: Problem) -> Solution:
    first = problem.expressions[0]
    match problem.kind:
        case "derivative":
            return derivative.solve(first, problem.variable, problem.order)
        case "integral":
            return integral.solve(first, problem.variable, problem.bounds)
        case "limit":
            return limit.solve(first, problem.variable, problem.bounds[0], problem.direction)
        case "determinant":
            return determinant.solve(first)
        case "system":
            return system.solve(problem.expressions)
        case "equation":
            return quadratic.solve(first, problem.expressions[1], problem.variable)
    raise AssertionError(problem.kind)
