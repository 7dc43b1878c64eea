"""Linear systems in matrix form, A x = b; checked by multiplying back."""

import re

import sympy as sp

from ..problem import Problem
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .elimination import augmented, reduce
from .matrices import find_matrices, find_vectors, matrix_tex, written

KIND = "matrix_system"
HELP = ""
WHOLE = True


def read(text: str, named: str | None) -> Problem | None:
    found = find_matrices(text)
    squares = [f for f in found if f.matrix.rows > 1 and f.matrix.cols > 1]
    if len(squares) == 1 and re.search(r"\baugmented\b", text, re.I) and re.search(r"\bsolve|solution", text, re.I):
        whole = squares[0].matrix
        return Problem(KIND, [whole[:, :-1], whole[:, -1]])
    if len(squares) != 1 or not re.search(r"\bsolve\b|\bA\s*\\?(?:vec\s*\{?)?x\}?\s*=\s*\\?(?:vec\s*\{?)?b|\bsystem\b|\bfind\b.*\b(?:x|X)\b", text, re.I) or "=" not in text:
        return None
    matrix = squares[0].matrix
    blanked = text[: squares[0].start] + " " * (squares[0].end - squares[0].start) + text[squares[0].end :]
    vectors = [f.matrix for f in find_vectors(blanked) if all(entry.is_number for entry in f.matrix)]
    if len(vectors) != 1 or matrix.rows != len(vectors[0]):
        return None
    return Problem(KIND, [matrix, vectors[0]])


def solve(problem: Problem) -> Solution:
    matrix, right = problem.expressions
    if not all(entry.is_Rational for entry in [*matrix, *right]) or max(matrix.shape) > 4:
        raise Unsolvable("I solve systems of up to four equations with whole numbers or fractions as entries.")
    whole = matrix.row_join(right)
    reduced, lines, pivots = reduce(whole, matrix.cols)
    if any(reduced[i, :-1].is_zero_matrix and reduced[i, -1] != 0 for i in range(reduced.rows)):
        raise Unsolvable("Row reduction leaves a line that says 0 = 1: the equations contradict each other, so there is no solution. Check the numbers.")
    if len(pivots) < matrix.cols:
        raise Unsolvable("That system has infinitely many solutions: its equations are not independent. Give me one with a single solution.")
    solution = sp.Matrix([reduced[i, -1] for i in range(matrix.cols)])
    assured((matrix * solution - right).is_zero_matrix)
    if not lines:
        lines = [Line("Already reduced", augmented(whole, matrix.cols), "The matrix is reduced already")]
    said = ", ".join(spoken(entry) for entry in solution)
    lines.append(Line("Read off the solution", f"x = {matrix_tex(solution)}", "On the left stands the identity, so the right column is the solution"))
    return tell(Account(
        KIND, f"Solve {written(matrix)} * x = {written(right)}", "Solving a linear system in matrix form", written(solution),
        "Which vector does this matrix send to the right-hand side?", f"{matrix_tex(matrix)} x = {matrix_tex(right)}", augmented(whole, matrix.cols), lines,
        f"The solution has the entries {said}", f"x = {matrix_tex(solution, 'green')}",
        "Multiplied by the matrix, it gives the right-hand side again", "A x = b", opening="Write the matrix and the right-hand side side by side",
        aside="Row operations do not change the solution, so we use them until it can be read off", expression=f"Eq({written(matrix)}*{written(solution)}, {written(right)})",
    ))
