"""An equation in which the unknown occurs in one function only: solve for that function, then undo it."""

from collections.abc import Callable

import sympy as sp

from ..notation import equation, tex
from ..speech import spoken
from ..story import Unsolvable
from ..words import plain_text
from .engine import Work
from .polynomials import either, solutions_of

# For each value of the function, the equations "inner = value" that hold then.
Undo = Callable[[sp.Expr], list[tuple[sp.Expr, sp.Expr]]]


def letter_beside(x: sp.Symbol) -> sp.Symbol:
    return sp.Symbol("u" if str(x) != "u" else "v")


def in_one(inside: sp.Expr, left: sp.Expr, right: sp.Expr, kernel: sp.Expr, u: sp.Symbol, work: Work) -> list[sp.Expr] | None:
    """Values of the kernel, where `inside` is left - right written with u in its place; None where x is still in it."""
    if inside.has(work.x):
        return None
    top = sp.expand(sp.numer(sp.together(inside)))
    if not top.is_polynomial(u) or not top.has(u):
        return None
    polynomial = sp.Poly(top, u)
    if polynomial.degree() == 1:
        value = sp.radsimp(sp.simplify(-polynomial.nth(0) / polynomial.nth(1)))
        if (left, right) != (kernel, value):
            work.show("Isolate it", kernel, value, f"Get {spoken(kernel)} alone: it equals {spoken(value)}")
        return [value]
    work.show(f"Substitute {u} = {plain_text(kernel)}", top, sp.S.Zero, f"Everything is made of {spoken(kernel)}. Call it {u}: {spoken(top)} equals zero")
    lines, values = solutions_of(top, sp.S.Zero, u, True)
    for line in lines[1:] if lines and lines[0].tex == equation(top, 0) else lines:
        work.say(line.rule, line.tex, line.say)
    if values:
        work.say("Go back", either([equation(kernel, value) for value in values]), f"{u} stands for {spoken(kernel)}: so it equals " + ", or ".join(spoken(value) for value in values))
    return values


def undone(values: list[sp.Expr], undo: Undo, work: Work, rule: str, said: str, never: str) -> list[tuple[sp.Expr, sp.Expr]]:
    """The equations behind the values; a value that the function does not take gives none, and is said so."""
    pairs: list[tuple[sp.Expr, sp.Expr]] = []
    for value in values:
        found = undo(value)
        if not found:
            work.say("Impossible", rf"⟦red|\text{{no solution from }} {tex(value)}⟧", f"{never} So {spoken(value)} gives no solution")
        pairs += found
    if pairs:
        work.say(rule, either([equation(inner, value) for inner, value in pairs]), said)
    return pairs


def follow(pairs: list[tuple[sp.Expr, sp.Expr]], work: Work) -> list[sp.Expr]:
    """Solves each of several equations; what is done alike in all of them is one line."""
    from .engine import candidates

    x = work.x
    if all(inner == x for inner, _ in pairs):
        return [value for _, value in pairs]
    if all(inner.is_polynomial(x) and sp.degree(inner, x) == 1 for inner, _ in pairs):
        found = [sp.simplify((value - inner.coeff(x, 0)) / inner.coeff(x, 1)) for inner, value in ((sp.expand(i), v) for i, v in pairs)]
        found = [sp.expand(value) if value.has(sp.pi) else sp.radsimp(value) for value in found]
        work.say(f"Solve for {x}", either([equation(x, value) for value in found]), f"Solve for {x}: " + (", or ".join(spoken(value) for value in found) if len(found) < 5 else "each in the same way"))
        return found
    roots: list[sp.Expr] = []
    for number, (inner, value) in enumerate(pairs):
        if len(pairs) > 1:
            work.show(f"Case {number + 1}", inner, value, f"Take case {number + 1}: {spoken(inner)} equals {spoken(value)}")
        roots += candidates(inner, value, work)
    return roots


def sole(expr: sp.Expr, x: sp.Symbol, kind: type | tuple[type, ...]) -> sp.Expr | None:
    """The one function of a kind that holds x, where there is just one."""
    found = {node for node in expr.atoms(kind) if node.has(x)}
    return found.pop() if len(found) == 1 else None


def too_deep(what: str) -> Unsolvable:
    return Unsolvable(f"I solve equations with {what} when it can be isolated: this one mixes it with the unknown in another way.")
