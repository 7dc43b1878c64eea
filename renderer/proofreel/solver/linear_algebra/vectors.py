"""Vectors: dot and cross product, length, angle, unit vector, projection, sums; checked by coordinates or by right angles."""

import re

import mpmath as mp
import sympy as sp

from .. import story
from ..notation import tex
from ..picture import to_scale
from ..problem import Problem, Unsupported
from ..quantities import digits
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, green, tell
from .elimination import row_dot
from .matrices import cells_tex, factor, find_matrices, find_vectors, matrix_tex, written

KIND = "vectors"
HELP = ""
WHOLE = True

# Each operation with what asks for it; the first that fits has it.
ASKED = [
    ("cross", r"\bcross[- ]?product|\bcross\b|\bvector product"),
    ("angle", r"\bangle\b.*\bbetween\b|\bangle\b.*\bvectors?\b"),
    ("projection", r"\bproject"),
    ("orthogonal", r"\b(?:orthogonal|perpendicular)\b"),
    ("dot", r"\bdot[- ]?product|\bdot\b|\bscalar product|\binner product|\\cdot|·|⋅|•"),
    ("unit", r"\bunit vector|\bnormali[sz]e"),
    ("length", r"\b(?:length|magnitude|norm|modulus)\b|\|\|"),
    ("cross", r"×|\\times|[)>\]]\s*x\s*[(<\[]"),
]


def read(text: str, named: str | None) -> Problem | None:
    if any(f.matrix.rows > 1 and f.matrix.cols > 1 for f in find_matrices(text)):
        return None
    asked = next((name for name, pattern in ASKED if re.search(pattern, text, re.I)), None)
    if asked is None or re.search(r"\bcircle|\bline\b|\btriangle|\bcomplex|\bplane\b|\bpoints?\b|\bargument\b|\bdistance|midpoint|\bcurve", text, re.I):
        return None
    if asked in ("length", "orthogonal", "angle", "unit", "projection") and "vector" not in text.lower() and not re.search(r"<|\\langle|⟨|\\begin|\\vec|\|\|", text):
        return None
    vectors = [f.matrix for f in find_vectors(text)]
    wanted = 1 if asked in ("unit", "length") else 2
    if not vectors:
        return None
    if len(vectors) != wanted:
        raise Unsupported(f"For that I need {'one vector' if wanted == 1 else 'two vectors'}, written like (1, 2, 3) or <1, 2, 3>.")
    if len({len(v) for v in vectors}) != 1:
        raise Unsupported("The two vectors have different numbers of entries: give both the same number.")
    if asked == "cross" and len(vectors[0]) != 3:
        raise Unsupported("The cross product needs vectors with three entries, like (1, 2, 3).")
    if asked == "angle" and re.search(r"\bdegrees?\b|°", digits(text), re.I):
        return Problem(KIND, vectors, given={"asked": asked, "degrees": True})
    if asked == "projection" and re.search(r"\bscalar\b|\bsubspace\b", text, re.I):
        raise Unsupported("I find the vector projection of one vector onto another: ask for the projection of (1, 2) onto (3, 4).")
    if asked == "projection" and not re.search(r"\bont?o?\b.*\bon(?:to)?\b|\bproject\w*\b.*\bon(?:to)?\b", text, re.I):
        return None
    return Problem(KIND, vectors, given={"asked": asked})


def length(vector: sp.Matrix) -> sp.Expr:
    return sp.sqrt(sum(entry**2 for entry in vector))


def dot(u: sp.Matrix, v: sp.Matrix) -> sp.Expr:
    return sp.expand(sum(a * b for a, b in zip(u, v, strict=True)))


def solve(problem: Problem) -> Solution:
    vectors, asked = problem.expressions, problem.given["asked"]
    if not all(entry.is_number and entry.is_real for v in vectors for entry in v) or not 2 <= len(vectors[0]) <= 5:
        raise Unsolvable("I work with vectors of two to five real numbers.")
    if asked in ("angle", "unit") and any(v.is_zero_matrix for v in vectors) or asked == "projection" and vectors[-1].is_zero_matrix:
        raise Unsolvable("The zero vector has no direction: give me vectors that are not zero.")
    account = {"dot": dot_product, "cross": cross_product, "length": length_of, "angle": angle_between, "unit": unit_vector, "projection": projection, "orthogonal": orthogonal}[asked](problem)
    account.picture, extra = drawn(vectors)
    account.found = account.found or extra
    if account.picture:
        account.aside = "Here " + ("are the two vectors" if len(vectors) == 2 else "is the vector") + ", drawn from the origin"
    return tell(account)


