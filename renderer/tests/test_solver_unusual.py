"""Unusual but fair problems: each answer is measured by mpmath from the question alone, and what can't be answered is refused.

Nothing of the solver's own arithmetic or checks takes part in the measuring.
"""

import sys
from pathlib import Path

import mpmath as mp
import pytest
import sympy as sp

sys.path.insert(0, str(Path(__file__).parents[1] / "proofreel"))

from solver import kinds
from solver.expression import Unreadable
from solver.problem import Unsupported
from solver.story import Unsolvable
from solver.understand import understand

x = sp.Symbol("x")


def answer(prompt: str):
    return sp.sympify(kinds.solve(understand(prompt)).answer)


DERIVATIVES = [
    ("Differentiate |x|", abs, (-2.3, 1.7)),
    ("Differentiate abs(x^2-1)", lambda t: abs(t**2 - 1), (-0.4, 2.2)),
    ("Differentiate x*abs(x)", lambda t: t * abs(t), (-1.3, 0.6)),
    ("Differentiate ln(-x)", lambda t: mp.log(-t), (-3.1, -0.2)),
    ("Differentiate 1.5x^2", lambda t: 1.5 * t**2, (-1.0, 2.0)),
    ("Differentiate √x + π", lambda t: mp.sqrt(t) + mp.pi, (0.3, 5.0)),
    ("Differentiate √2x", lambda t: mp.sqrt(2) * t, (-1.0, 3.0)),
    (r"Differentiate \frac{d}{dx} x^3", lambda t: t**3, (-1.0, 2.0)),
    (r"\frac{\mathrm{d}}{\mathrm{d}x} \left( \frac{x^2+1}{x-1} \right)", lambda t: (t**2 + 1) / (t - 1), (-1.0, 2.0)),
    ("derivative of sin x cos x, thanks", lambda t: mp.sin(t) * mp.cos(t), (-1.0, 2.0)),
    ("derivative of e^x/x^2 please, my teacher wants it", lambda t: mp.exp(t) / t**2, (-1.0, 2.0)),
    ("Differentiate ln|x|", lambda t: mp.log(abs(t)), (-2.0, 3.0)),
    ("Differentiate ln(x-5)", lambda t: mp.log(t - 5), (6.0, 9.0)),
    ("dy/dx if y = x^2 e^x", lambda t: t**2 * mp.exp(t), (-1.0, 2.0)),
    ("Differentiate (sin x)^x", lambda t: mp.sin(t) ** t, (0.4, 2.0)),
    ("Differentiate tan^{-1}(x)", mp.atan, (-1.0, 2.0)),
    ("Differentiate −3·x⁴ × 2", lambda t: -6 * t**4, (-1.0, 2.0)),
]
HIGHER = [("4th derivative of x^6", lambda t: t**6, 4), ("Find f''(x) for f(x) = x^3 - 2x", lambda t: t**3 - 2 * t, 2), ("Find f'(x) if f(x) = x^3 - 2x", lambda t: t**3 - 2 * t, 1), (r"\frac{d^2}{dx^2} x^4", lambda t: t**4, 2), ("d^3/dx^3 sin(x)", mp.sin, 3), ("third derivative of sin(2x)", lambda t: mp.sin(2 * t), 3)]
INTEGRALS = [
    ("integrate 1/x", lambda t: 1 / t, (0.5, 3.0)),
    ("integrate 1/(x^2-1)", lambda t: 1 / (t**2 - 1), (1.5, 3.0)),
    ("integrate x/(x^2+1)", lambda t: t / (t**2 + 1), (-1.0, 3.0)),
    ("integrate tan(x)", mp.tan, (-1.0, 1.0)),
    ("integrate 1/(x ln x)", lambda t: 1 / (t * mp.log(t)), (1.5, 3.0)),
    ("integrate sqrt(x-5)", lambda t: mp.sqrt(t - 5), (6.0, 9.0)),
    ("integrate ln(x)^2", lambda t: mp.log(t) ** 2, (0.5, 3.0)),
    ("integrate 3^x", lambda t: 3**t, (-1.0, 1.0)),
    ("integrate sin(x) cos(x)", lambda t: mp.sin(t) * mp.cos(t), (-1.0, 1.0)),
    ("integrate x sqrt(x+1)", lambda t: t * mp.sqrt(t + 1), (0.0, 3.0)),
]
DEFINITE = [
    ("integrate x^2 from 3 to 0", lambda t: t**2, (3, 0)),
    ("integrate x^2 from 2 to 2", lambda t: t**2, (2, 2)),
    ("integrate 1/x from -2 to -1", lambda t: 1 / t, (-2, -1)),
    ("integrate 1/x^2 from 1 to infinity", lambda t: 1 / t**2, (1, mp.inf)),
    ("integrate e^(-x) from 0 to oo", lambda t: mp.exp(-t), (0, mp.inf)),
    ("integrate 1/(1+x^2) from -oo to oo", lambda t: 1 / (1 + t**2), (-mp.inf, mp.inf)),
    ("∫₀¹ x² dx", lambda t: t**2, (0, 1)),
    (r"\int_{-1}^{1} x^3 dx", lambda t: t**3, (-1, 1)),
    ("integrate x^(1/3) from 0 to 8", lambda t: mp.cbrt(t), (0, 8)),
    ("integrate 2x/(x^2-4) from 0 to 1", lambda t: 2 * t / (t**2 - 4), (0, 1)),
    ("integrate x^2 over [0, 1]", lambda t: t**2, (0, 1)),
]
LIMITS = [
    ("limit of sin(x)/x as x -> 0", lambda t: mp.sin(t) / t, 0, (1, -1)),
    ("limit of sin(3x)/sin(5x) as x -> 0", lambda t: mp.sin(3 * t) / mp.sin(5 * t), 0, (1, -1)),
    ("limit of tan(x)/x as x -> 0", lambda t: mp.tan(t) / t, 0, (1, -1)),
    ("limit of (1-cos(x))/x as x -> 0", lambda t: (1 - mp.cos(t)) / t, 0, (1, -1)),
    ("limit of (1-cos(2x))/(3x^2) as x -> 0", lambda t: (1 - mp.cos(2 * t)) / (3 * t**2), 0, (1, -1)),
    ("limit of (x - sin(x))/x^3 as x -> 0", lambda t: (t - mp.sin(t)) / t**3, 0, (1, -1)),
    ("limit of x cot(x) as x -> 0", lambda t: t / mp.tan(t), 0, (1, -1)),
    ("limit of (2^x-1)/x as x->0", lambda t: (2**t - 1) / t, 0, (1, -1)),
    ("limit of ln(1+x)/x as x tends to zero", lambda t: mp.log(1 + t) / t, 0, (1, -1)),
    ("limit of |x|/x as x -> 0 from the left", lambda t: abs(t) / t, 0, (-1,)),
    ("limit of x^x as x -> 0", lambda t: t**t, 0, (1,)),
    ("limit of x*ln(x) as x -> 0+", lambda t: t * mp.log(t), 0, (1,)),
    ("limit of (1+x)^(1/x) as x -> 0", lambda t: (1 + t) ** (1 / t), 0, (1, -1)),
    ("limit of x sin(1/x) as x -> 0", lambda t: t * mp.sin(1 / t), 0, (1, -1)),
    ("lim_{x→∞} (1 + 2/x)^x", lambda t: (1 + 2 / t) ** t, mp.inf, (1,)),
    (r"\lim_{h \to 0} \frac{(2+h)^2-4}{h}", lambda t: ((2 + t) ** 2 - 4) / t, 0, (1, -1)),
    ("limit of sin(x)/x as x -> infinity", lambda t: mp.sin(t) / t, mp.inf, (1,)),
    ("limit of arctan(x) as x -> -infinity", mp.atan, -mp.inf, (1,)),
    ("limit of x^2 e^(-x) as x -> oo", lambda t: t**2 * mp.exp(-t), mp.inf, (1,)),
    ("limit of (2x+1)/(3x-5) as x -> -oo", lambda t: (2 * t + 1) / (3 * t - 5), -mp.inf, (1,)),
    ("limit of (1+1/n)^n as n -> infinity", lambda t: (1 + 1 / t) ** t, mp.inf, (1,)),
]
UNBOUNDED = [
    ("limit of 1/x as x -> 0+", sp.oo), ("limit of 1/x as x -> 0-", -sp.oo), ("limit of 1/x^2 as x -> 0", sp.oo), ("limit of ln(x) as x -> 0", -sp.oo),
    ("limit of e^x/x^3 as x -> infinity", sp.oo), ("limit of x^3 - x as x -> -infinity", -sp.oo),
]
EQUATIONS = [
    ("Solve x(x-1) = x^2 + 3", lambda t: t * (t - 1) - t**2 - 3, 1), ("Solve 0x^2 + 2x = 4", lambda t: 2 * t - 4, 1), ("Solve (x-1)^2 = 0", lambda t: (t - 1) ** 2, 1),
    ("Solve x^2 + x + 1 = 0", lambda t: t**2 + t + 1, 2), ("Solve x^2 = -4", lambda t: t**2 + 4, 2), ("Solve 5 = x", lambda t: t - 5, 1),
    ("Solve √2 x = 4", lambda t: mp.sqrt(2) * t - 4, 1), ("Solve x^2 - 2√2 x + 2 = 0", lambda t: t**2 - 2 * mp.sqrt(2) * t + 2, 1), ("Solve 0.1x = 0.3", lambda t: t / 10 - mp.mpf(3) / 10, 1),
    ("Solve x^2 = π", lambda t: t**2 - mp.pi, 2), ("Solve -x^2 + 4x - 4 = 0", lambda t: -(t**2) + 4 * t - 4, 1), (r"\frac{x}{2} = 7", lambda t: t / 2 - 7, 1),
    ("Solve 100000 x^2 + 3x - 7 = 0", lambda t: 100000 * t**2 + 3 * t - 7, 2), ("Solve e*x = 2", lambda t: mp.e * t - 2, 1),
    ("Solve 2x = 8 and explain it to my little brother", lambda t: 2 * t - 8, 1),
]
SYSTEMS = [
    ("Solve 0.5x + y = 3 and x - y = 0", [(0.5, 1, 3), (1, -1, 0)]), ("Solve x = 2y, y = x - 1", [(1, -2, 0), (-1, 1, -1)]),
    ("Solve x/2 + y/3 = 1, x - y = 2", [(0.5, mp.mpf(1) / 3, 1), (1, -1, 2)]), ("Solve x + y = 0, x - y = 0", [(1, 1, 0), (1, -1, 0)]), ("Solve 3x = 6, 2y = 8", [(3, 0, 6), (0, 2, 8)]),
    ("Solve 1000x + y = 1, x - 1000 y = 2", [(1000, 1, 1), (1, -1000, 2)]), ("Solve x + y = 3; x - y = 1; please", [(1, 1, 3), (1, -1, 1)]), ("x+y=3,2x-y=0", [(1, 1, 3), (2, -1, 0)]),
]
DETERMINANTS = [
    ("determinant of [[1,2,3],[4,5,6],[7,8,9]]", [[1, 2, 3], [4, 5, 6], [7, 8, 9]]), ("determinant of [[0,0],[0,0]]", [[0, 0], [0, 0]]), ("determinant of [[0.5, 1],[2, 1/3]]", [[0.5, 1], [2, mp.mpf(1) / 3]]),
    ("det [-1 -2; -3 -4]", [[-1, -2], [-3, -4]]), ("determinant of ((1,2),(3,4))", [[1, 2], [3, 4]]), ("determinant of [[√2, 1],[1, √2]]", [[mp.sqrt(2), 1], [1, mp.sqrt(2)]]),
    ("determinant of [[π, 1],[1, 0]]", [[mp.pi, 1], [1, 0]]), ("det(A) for A = [[2,0,0],[0,0,0],[1,1,1]]", [[2, 0, 0], [0, 0, 0], [1, 1, 1]]),
    ("determinant of [[1,2,0,1],[0,2,1,0],[3,0,3,1],[1,1,0,4]]", [[1, 2, 0, 1], [0, 2, 1, 0], [3, 0, 3, 1], [1, 1, 0, 4]]), (r"\begin{vmatrix} 1/2 & 1/3 \\ 1/4 & 1/5 \end{vmatrix}", [[mp.mpf(1) / 2, mp.mpf(1) / 3], [mp.mpf(1) / 4, mp.mpf(1) / 5]]),
]
# What must not be answered, and a word of the sentence that says why or what would help.
REFUSED = [
    ("integrate sqrt(x) from -1 to 1", "no real values"), ("integrate ln(x) from -2 to -1", "no real values"),
    ("integrate e^(-x^2) from -infinity to infinity", "elementary"), ("integrate sin(x)/x", "elementary"), ("integrate x^x", "elementary"),
    ("integrate x^2 from a to b", "must be numbers"),

    ("limit of sqrt(x) as x -> -1", "no real values"), ("limit of ln(x) as x -> -1", "no real values"),
    ("limit of ((x+h)^2 - x^2)/h as h -> 0", "put numbers"),
    ("Solve a x = b", "put numbers"), ("Solve x^2 + ix = 0", "imaginary"), ("Solve x^5 - x - 1 = 0", "numerically"), ("Solve log(x) = 2", "base"), ("Solve sin(x) = 1/2 for 0 <= x <= 360", "radians"),
    ("Solve x^2 + y^2 = 25, x^2 y^2 = 9", "neither"), ("Solve a x + y = 3, x - y = 1, z = 2 x", "two unknowns"),
    ("determinant of [[1,2,3],[4,5,6]]", "square"), ("determinant of [[1,5, 2],[3, 4]]", "different lengths"), ("determinant of [[1]]", "two to four"),
    ("Differentiate 3,5x", "decimals with a point"), ("integrate 2,5x from 0 to 1", "decimals with a point"), ("Solve 1,5x = 3", "decimals with a point"), ("limit of 2,5x as x -> 1", "decimals with a point"),
    ("Solve 1,5x + y = 3 and x - y = 0", "decimals with a point"), ("Differentiate 1,000x", "decimals with a point"), ("derivative of 1e3 x", "power of ten"), ("Differentiate f(x)", "its formula"), ("Differentiate x!", "Factorials"),
    ("Differentiate sqrt(-1-x^2)", "no real values"), ("differentiate x^2 + 3x = 5", "equation"), ("derivative of x^2 bitte", "bitte"),
]


