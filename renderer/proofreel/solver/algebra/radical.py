"""Equations with the unknown under a root: isolate a root, take the power on both sides, and check what comes out."""

import sympy as sp

from ..speech import spoken
from .engine import Work, candidates
from .explain import reader, solver
from .kernel import follow, in_one, letter_beside, undone

KIND = "radical_equation"
HELP = ""
POWERS = {2: "Square both sides", 3: "Cube both sides"}

read = reader(KIND, lambda asked: bool(asked.limit("root", "odd root")))
solve = solver(KIND)


def square(left: sp.Expr, right: sp.Expr, work: Work) -> list[sp.Expr] | None:
    x = work.x
    difference = sp.expand(left - right)
    roots = [node for node in difference.atoms(sp.Pow) if node.exp.is_Rational and not node.exp.is_Integer and node.base.has(x)]
    if not roots:
        return None
    bases = {node.base for node in roots}
    if len(bases) == 1 and (found := in_the_root(left, right, difference, bases.pop(), roots, work)) is not None:
        return found
    # The most complicated root is isolated: what is squared then holds the fewer roots.
    root = max(roots, key=lambda node: (sp.count_ops(node.base), str(node)))
    u = sp.Dummy("u")
    inside = difference.xreplace({root: u})
    factor = inside.coeff(u, 1)
    if not inside.is_polynomial(u) or sp.degree(inside, u) != 1 or factor.has(x):
        return None
    rest = sp.expand(-inside.coeff(u, 0) / factor)
    if (left, right) != (root, rest):
        work.show("Isolate the root", root, rest, f"Get one root alone: {spoken(root)} equals {spoken(rest)}")
    q = root.exp.q
    powered = sp.expand(root**q), sp.expand(rest**q)
    name = POWERS.get(q, f"Raise both sides to the power {q}")
    work.show(name, powered[0], powered[1], f"{name}: {spoken(powered[0])} equals {spoken(powered[1])}" + (". Squaring may bring in false solutions, so we check at the end" if q % 2 == 0 else ""))
    return candidates(*powered, work)


def in_the_root(left: sp.Expr, right: sp.Expr, difference: sp.Expr, base: sp.Expr, roots: list[sp.Expr], work: Work) -> list[sp.Expr] | None:
    """Everything is made of one root, as in x - 5√x + 6."""
    x, u = work.x, letter_beside(work.x)
    q = sp.ilcm(1, *[node.exp.q for node in roots])
    inside = difference.replace(lambda e: isinstance(e, sp.Pow) and e.base == base and e.exp.is_Rational and not e.exp.is_Integer, lambda e: u ** (e.exp * q))
    if base == x:
        inside = inside.xreplace({x: u**q})
    kernel = base ** sp.Rational(1, q)
    values = in_one(sp.expand(inside), left, right, kernel, u, work)
    if values is None:
        return None
    even = q % 2 == 0
    pairs = undone(
        values, lambda v: [] if even and v.is_negative else [(base, sp.expand(v**q))], work,
        POWERS.get(q, f"Raise to the power {q}"), f"{POWERS.get(q, f'Raise both sides to the power {q}')}, so that the root is gone", "A root like this is never negative.",
    )
    return follow(pairs, work)
