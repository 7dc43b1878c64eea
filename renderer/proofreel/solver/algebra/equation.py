"""Linear and quadratic equations in one unknown, checked by putting the solutions back."""

import re

import sympy as sp

from .. import story
from ..expression import parse_guarded
from ..notation import equation, mark, tex
from ..picture import frame, source
from ..problem import START, Problem, Unsupported, variable_of
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text

KIND = "equation"
HELP = "linear and quadratic equations"

SOLVE = re.compile(START + r"(?:solve|find|determine|calculate|compute|what (?:is|are)|roots? of|zeros? of)\s+(?:the\s+)?(?:(?:linear|quadratic)\s+)?(?:equation|solutions?(?: of| to)?|roots?(?: of)?|zeros?(?: of)?|value of [a-z] (?:in|if|when))?:?\s*", re.I)
FOR = re.compile(r"^(?:for\s+)?(?:[a-zA-Z]\s*(?:in|if|when|where|:|such that)\s+)|\s*,?\s+for\s+([a-zA-Z])$", re.I)


def read(text: str, named: str | None) -> Problem | None:
    body = SOLVE.sub("", text)
    if found := re.search(r",?\s+for\s+([a-zA-Z])$", body):
        named = found[1]
        body = body[: found.start()]
    if found := re.match(r"^(?:for\s+)?([a-zA-Z])\s*(?:in|if|when|where|:)\s+", body):
        named = found[1]
        body = body[found.end():]
    body = re.sub(r"^(?:the )?equation:?\s+", "", body)
    if body.count("=") != 1:
        if "=" not in body and re.search(r"\b(?:roots?|zeros?)\b", text, re.I):
            body += " = 0"
        else:
            return None
    guarded = [parse_guarded(side) for side in body.split("=")]
    sides = [side for side, _ in guarded]
    if not (sides[0].free_symbols | sides[1].free_symbols):
        if re.search(r"(?<![a-z\\])[xyztuvabnkpq](?![a-z])", body, re.I):
            return Problem("equation", sides, sp.Symbol("x"))
        return None
    if any(part.free_symbols for _, parts in guarded for part in parts):
        raise Unsupported("I solve linear and quadratic equations: the unknown may not stand under a root or a fraction bar, in a function or between bars.")
    return Problem("equation", sides, variable_of(sides, named))


def solve(problem: Problem) -> Solution:
    left, right, x = *problem.expressions, problem.variable
    if left.has(sp.I) or right.has(sp.I):
        raise Unsolvable("I solve equations with real numbers as coefficients: this one has the imaginary unit i in it; use another letter for an unknown.")
    difference = sp.expand(left - right)
    if not difference.is_polynomial(x):
        raise Unsolvable("I solve linear and quadratic equations: this one is of another kind.")
    polynomial = sp.Poly(sp.expand(left - right), x)
    if polynomial.free_symbols - {x} or (left - right).free_symbols - {x}:
        raise Unsolvable("I solve equations with numbers as coefficients: put numbers in place of the other letters.")
    if polynomial.degree() <= 0:
        if difference == 0:
            raise Unsolvable("Both sides of that equation are always equal: every number solves it, and there are no steps to show. Check how it is written.")
        raise Unsolvable(f"The unknown cancels in that equation, and {plain_text(difference)} = 0 is left, which is false: no number solves it. Check how it is written.")
    if polynomial.degree() > 2:
        raise Unsolvable("I solve linear and quadratic equations; this one has a higher degree.")
    lines, roots = (linear_lines if polynomial.degree() == 1 else quadratic_lines)(left, right, polynomial, x)
    for root in roots:
        exact = sp.simplify((left - right).subs(x, root)) == 0
        if not exact or abs(sp.N((left - right).subs(x, sp.N(root, 40)), 30)) > 1e-20 * (1 + abs(sp.N(root)) ** 2):
            raise Unsolvable("My solution did not pass its own check, so I don't show it.")
    kind = "linear_equation" if polynomial.degree() == 1 else "quadratic_equation"
    start = equation(left, right)
    steps, derived = story.derivation(start, lines, f"Solve {plain_text(left)} = {plain_text(right)} step by step", opening=f"We start from {spoken(left)} equals {spoken(right)}")
    if len(derived) == 1 and len(lines) > 1:
        derived = halves(start, lines, left, right)
    answer = roots[0] if len(roots) == 1 else roots
    return Solution(
        kind, f"Solve Eq({left}, {right}) for {x}", f"Solving {plain_text(left)} = {plain_text(right)}", str(answer), True, steps,
        [question_scene(left, right, x, roots), *derived, check_scene(left, right, x, roots)],
    )


