"""Formulas with several letters, solved for one of them: what is around it is undone, one operation after another."""

import mpmath as mp
import sympy as sp

from .. import story
from ..notation import equation, mark, tex
from ..problem import Problem, Unsupported
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .asked import Asked, equation_in
from .explain import FAILED
from .forms import said

KIND = "solved_for_a_letter"
HELP = "formulas solved for a letter"

MAX_ROUNDS = 10
# With a circle, a ball or a cone these are lengths, which are positive.
LENGTHS = {"r", "R", "d", "D"}
VALUES = [sp.Rational(*pair) for pair in ((7, 5), (13, 4), (23, 7), (31, 9), (5, 3), (17, 11), (29, 6), (11, 8), (3, 7))]


def read(text: str, named: str | None) -> Problem | None:
    asked = equation_in(text, named)
    if asked is None or not asked.letters or not asked.named or not any(asked.variable.name in side for side in asked.texts):
        return None
    return Problem(KIND, [asked.left, asked.right], asked.variable, given={"asked": asked})


def solve(problem: Problem) -> Solution:
    asked: Asked = problem.given["asked"]
    x, left, right = asked.variable, asked.left, asked.right
    if asked.between is not None or left.has(sp.I) or right.has(sp.I) or asked.bare_log:
        raise Unsupported("I solve a formula for a letter when it is made of sums, products, powers, roots, e^x and ln.")
    if not (left - right).has(x) or not sp.simplify(left - right).has(x):
        raise Unsolvable(f"{x} cancels in that formula, so it can't be solved for it. Check how it is written.")
    lines: list[Line] = []
    solutions = undo(left, right, x, lines)
    positive = len(solutions) == 2 and asked.left.has(sp.pi) | asked.right.has(sp.pi) and str(x) in LENGTHS
    if positive:
        solutions = [solution for solution in solutions if not solution.could_extract_minus_sign()][:1]
        lines.append(Line("Only the positive root", f"{tex(x)} = {mark('yellow', tex(solutions[0]))}", f"{x} is a length, which is positive. So only the positive root counts"))
    if not solutions:
        raise Unsolvable("No value of that letter fulfils the formula. Check how it is written.")
    for solution in solutions:
        try_out(asked, solution)
    conditions = {part for solution in solutions for part in [sp.denom(sp.together(solution))] if part.free_symbols and not part.is_Pow}
    steps, derived = story.derivation(asked.shown, lines, f"Solve the formula for {x}", opening=f"We want {x} alone on one side")
    if len(derived) == 1 and len(lines) > 1:
        middle = (len(lines) + 1) // 2
        derived = [*story.derivation(asked.shown, lines[:middle], f"Solve for {x}", opening=f"We want {x} alone on one side")[1], *story.derivation(lines[middle - 1].tex, lines[middle:], f"Solve for {x}", opening="This is where we are")[1]]
        for number, scene in enumerate(derived):
            scene.key = f"step-{number + 1}"
    answer = str(solutions[0] if len(solutions) == 1 else solutions)
    title = f"Solving {plain_text(left)} = {plain_text(right)} for {x}"
    return Solution(KIND, f"Solve Eq({left}, {right}) for {x}" + (", positive" if positive else ""), title[:200], answer, True, steps, [question(asked), *derived, result(asked, solutions, conditions)])


def question(asked: Asked) -> Scene:
    x = asked.variable
    others = ", ".join(sorted(str(letter) for letter in asked.letters))
    scene = Scene("question", "The question", f"Show the formula and the letter {x}")
    scene.beat(f"This formula connects {x} with {others}", story.formula(asked.shown))
    return scene.beat(f"If the others are known, what is {x}? Treat them like numbers, and undo what is done to {x}")