def given(vectors: list[sp.Matrix]) -> str:
    return r" ,\quad ".join(f"{name} = {matrix_tex(v, role)}" for name, v, role in zip("uv", vectors, ("blue", "yellow"), strict=False))


def products(u: sp.Matrix, v: sp.Matrix) -> list[Line]:
    total = dot(u, v)
    terms = " + ".join(tex(a * b) if a * b >= 0 else rf"\left({tex(a * b)}\right)" for a, b in zip(u, v, strict=True))
    return [
        Line("Multiply in pairs", rf"u \cdot v = {row_dot(u, v)}", "Multiply the entries in the same place with each other, and add the products"),
        Line("Add the products", rf"u \cdot v = {terms} = ⟦green|{tex(total)}⟧", f"Added up, they give {spoken(total)}"),
    ]


def said_of(vector: sp.Matrix) -> str:
    return f"({', '.join(str(entry) for entry in vector)})"


def dot_product(problem: Problem) -> Account:
    u, v = problem.expressions
    total = dot(u, v)
    with mp.workdps(30):
        # |u+v|² − |u−v|² is four times the dot product.
        assured(abs(sp.N((length(u + v) ** 2 - length(u - v) ** 2) / 4 - total, 25)) < 1e-15)
    meaning = "It is zero, so the vectors stand at a right angle" if total == 0 else f"It is {'positive' if total > 0 else 'negative'}, so the angle between the vectors is {'less' if total > 0 else 'more'} than a right angle"
    return Account(
        KIND, f"Dot product of {said_of(u)} and {said_of(v)}", "A dot product", str(total), "What is their dot product?", rf"u \cdot v = {matrix_tex(u, 'blue')} \cdot {matrix_tex(v, 'yellow')}",
        given([u, v]), products(u, v), f"The dot product is {spoken(total)}. {meaning}", rf"u \cdot v = ⟦green|{tex(total)}⟧",
        "The lengths of the sum and of the difference of the vectors lead to the same number", "same by lengths", opening="These are the two vectors",
        expression=f"Eq({written(u)}.dot({written(v)}), {total})",
    )


def cross_product(problem: Problem) -> Account:
    u, v = problem.expressions
    a, b, c = u
    d, e, f = v
    entries = [(b, f, c, e), (c, d, a, f), (a, e, b, d)]
    value = sp.Matrix([sp.expand(p * q - r * s) for p, q, r, s in entries])
    assured(dot(value, u) == 0 and dot(value, v) == 0 and sp.simplify(dot(value, value) - dot(u, u) * dot(v, v) + dot(u, v) ** 2) == 0 and value == u.cross(v))
    rows = [[rf"{factor(p)} \cdot {factor(q)} - {factor(r)} \cdot {factor(s)}"] for p, q, r, s in entries]
    differences = [[f"{tex(p * q)} - {factor(r * s)}"] for p, q, r, s in entries]
    lines = [
        Line("Cross the other two entries", rf"u \times v = {cells_tex(rows)}", "For each entry, leave out its own row and take the crossed difference of the other two"),
        Line("Multiply", rf"u \times v = {cells_tex(differences)}", "Work out the products"),
        Line("Subtract", rf"u \times v = {matrix_tex(value, 'green')}", "And subtract"),
    ]
    said = "The cross product is the zero vector: the two vectors are parallel" if value.is_zero_matrix else "This is the cross product. Its length is the area of the parallelogram of the two"
    return Account(
        KIND, f"Cross product of {said_of(u)} and {said_of(v)}", "A cross product", written(value), "Which vector is perpendicular to both, and as long as their parallelogram is large?",
        rf"u \times v = {matrix_tex(u, 'blue')} \times {matrix_tex(v, 'yellow')}", given([u, v]), lines, said, rf"u \times v = {matrix_tex(value, 'green')}",
        "Its dot products with both vectors are zero, as they must be", "perpendicular to both", opening="These are the two vectors",
        idea=("Two of the three entries at a time are crossed and subtracted", r"u \times v = \begin{bmatrix} u_2 v_3 - u_3 v_2 \\ u_3 v_1 - u_1 v_3 \\ u_1 v_2 - u_2 v_1 \end{bmatrix}"),
    )


