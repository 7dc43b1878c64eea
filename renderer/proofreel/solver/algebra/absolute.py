"""Equations with absolute values: two cases for each, or the pieces of the number line between the places where a bar turns."""

import sympy as sp

from ..notation import equation, tex
from ..speech import spoken
from .engine import Work, candidates
from .explain import reader, solver
from .kernel import follow, in_one, letter_beside, undone
from .polynomials import either, ordered

KIND = "absolute_value_equation"
HELP = ""

read = reader(KIND, lambda asked: bool(asked.limit("bars")))
solve = solver(KIND)


def split(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr] | None:
    x = work.x
    difference = sp.expand(left - right)
    bars = [node for node in difference.atoms(sp.Abs) if node.has(x)]
    if not bars:
        return None
    if len(bars) == 1:
        return one(left, right, difference, bars[0], work)
    if len(bars) == 2 and (pair := two_alone(difference, bars)):
        inner, other = pair
        work.say("Same size", either([equation(inner, other), equation(inner, -other)]), "Two numbers have the same absolute value when they are equal, or when one is the other's negative")
        return [*follow([(inner, other)], work), *follow([(inner, -other)], work)] if not linear_both(inner, other, x) else follow([(sp.expand(inner - other), sp.S.Zero), (sp.expand(inner + other), sp.S.Zero)], work)
    return pieces(left, right, bars, work)


def linear_both(inner: sp.Expr, other: sp.Expr, x: sp.Symbol) -> bool:
    return all(sp.expand(inner - sign * other).is_polynomial(x) and sp.degree(sp.expand(inner - sign * other), x) == 1 for sign in (1, -1))


def one(left: sp.Expr, right: sp.Expr, difference: sp.Expr, bar: sp.Expr, work: Work) -> list[sp.Expr] | None:
    x, inner, u = work.x, bar.args[0], letter_beside(work.x)
    inside = difference.xreplace({bar: u})
    values = in_one(inside, left, right, bar, u, work)
    if values is not None:
        pairs = undone(
            values, lambda v: [] if v.is_negative else [(inner, v)] if v == 0 else [(inner, v), (inner, -v)], work,
            "Two cases", "A number with this absolute value is on one side of zero or on the other", "An absolute value is never negative.",
        )
        return follow(pairs, work)
    coefficient = inside.coeff(u, 1)
    if not inside.is_polynomial(u) or sp.degree(inside, u) != 1 or coefficient.has(x):
        return pieces(left, right, [bar], work)
    rest = sp.expand(-inside.coeff(u, 0) / coefficient)
    work.show("Isolate the bars", bar, rest, f"Get the absolute value alone: it equals {spoken(rest)}")
    work.say("Two cases", either([equation(inner, rest), equation(inner, sp.expand(-rest))]), f"What stands between the bars is {spoken(rest)}, or minus that. The right side must not be negative, so each solution has to be checked")
    pairs = [(sp.expand(inner - rest), sp.S.Zero), (sp.expand(inner + rest), sp.S.Zero)]
    found: list[sp.Expr] = []
    for number, (difference_of, _) in enumerate(pairs):
        sign = 1 if number == 0 else -1
        if not difference_of.has(x):
            if difference_of == 0:
                return pieces(left, right, [bar], work)
            work.say(f"Case {number + 1}", rf"{equation(difference_of, 0)} \quad ⟦red|\text{{never}}⟧", f"Case {number + 1} says that {spoken(difference_of)} is zero: never")
            continue
        if len(pairs) > 1:
            work.show(f"Case {number + 1}", inner, sp.expand(sign * rest), f"Case {number + 1}: {spoken(inner)} equals {spoken(sp.expand(sign * rest))}")
        found += candidates(inner, sp.expand(sign * rest), work)
    return ordered(found)


def two_alone(difference: sp.Expr, bars: list[sp.Expr]) -> tuple[sp.Expr, sp.Expr] | None:
    """|p| = |q| with equal factors in front, and nothing else."""
    terms = sp.Add.make_args(difference)
    if len(terms) != 2:
        return None
    factors = {term.coeff(bar) for term in terms for bar in bars if term.has(bar)}
    if len(factors) == 2 and sum(factors) == 0 and all(factor.is_number for factor in factors):
        return bars[0].args[0], bars[1].args[0]
    return None


def pieces(left: sp.Expr, right: sp.Expr, bars: list[sp.Expr], work: Work) -> list[sp.Expr] | None:
    """Between two turning places every bar has one sign, so that there are no bars."""
    x = work.x
    if not all(bar.args[0].is_polynomial(x) and sp.degree(bar.args[0], x) == 1 for bar in bars):
        return None
    edges = sorted({sp.solve(bar.args[0], x)[0] for bar in bars})
    if not all(edge.is_Rational for edge in edges):
        return None
    work.say("Where the bars turn", r",\quad ".join(equation(x, edge) for edge in edges), f"The bars turn where their insides are zero: at {', and '.join(spoken(edge) for edge in edges)}. Look at each piece between")
    found: list[sp.Expr] = []
    for low, high in zip([-sp.oo, *edges], [*edges, sp.oo], strict=True):
        middle = low + 1 if low.is_finite else high - 1
        middle = (low + high) / 2 if low.is_finite and high.is_finite else middle
        plain = sp.expand((left - right).xreplace({bar: bar.args[0] if bar.args[0].subs(x, middle) > 0 else -bar.args[0] for bar in bars}))
        where = rf"{tex(x)} < {tex(high)}" if not low.is_finite else rf"{tex(x)} \geq {tex(low)}" if not high.is_finite else rf"{tex(low)} \leq {tex(x)} < {tex(high)}"
        if plain == 0:
            # Every number of the piece solves it, which no list can tell.
            return None
        if not plain.has(x):
            work.say("A piece", rf"{where}:\quad {equation(plain, 0)}\quad ⟦red|\text{{never}}⟧", f"There the equation says that {spoken(plain)} is zero, which never holds")
            continue
        roots = [root for root in sp.solve(plain, x) if root.is_real]
        inside = [root for root in roots if low <= root <= high]
        shown = rf"{where}:\quad {equation(plain, 0)} \;\Rightarrow\; " + (either([equation(x, root) for root in roots]) or r"\text{none}")
        work.say("A piece", shown, f"There it reads {spoken(plain)} equals zero" + (f", and {x} equals {', or '.join(spoken(root) for root in roots)}" if roots else "") + ("" if inside == roots else ", which is outside of this piece"))
        found += inside
    return ordered(found)


