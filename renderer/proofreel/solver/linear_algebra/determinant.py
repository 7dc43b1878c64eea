"""Determinants up to 4 by 4: the two-by-two formula, or expansion along the row with most zeros; checked by elimination."""

import re

import mpmath as mp
import sympy as sp

from .. import story
from ..notation import tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from .arithmetic import named_matrices, untouched
from .matrices import find_matrices

KIND = "determinant"
HELP = ""
WHOLE = True


def read(text: str, named: str | None) -> Problem | None:
    if not re.search(r"\bdet\b|\bdeterminant\b|\\det|vmatrix", text, re.I):
        return None
    found = find_matrices(text)
    if len(found) > 1:
        raise Unsupported("I work out one determinant at a time: give me one matrix.")
    if not found:
        return None
    names, rest, _ = named_matrices(text)
    untouched(rest, names)
    return Problem("determinant", [found[0].matrix])


def bars(matrix: sp.Matrix) -> str:
    rows = r" \\ ".join(" & ".join(tex(entry) for entry in matrix.row(i)) for i in range(matrix.rows))
    return rf"\begin{{vmatrix}} {rows} \end{{vmatrix}}"


def factor(value: sp.Expr) -> str:
    return tex(value) if value.is_nonnegative or value.is_Symbol else rf"\left({tex(value)}\right)"


def two_by_two(matrix: sp.Matrix) -> list[Line]:
    a, b, c, d = matrix
    return [
        Line("Main minus other diagonal", rf"= ⟦blue|{factor(a)} \cdot {factor(d)}⟧ - ⟦yellow|{factor(b)} \cdot {factor(c)}⟧", f"Multiply along the main diagonal, {spoken(a)} times {spoken(d)}, and subtract the other diagonal, {spoken(b)} times {spoken(c)}"),
        Line("Multiply out", rf"= ⟦blue|{tex(sp.expand(a * d))}⟧ - ⟦yellow|{factor(sp.expand(b * c))}⟧", f"That is {spoken(sp.expand(a * d))}, minus {spoken(sp.expand(b * c))}"),
        Line("Subtract", f"= ⟦green|{tex(sp.expand(matrix.det()))}⟧", f"So the determinant is {spoken(sp.expand(matrix.det()))}"),
    ]


def cofactors(matrix: sp.Matrix) -> list[Line]:
    size = matrix.rows
    row = max(range(size), key=lambda i: sum(entry == 0 for entry in matrix.row(i)))
    terms, values, sums = [], [], []
    for column in range(size):
        entry = matrix[row, column]
        if entry == 0:
            continue
        minor = matrix.minor_submatrix(row, column)
        sign = -1 if (row + column) % 2 else 1
        lead = "-" if sign < 0 else "+" if terms else ""
        terms.append(rf"{lead} {factor(entry)} {bars(minor)}")
        values.append(rf"{lead} {factor(entry)} \cdot {factor(sp.expand(minor.det()))}")
        sums.append(sp.expand(sign * entry * minor.det()))
    ordinal = ("first", "second", "third", "fourth")[row]
    smaller = f"{size - 1} by {size - 1}"
    lines = [
        Line("Expand along a row", "= " + " ".join(terms or ["0"]), f"Expand along the {ordinal} row. Each entry is multiplied by the determinant that remains without its row and column, with alternating signs"),
        Line("Smaller determinants", "= " + " ".join(values or ["0"]), f"Work out the {smaller} determinants"),
    ]
    lines.append(Line("Add up", f"= ⟦green|{tex(sp.Add(*sums))}⟧", f"Added up, the determinant is {spoken(sp.Add(*sums))}"))
    return lines


def same_by_elimination(matrix: sp.Matrix, answer: sp.Expr) -> bool:
    """Gaussian elimination by mpmath, with numbers in place of letters."""
    letters = {letter: sp.Rational(137 + 31 * n, 100) for n, letter in enumerate(sorted(matrix.free_symbols, key=str))}
    with mp.workdps(40):
        numbers = mp.matrix([[mp.mpmathify(sp.N(entry.subs(letters), 40)) for entry in row] for row in matrix.tolist()])
        said = mp.mpmathify(sp.N(answer.subs(letters), 40))
        size = max(abs(number) for number in numbers)
        return abs(mp.det(numbers) - said) <= mp.mpf(10) ** -25 * (1 + size**matrix.rows)


def solve(problem: Problem) -> Solution:
    matrix = problem.expressions[0]
    if matrix.rows != matrix.cols:
        raise Unsolvable("Only a square matrix has a determinant: give it as many rows as columns.")
    if not 2 <= matrix.rows <= 4:
        raise Unsolvable("I explain determinants of two to four rows.")
    size = matrix.rows
    answer = sp.expand(matrix.det(method="berkowitz"))
    if sp.simplify(answer - matrix.det(method="bareiss")) != 0 or not same_by_elimination(matrix, answer):
        raise Unsolvable("My determinant did not pass its own check, so I don't show it.")
    lines = two_by_two(matrix) if size == 2 else cofactors(matrix)
    start = bars(matrix)
    steps, derived = story.derivation(start, lines, "Work out the determinant", opening=f"This is a {size} by {size} determinant")
    if len(derived) == 1:
        first = story.derivation(start, lines[:1], derived[0].goal, opening=f"This is a {size} by {size} determinant")[1][0]
        second = story.derivation(lines[0].tex, lines[1:], derived[0].goal, opening="Now the numbers")[1][0]
        second.key = "step-2"
        derived = [first, second]
    numeric = all(entry.is_real for entry in matrix)
    question = Scene("question", "The question", "Show what a determinant means")
    result = Scene("result", "Result and check", "Show the result and check it another way")
    name = rf"\det A = {bars(matrix)}"
    if size == 2 and numeric:
        a, b, c, d = (float(v) for v in matrix)
        corners = [(0.0, 0.0), (a, c), (a + b, c + d), (b, d)]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        view = (min(xs) - 1, max(xs) + 1), (min(ys) - 1, max(ys) + 1)
        picture = [story.plot(*view), {"do": "shape", "points": [list(p) for p in corners], "role": "blue"}]
        question.split = result.split = True
        question.beat("Take the two columns of the matrix as the sides of a parallelogram", *picture)
        question.beat("The determinant is its area, with a sign for the orientation. How large is it?", story.formula(name, 44))
        result.beat("Here is the parallelogram again", *picture)
    else:
        question.beat(f"We want the determinant of this {size} by {size} matrix", story.formula(name))
        question.beat("One number that says how much the matrix stretches space, and whether it can be inverted")
    result.beat(f"The determinant is {spoken(answer)}", story.formula(rf"\det A = ⟦green|{tex(answer)}⟧"))
    meaning = "It is zero, so the matrix can't be inverted" if answer == 0 else "It is not zero, so the matrix can be inverted" if numeric else ""
    if meaning:
        result.beat(meaning)
    result.beat("Row elimination, another way to compute it, gives the same value", story.check("same by elimination"))
    text = str(matrix.tolist())
    result.claim(f"The determinant is {answer}", f"Eq(Matrix({text}).det(), {answer})", True)
    return Solution("determinant", f"Determinant of Matrix({text})", f"A {size} by {size} determinant", str(answer), True, steps, [question, *derived, result])