def length_lines(vector: sp.Matrix, name: str = "u") -> list[Line]:
    squares = " + ".join(rf"{factor(entry)}^2" for entry in vector)
    total = sp.expand(sum(entry**2 for entry in vector))
    lines = [Line("Square the entries", rf"\lVert {name} \rVert = \sqrt{{{squares}}}", "By Pythagoras, the length is the root of the sum of the squares")]
    lines.append(Line("Add up", rf"\lVert {name} \rVert = \sqrt{{{tex(total)}}} = {tex(sp.sqrt(total))}" if tex(sp.sqrt(total)) != rf"\sqrt{{{tex(total)}}}" else rf"\lVert {name} \rVert = \sqrt{{{tex(total)}}}", f"The squares add up to {spoken(total)}"))
    return lines


def length_of(problem: Problem) -> Account:
    u = problem.expressions[0]
    value = length(u)
    with mp.workdps(30):
        assured(abs(mp.norm(mp.matrix([mp.mpf(sp.N(entry, 30)) for entry in u])) - mp.mpf(sp.N(value, 30))) < mp.mpf(10) ** -20 * (1 + abs(value)))
    return Account(
        KIND, f"Length of the vector {said_of(u)}", "The length of a vector", str(value), "How long is it?", rf"u = {matrix_tex(u, 'blue')}", f"u = {matrix_tex(u, 'blue')}", length_lines(u),
        f"The length is {spoken(value)}", rf"\lVert u \rVert = ⟦green|{tex(value)}⟧", "Computed with decimals, it is the same", "same in decimals", opening="This is the vector",
        idea=("The squares of the entries add up to the square of the length", r"\lVert u \rVert = \sqrt{u_1^2 + u_2^2 + \dots}"),
    )


def unit_vector(problem: Problem) -> Account:
    u = problem.expressions[0]
    size = length(u)
    value = (u / size).applyfunc(lambda e: sp.radsimp(sp.simplify(e)))
    assured(sp.simplify(length(value) - 1) == 0 and dot(value, u) > 0 and all(sp.simplify(value[i] * u[j] - value[j] * u[i]) == 0 for i in range(len(u)) for j in range(i)))
    lines = [*length_lines(u), Line("Divide by the length", rf"\hat u = \frac{{1}}{{{tex(size)}}} {matrix_tex(u)} = {matrix_tex(value)}", "Divide every entry by the length")]
    return Account(
        KIND, f"Unit vector in the direction of {said_of(u)}", "A unit vector", written(value), "Which vector of length one has its direction?", rf"u = {matrix_tex(u, 'blue')}", f"u = {matrix_tex(u, 'blue')}", lines,
        "This is the unit vector", rf"\hat u = {matrix_tex(value, 'green')}", "Its length is one, and it points the same way", "length one, same direction", opening="This is the vector",
    )


def angle_between(problem: Problem) -> Account:
    u, v = problem.expressions
    total, a, b = dot(u, v), length(u), length(v)
    cosine = sp.radsimp(sp.simplify(total / (a * b)))
    value = sp.acos(cosine)
    degrees = sp.N(value * 180 / sp.pi, 12)
    with mp.workdps(30):
        # The area of the parallelogram and the dot product are sine and cosine.
        area = mp.sqrt(mp.mpf(sp.N(dot(u, u) * dot(v, v) - total**2, 30)))
        assured(abs(mp.atan2(area, mp.mpf(sp.N(total, 30))) - mp.mpf(sp.N(value, 30))) < mp.mpf(10) ** -12)
    exact = sp.simplify(value * 180 / sp.pi)
    in_degrees = problem.given.get("degrees", False)
    answer = (str(exact) if exact.is_Rational else str(sp.simplify(value * 180 / sp.pi))) if in_degrees else str(value)
    shown = f"{float(degrees):.2f}".rstrip("0").rstrip(".")
    lines = [
        *products(u, v), *[Line(f"Length of {name}", line.tex, "The length of the " + ("first" if name == "u" else "second") + f" is {spoken(size)}") for name, w, size in (("u", u, a), ("v", v, b)) for line in length_lines(w, name)[-1:]],
        Line("Cosine of the angle", rf"\cos\theta = \frac{{u \cdot v}}{{\lVert u \rVert \lVert v \rVert}} = {tex(cosine)}", "Divide the dot product by both lengths"),
        Line("Arc cosine", rf"\theta = {tex(value)} \approx {shown}^\circ" if not exact.is_Rational else rf"\theta = {tex(value)} = {tex(exact)}^\circ", f"The angle is {'about ' if not exact.is_Rational else ''}{shown} degrees"),
    ]
    return Account(
        KIND, f"Angle between {said_of(u)} and {said_of(v)} in {'degrees' if in_degrees else 'radians'}", "The angle between two vectors", answer, "What is the angle between them?", given([u, v]), given([u, v]), lines,
        f"The angle is {'about ' if not exact.is_Rational else ''}{shown} degrees", rf"\theta = {green(tex(value))}", "The area of the parallelogram, which goes with the sine, gives the same angle", "same by the sine", opening="These are the two vectors",
        idea=("The dot product is the product of the lengths and the cosine of the angle", r"u \cdot v = \lVert u \rVert \, \lVert v \rVert \cos\theta"),
    )


