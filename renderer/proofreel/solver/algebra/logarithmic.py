"""Logarithmic equations: combine the logarithms into one, undo it, and keep to what a logarithm may be taken of."""

import sympy as sp

from ..speech import spoken
from .engine import Work, candidates
from .explain import reader, solver
from .kernel import follow, in_one, letter_beside, undone

KIND = "logarithmic_equation"
HELP = ""

read = reader(KIND, lambda asked: bool(asked.limit("log")))
solve = solver(KIND)


def combine(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr] | None:
    x = work.x
    logs = [node for node in (left - right).atoms(sp.log) if node.has(x)]
    if not logs:
        return None
    if len(logs) == 1:
        return one(left, right, logs[0], work)
    parts = split(sp.expand(left - right), x)
    if parts is None:
        return None
    weights, rest = parts
    # ln 8 - ln 2 beside them: numbers' logarithms stay on the right.
    unit = sp.gcd_list([abs(weight) for weight, _ in weights]) if all(w.is_Rational for w, _ in weights) else abs(weights[0][0])
    counts = [(sp.simplify(weight / unit), inner) for weight, inner in weights]
    if not all(count.is_Integer for count, _ in counts):
        return None
    value = sp.simplify(-rest / unit)
    if value == 0 and len(counts) == 2 and counts[0][0] == -counts[1][0]:
        first, second = counts[0][1], counts[1][1]
        if counts[0][0] < 0:
            first, second = second, first
        work.show("Equal logarithms", first, second, f"Two logarithms are equal only when what they are taken of is equal: {spoken(first)} equals {spoken(second)}. Both must be positive")
        return candidates(first, second, work)
    product = sp.Mul(*[inner**count for count, inner in counts])
    base = base_of(unit)
    shown = sp.log(product, evaluate=False)
    amount = sp.simplify(value / base[1]) if base else value
    if base:
        work.show("Combine the logarithms", shown / base[1], amount, f"A sum of logarithms is the log of the product, a difference that of the quotient. Together they equal {spoken(amount)}")
    else:
        work.show("Combine the logarithms", shown, value, f"A sum of logarithms is the log of the product, a difference that of the quotient. Together they equal {spoken(value)}")
    power = powered(value)
    work.show("Undo the logarithm", product, power, f"{'Raise ' + spoken(base[0]) if base else 'Raise e'} to both sides: {spoken(product)} equals {spoken(power)}")
    return candidates(product, power, work)


def split(difference: sp.Expr, x: sp.Symbol) -> tuple[list[tuple[sp.Expr, sp.Expr]], sp.Expr] | None:
    """The logarithms with what stands in front of each, and the rest, which has no x."""
    weights, rest = [], sp.S.Zero
    for term in sp.Add.make_args(difference):
        if not term.has(x):
            rest += term
            continue
        weight, inner = term.as_independent(x, as_Add=False)
        if not isinstance(inner, sp.log):
            return None
        weights.append((weight, inner.args[0]))
    return weights, rest


def base_of(unit: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """The base b and ln b, where the unit is 1/ln b."""
    inverse = sp.simplify(1 / unit)
    return (inverse.args[0], inverse) if isinstance(inverse, sp.log) and inverse.args[0].is_Rational else None


def powered(value: sp.Expr) -> sp.Expr:
    """e to a value: ln(8)/3 times 3 gives 8, and not a heap of logarithms."""
    return sp.simplify(sp.exp(sp.expand(value)).rewrite(sp.Pow)) if not value.has(sp.log) else sp.powsimp(sp.simplify(sp.exp(sp.logcombine(sp.expand(value), force=True))))


def one(left: sp.Expr, right: sp.Expr, log: sp.Expr, work: Work) -> list[sp.Expr] | None:
    u = letter_beside(work.x)
    difference = sp.expand(left - right)
    base = next((base for weight in [sp.expand(difference.xreplace({log: u})).coeff(u, 1)] if weight.is_number and weight != 0 and (base := base_of(abs(weight / (weight.as_coeff_Mul()[0] or 1))))), None)
    kernel = log / base[1] if base else log
    inside = difference.xreplace({log: u * base[1] if base else u})
    values = in_one(sp.expand(inside), left, right, kernel, u, work)
    if values is None:
        return None
    pairs = undone(
        values, lambda v: [(log.args[0], powered(v * base[1] if base else v))], work, "Undo the logarithm",
        f"The logarithm says to which power {spoken(base[0]) if base else 'e'} has to be raised. So undo it", "",
    )
    return follow(pairs, work)


