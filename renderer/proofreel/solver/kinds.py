"""The kinds of problems: the topics of every area, each of which reads prompts and solves what it has read.

A topic is a module with KIND, the name of its kind; HELP, how the kind is called where people are told what can be done (empty
where another topic's covers it); `read(text, named)`, which answers the Problem in a tidied prompt or None where it is another
topic's (`named` is the variable after "with respect to"), and raises Unsupported where it is its own and beyond it; and
`solve(problem)`, which answers a Solution that has passed a check by other means, or raises Unsolvable. A topic with WHOLE = True
reads the whole prompt, of which the tidied one has only the sentence with the formula.
"""

from . import algebra, calculus, chance, geometry, linear_algebra, numbers, story
from .problem import Problem
from .story import Scene, Solution

# In this order: the first that recognises a text has it.
TOPICS = [*linear_algebra.TOPICS, *numbers.TOPICS, *chance.TOPICS, *geometry.TOPICS, *calculus.TOPICS, *algebra.TOPICS]
BY_KIND = {topic.KIND: topic for topic in TOPICS}

_KINDS = [topic.HELP for topic in TOPICS if topic.HELP]
HELP = (
    f"Without a model key Proofreel explains {', '.join(_KINDS[:-1])} and {_KINDS[-1]}: "
    'try "Differentiate x^2 * sin(x)" or "Solve x^2 - 5x + 6 = 0", or give it a lesson with --lesson FILE.'
)

# Question, argument, result: a video needs room for each idea.
FEWEST_SCENES = 4


def solve(problem: Problem) -> Solution:
    solution = BY_KIND[problem.kind].solve(problem)
    if "read" in problem.given:
        solution.understood += f" (reading {problem.given['read']})"
    if len(solution.scenes) < FEWEST_SCENES:
        solution.scenes.insert(1, idea(solution))
    return solution


def idea(solution: Solution) -> Scene:
    """Names the rule before it is used, where the derivation is short."""
    rule = solution.steps[0].rule
    scene = Scene("idea", "The idea", f"Name the way to the answer: {rule}")
    scene.beat("Before we start, look at what kind of problem this is", story.formula(solution.steps[0].before))
    return scene.beat(f"It takes little: the step that settles it is called, {rule.lower()}. Then we check the answer", story.note(rule, "blue"))


def read(text: str, named: str | None, whole: str) -> Problem | None:
    for topic in TOPICS:
        if problem := topic.read(whole if getattr(topic, "WHOLE", False) else text, named):
            return problem
    return None
