"""Tells a problem that has been solved and checked: the question, the idea, the derivation, the result with its check."""

from dataclasses import dataclass, field

from . import story
from .notation import mark
from .story import Line, Scene, Solution, Step, Unsolvable


@dataclass
class Account:
    """What a topic knows when its answer has passed its check; texts are spoken English, formulas TeX with colour marks."""

    kind: str
    understood: str
    title: str
    answer: str
    ask: str
    asked: str
    start: str
    lines: list[Line]
    said: str
    result: str
    proof: str
    mark: str
    opening: str = ""
    # A second sentence of the question, which names what the picture shows or what the question means.
    aside: str = ""
    # The rule in general: what is said, and its formula.
    idea: tuple[str, str] | None = None
    picture: list[dict] = field(default_factory=list)
    # What the picture has besides when the answer is known.
    found: list[dict] = field(default_factory=list)
    expression: str | None = None


def assured(passed: object) -> None:
    """Raises where an answer failed the check by other means."""
    if not passed:
        raise Unsolvable("My answer did not pass its own check, so I don't show it.")


def tell(account: Account) -> Solution:
    a = account
    goal = f"Work it out step by step: {a.title}"
    steps, derived = story.derivation(a.start, a.lines, goal, opening=a.opening or "This is what we start from")
    if len(derived) == 1 and len(a.lines) > 1 and a.idea is None:
        derived = halves(a, goal)
    scenes = [question(a), *([idea(a)] if a.idea else []), *derived, result(a)]
    return Solution(a.kind, a.understood, a.title, a.answer, True, steps or [Step(a.mark, a.start, a.result)], scenes)


def halves(a: Account, goal: str) -> list[Scene]:
    """A short derivation still gets two scenes."""
    middle = (len(a.lines) + 1) // 2
    first = story.derivation(a.start, a.lines[:middle], goal, opening=a.opening or "This is what we start from")[1]
    second = story.derivation(a.lines[middle - 1].tex, a.lines[middle:], goal, opening="This is where we are")[1]
    for number, scene in enumerate([*first, *second]):
        scene.key = f"step-{number + 1}"
    return [*first, *second]


def question(a: Account) -> Scene:
    scene = Scene("question", "The question", "Show what is asked")
    if a.picture:
        scene.split = True
        scene.beat(a.aside or "Here is a picture of it", *a.picture)
        return scene.beat(a.ask, story.formula(a.asked))
    scene.beat(a.ask, story.formula(a.asked))
    return scene.beat(a.aside) if a.aside else scene


def idea(a: Account) -> Scene:
    assert a.idea is not None
    said, formula = a.idea
    return Scene("idea", "The idea", "Name the rule before it is used").beat("First the rule that settles it", story.formula(formula)).beat(said)


def result(a: Account) -> Scene:
    scene = Scene("result", "Result and check", "Show the result and check it another way")
    shown = story.formula(a.result)
    if a.picture:
        scene.split = True
        scene.beat("Look at the picture again", *a.picture)
        scene.beat(a.said, *a.found, shown)
    else:
        scene.beat(a.said, shown)
    scene.beat(a.proof, story.check(a.mark))
    return scene.claim(f"{a.understood}: {a.answer}"[:900], a.expression, True)


def green(tex: str) -> str:
    return mark("green", tex)
