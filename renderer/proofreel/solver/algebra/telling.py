"""The scenes of an equation: both sides as curves that meet, the derivation, and the solutions put back."""

import sympy as sp

from .. import story
from ..notation import mark, tex
from ..picture import frame, source
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .asked import Asked
from .conditions import real_function, with_real_powers
from .explain import Found, answer_of, titled, understood, whole_number

# More checks than these are said together.
MOST_CHECKS = 3
# Longer TeX would be scaled down until nobody can read it beside a plot.
MOST_TEX = 34


def told(kind: str, found: Found) -> Solution:
    asked = found.asked
    lines = [line for index, line in enumerate(found.lines) if index or line.tex != asked.shown] or [Line("Read off", asked.shown, "The equation already says it")]
    goal = f"Solve {plain_text(asked.left)} = {plain_text(asked.right)} step by step"
    opening = f"We start from {spoken(asked.left)} equals {spoken(asked.right)}"
    steps, derived = story.derivation(asked.shown, lines, goal, opening=opening)
    if len(derived) == 1 and len(lines) > 1:
        derived = halves(asked, lines, goal, opening)
    return Solution(
        kind, understood(found), titled(asked), answer_of(found), True, steps,
        [question_scene(found), *derived, result_scene(found)],
    )


def halves(asked: Asked, lines: list[Line], goal: str, opening: str) -> list[Scene]:
    """A short derivation still gets two scenes: one idea each."""
    middle = (len(lines) + 1) // 2
    first = story.derivation(asked.shown, lines[:middle], goal, opening=opening)[1]
    second = story.derivation(lines[middle - 1].tex, lines[middle:], goal, opening="This is where we are")[1]
    for number, scene in enumerate([*first, *second]):
        scene.key = f"step-{number + 1}"
    return [*first, *second]


def real_points(found: Found) -> list[float]:
    n = whole_number(found.asked.variable)
    points = [solution.subs(n, turn) for solution in found.solutions for turn in (0, 1)] if found.family else [*found.solutions, *[value for value, _ in found.rejected if not value.has(n)]]
    return sorted(float(point) for point in points if point.is_real)[:8]


def curves(found: Found) -> list[dict]:
    """A plot with both sides; empty where they can't be drawn."""
    asked, x = found.asked, found.asked.variable
    sides = [asked.left] if asked.right == 0 else [asked.left, asked.right]
    if any(with_real_powers(side) != side and not half(side) for side in sides):
        return []
    view = frame(sides, x, real_points(found))
    if view is None:
        return []
    shows = [story.plot(*view), story.curve(source(asked.left, x), "blue", "left side")]
    if asked.right != 0:
        shows.append(story.curve(source(asked.right, x), "yellow", "right side", True))
    return shows


def half(side: sp.Expr) -> bool:
    """Whether its roots are square roots, which NumPy reads as school does."""
    return all(node.exp.q in (1, 2) for node in side.atoms(sp.Pow) if node.exp.is_Rational)


def question_scene(found: Found) -> Scene:
    asked, x = found.asked, found.asked.variable
    scene = Scene("question", "The question", f"Show the equation {plain_text(asked.left)} = {plain_text(asked.right)} as a picture")
    shows = curves(found)
    if not shows:
        return scene.beat(f"For which {x} is {spoken(asked.left)} equal to {spoken(asked.right)}?", story.formula(asked.shown))
    scene.split = True
    scene.beat(f"In blue you see {spoken(asked.left)}, the left side of our equation", *shows[:2])
    if asked.right == 0:
        scene.beat(f"Where does it meet the {x} axis? There it equals zero", story.formula(asked.shown))
    else:
        scene.beat(f"In yellow, the right side: {spoken(asked.right)}", shows[2])
        scene.beat("Where do the two meet? There both sides are equal", story.formula(asked.shown))
    return scene


