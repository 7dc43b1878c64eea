"""Calculus beyond the first rules: slopes, tangents, implicit and partial derivatives, integrals by every way, improper ones."""

import sys
from pathlib import Path

import mpmath as mp
import pytest
import sympy as sp

sys.path.insert(0, str(Path(__file__).parents[1] / "proofreel"))

from solver import kinds
from solver.problem import Unsupported
from solver.story import Unsolvable
from solver.understand import understand

x, y = sp.symbols("x y")


def answer(prompt: str):
    return sp.sympify(kinds.solve(understand(prompt)).answer)


EXACT = [
    ("what's the slope of y=x^2 at x=3", 6),
    ("Let f(x) = x^3 - 2x. Find f'(2).", 10),
    (r"\left.\frac{d}{dx} x^3\right|_{x=2}", 12),
    ("6th derivative of x^8", 20160 * x**2),
    ("Differentiate 5", 0),
    ("find the tangent line to y=x^2 at x=3", sp.Eq(y, 6 * x - 9)),
    ("the tangent at x = 2 to y = x^2", sp.Eq(y, 4 * x - 4)),
    ("normal to y=cos x at x=0", sp.Eq(x, 0)),
    ("tangent to x^2+y^2=25 at (5,0)", sp.Eq(x, 5)),
    ("tangent line to x^2+y^2=25 at (3,4)", sp.Eq(y, sp.Rational(25, 4) - 3 * x / 4)),
    ("find dy/dx of x^2+y^2=25", -x / y),
    ("dy/dx at (1,1) if x^2+y^2=2", -1),
    ("gradient of f(x,y) = x^2 y + y^3 at (1,2)", [4, 13]),
    ("gradient of y = x^2 at x = 2", 4),
    ("f_{xy} for f(x,y) = x^3 y^2", 6 * x**2 * y),
    ("derivative of log_2(x)", 1 / (x * sp.log(2))),
    ("integrate a x^2", sp.Symbol("a") * x**3 / 3),
    ("integrate 1/x from 1 to infinity", sp.oo),
    ("integrate 1/x^2 from -1 to 1", sp.oo),
    ("does the integral of 1/x^2 from 1 to infinity converge", True),
    ("does the integral of 1/x from 1 to infinity diverge?", True),
    ("integrate |sin x| from 0 to 2pi", 4),
    ("maclaurin series of cos x up to x^6", 1 - x**2 / 2 + x**4 / 24 - x**6 / 720),
    ("linear approximation of sqrt(x) at x = 9", 3 + (x - 9) / 6),
    ("does sum 1/n^2 converge", True),
    ("does sum (-1)^(n+1)/sqrt(n) converge absolutely", False),
    (r"\sum_{n=1}^{\infty} \frac{1}{n^2}", sp.pi**2 / 6),
    ("sum of 1/(n(n+1)) from n=1 to infinity", 1),
    ("1 + 1/2 + 1/4 + 1/8 + ...", 2),
    (r"\sum_{k=1}^{n} k^2", sp.sympify("n*(n+1)*(2*n+1)/6")),
    ("sum of 2^n from n = 0 to infinity", sp.oo),
    (r"interval of convergence of \sum_{n=1}^\infty \frac{(x-2)^n}{n 3^n}", sp.Interval.Ropen(-1, 5)),
    ("find the critical points of x^3 - 3x", [-1, 1]),
    ("minimum of x + 1/x for x > 0", 2),
    ("absolute maximum of x^3 - 3x on [0, 3]", 18),
    ("where is x^3 - 3x decreasing", sp.Interval.open(-1, 1)),
    ("inflection points of x^4 - 4x^3", [0, 2]),
    ("area between y=x and y=x^2", sp.Rational(1, 6)),
    ("average value of x^2 on [0,3]", 3),
    ("volume of revolution of y = x^2 from 0 to 2 about the x-axis", 32 * sp.pi / 5),
    ("solve y' = 2y, y(0)=3", sp.Eq(sp.Function("y")(x), 3 * sp.exp(2 * x))),
    ("y'' + y = 0, y(0)=1, y'(0)=0", sp.Eq(sp.Function("y")(x), sp.cos(x))),
    ("y' + y = x, y(0) = 1", sp.Eq(sp.Function("y")(x), x - 1 + 2 * sp.exp(-x))),
    ("does the sequence (-1)^n converge", False),
    ("lim x->oo (sqrt(x^2+x) - x)", sp.Rational(1, 2)),
]
# No value: one side goes up, the other down, or nothing settles. SymPy's word for it is nan.
WITHOUT_VALUE = [
    "limit of 1/x as x -> 0", "limit of |x|/x as x -> 0", "limit of e^(1/x) as x -> 0", "limit of sin(1/x) as x -> 0", "limit of sin(x) as x -> infinity", "sum of (-1)^n from n=0 to infinity",
    "integrate 1/x from -1 to 1", "integral of tan(x) from 0 to pi", "integrate cos(x) from 0 to infinity", "integrate x from -infinity to infinity",
]
REFUSED = [
    ("absolute min of x^2 on (0, 5)", "no absolute minimum"), ("y' = x^2 + y^2", "separable or linear"), ("y' = 3 y^(2/3), y(0) = 0", "More than one solution"),
    ("slope of |x| at x=0", "no derivative"), ("tangent to y = x^2 at (2, 5)", "not on that curve"), ("maclaurin series of sqrt(x)", "no Taylor polynomial"),
    ("maximum of cos x", "give an interval"), ("integrate e^(-x^2)", "elementary"), ("sum of 1/n^3 from n=1 to infinity", "no formula for its sum"),
]
ANTIDERIVATIVES = [
    ("integrate e^x sin x", lambda t: mp.exp(t) * mp.sin(t)),
    ("integrate cos(ln x)", lambda t: mp.cos(mp.log(t))),
    ("integrate (x^2+1)/(x^3 - x)", lambda t: (t**2 + 1) / (t**3 - t)),
    ("integrate 1/(x^4-1)", lambda t: 1 / (t**4 - 1)),
    ("integrate sqrt(9-4x^2)", lambda t: mp.sqrt(9 - 4 * t**2)),
    ("integrate 1/(x sqrt(x^2-1))", lambda t: 1 / (t * mp.sqrt(t**2 - 1))),
    ("integrate 1/(x^2+1)^2", lambda t: 1 / (t**2 + 1) ** 2),
    ("integrate sec(x)^3", lambda t: mp.sec(t) ** 3),
    ("integrate tan^3 x", lambda t: mp.tan(t) ** 3),
    ("integrate sin(3x) cos(2x)", lambda t: mp.sin(3 * t) * mp.cos(2 * t)),
    ("integrate e^(2x)/(1+e^x)", lambda t: mp.exp(2 * t) / (1 + mp.exp(t))),
    (r"\int \frac{dx}{x^2+9}", lambda t: 1 / (t**2 + 9)),
    ("anti derivative of 3x^2", lambda t: 3 * t**2),
]


@pytest.mark.parametrize(("prompt", "expected"), EXACT)
def test_answers(prompt, expected):
    found, expected = answer(prompt), sp.sympify(expected)
    if isinstance(expected, (list, sp.Equality, sp.Set)) or expected in (True, False):
        assert found == expected
    else:
        assert found == expected or sp.simplify(found - expected) == 0


@pytest.mark.parametrize(("prompt", "word"), REFUSED)
def test_what_is_not_sure_is_refused(prompt, word):
    with pytest.raises((Unsupported, Unsolvable)) as refusal:
        kinds.solve(understand(prompt))
    assert word in str(refusal.value)


@pytest.mark.parametrize("prompt", WITHOUT_VALUE)
def test_what_settles_nowhere_has_no_value(prompt):
    assert answer(prompt) is sp.nan


@pytest.mark.parametrize(("prompt", "f"), ANTIDERIVATIVES)
def test_antiderivatives_differ_by_the_area(prompt, f):
    found = sp.lambdify(x, answer(prompt), "mpmath")
    low, high = mp.mpf("1.12"), mp.mpf("1.37")
    assert abs(mp.re(found(high) - found(low)) - mp.quad(f, [low, high])) < 1e-9