def projection(problem: Problem) -> Account:
    u, v = problem.expressions
    share = sp.nsimplify(dot(u, v) / dot(v, v))
    value = (share * v).applyfunc(sp.simplify)
    assured(sp.simplify(dot(u - value, v)) == 0 and all(sp.simplify(value[i] * v[j] - value[j] * v[i]) == 0 for i in range(len(u)) for j in range(i)))
    lines = [
        *products(u, v), Line("Square of the length of v", rf"v \cdot v = {row_dot(v, v)} = {tex(dot(v, v))}", f"The second vector with itself gives {spoken(dot(v, v))}"),
        Line("Multiply by the share", rf"\operatorname{{proj}}_v u = {tex(share)} \, {matrix_tex(v)} = {matrix_tex(value)}", "Their quotient says how much of the second vector it takes"),
    ]
    return Account(
        KIND, f"Projection of {said_of(u)} onto {said_of(v)}", "A projection", written(value), "What is the shadow of the first on the second?", given([u, v]), given([u, v]), lines,
        "This is the projection", rf"\operatorname{{proj}}_v u = {matrix_tex(value, 'green')}", "What is left of the first vector is perpendicular to the second", "the rest is perpendicular", opening="These are the two vectors",
        idea=("The dot product measures how far one vector goes along the other", r"\operatorname{proj}_v u = \frac{u \cdot v}{v \cdot v} \, v"),
        found=[story.path([(0, 0), tuple(value)], "green", arrow=True)] if len(value) == 2 and not value.is_zero_matrix else [],
    )


def orthogonal(problem: Problem) -> Account:
    u, v = problem.expressions
    total = dot(u, v)
    assured((sp.simplify(length(u + v) - length(u - v)) == 0) == (total == 0))
    said = "It is zero, so they are perpendicular" if total == 0 else "It is not zero, so they are not perpendicular"
    return Account(
        KIND, f"Are {said_of(u)} and {said_of(v)} perpendicular?", "Are two vectors perpendicular?", str(total == 0), "Do they stand at a right angle?", given([u, v]), given([u, v]), products(u, v),
        f"The dot product is {spoken(total)}. {said}", rf"u \cdot v = {green(tex(total))}", "The sum and the difference of the vectors are " + ("equally long, as they are only at a right angle" if total == 0 else "not equally long, as they would be at a right angle"), "same by lengths", opening="These are the two vectors",
        idea=("Two vectors are perpendicular where their dot product is zero", r"u \perp v \quad\Longleftrightarrow\quad u \cdot v = 0"),
    )


def drawn(vectors: list[sp.Matrix]) -> tuple[list[dict], list[dict]]:
    if len(vectors[0]) != 2 or any(v.is_zero_matrix for v in vectors):
        return [], []
    ends = [tuple(float(entry) for entry in v) for v in vectors]
    view = to_scale([(0.0, 0.0), *ends])
    if any((x * x + y * y) ** 0.5 < (view[0][1] - view[0][0]) / 25 for x, y in ends):
        return [], []
    arrows = [story.path([(0, 0), end], role, arrow=True) for end, role in zip(ends, ("blue", "yellow"), strict=False)]
    return [story.plot(*view), *arrows], []
