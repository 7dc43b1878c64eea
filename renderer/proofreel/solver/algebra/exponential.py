"""Exponential equations: one base, a substitution, or logarithms on both sides."""

from dataclasses import dataclass

import sympy as sp

from ..notation import equation
from ..speech import spoken
from .engine import Work, candidates
from .explain import reader, solver
from .kernel import follow, in_one, letter_beside, undone

KIND = "exponential_equation"
HELP = ""


def powers_in(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    return [node for node in expr.atoms(sp.Pow, sp.exp) if node.as_base_exp()[1].has(x)]


read = reader(KIND, lambda asked: bool(powers_in(asked.left, asked.variable) or powers_in(asked.right, asked.variable)))
solve = solver(KIND)


@dataclass
class Term:
    """factor · base^exponent, the base an integer that is no power itself, or e."""

    factor: sp.Expr
    base: sp.Expr
    exponent: sp.Expr


def compare(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr] | None:
    x = work.x
    powers = powers_in(left - right, x)
    if not powers or any(node.as_base_exp()[0].has(x) for node in powers):
        return None
    sides = [[term_of(term, x) for term in sp.Add.make_args(sp.expand_mul(side))] for side in (left, right)]
    terms = [*sides[0], *sides[1]]
    if any(term is None for term in terms):
        return substituted(left, right, work)
    moving = [term for term in terms if term.base != 1]
    if len(sides[0]) == len(sides[1]) == 1 and len(terms) == 2 and right != 0:
        return two(left, right, sides[0][0], sides[1][0], work)
    if len(moving) == 1 or {term.base for term in moving} == {moving[0].base}:
        return substituted(left, right, work)
    if len(terms) == 2 and right == 0:
        first, second = terms
        one, other = sp.powsimp(first.factor * first.base**first.exponent), sp.powsimp(-second.factor * second.base**second.exponent)
        work.show("One on each side", one, other, f"Bring one term to the other side: {spoken(one)} equals {spoken(other)}")
        second.factor = -second.factor
        return two(one, other, first, second, work)
    return None


def term_of(term: sp.Expr, x: sp.Symbol) -> Term | None:
    """A product of numbers and powers of one base; a number alone has base 1."""
    factor, base, exponent = sp.S.One, sp.S.One, sp.S.Zero
    for part in sp.Mul.make_args(term):
        if not part.has(x):
            factor *= part
            continue
        b, w = part.as_base_exp()
        if b.has(x) or not b.is_positive:
            return None
        if b.is_Rational:
            b, k = rooted(b)
            w = w * k
        if base not in (1, b):
            return None
        base, exponent = b, exponent + w
    return Term(factor, base, sp.expand(exponent))


def rooted(base: sp.Rational) -> tuple[sp.Expr, int]:
    """8 is 2 to the third, 1/9 is 3 to the power -2."""
    if base.p == 1:
        found = sp.perfect_power(base.q)
        return (sp.Integer(found[0]), -found[1]) if found else (sp.Integer(base.q), -1)
    found = sp.perfect_power(base)
    return (sp.sympify(found[0]), int(found[1])) if found else (base, 1)


def two(left: sp.Expr, right: sp.Expr, first: Term, second: Term, work: Work) -> list[sp.Expr] | None:
    """a·bᵘ = c·dᵛ."""
    x = work.x
    if first.base == 1:
        first, second, left, right = second, first, right, left
    ratio = sp.simplify(second.factor / first.factor)
    if ratio.is_nonpositive:
        work.say("Impossible", rf"{equation(left, right)} \quad ⟦red|\text{{never}}⟧", "A power of a positive number is positive, so the two sides can never be equal")
        return []
    if second.base == 1:
        return substituted(left, right, work)
    if second.base == first.base and (power := exact_power(ratio, first.base)) is not None:
        one, other = first.base**first.exponent, first.base ** sp.expand(second.exponent + power)
        if (left, right) != (one, other):
            work.show(f"Powers of {first.base}", one, other, f"Write both sides as powers of {spoken(first.base)}")
        work.show("Compare the exponents", first.exponent, sp.expand(second.exponent + power), "Equal powers of the same base have equal exponents")
        return candidates(first.exponent, sp.expand(second.exponent + power), work)
    sides = [sp.expand(term.exponent * sp.log(term.base) + (sp.log(factor) if factor != 1 else 0)) for term, factor in ((first, sp.S.One), (second, ratio))]
    work.show("Take logarithms", sp.factor_terms(sides[0]), sp.factor_terms(sides[1]), "The bases differ, so take the natural log of both sides. An exponent comes down as a factor")
    a, b = (sp.expand(side) for side in sides)
    if not (sp.degree(a, x) <= 1 and sp.degree(b, x) <= 1):
        return candidates(a, b, work)
    slope, rest = sp.collect(sp.expand(a - b), x).coeff(x, 1), sp.expand(b - a).coeff(x, 0)
    if sp.N(slope) < 0:
        slope, rest = sp.expand(-slope), sp.expand(-rest)
    work.show(f"Collect {x}", x * sp.factor_terms(slope), rest, f"Bring what holds {x} to one side, and take {x} out")
    root = rest / slope
    work.show(f"Solve for {x}", x, root, f"Divide by the factor of {x}")
    return [root]


def exact_power(value: sp.Expr, base: sp.Expr) -> sp.Expr | None:
    """k with value = baseᵏ, where k is rational."""
    if value == 1:
        return sp.S.Zero
    power = sp.simplify(sp.log(value) / sp.log(base)) if value.is_positive else sp.nan
    if power.is_Rational:
        return power
    if base.is_Rational and value.is_Rational and value.is_positive:
        guess = sp.nsimplify(sp.N(sp.log(value) / sp.log(base), 30), rational=True, tolerance=1e-20)
        if guess.q <= 12 and base**guess == value:
            return guess
    return None


def substituted(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr] | None:
    """Everything is made of one power bᵗ."""
    x, u = work.x, letter_beside(work.x)
    difference = left - right
    split = {node: term_of(node, x) for node in powers_in(difference, x)}
    if not split or any(term is None for term in split.values()) or len({term.base for term in split.values()}) != 1:
        return None
    base = next(iter(split.values())).base
    moving = {node: sp.expand(term.exponent - term.exponent.as_independent(x, as_Add=True)[0]) for node, term in split.items()}
    first = next(iter(moving.values()))
    ratios = {node: sp.simplify(part / first) for node, part in moving.items()}
    if not all(ratio.is_Rational for ratio in ratios.values()):
        return None
    if len(split) == 1:
        [node] = split
        kernel, exponent = node, split[node].exponent
        values = in_one(sp.expand_mul(difference.xreplace({node: u})), left, right, kernel, u, work)
        back = exponent
    else:
        unit = sp.gcd_list([abs(ratio) for ratio in ratios.values()]) * (1 if any(ratio > 0 for ratio in ratios.values()) else -1)
        back = sp.expand(first * unit)
        kernel = base**back
        swaps = {node: base ** split[node].exponent.as_independent(x, as_Add=True)[0] * u ** sp.simplify(ratios[node] / unit) for node in split}
        values = in_one(sp.expand(difference.xreplace(swaps)), left, right, kernel, u, work)
    if values is None:
        return None

    def undo(value: sp.Expr) -> list[tuple[sp.Expr, sp.Expr]]:
        if not value.is_positive:
            return []
        power = exact_power(value, base)
        return [(back, power if power is not None else sp.simplify(sp.log(value) / sp.log(base)))]

    exact = all(exact_power(value, base) is not None for value in values if value.is_positive)
    rule, said = ("Compare the exponents", f"Write the right side as a power of {spoken(base)}. Equal powers of the same base have equal exponents") if exact and values else ("Take logarithms", "Take the logarithm of both sides: the exponent comes down")
    return follow(undone(values, undo, work, rule, said, "A power of a positive number is always positive."), work)
