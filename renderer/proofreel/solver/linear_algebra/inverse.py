"""Inverses: the formula for two by two, Gauss-Jordan elimination beyond; checked by multiplying back on both sides."""

import re

import sympy as sp

from ..notation import tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .arithmetic import named_matrices, untouched
from .elimination import augmented, reduce
from .matrices import factor, matrix_tex, numeric_only, written

KIND = "inverse"
HELP = ""
WHOLE = True

ASKED = re.compile(r"\binvers|\binvert(?!ible)|\^\s*\{?\s*\(?-\s*1\b|⁻¹", re.I)


def read(text: str, named: str | None) -> Problem | None:
    names, rest, _ = named_matrices(text)
    if not names or not ASKED.search(rest) or re.search(r"\bmod|eigen|\bsolve\b", rest, re.I):
        return None
    if len(names) > 1:
        raise Unsupported("I invert one matrix at a time: give me one matrix, like the inverse of [[1, 2], [3, 4]].")
    untouched(rest, names, "inverse")
    return Problem(KIND, list(names.values()))


def solve(problem: Problem) -> Solution:
    matrix = problem.expressions[0]
    n = matrix.rows
    if n != matrix.cols:
        raise Unsolvable("Only a square matrix has an inverse: give it as many rows as columns.")
    if not 2 <= n <= 4 or (n > 2 and not numeric_only(matrix)):
        raise Unsolvable("I invert matrices of two to four rows, from three rows on with numbers as entries.")
    determinant = sp.simplify(matrix.det())
    if determinant == 0:
        raise Unsolvable("That matrix has determinant 0, so it is singular and has no inverse: check its entries.")
    if n == 2:
        inverse, lines = two_by_two(matrix, determinant)
        idea = ("Swap the main diagonal, change the signs of the other one, and divide by the determinant", r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}^{-1} = \frac{1}{ad - bc} \begin{bmatrix} d & -b \\ -c & a \end{bmatrix}")
        start, opening = f"A = {matrix_tex(matrix)}", "This is the matrix"
    else:
        reduced, lines, _ = reduce(matrix.row_join(sp.eye(n)), n)
        inverse = reduced[:, n:]
        start, opening = augmented(matrix.row_join(sp.eye(n)), n), "Write the identity beside the matrix"
        idea = ("Row operations that turn the matrix into the identity turn the identity into the inverse", r"\left[\, A \mid I \,\right] \;\longrightarrow\; \left[\, I \mid A^{-1} \,\right]")
        lines.append(Line("Read off the inverse", f"A^{{-1}} = {matrix_tex(inverse)}", "On the left stands the identity, so on the right stands the inverse"))
    for product in (matrix * inverse, inverse * matrix):
        assured((product.applyfunc(sp.simplify) - sp.eye(n)).is_zero_matrix)
    return tell(Account(
        KIND, f"Inverse of {written(matrix)}", f"The inverse of a {n} by {n} matrix", written(inverse),
        f"Which matrix undoes this {n} by {n} matrix?", f"A = {matrix_tex(matrix)}", start, lines,
        "This is the inverse", f"A^{{-1}} = {matrix_tex(inverse, 'green')}",
        "Multiplied with the matrix, from the left and from the right, it gives the identity", "A times its inverse is the identity",
        opening=opening, idea=idea, expression=f"Eq({written(matrix)}*{written(inverse)}, eye({n}))" if numeric_only(matrix) else None,
    ))


def two_by_two(matrix: sp.Matrix, determinant: sp.Expr) -> tuple[sp.Matrix, list[Line]]:
    a, b, c, d = matrix
    adjugate = sp.Matrix([[d, -b], [-c, a]])
    inverse = (adjugate / determinant).applyfunc(sp.simplify)
    lines = [
        Line("Determinant", rf"\det A = {factor(a)} \cdot {factor(d)} - {factor(b)} \cdot {factor(c)} = {tex(determinant)}", f"The determinant is {spoken(determinant)}. It is not zero, so there is an inverse"),
        Line("Swap and change signs", rf"A^{{-1}} = {over(determinant)} {matrix_tex(adjugate)}", f"Swap {spoken(a)} and {spoken(d)}, and change the signs of {spoken(b)} and {spoken(c)}"),
    ]
    if determinant != 1:
        lines.append(Line("Divide by the determinant", f"A^{{-1}} = {matrix_tex(inverse)}", f"Divide every entry by {spoken(determinant)}"))
    return inverse, lines


def over(value: sp.Expr) -> str:
    return "" if value == 1 else "-" if value == -1 else rf"\frac{{1}}{{{tex(value)}}}"
