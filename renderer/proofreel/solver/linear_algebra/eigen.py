"""Eigenvalues and eigenvectors of matrices of two or three rows; checked by putting every pair back into A v = λ v."""

import re

import sympy as sp

from .. import story
from ..notation import mark, tex
from ..picture import to_scale
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .arithmetic import named_matrices, untouched
from .matrices import matrix_tex, written

KIND = "eigenvalues"
HELP = ""
WHOLE = True

L = sp.Symbol("lambda")


def read(text: str, named: str | None) -> Problem | None:
    names, rest, _ = named_matrices(text)
    if not names or not re.search(r"eigen|characteristic (?:polynomial|equation)", rest, re.I):
        return None
    if len(names) > 1:
        raise Unsupported("I find eigenvalues of one matrix at a time.")
    untouched(rest, names)
    if re.search(r"diagonali[sz]|eigenbasis|generali[sz]ed", rest, re.I):
        raise Unsupported("I find eigenvalues and eigenvectors, not a diagonal form: ask for the eigenvalues and eigenvectors of the matrix.")
    asked = "polynomial" if not re.search("eigen", rest, re.I) else "vectors" if re.search(r"eigen[- ]?(?:vector|space|pair|system)", rest, re.I) else "values"
    return Problem(KIND, list(names.values()), given={"asked": asked})


def solve(problem: Problem) -> Solution:
    matrix, asked = problem.expressions[0], problem.given["asked"]
    n = matrix.rows
    if n != matrix.cols:
        raise Unsolvable("Only a square matrix has eigenvalues: give it as many rows as columns.")
    if n not in (2, 3) or not all(entry.is_Rational for entry in matrix):
        raise Unsolvable("I find eigenvalues of matrices of two or three rows with whole numbers or fractions as entries.")
    polynomial = sp.expand((matrix - L * sp.eye(n)).det())
    roots = sp.roots(sp.Poly(polynomial, L))
    if sum(roots.values()) != n or any(not tidy(root) for root in roots):
        raise Unsolvable("The eigenvalues of that matrix have no short form: try one with other entries.")
    values = sorted(roots, key=lambda r: (sp.re(r).evalf(), sp.im(r).evalf()))
    lines = polynomial_lines(matrix, polynomial, n)
    pairs = {}
    if asked != "polynomial":
        lines += root_lines(polynomial, roots, values)
    for value in values:
        space = eigenspace(matrix, value)
        assured(space and len(space) <= roots[value])
        for vector in space:
            assured(not vector.is_zero_matrix and (matrix * vector - value * vector).applyfunc(lambda e: sp.simplify(sp.expand_complex(e) if e.has(sp.I) else e)).is_zero_matrix)
        pairs[value] = space
        if asked == "vectors":
            lines += vector_lines(matrix, value, space)
    assured(sp.simplify(sum(r * m for r, m in roots.items()) - matrix.trace()) == 0)
    assured(sp.simplify(sp.expand(sp.prod([r**m for r, m in roots.items()])) - matrix.det()) == 0)
    given = f"A = {matrix_tex(matrix)}"
    if asked == "polynomial":
        answer, result = str(sp.expand((-1) ** n * polynomial).subs(L, sp.Symbol("x"))), rf"\det(\lambda I - A) = ⟦green|{tex(sp.expand((-1) ** n * polynomial))}⟧"
        said = "This is the characteristic polynomial"
    elif asked == "values":
        answer = str(values[0]) if len(values) == 1 else str(values)
        result = r",\quad ".join(rf"\lambda_{{{k + 1}}} = ⟦green|{tex(v)}⟧" for k, v in enumerate(values))
        said = f"The eigenvalue{'s are' if len(values) > 1 else ' is'} {listed([spoken_value(v) for v in values])}" + (f". {repeated(roots)}" if repeated(roots) else "")
    else:
        answer = "{" + ", ".join(f"{value}: [{', '.join(written(v) for v in space)}]" for value, space in pairs.items()) + "}"
        result = r"\quad ".join(rf"\lambda = ⟦green|{tex(v)}⟧:\ " + ",".join(matrix_tex(u) for u in space) for v, space in pairs.items())
        said = "These are the eigenvalues, each with its eigenvectors. Any multiple of an eigenvector is one too"
    picture, found = drawn(matrix, pairs) if asked == "vectors" else ([], [])
    what = {"polynomial": "Characteristic polynomial", "values": "Eigenvalues", "vectors": "Eigenvalues and eigenvectors"}[asked]
    return tell(Account(
        KIND, f"{what} of {written(matrix)}{' in x' if asked == 'polynomial' else ''}", f"{what} of a {n} by {n} matrix", answer,
        "Which vectors does this matrix only stretch, and by how much?", given, given, lines, said, result,
        "Put back, the matrix stretches each eigenvector by its eigenvalue, and the eigenvalues add up to the trace", "A v = λ v for every pair",
        opening="This is the matrix", picture=picture, found=found, aside="The arrows show where the matrix sends the two unit vectors" if picture else "",
        idea=("A vector that is only stretched makes this matrix singular, so its determinant is zero", rf"A v = ⟦yellow|\lambda⟧ v \quad\Longrightarrow\quad \det(A - ⟦yellow|\lambda⟧ I) = 0"),
    ))