def result_scene(found: Found) -> Scene:
    if found.everywhere is not None:
        return everywhere_scene(found)
    if not found.solutions:
        return nothing_scene(found)
    asked, x = found.asked, found.asked.variable
    scene = Scene("result", "Result and check", "Put the solutions back into the equation")
    n = whole_number(x)
    shows = curves(found) if all(solution.is_real for solution in found.solutions) else []
    scene.split = bool(shows)
    opening = "Let us check, by putting each solution back into the equation"
    scene.beat(opening, *(shows or [story.formula(asked.shown)]))
    points = [solution.subs(n, 0) for solution in found.solutions]
    said_all = len(points) <= MOST_CHECKS
    for index, (solution, point) in enumerate(zip(found.solutions, points, strict=True)):
        if not said_all and index:
            break
        scene.beat(*check_beat(asked, solution, point, bool(shows)))
    if not said_all:
        rest = found.solutions[1:]
        dots = [story.dots([(float(p), height) for p in points[1:] if (height := height_at(asked, p)) is not None])] if shows else []
        line = r",\; ".join(tex(solution) for solution in rest)
        scene.beat(f"The other {len(rest)} are checked in the same way", *dots, story.formula(line, 40))
    for solution in found.solutions[:20]:
        value = solution.subs(n, 0)
        scene.claim(f"{x} = {plain_text(solution)} solves the equation"[:900], f"Eq(({asked.left}).subs({x}, {value}), ({asked.right}).subs({x}, {value}))", True)
    few = "solution fits" if len(points) == 1 else "solutions fit"
    return scene.beat(f"Both sides agree: the {few}", story.check(f"the {few}"))


def check_beat(asked: Asked, solution: sp.Expr, point: sp.Expr, drawn: bool) -> tuple:
    x = asked.variable
    value = plainest(asked.left.subs(x, point), asked.right.subs(x, point))
    exact = value is not None and len(tex(value)) <= MOST_TEX
    if exact:
        said = f"With {x} equal to {spoken(point)}, both sides are {spoken(value)}"
        line = rf"{tex(x)} = {mark('yellow', tex(point))}:\quad {tex(value)} = {tex(value)}"
    else:
        number = sp.N(asked.left.subs(x, point), 6)
        said = f"With {x} equal to {spoken(point) if len(tex(point)) <= MOST_TEX else 'this number'}, both sides come to the same number"
        where = f"= {mark('yellow', tex(point))}" if len(tex(point)) <= MOST_TEX or not point.is_real else rf"\approx {mark('yellow', tex(sp.N(point, 5)))}"
        line = f"{tex(x)} {where}" + (rf":\quad {tex(number)} \approx {tex(number)}" if number.is_real else "")
    shows = [story.formula(line, 44)]
    if drawn and (height := height_at(asked, point)) is not None:
        shows.insert(0, story.dots([(float(point), height)]))
    return (said, *shows)


def plainest(left: sp.Expr, right: sp.Expr) -> sp.Expr | None:
    """The common value of both sides in few signs."""
    forms = [sp.nsimplify(sp.simplify(side), rational=False) if side.has(sp.Float) else sp.simplify(side) for side in (left, right)]
    return min(forms, key=sp.count_ops) if all(form.is_number for form in forms) else None


def height_at(asked: Asked, point: sp.Expr) -> float | None:
    height = real_function(asked.left, asked.variable)(sp.N(point, 20))
    return None if height is None else float(height)


def nothing_scene(found: Found) -> Scene:
    asked, x = found.asked, found.asked.variable
    scene = Scene("result", "No solution", "Say why no number solves the equation")
    shows = curves(found)
    scene.split = bool(shows)
    inside = " there" if asked.between is not None else ""
    scene.beat("Look at the picture once more: the two sides never meet" if shows and asked.right != 0 and asked.between is None else "Look at the picture once more" if shows else "Look at the equation once more", *(shows or [story.formula(asked.shown)]))
    scene.beat(f"No number solves it{inside}. That is the answer: there is no solution", story.note("There is no solution", "red"))
    if not shows and sp.simplify(asked.left - asked.right).is_number is None:
        raise Unsolvable("No number solves that equation. Check how it is written.")
    scene.claim(f"No real {x} solves the equation{inside}", None, True)
    return scene.beat("A search along the number line finds none either", story.check("searched, and none found"))


def everywhere_scene(found: Found) -> Scene:
    asked, x = found.asked, found.asked.variable
    scene = Scene("result", "Every number", "Say which numbers solve the equation")
    holes = sorted(sp.S.Reals - found.everywhere, key=sp.default_sort_key) if found.everywhere != sp.S.Reals else []
    scene.beat("Both sides are the same, so the equation holds for every number", story.formula(asked.shown))
    if holes:
        scene.beat(f"Only {' and '.join(spoken(hole) for hole in holes)} must be left out: there a denominator is zero", story.formula(r",\quad ".join(rf"{tex(x)} \neq ⟦red|{tex(hole)}⟧" for hole in holes)))
    else:
        scene.beat(f"Whatever {x} is, the two sides agree", story.note(f"Every number {x} is a solution", "green"))
    scene.claim("Both sides are equal for every number that may be put in", f"Eq(simplify(({asked.left}) - ({asked.right})), 0)", True)
    return scene.beat("Tried with many numbers, both sides are equal each time", story.check("tried with 41 numbers"))


