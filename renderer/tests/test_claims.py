"""Claims that somebody else has written: true ones are found true, false ones false, and what can't be told is not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from proofreel.solver.claims import check_all

TRUE = """
diff(x**2, x) = 2*x
diff(exp(2*x), x, 2) == 4*exp(2*x)
diff(sin(x)*cos(y), x, y) = -cos(x)*sin(y)
integrate(2*x, x) = x**2
integrate(x*cos(x), x) = x*sin(x) + cos(x) + C
integrate(x**2, (x, 0, 1)) = 1/3
integrate(exp(-x**2), (x, -oo, oo)) = sqrt(pi)
limit(sin(x)/x, x, 0) = 1
limit(1/x, x, 0, '+') = oo
sin(x)**2 + cos(x)**2 = 1
(a + b)**2 = a**2 + 2*a*b + b**2
Sum(k, (k, 1, n)) = n*(n + 1)/2
Sum(1/k**2, (k, 1, oo)) = pi**2/6
binomial(n, 2) = n*(n - 1)/2
factorial(5) = 120
gcd(12, 18) = 6
Mod(17, 5) = 2
pi < 22/7
exp(I*pi) + 1 = 0
Eq(2 + 2, 4)
"""

FALSE = """
diff(x**2, x) = 3*x
integrate(x**2, (x, 0, 1)) = 1/2
integrate(cos(x), x) = -sin(x)
limit(sin(x)/x, x, 0) = 0
(a + b)**2 = a**2 + b**2
Sum(k, (k, 1, n)) = n*(n - 1)/2
22/7 < 3
2 + 2 = 5
x + 1 = x + 1.0001
x**2 < 0
2*x = 10
integrate(x**x, (x, 0, y)) = 1
"""

UNKNOWN = """
sqrt(x**2) = x
x**2 >= 0
x**2 > x
9**9**9**9 = 1
__import__('os').system('id') = 1
().__class__.__bases__ = 1
the derivative of x^2 is 2x
f(x) = x**2
Sum(k, (k, 1, 10**9)) = 5
factorial(10**9) = 1
diff(x**2, x, 99999999) = 0
"""


@pytest.mark.parametrize(("claims", "verdict"), [(TRUE, "true"), (FALSE, "false"), (UNKNOWN, "unknown")])
def test_verdicts(claims: str, verdict: str) -> None:
    lines = claims.strip().split("\n")
    assert [(line, found["verdict"]) for line, found in zip(lines, check_all(lines), strict=True)] == [(line, verdict) for line in lines]


def test_a_false_claim_says_where() -> None:
    assert check_all(["diff(x**2, x) = 3*x"])[0]["why"] == "the sides differ at x = 0.371: 0.742 and 1.113"


def test_the_solver_answers_claims() -> None:
    asked = json.dumps({"claims": ["1 + 1 = 2", 7]})
    folder = Path(__file__).parents[1] / "proofreel"
    made = subprocess.run([sys.executable, "-m", "solver"], input=asked, capture_output=True, text=True, check=True, cwd=folder)
    assert [one["verdict"] for one in json.loads(made.stdout)["verdicts"]] == ["true", "unknown"]