def tidy(root: sp.Expr) -> bool:
    """Whether people can read it: at most square roots, no cube roots of complex numbers."""
    return sp.count_ops(root) <= 10 and not any(p.exp.is_Rational and p.exp.q > 2 for p in root.atoms(sp.Pow)) and len(str(root)) < 40


def eigenspace(matrix: sp.Matrix, value: sp.Expr) -> list[sp.Matrix]:
    shifted = (matrix - value * sp.eye(matrix.rows)).applyfunc(lambda e: sp.radsimp(sp.expand(e)))
    return [scaled(v) for v in shifted.nullspace(simplify=lambda e: sp.radsimp(sp.simplify(e)))]


def scaled(vector: sp.Matrix) -> sp.Matrix:
    """Without fractions, and with a positive first entry where that is a matter of choice."""
    vector = vector.applyfunc(lambda e: sp.radsimp(sp.expand_complex(sp.simplify(e))) if e.has(sp.I) else sp.radsimp(sp.simplify(e)))
    common = sp.ilcm(1, *[sp.fraction(sp.together(entry))[1] for entry in vector if sp.fraction(sp.together(entry))[1].is_Integer])
    vector = (vector * common).applyfunc(sp.expand)
    if all(entry.is_Integer for entry in vector):
        divisor = sp.igcd(*vector) or 1
        first = next((entry for entry in vector if entry != 0), sp.Integer(1))
        vector = vector / (divisor if first > 0 else -divisor)
    return vector


def polynomial_lines(matrix: sp.Matrix, polynomial: sp.Expr, n: int) -> list[Line]:
    shifted = matrix - L * sp.eye(n)
    rows = r" \\ ".join(" & ".join(entry_tex(entry) for entry in shifted.row(i)) for i in range(n))
    lines = [Line("Subtract λ on the diagonal", rf"\det(A - \lambda I) = \begin{{vmatrix}} {rows} \end{{vmatrix}}", "Subtract lambda from each entry of the diagonal")]
    if n == 2:
        a, b, c, d = shifted
        product = rf"({entry_tex(a)})({entry_tex(d)})"
        rest = sp.expand(b * c)
        lines.append(Line("Determinant", rf"= {product} - {entry_tex(rest) if rest >= 0 else '(' + tex(rest) + ')'}", "Multiply the diagonal, and subtract the product of the other two entries"))
    lines.append(Line("Characteristic polynomial", rf"\det(A - \lambda I) = {tex(polynomial)}", "Multiplied out, this is a polynomial in lambda"))
    return lines