def undo(left: sp.Expr, right: sp.Expr, x: sp.Symbol, lines: list[Line]) -> list[sp.Expr]:
    if right.has(x) and not left.has(x):
        left, right = right, left
        lines.append(Line("Swap the sides", equation(left, right), f"Swap the sides, so that {x} stands on the left"))
    difference = sp.together(left - right)
    bottom = sp.denom(difference)
    if bottom.has(x) or (left.is_Add and right.has(x) and bottom != 1):
        top = sp.expand(sp.numer(difference))
        if not top.is_polynomial(x):
            raise Unsolvable("I can't get that letter alone: it stands in too many places.")
        whole = sp.expand(sp.cancel(left * bottom)), sp.expand(sp.cancel(right * bottom))
        lines.append(Line("Clear the fractions", equation(*whole), f"Multiply both sides by {said(bottom, 10)}, so that {x} is under no fraction bar"))
        left, right = whole
    polynomial = sp.expand(left - right)
    if polynomial.is_polynomial(x) and (right.has(x) or occurrences(left, x) > 1):
        return collected(sp.Poly(polynomial, x), left, right, x, lines)
    if right.has(x):
        raise Unsolvable("I can't get that letter alone: it stands on both sides in ways that can't be brought together.")
    return peeled(left, right, x, lines)


def occurrences(expr: sp.Expr, x: sp.Symbol) -> int:
    return sum(1 for node in sp.preorder_traversal(expr) if node == x)


def collected(polynomial: sp.Poly, left: sp.Expr, right: sp.Expr, x: sp.Symbol, lines: list[Line]) -> list[sp.Expr]:
    if polynomial.degree() == 1:
        a, b = polynomial.all_coeffs()
        gathered = sp.expand(a * x), sp.expand(-b)
        lines.append(Line(f"Collect {x} on the left", equation(*gathered), f"Bring every term with {x} to the left, and the others to the right"))
        if a.is_Add:
            lines.append(Line(f"Take out {x}", equation(sp.Mul(x, sp.factor(a), evaluate=False), -b), f"Take {x} out: {said(sp.factor(a), 10)} is left in the bracket"))
        root = sp.factor(-b / a)
        lines.append(Line("Divide", f"{tex(x)} = {mark('yellow', tex(root))}", f"Divide both sides by {said(sp.factor(a), 10)}, which must not be zero"))
        return [root]
    if polynomial.degree() == 2:
        a, b, c = polynomial.all_coeffs()
        lines.append(Line("Bring to standard form", equation(sp.collect(polynomial.as_expr(), x), 0), f"This is a quadratic equation in {x}"))
        inside = sp.factor(b**2 - 4 * a * c)
        lines.append(Line("Quadratic formula", rf"{tex(x)} = \frac{{{tex(-b)} \pm \sqrt{{{tex(inside)}}}}}{{{tex(2 * a)}}}", "The quadratic formula holds for letters as well"))
        return [sp.simplify((-b + sign * sp.sqrt(inside)) / (2 * a)) for sign in (-1, 1)]
    raise Unsolvable("I can't get that letter alone: it stands in several powers.")


def peeled(left: sp.Expr, right: sp.Expr, x: sp.Symbol, lines: list[Line]) -> list[sp.Expr]:
    """The letter occurs once: what was done to it last is undone first."""
    rights = [right]
    for _ in range(MAX_ROUNDS):
        if left == x:
            return [sp.simplify(value) if value.has(sp.log, sp.exp) else value for value in rights]
        rule, left, rights, words = outermost(left, rights, x)
        shown = " \\quad\\text{or}\\quad ".join(equation(left, value) for value in rights)
        if left == x:
            shown = " \\quad\\text{or}\\quad ".join(f"{tex(x)} = {mark('yellow', tex(value))}" for value in rights)
        lines.append(Line(rule, shown, words))
    raise Unsolvable("That formula takes more steps than one video can hold.")


