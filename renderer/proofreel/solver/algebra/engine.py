"""Solves an equation by rewriting it until a polynomial is left: each kind of function has a module that takes it away.

What is found are candidates. `explain.py` puts each into the equation as it was typed, and looks for solutions that are missing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import sympy as sp

from ..notation import equation
from ..speech import spoken
from ..story import Line, Unsolvable
from .polynomials import either, solutions_of

MAX_ROUNDS = 14
NOT_EQUAL = r"\neq"


class Everywhere(Exception):
    """The two sides are always equal."""


@dataclass
class Work:
    """The derivation so far. `real`: only real numbers count, as they do wherever something else than powers occurs."""

    x: sp.Symbol
    real: bool
    lines: list[Line] = field(default_factory=list)
    rounds: int = 0
    # As in `Asked`.
    method: str = ""

    def say(self, rule: str, tex: str, said: str) -> None:
        # A line that changes nothing is none.
        if not self.lines or self.lines[-1].tex != tex:
            self.lines.append(Line(rule, tex, said))

    def show(self, rule: str, left: sp.Expr, right: sp.Expr, said: str) -> None:
        self.say(rule, equation(left, right), said)


Rule = Callable[[sp.Expr, sp.Expr, Work], list[sp.Expr] | None]


def candidates(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr]:
    """All numbers that may solve left = right; raises Everywhere, or Unsolvable where no rule helps."""
    from . import absolute, exponential, logarithmic, radical, rational, trigonometric

    work.rounds += 1
    if work.rounds > MAX_ROUNDS:
        raise Unsolvable("That equation takes more steps than one video can hold.")
    x = work.x
    difference = left - right
    if not difference.has(x) or not sp.expand(difference).has(x):
        if sp.simplify(difference) == 0:
            raise Everywhere
        work.show("A contradiction", left if not left.has(x) else sp.simplify(difference), right if not left.has(x) else sp.S.Zero, f"The {x} is gone, and what is left is false. No number solves this")
        return []
    if sp.expand(difference).is_polynomial(x):
        lines, roots = solutions_of(left, right, x, work.real, work.method)
        for line in lines:
            work.say(line.rule, line.tex, line.say)
        return roots
    if not sp.together(difference).is_rational_function(x):
        work.real = True
    rules: tuple[Rule, ...] = (
        rational.clear, zero_product, absolute.split, exponential.compare, logarithmic.combine, radical.square, trigonometric.reduce,
    )
    for rule in rules:
        found = rule(left, right, work)
        if found is not None:
            return found
    raise Unsolvable("I know no way to solve that equation exactly: the unknown stands in places that can't be brought together.")


def zero_product(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr] | None:
    """A product that is zero: one of its factors is."""
    x = work.x
    product = sp.factor_terms(left - right)
    if not product.is_Mul:
        product = sp.factor(left - right)
    factors = [part.base if part.is_Pow and part.exp.is_positive and not part.exp.has(x) else part for part in sp.Mul.make_args(product) if part.has(x)]
    if len(factors) < 2 or any(part.is_Pow and part.exp.is_negative for part in factors):
        return None
    work.show("Factor", product, sp.S.Zero, f"Bring everything to one side and factor: {spoken(product)} equals zero")
    work.say("Zero product rule", either([equation(factor, 0) for factor in factors]), "A product is zero only when one of its factors is zero")
    found: list[sp.Expr] = []
    for factor in factors:
        if isinstance(factor, sp.exp) or (factor.is_Pow and factor.base.is_positive):
            work.say("Never zero", rf"{equation(factor, 0).replace('=', NOT_EQUAL)}", f"{spoken(factor)} is never zero, so this factor gives nothing")
            continue
        found += candidates(factor, sp.S.Zero, work)
    return found