def entry_tex(entry: sp.Expr) -> str:
    constant = entry.subs(L, 0)
    return tex(entry) if not entry.has(L) else r"-\lambda" if constant == 0 else rf"{tex(constant)} - \lambda"


def root_lines(polynomial: sp.Expr, roots: dict, values: list) -> list[Line]:
    factored = sp.factor(polynomial)
    lines = []
    if factored != polynomial and all(r.is_Rational for r in roots):
        lines.append(Line("Factor", f"{tex(factored)} = 0", "Set it to zero and factor it"))
    elif sp.degree(polynomial, L) == 2:
        a, b, c = (sp.Poly(polynomial, L).coeff_monomial(L**k) for k in (2, 1, 0))
        lines.append(Line("Quadratic formula", rf"\lambda = \frac{{{tex(-b)} \pm \sqrt{{{tex(b**2 - 4 * a * c)}}}}}{{{tex(2 * a)}}}", "Set it to zero and use the quadratic formula"))
    else:
        lines.append(Line("Factor", f"{tex(factored)} = 0", "Set it to zero and factor it as far as it goes"))
    shown = r",\quad ".join(mark("yellow", rf"\lambda = {tex(v)}") for v in values)
    lines.append(Line("Eigenvalues", shown, f"So lambda is {listed([spoken_value(v) for v in values], 'or')}"))
    return lines


def vector_lines(matrix: sp.Matrix, value: sp.Expr, space: list[sp.Matrix]) -> list[Line]:
    shifted = (matrix - value * sp.eye(matrix.rows)).applyfunc(sp.expand)
    shown = ", ".join(matrix_tex(v, "green") for v in space)
    return [
        Line(f"Subtract {story_number(value)}", f"{matrix_tex(shifted)} v = 0", f"For the eigenvalue {spoken_value(value)}, subtract it on the diagonal and look for vectors that are sent to zero"),
        Line("Eigenvector" if len(space) == 1 else "Eigenvectors", f"v = {shown}", "This vector does it" if len(space) == 1 else "These vectors do it"),
    ]


def story_number(value: sp.Expr) -> str:
    return str(value).replace("sqrt", "√").replace("*", "").replace("-", "−").replace("I", "i")


def spoken_value(value: sp.Expr) -> str:
    return spoken(sp.expand(value))


def listed(parts: list[str], word: str = "and") -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" {word} {parts[-1]}"


def repeated(roots: dict) -> str:
    many = [f"{spoken_value(root)} counts {['', '', 'twice', 'three times'][times]}" for root, times in roots.items() if times > 1]
    return listed(many) if many else ""


def drawn(matrix: sp.Matrix, pairs: dict) -> tuple[list[dict], list[dict]]:
    """Where the unit vectors go, and the directions that stay; for real two-by-two matrices of a handy size."""
    if matrix.rows != 2 or any(not value.is_real for value in pairs):
        return [], []
    columns = [tuple(float(v) for v in matrix.col(k)) for k in (0, 1)]
    view = to_scale([(0, 0), (1, 1), *columns])
    size = view[0][1] - view[0][0]
    if size > 40 or any(abs(x) + abs(y) < size / 40 for x, y in columns):
        return [], []
    lines = []
    for space in pairs.values():
        for vector in space if len(space) == 1 else []:
            x, y = (float(v) for v in vector)
            ends = clipped((x, y), view)
            if ends:
                lines.append(story.path(ends, "green", dashed=True))
    return [story.plot(*view), story.path([(0, 0), columns[0]], "blue", arrow=True), story.path([(0, 0), columns[1]], "yellow", arrow=True)], lines


def clipped(direction: tuple[float, float], view: tuple) -> list[tuple[float, float]]:
    """The line through the origin in a direction, as far as the view shows it."""
    low, high = -1e9, 1e9
    for component, (start, end) in zip(direction, view, strict=True):
        if abs(component) > 1e-12:
            first, second = sorted((start / component, end / component))
            low, high = max(low, first), min(high, second)
    return [(direction[0] * k, direction[1] * k) for k in (low, high)] if low < high else []
