"""Equations with the unknown under a fraction bar: multiply by the common denominator, and keep its zeros out."""

import sympy as sp

from ..notation import tex
from ..speech import spoken
from .engine import Work, candidates
from .explain import reader, solver

KIND = "rational_equation"
HELP = ""

read = reader(KIND, lambda asked: bool(asked.limit("divisor")))
solve = solver(KIND)


def clear(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr] | None:
    x = work.x
    difference = left - right
    if not sp.together(difference).is_rational_function(x):
        return with_functions(left, right, work)
    denominators = [sp.denom(sp.together(term)) for side in (left, right) for term in sp.Add.make_args(side)]
    common = sp.factor(sp.lcm_list([d for d in denominators if d.has(x)]))
    if not common.has(x):
        return None
    common = sp.factor(sp.lcm(common, sp.Integer(sp.ilcm(1, 1, *[int(d) for d in denominators if d.is_Integer]))))
    excluded = [root for root in sp.roots(sp.Poly(common, x)) if root.is_real]
    if excluded:
        work.say("Excluded values", r",\quad ".join(rf"{tex(x)} \neq ⟦red|{tex(root)}⟧" for root in excluded), f"No denominator may be zero. So {x} must not be " + ", or ".join(spoken(root) for root in excluded))
    sides = [sp.expand(sp.cancel(side * common)) for side in (left, right)]
    work.show("Multiply by the common denominator", sides[0], sides[1], f"Multiply both sides by {spoken(common)}, so that the fractions are gone")
    return candidates(sides[0], sides[1], work)


def with_functions(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr] | None:
    """A number over a function, as in 2/√x = 1."""
    x = work.x
    top, bottom = sp.fraction(sp.together(left - right))
    if not bottom.has(x) or (bottom.is_Pow and bottom.base.is_positive) or isinstance(bottom, sp.exp):
        return None
    if not any(factor.has(x) and not isinstance(factor, sp.exp) and not (factor.is_Pow and factor.base.is_positive) for factor in sp.Mul.make_args(bottom)):
        return None
    work.show("Multiply by the denominator", sp.expand(top), sp.S.Zero, f"Bring all to one side and multiply by {spoken(bottom)}, which must not be zero")
    return candidates(sp.expand(top), sp.S.Zero, work)