@pytest.mark.parametrize(("prompt", "f", "points"), DERIVATIVES)
def test_derivatives_are_slopes(prompt, f, points):
    found = sp.lambdify(sp.Symbol("x"), answer(prompt), "mpmath")
    for point in points:
        assert abs(found(mp.mpf(point)) - mp.diff(f, point)) < 1e-6


@pytest.mark.parametrize(("prompt", "f", "order"), HIGHER)
def test_higher_derivatives(prompt, f, order):
    found = sp.lambdify(x, answer(prompt), "mpmath")
    for point in (-0.7, 1.3):
        assert abs(found(mp.mpf(point)) - mp.diff(f, point, order)) < 1e-5


def test_letters_besides_the_variable_stay_letters():
    a, b, n, y = sp.symbols("a b n y")
    assert sp.expand(answer("Differentiate a*x^2 + b*x") - (2 * a * x + b)) == 0
    assert sp.simplify(answer("Differentiate x^n") - n * x ** (n - 1)) == 0
    assert answer("Differentiate x²y with respect to y") == x**2
    assert sp.expand(answer("determinant of [[a,b],[b,a]]") - (a**2 - b**2)) == 0


@pytest.mark.parametrize(("prompt", "f", "between"), INTEGRALS)
def test_integrals_differ_by_the_area(prompt, f, between):
    found = sp.lambdify(x, answer(prompt), "mpmath")
    low, high = (mp.mpmathify(end) for end in between)
    assert abs(found(high) - found(low) - mp.quad(f, [low, high])) < 1e-9