def outermost(left: sp.Expr, rights: list[sp.Expr], x: sp.Symbol) -> tuple[str, sp.Expr, list[sp.Expr], str]:
    if left.is_Add:
        rest, kept = left.as_independent(x, as_Add=True)
        negative = rest.could_extract_minus_sign()
        return ("Add" if negative else "Subtract") + " on both sides", kept, [value - rest for value in rights], f"{'Add' if negative else 'Subtract'} {said(-rest if negative else rest, 10)} on both sides"
    if left.is_Mul:
        factor, kept = left.as_independent(x, as_Add=False)
        top, bottom = sp.fraction(factor)
        words = " and ".join([f"multiply by {said(bottom, 8)}"] * (bottom != 1) + [f"divide by {said(top, 8)}"] * (top != 1))
        return "Divide" if bottom == 1 else "Multiply" if top == 1 else "Multiply and divide", kept, [sp.factor_terms(sp.cancel(value / factor)) if (value / factor).is_rational_function() else value / factor for value in rights], f"On both sides, {words}"
    base, exponent = left.as_base_exp()
    if left.is_Pow and base.has(x) and not exponent.has(x):
        if exponent == -1:
            return "Turn both sides over", base, [sp.factor(1 / value) for value in rights], "Take the reciprocal on both sides"
        if exponent.is_Integer and exponent > 0:
            roots = [sp.root(value, exponent) for value in rights]
            if exponent % 2 == 0:
                roots = [sign * root for root in roots for sign in (-1, 1)]
            name = "square root" if exponent == 2 else "cube root" if exponent == 3 else f"{exponent}th root"
            return f"Take the {name}", base, roots, f"Take the {name} on both sides" + (": it may have either sign" if exponent % 2 == 0 else "")
        if exponent.is_Rational and exponent.p == 1:
            return "Square both sides" if exponent.q == 2 else f"Raise to the power {exponent.q}", base, [value**exponent.q for value in rights], f"Raise both sides to the power {exponent.q}, so that the root is gone"
    if (left.is_Pow or isinstance(left, sp.exp)) and exponent.has(x) and not base.has(x):
        return "Take logarithms", exponent, [sp.log(value) / sp.log(base) if base != sp.E else sp.log(value) for value in rights], "Take the logarithm of both sides: the exponent comes down"
    if isinstance(left, sp.log):
        return "Undo the logarithm", left.args[0], [sp.exp(value) for value in rights], "Raise e to both sides: that undoes the natural log"
    raise Unsolvable("I can't undo what is done to that letter: I know sums, products, powers, roots, e^x and ln.")


def try_out(asked: Asked, solution: sp.Expr) -> None:
    """Puts numbers in place of the letters; raises where the sides then differ."""
    agreed = 0
    letters = sorted(asked.letters, key=str)
    for shift in range(len(VALUES)):
        point = {letter: VALUES[(shift + 2 * index) % len(VALUES)] for index, letter in enumerate(letters)}
        value = sp.N(solution.subs(point), 40)
        if not value.is_number or value.has(sp.nan, sp.zoo, sp.oo):
            continue
        sides = [sp.N(side.subs({**point, asked.variable: value}), 30) for side in (asked.left, asked.right)]
        if any(side.has(sp.nan, sp.zoo, sp.oo) for side in sides) or not value.is_real:
            continue
        if abs(complex(sides[0] - sides[1])) > mp.mpf(10) ** -15 * (1 + abs(complex(sides[0]))):
            raise Unsolvable(FAILED)
        agreed += 1
    if agreed < 3:
        raise Unsolvable("I can't try that out with enough numbers, so I don't show it.")


def result(asked: Asked, solutions: list[sp.Expr], conditions: set[sp.Expr]) -> Scene:
    x = asked.variable
    scene = Scene("result", "Result and check", "Show the formula for the letter and try it out")
    shown = r" \quad\text{or}\quad ".join(f"{tex(x)} = {mark('yellow', tex(solution))}" for solution in solutions)
    scene.beat(f"So this is the formula for {x}", story.formula(shown))
    if conditions:
        scene.beat("It holds as long as nothing is divided by zero", story.formula(r",\quad ".join(rf"{tex(part)} \neq 0" for part in sorted(conditions, key=str)[:2]), 40))
    for solution in solutions:
        scene.claim(f"{x} = {plain_text(solution)} fulfils the formula"[:900], f"simplify(({asked.left}).subs({x}, {solution}) - ({asked.right}).subs({x}, {solution}))", True)
    return scene.beat("Put back with several numbers in place of the other letters, both sides agree", story.check("put back with numbers"))


