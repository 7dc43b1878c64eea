"""A chart of signs: where a difference is zero or undefined, and which sign it has in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from ..notation import tex
from ..speech import spoken
from ..story import Line, Unsolvable
from ..words import plain_text
from .asked import Asked
from .conditions import real_function
from .explain import find
from .ranges import said, shown

if TYPE_CHECKING:
    from .inequality import Relation

MOST_POINTS = 5
MOST_FACTORS = 4
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
TEX_SIGN = {"<": "<", ">": ">", "<=": r"\leq", ">=": r"\geq"}


def turned(sign: str) -> str:
    return TURNED[sign]


def chart(relation: Relation, lines: list[Line], charts: list[list[list[str]]]) -> sp.Set:
    x = relation.variable
    difference = relation.left - relation.right
    one_sided = sp.factor(sp.together(difference)) if difference.is_rational_function(x) else difference
    bars = [node for node in difference.atoms(sp.Abs) if node.has(x)]
    if len(bars) == 1 and (area := between_bars(relation, bars[0], lines)) is not None:
        return area
    if relation.right != 0:
        shape = sp.expand(difference) if difference.is_polynomial(x) else sp.together(difference)
        lines.append(Line("Bring to one side", f"{tex(shape)} {TEX_SIGN[relation.sign]} 0", f"Bring everything to the left, so that we only have to ask for its sign: {spoken(shape) if sp.count_ops(shape) < 16 else 'the difference'} {sign_said(relation.sign)} zero"))
    if difference.is_rational_function(x) and one_sided.is_Mul | one_sided.is_Pow and (not lines or f"{tex(one_sided)} {TEX_SIGN[relation.sign]} 0" != lines[-1].tex):
        lines.append(Line("Factor", f"{tex(one_sided)} {TEX_SIGN[relation.sign]} 0", f"Factor it: {spoken(one_sided)}"))
    zeros, poles = critical(relation, one_sided)
    points = sorted({*zeros, *poles}, key=lambda p: float(p))
    if len(points) > MOST_POINTS:
        raise Unsolvable("That inequality has more ends than one video can show.")
    if points:
        text = r",\quad ".join([rf"{tex(x)} = {tex(p)}" + (r"\;\text{(excluded)}" if p in poles else "") for p in points])
        lines.append(Line("Where the sign can change", text, "The sign can change only where it is zero" + (", or where it has no value" if poles else "") + ": at " + ", and ".join(spoken(p) for p in points)))
    area = read_off(relation, difference, points, zeros, charts, one_sided)
    lines.append(Line("Read off the signs", shown(area, x), f"Try a number in each part. It {sign_said(relation.sign)} zero where {said(area, x)}" if area not in (sp.S.Reals, sp.S.EmptySet) else f"Try a number: it {'always' if area == sp.S.Reals else 'never'} {sign_said(relation.sign)} zero"))
    return area


def sign_said(sign: str) -> str:
    return {"<": "is less than", ">": "is greater than", "<=": "is at most", ">=": "is at least"}[sign]


def critical(relation: Relation, one_sided: sp.Expr) -> tuple[list[sp.Expr], list[sp.Expr]]:
    """Real zeros of the difference, and real places where it is not defined or its domain ends."""
    x = relation.variable
    asked = Asked(relation.left, relation.right, x, "", relation.limits, real=True)
    if (relation.left - relation.right).is_rational_function(x):
        top, bottom = sp.fraction(one_sided)
        zeros = real_roots(top, x)
        poles = real_roots(bottom, x)
    else:
        zeros, poles = find(asked).solutions, []
    for kind, part in relation.limits:
        if kind in ("divisor", "root", "log") and part.has(x):
            if not part.is_rational_function(x):
                raise Unsolvable("I solve inequalities with polynomials, fractions, roots, logarithms and absolute values of simple formulas.")
            poles = [*poles, *[p for p in real_roots(sp.numer(sp.together(part)), x) if kind == "divisor" or p not in zeros]]
            poles += [p for p in real_roots(sp.denom(sp.together(part)), x)]
    if any(zero.free_symbols for zero in zeros):
        raise Unsolvable("I solve inequalities that have a few ends: this one comes round again and again.")
    return [zero for zero in zeros if zero not in poles], list(dict.fromkeys(poles))


def real_roots(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    if not expr.has(x):
        return []
    polynomial = sp.Poly(expr, x)
    found = sp.roots(polynomial)
    if sum(found.values()) < polynomial.degree():
        raise Unsolvable("I can't find the zeros of that exactly, so I can't say where the inequality holds.")
    return [root for root in found if root.is_real]


def read_off(relation: Relation, difference: sp.Expr, points: list[sp.Expr], zeros: list[sp.Expr], charts: list, one_sided: sp.Expr) -> sp.Set:
    x = relation.variable
    at = real_function(difference, x)
    area: sp.Set = sp.S.EmptySet
    ends = [-sp.oo, *points, sp.oo]
    samples = []
    for low, high in zip(ends, ends[1:], strict=False):
        sample = sp.S.Zero if not low.is_finite and not high.is_finite else high - 1 if not low.is_finite else low + 1 if not high.is_finite else (low + high) / 2
        samples.append(sample)
        value = at(sp.N(sample, 30))
        if value is not None and relation.holds(value):
            area |= sp.Interval.open(low, high)
    if not relation.strict:
        # At an end of the domain it may hold as well.
        for point in points:
            value = difference.subs(x, point)
            if point in zeros or (value.is_real and value.is_finite and relation.holds(sp.N(value))):
                area |= sp.FiniteSet(point)
    else:
        for point in points:
            value = sp.simplify(difference.subs(x, point))
            if point not in zeros and value.is_real and value.is_finite and relation.holds(sp.N(value)):
                area |= sp.FiniteSet(point)
    if points and difference.is_rational_function(x):
        charts.append(table_of(one_sided, x, points, samples))
    return area


def table_of(one_sided: sp.Expr, x: sp.Symbol, points: list[sp.Expr], samples: list[sp.Expr]) -> list[list[str]]:
    """Rows of signs: a row for each factor, the last for the whole; columns are the parts of the line."""
    top, bottom = sp.fraction(one_sided)
    factors = [base for side in (top, bottom) for base, power in sp.factor_list(side, x)[1] if power % 2 and real_roots(base, x)]
    ends = [None, *points, None]
    header = [plain_text(x)]
    for low, high in zip(ends, ends[1:], strict=False):
        header.append(f"< {plain_text(high)}" if low is None else f"> {plain_text(low)}" if high is None else f"{plain_text(low)} … {plain_text(high)}")

    def row(name: str, expr: sp.Expr) -> list[str]:
        return [name, *["+" if sp.N(expr.subs(x, sample)) > 0 else "−" for sample in samples]]

    rows = [header]
    if 1 < len(factors) <= MOST_FACTORS:
        rows += [row(plain_text(factor), factor) for factor in factors]
    return [*rows, row("sign" if len(rows) == 1 else "all", one_sided)]


def between_bars(relation: Relation, bar: sp.Expr, lines: list[Line]) -> sp.Set | None:
    """|u| < c is -c < u < c; |u| > c is u < -c or u > c. None where something else than a number is on the other side."""
    x, u = relation.variable, sp.Dummy("u")
    inner = bar.args[0]
    inside = sp.expand((relation.left - relation.right).xreplace({bar: u}))
    if inside.has(x) or not inside.is_polynomial(u) or sp.degree(inside, u) != 1 or not inner.is_polynomial(x) or sp.degree(inner, x) != 1:
        return None
    factor = inside.coeff(u, 1)
    value = sp.simplify(-inside.coeff(u, 0) / factor)
    sign = turned(relation.sign) if factor < 0 else relation.sign
    if (relation.left, relation.right) != (bar, value):
        lines.append(Line("Isolate the bars", f"{tex(bar)} {TEX_SIGN[sign]} {tex(value)}", f"Get the absolute value alone: it {sign_said(sign)} {spoken(value)}"))
    if value.is_negative or (value == 0 and sign in ("<", ">=")):
        always = sign[0] == ">"
        lines.append(Line("Never negative", (r"⟦green|\text{always true}⟧" if always else r"⟦red|\text{never true}⟧"), f"An absolute value is never negative, so this is {'always' if always else 'never'} true"))
        return sp.S.Reals if always else sp.S.EmptySet
    a, b = sp.expand(inner).coeff(x, 1), sp.expand(inner).coeff(x, 0)
    ends = sorted([(value - b) / a, (-value - b) / a], key=float)
    strict = len(sign) == 1
    if sign[0] == "<":
        lines.append(Line("Between two numbers", f"{tex(-value)} {TEX_SIGN[sign]} {tex(inner)} {TEX_SIGN[sign]} {tex(value)}", f"What stands between the bars is at a distance from zero of {'less than' if strict else 'at most'} {spoken(value)}: so it lies between minus that and that"))
        area: sp.Set = sp.Interval(ends[0], ends[1], strict, strict)
    else:
        lines.append(Line("Two sides", rf"{tex(inner)} {TEX_SIGN[turned(sign)]} {tex(-value)} \quad\text{{or}}\quad {tex(inner)} {TEX_SIGN[sign]} {tex(value)}", f"What stands between the bars is far from zero: below {spoken(-value)}, or above {spoken(value)}"))
        area = sp.Union(sp.Interval(-sp.oo, ends[0], True, strict), sp.Interval(ends[1], sp.oo, strict, True))
    lines.append(Line(f"Solve for {x}", shown(area, x), f"Solve each part for {x}: {said(area, x)}"))
    return area