@pytest.mark.parametrize(("prompt", "f", "between"), DEFINITE)
def test_definite_integrals_are_areas(prompt, f, between):
    assert abs(mp.mpmathify(sp.N(answer(prompt), 20)) - mp.quad(f, between)) < 1e-8


@pytest.mark.parametrize(("prompt", "f", "point", "sides"), LIMITS)
def test_limits_are_approached(prompt, f, point, sides):
    value = mp.mpmathify(sp.N(answer(prompt), 30))
    with mp.workdps(60):
        for side in sides:
            near = [abs(f(mp.sign(point) * mp.mpf(10) ** k if mp.isinf(point) else point + side * mp.mpf(10) ** -k) - value) for k in (3, 6, 9)]
            assert near[2] < 1e-5
            assert near[2] <= near[0]


@pytest.mark.parametrize(("prompt", "value"), UNBOUNDED)
def test_limits_without_bound(prompt, value):
    assert answer(prompt) == value


@pytest.mark.parametrize(("prompt", "difference", "count"), EQUATIONS)
def test_solutions_solve_and_all_are_found(prompt, difference, count):
    found = answer(prompt)
    roots = found if isinstance(found, list) else [found]
    assert len(roots) == count
    for root in roots:
        assert abs(difference(mp.mpmathify(sp.N(root, 30)))) < 1e-10