def halves(start: str, lines: list[Line], left: sp.Expr, right: sp.Expr) -> list[Scene]:
    """A short derivation still gets two scenes: one idea each."""
    middle = (len(lines) + 1) // 2
    goal = f"Solve {plain_text(left)} = {plain_text(right)} step by step"
    first = story.derivation(start, lines[:middle], goal, opening=f"We start from {spoken(left)} equals {spoken(right)}")[1]
    second = story.derivation(lines[middle - 1].tex, lines[middle:], goal, opening="This is where we are")[1]
    for number, scene in enumerate([*first, *second]):
        scene.key = f"step-{number + 1}"
    return [*first, *second]


def linear_lines(left: sp.Expr, right: sp.Expr, polynomial: sp.Poly, x: sp.Symbol) -> tuple[list[Line], list[sp.Expr]]:
    lines: list[Line] = []
    expanded = sp.expand(left), sp.expand(right)
    if (expanded[0], expanded[1]) != (left, right):
        left, right = expanded
        lines.append(Line("Expand the brackets", equation(left, right), f"Multiply out the brackets: {spoken(left)} equals {spoken(right)}"))
    squares = right.coeff(x, 2)
    if squares != 0:
        left, right = sp.expand(left - squares * x**2), sp.expand(right - squares * x**2)
        lines.append(Line("The squares cancel", equation(left, right), f"{spoken(squares * x**2)} stands on both sides. Take it away: {spoken(left)} equals {spoken(right)} is left"))
    if not left.has(x):
        left, right = right, left
        lines.append(Line("Swap the sides", equation(left, right), f"Swap the two sides, so that {x} stands on the left"))
    a_right = right.coeff(x, 1)
    if a_right != 0:
        left, right = left - a_right * x, right - a_right * x
        verb = f"Subtract {spoken(a_right * x)} on" if a_right > 0 else f"Add {spoken(-a_right * x)} on"
        lines.append(Line(f"Collect {x} on the left", equation(left, right), f"{verb} both sides, so that {x} stands on the left only"))
    b = left.coeff(x, 0)
    if b != 0:
        left, right = left - b, right - b
        verb, amount = ("Subtract", b) if b > 0 else ("Add", -b)
        lines.append(Line(f"{verb} {plain_text(amount)} on both sides", equation(left, right), f"{verb} {spoken(amount)} on both sides. That leaves {spoken(left)} equals {spoken(right)}"))
    a = left.coeff(x, 1)
    if a != 1:
        root = sp.radsimp(right / a)
        turned = a.is_Rational and abs(a.p) == 1 and a.q != 1
        by, verb = (1 / a, "Multiply") if turned else (a, "Divide")
        lines.append(Line(f"{verb} by {plain_text(by)}", f"{x} = {mark('yellow', tex(root))}", f"{verb} both sides by {spoken(by)}. So {x} equals {spoken(root)}"))
    return lines or [Line("Read off", equation(x, right), f"The equation already says it: {x} equals {spoken(right)}")], [sp.radsimp(right / a)]


def quadratic_lines(left: sp.Expr, right: sp.Expr, polynomial: sp.Poly, x: sp.Symbol) -> tuple[list[Line], list[sp.Expr]]:
    lines: list[Line] = []
    a, b, c = polynomial.all_coeffs()
    standard = polynomial.as_expr()
    if right != 0 or left != standard:
        lines.append(Line("Bring to standard form", equation(standard, 0), f"Bring everything to one side: {spoken(standard)} equals zero"))
    discriminant = b**2 - 4 * a * c
    roots = sorted({(-b + sign * sp.sqrt(discriminant)) / (2 * a) for sign in (1, -1)}, key=lambda r: (sp.re(r).evalf(), sp.im(r).evalf()))
    roots = [sp.radsimp(sp.simplify(root)) for root in roots]
    if all(root.is_rational for root in roots):
        return [*lines, *factoring(standard, a, b, c, roots, x)], roots
    return [*lines, *formula_lines(a, b, c, discriminant, roots, x)], roots


def factoring(standard: sp.Expr, a: sp.Expr, b: sp.Expr, c: sp.Expr, roots: list[sp.Expr], x: sp.Symbol) -> list[Line]:
    lines = []
    factored = sp.factor(standard)
    if len(roots) == 1:
        said = f"This is a perfect square. It factors as {spoken(factored)}"
    elif a == 1 and c != 0:
        first, second = -roots[0], -roots[1]
        said = f"Look for two numbers with product {spoken(c)} and sum {spoken(b)}: they are {spoken(first)} and {spoken(second)}"
    else:
        said = f"The left side factors: {spoken(factored)}"
    lines.append(Line("Factor", equation(factored, 0), said))
    factors = [x] if roots == [0] else [sp.numer(sp.together(x - root)) for root in roots]
    parts = r" \quad\text{or}\quad ".join(equation(factor, 0) for factor in factors)
    lines.append(Line("Zero product rule", parts, "A product is zero only when one of its factors is zero. So " + ", or ".join(f"{spoken(factor)} is zero" for factor in factors)))
    lines.append(solutions_line(x, roots))
    return lines


