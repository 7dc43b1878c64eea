"""Row reduction and rank; checked by the rows' span: SymPy's own reduction, and minors for the rank."""

import itertools
import re

import sympy as sp

from ..problem import Problem, Unsupported
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .arithmetic import named_matrices, untouched
from .elimination import reduce
from .matrices import matrix_tex, written

KIND = "row_reduction"
HELP = ""
WHOLE = True


def read(text: str, named: str | None) -> Problem | None:
    names, rest, _ = named_matrices(text)
    if not names or not re.search(r"\brank\b|\brow[- ]?reduc|\brref\b|echelon|gauss|\breduce\b|\breduced\b|\bnullity\b", rest, re.I) or re.search(r"\binver|\bsolve\b", rest, re.I):
        return None
    untouched(rest, names)
    if len(names) > 1:
        raise Unsupported("I reduce one matrix at a time.")
    asked = "rank" if re.search(r"\brank\b", rest, re.I) else "nullity" if re.search(r"\bnullity\b", rest, re.I) else "form"
    if asked == "form" and re.search(r"echelon", rest, re.I) and not re.search(r"reduc|rref", rest, re.I):
        # A matrix has many echelon forms, and one reduced echelon form.
        pass
    return Problem(KIND, list(names.values()), given={"asked": asked})


def solve(problem: Problem) -> Solution:
    matrix, asked = problem.expressions[0], problem.given["asked"]
    if not all(entry.is_Rational for entry in matrix) or max(matrix.shape) > 5 or min(matrix.shape) < 2:
        raise Unsolvable("I reduce matrices of two to five rows and columns with whole numbers or fractions as entries.")
    reduced, lines, pivots = reduce(matrix)
    assured(reduced == matrix.rref()[0] and len(pivots) == rank_by_minors(matrix))
    given = f"A = {matrix_tex(matrix)}"
    rank = len(pivots)
    if not lines:
        lines = [Line("Already reduced", matrix_tex(matrix), "Every leading entry is one and stands alone in its column: nothing is left to do")]
    if asked == "form":
        answer, result, said = written(reduced), matrix_tex(reduced, "green"), f"This is the reduced row echelon form. It has {rank} leading one{'' if rank == 1 else 's'}"
    elif asked == "rank":
        answer, result, said = str(rank), rf"\operatorname{{rank}} A = ⟦green|{rank}⟧", f"{rank} row{' is' if rank == 1 else 's are'} left with a leading one, so the rank is {rank}"
    else:
        answer, result, said = str(matrix.cols - rank), rf"\operatorname{{nullity}} A = {matrix.cols} - {rank} = ⟦green|{matrix.cols - rank}⟧", f"Of {matrix.cols} columns, {rank} have a leading one. The nullity is the rest, {matrix.cols - rank}"
    what = {"form": "Reduced row echelon form", "rank": "Rank", "nullity": "Nullity"}[asked]
    return tell(Account(
        KIND, f"{what} of {written(matrix)}", f"{what} of a {matrix.rows} by {matrix.cols} matrix", answer,
        {"form": "Which simplest form do row operations give this matrix?", "rank": "How many independent rows has this matrix?", "nullity": "How many dimensions does this matrix send to zero?"}[asked],
        given, matrix_tex(matrix), lines, said, result,
        f"The largest part with a determinant that is not zero has {rank} row{'' if rank == 1 else 's'}, which agrees", "same by determinants of parts",
        opening="This is the matrix", aside="We may swap rows, multiply a row by a number, and add a multiple of one row to another",
    ))


def rank_by_minors(matrix: sp.Matrix) -> int:
    for size in range(min(matrix.shape), 0, -1):
        for rows in itertools.combinations(range(matrix.rows), size):
            for columns in itertools.combinations(range(matrix.cols), size):
                if matrix.extract(list(rows), list(columns)).det() != 0:
                    return size
    return 0