@pytest.mark.parametrize(("prompt", "rows"), SYSTEMS)
def test_systems(prompt, rows):
    inner = kinds.solve(understand(prompt)).answer.strip("{}")
    values = [mp.mpmathify(sp.N(sp.sympify(part.split(":")[1]), 20)) for part in inner.split(",")]
    for a, b, right in rows:
        assert abs(a * values[0] + b * values[1] - right) < 1e-10


@pytest.mark.parametrize(("prompt", "rows"), DETERMINANTS)
def test_determinants(prompt, rows):
    assert abs(mp.mpmathify(sp.N(answer(prompt), 20)) - mp.det(mp.matrix(rows))) < 1e-10


@pytest.mark.parametrize(("prompt", "word"), REFUSED)
def test_what_has_no_answer_gets_none(prompt, word):
    with pytest.raises((Unsupported, Unsolvable, Unreadable)) as refusal:
        kinds.solve(understand(prompt))
    assert word in str(refusal.value)


def shown(prompt: str) -> list[dict]:
    return [show for scene in kinds.solve(understand(prompt)).scenes for beat in scene.beats for show in beat["show"]]


@pytest.mark.parametrize("prompt", [prompt for prompt, *_ in [*LIMITS, *UNBOUNDED]])
def test_a_limit_bears_its_tick_beside_the_numbers_that_were_computed(prompt):
    kinds_shown = [show["do"] for show in shown(prompt)]
    assert kinds_shown.count("check") == 1
    assert kinds_shown.index("table") < kinds_shown.index("check")


@pytest.mark.parametrize("prompt", ["limit of sin(x)/x as x -> 0", "limit of sin(3x)/x as x -> 0", "limit of tan(x)/x as x -> 0", "limit of (e^x-1)/x as x -> 0", "limit of ln(1+x)/x as x -> 0", "limit of (1-cos(x))/x as x -> 0"])
def test_no_limit_argues_in_a_circle(prompt):
    rules = [step.rule for step in kinds.solve(understand(prompt)).steps]
    assert "L'Hôpital's rule" not in rules


def test_a_new_logarithm_is_of_an_absolute_value():
    assert any(r"\left|x\right|" in show.get("tex", "") for show in shown("integrate 1/x"))
    assert not any(r"\left|" in show.get("tex", "") for show in shown("integrate x ln(x)"))
    assert not any(r"\left|x" in show.get("tex", "") for show in shown("integrate x/(x^2+1)"))