def formula_lines(a: sp.Expr, b: sp.Expr, c: sp.Expr, discriminant: sp.Expr, roots: list[sp.Expr], x: sp.Symbol) -> list[Line]:
    kind = "zero, so there is just one solution" if discriminant == 0 else "positive, so there are two real solutions" if discriminant > 0 else "negative, so there is no real solution, but two complex ones"
    bracket = (lambda v: rf"\left({tex(v)}\right)" if v < 0 else tex(v))
    numbers = rf"{tex(x)} = \frac{{{tex(-b)} \pm \sqrt{{{tex(discriminant)}}}}}{{{tex(2 * a)}}}"
    return [
        Line("Discriminant", rf"D = b^2 - 4ac = {bracket(b)}^2 - 4 \cdot {bracket(a)} \cdot {bracket(c)} = ⟦blue|{tex(discriminant)}⟧", f"The discriminant, b squared minus four a c, is {spoken(discriminant)}. It is {kind}"),
        Line("Quadratic formula", numbers, "The quadratic formula: minus b, plus or minus the square root of the discriminant, over two a"),
        solutions_line(x, roots),
    ]


def solutions_line(x: sp.Symbol, roots: list[sp.Expr]) -> Line:
    shown = r" \quad\text{or}\quad ".join(f"{tex(x)} = {mark('yellow', tex(root))}" for root in roots)
    said = f"So {x} equals " + ", or ".join(spoken(root) for root in roots)
    named = "Solve each factor" if all(root.is_rational for root in roots) else "Both solutions" if len(roots) > 1 else "The solution"
    return Line(named, shown, said if len(roots) > 1 else said + ", twice over")


def question_scene(left: sp.Expr, right: sp.Expr, x: sp.Symbol, roots: list[sp.Expr]) -> Scene:
    scene = Scene("question", "The question", f"Show the equation {plain_text(left)} = {plain_text(right)} as a picture")
    real = [float(root) for root in roots if root.is_real]
    view = frame([left, right] if right.has(x) or right != 0 else [left], x, real)
    asked = equation(left, right)
    if not view:
        return scene.beat(f"For which {x} is {spoken(left)} equal to {spoken(right)}?", story.formula(asked))
    scene.split = True
    shows = [story.plot(*view), story.curve(source(left, x), "blue", "left side")]
    scene.beat(f"In blue you see {spoken(left)}, the left side of our equation", *shows)
    if right == 0:
        scene.beat(f"Where does it meet the {x} axis? There it equals zero", story.formula(asked))
    else:
        scene.beat(f"In yellow, the right side: {spoken(right)}", story.curve(source(right, x), "yellow", "right side", True))
        scene.beat("Where do the two meet? There both sides are equal", story.formula(asked))
    return scene


def check_scene(left: sp.Expr, right: sp.Expr, x: sp.Symbol, roots: list[sp.Expr]) -> Scene:
    scene = Scene("result", "Result and check", "Put the solutions back into the equation")
    real = [float(root) for root in roots if root.is_real]
    view = frame([left, right] if right != 0 else [left], x, real) if len(real) == len(roots) else None
    if view:
        scene.split = True
        shows = [story.plot(*view), story.curve(source(left, x), "blue", "left side")]
        if right != 0:
            shows.append(story.curve(source(right, x), "yellow", "right side", True))
        scene.beat("Let us check, by putting each solution back into the equation", *shows)
    else:
        scene.beat("Let us check, by putting each solution back into the equation", story.formula(equation(left, right)))
    for root in roots:
        value = sp.simplify(left.subs(x, root))
        said = f"With {x} equal to {spoken(root)}, both sides are {spoken(value)}"
        line = rf"{tex(x)} = {mark('yellow', tex(root))}:\quad {tex(value)} = {tex(sp.simplify(right.subs(x, root)))}"
        shows = [story.formula(line, 44)]
        if view:
            shows.insert(0, story.dots([(float(root), float(value))]))
        scene.beat(said, *shows)
        scene.claim(f"{x} = {plain_text(root)} solves the equation", f"Eq(({left}).subs({x}, {root}), ({right}).subs({x}, {root}))", True)
    few = "solution fits" if len(roots) == 1 else "solutions fit"
    scene.beat(f"Both sides agree: the {few}", story.check(f"the {few}"))
    return scene
