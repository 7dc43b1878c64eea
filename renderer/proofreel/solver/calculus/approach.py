"""The argument of a limit, line by line: each way to a limit is tried in the order in which a teacher would."""

import sympy as sp

from ..notation import mark, tex
from ..numeric import real
from ..speech import spoken
from ..story import Line, Unsolvable

MAX_ROUNDS = 5


def finite(value: sp.Expr) -> bool:
    return value.is_finite is True and not value.has(sp.nan, sp.zoo)


class Approach:
    """One limit: its variable, the point it goes to, and from which side ("+", "-" or "+-")."""

    def __init__(self, x: sp.Symbol, point: sp.Expr, direction: str):
        self.x, self.point, self.direction = x, point, direction

    def at(self, expr: sp.Expr) -> sp.Expr:
        """The value at the point; nan where there is none."""
        if not self.point.is_finite:
            return sp.nan
        for power in expr.atoms(sp.Pow):
            # SymPy takes 0^0 for 1.
            if power.exp.has(self.x) and all(part.subs(self.x, self.point) == 0 for part in power.args):
                return sp.nan
        value = expr.subs(self.x, self.point)
        return sp.nan if value.has(sp.zoo, sp.nan, sp.oo, -sp.oo) else sp.simplify(value)

    def limit(self, expr: sp.Expr) -> sp.Expr:
        """SymPy's limit; nan where there is none."""
        sides = "+" if not self.point.is_finite else self.direction
        try:
            found = {sp.limit(expr, self.x, self.point, side) for side in ("+-" if sides == "+-" else sides)}
        except (NotImplementedError, ValueError, TypeError):
            return sp.nan
        value = found.pop()
        return sp.nan if found or isinstance(value, (sp.Limit, sp.AccumBounds)) or value.has(sp.zoo, sp.nan, sp.Limit, sp.AccumBounds) else value

    @property
    def under(self) -> str:
        side = "" if self.direction == "+-" or not self.point.is_finite else f"^{self.direction}"
        return rf"\lim_{{{self.x} \to {tex(self.point)}{side}}}"

    def of(self, text: str | sp.Expr) -> str:
        """TeX of the limit of an expression, in brackets where it is a sum."""
        if isinstance(text, str):
            return f"{self.under} {text}"
        inner = tex(text)
        return rf"{self.under} \left({inner}\right)" if text.is_Add else f"{self.under} {inner}"

    @property
    def near(self) -> str:
        return f"as {self.x} goes to {spoken(self.point)}"


def lines_of(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    lines: list[Line] = []
    current = f
    for _ in range(MAX_ROUNDS):
        for way in (put_in, free_of, without_bars, cancelled, leading, conjugate, small_over_large, standard, slope, known, inner, squeezed):
            if found := way(current, to, value):
                return [*lines, *found]
        turned = as_fraction(current, to)
        if turned:
            line, current = turned
            lines.append(line)
        if raised := with_e(current, to, value):
            return [*lines, *raised]
        step = hopital(current, to)
        if step is None:
            break
        line, current = step
        lines.append(line)
    raise Unsolvable(
        "I can't explain that limit step by step: try one that factoring, the standard limit of sin(x)/x, squeezing or L'Hôpital's rule settles."
    )


def final(value: sp.Expr) -> str:
    return f"= {mark('yellow', tex(value))}"


def put_in(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    if not f.has(to.x) or to.at(f) != value:
        return []
    return [Line("Put in the value", final(value), f"The expression is continuous there, so we simply put in {spoken(to.point)}. That gives {spoken(value)}")]


def free_of(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    if f.has(to.x):
        return []
    return [Line("Read off the limit", final(value), f"That no longer depends on {to.x}: the limit is {spoken(value)}")]


def without_bars(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    """Replaces |u| by u or -u where u keeps its sign on the way to the point."""
    swaps = {}
    for bars in f.atoms(sp.Abs):
        u = bars.args[0]
        height = real(u, to.x)
        if to.point.is_finite:
            sides = {"+": [1], "-": [-1], "+-": [1, -1]}[to.direction]
            signs = {sp.sign(height(sp.N(to.point, 40) + side * sp.Rational(1, 10**k)) or 0) for side in sides for k in (6, 12)}
        else:
            signs = {sp.sign(height((1 if to.point > 0 else -1) * 10**k) or 0) for k in (6, 12)}
        if len(signs) != 1 or 0 in signs:
            return []
        swaps[bars] = u if signs == {1} else -u
    if not swaps:
        return []
    plain = f.xreplace(swaps)
    said = " and ".join(f"the {spoken(bars).removeprefix('the ')} is {spoken(part)}" for bars, part in swaps.items())
    where = {"+": "on the right of it", "-": "on the left of it"}.get(to.direction, "near it") if to.point.is_finite else "far out"
    line = Line("Resolve the absolute value", f"= {to.of(plain)}", f"{where}, {said}")
    return [line, *lines_of(plain, to, value)]


def cancelled(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    """Zero over zero of polynomials: factor and cancel."""
    if not (to.point.is_finite and f.is_rational_function(to.x)):
        return []
    shorter = sp.cancel(f)
    if shorter == f or not finite(to.at(shorter)):
        return []
    top, bottom = (sp.factor(part) for part in sp.fraction(sp.together(f)))
    shown = rf"{to.under} \frac{{{tex(top)}}}{{{tex(bottom)}}}"
    lines = [Line("Factor", f"= {shown}", f"Putting in {spoken(to.point)} gives zero over zero. So factor the top: {spoken(top)}")]
    lines.append(Line("Cancel the common factor", f"= {to.of(shorter)}", f"Cancel the common factor. What remains is {spoken(shorter)}"))
    lines.append(Line("Put in the value", final(value), f"Now put in {spoken(to.point)}: the limit is {spoken(value)}"))
    return lines


def leading(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    """Polynomials and their quotients far out."""
    x = to.x
    if to.point.is_finite or not f.is_rational_function(x):
        return []
    top, bottom = sp.fraction(sp.together(f))
    if not bottom.has(x):
        highest = sp.LT(sp.expand(f), x)
        return [Line("The highest power decides", final(value), f"Far out, the highest power, {spoken(highest)}, outgrows all the rest: the limit is {spoken(value)}")]
    power = sp.degree(bottom, x)
    scaled = (sp.expand(top / x**power), sp.expand(bottom / x**power))
    shown = rf"\frac{{{tex(scaled[0])}}}{{{tex(scaled[1])}}}"
    rest = f"All terms with {x} in the denominator go to zero. What remains gives {spoken(value)}"
    if not finite(value):
        rest = f"The top still grows beyond every bound, and the bottom does not. So the limit is {spoken(value)}"
    return [
        Line("Divide by the highest power", f"= {to.under} {shown}", f"Divide top and bottom by {spoken(x**power)}"),
        Line("Small terms vanish" if finite(value) else "The top wins", final(value), rest),
    ]


def conjugate(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    """Infinity minus infinity with a root: √(x² + x) - x is x over √(x² + x) + x."""
    if to.point.is_finite or not f.is_Add or len(f.args) != 2:
        return []
    roots = [term for term in f.args if any(power.exp == sp.Rational(1, 2) for power in term.atoms(sp.Pow))]
    ends = [to.limit(term) for term in f.args]
    if not roots or not finite(value) or sorted(map(str, ends)) != ["-oo", "oo"]:
        return []
    other = f.args[0] - f.args[1]
    top = sp.expand(f.args[0] ** 2 - f.args[1] ** 2)
    if top.has(sp.sqrt(to.x)) and not sp.expand(top).is_polynomial(to.x):
        return []
    return [
        Line("Multiply by the conjugate", rf"= {to.under} \frac{{{tex(top)}}}{{{tex(other)}}}", f"Infinity minus infinity is undecided. So multiply top and bottom by {spoken(other)}: the root leaves the top"),
        Line("Divide by the highest power", final(value), f"Divide top and bottom by the highest power of {to.x}. What remains goes to {spoken(value)}"),
    ]


def small_over_large(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    """A quotient whose top stays finite while the bottom goes to zero or to infinity."""
    top, bottom = sp.fraction(sp.together(f))
    if not bottom.has(to.x):
        return []
    ends = to.limit(top), to.limit(bottom)
    if not finite(ends[0]) or sp.nan in ends:
        return []
    if ends[1] == 0 and ends[0] != 0:
        return [Line("Divide by ever smaller numbers", final(value), f"The top goes to {spoken(ends[0])}, and the bottom to zero, always with the same sign. So the quotient grows beyond every bound: {spoken(value)}")]
    if not finite(ends[1]):
        return [Line("Divide by ever larger numbers", final(value), f"The top goes to {spoken(ends[0])}, and the bottom grows beyond every bound. So the quotient goes to zero")]
    return []


CIRCLE = "L'Hôpital's rule would argue in a circle here, since the derivative of sine rests on this very limit"


def standard(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    """What sin(u)/u → 1 settles; L'Hôpital's rule would be circular."""
    x = to.x
    f = f.replace(sp.cot, lambda u: 1 / sp.tan(u))
    angles = sorted({g.args[0] for g in f.atoms(sp.sin, sp.cos, sp.tan, sp.cot, sp.csc, sp.sec)}, key=sp.count_ops)
    angles = [u for u in angles if u.is_polynomial(x) and sp.degree(u, x) == 1 and to.at(u) == 0]
    ratio = lambda u: rf"\frac{{\sin {bracketed(u)}}}{{{tex(u)}}}"  # noqa: E731
    for u in angles:
        if (c := constant_of(f, sp.sin(u) / u, x)) is not None:
            if c == 1 and u == x:
                return [
                    Line("Squeeze", rf"\cos {x} < {ratio(x)} < 1", f"Near zero, compare three areas in the unit circle: the small triangle, the sector, and the large triangle. They show that the sine of {x} over {x} lies between the cosine of {x} and one"),
                    Line("Both ends go to one", rf"\cos 0 = 1 \quad\Rightarrow\quad {to.of(ratio(x))} = ⟦yellow|1⟧", f"The cosine goes to one, so what is squeezed in between goes to one as well. {CIRCLE}"),
                ]
            return appear(to, c, ratio(u), value, u)
        if (c := constant_of(f, u / sp.sin(u), x)) is not None:
            return appear(to, c, rf"\frac{{{tex(u)}}}{{\sin {bracketed(u)}}}", value, u)
        if (c := constant_of(f, u / sp.tan(u), x)) is not None:
            return appear(to, c, rf"\frac{{{tex(u)}}}{{\sin {bracketed(u)}}} \cdot \cos {bracketed(u)}", value, u, "The cotangent is cosine over sine, and the cosine goes to one")
        if (c := constant_of(f, sp.tan(u) / u, x)) is not None:
            return appear(to, c, rf"{ratio(u)} \cdot \frac{{1}}{{\cos {bracketed(u)}}}", value, u, "The tangent is sine over cosine, and the cosine goes to one")
        for v in angles:
            if v != u and (c := constant_of(f, sp.sin(u) / sp.sin(v), x)) is not None:
                return appear(to, sp.simplify(c * u / v), rf"{ratio(u)} \cdot \frac{{{tex(v)}}}{{\sin {bracketed(v)}}}", value, u, "Divide each sine by its own angle, and make up for it in front")
        half = u / 2
        for n in (1, 2):
            if (c := constant_of(f, (1 - sp.cos(u)) / u**n, x)) is None:
                continue
            top, bottom = sp.fraction(sp.together(2 * c * sp.Symbol("S") / u**n))
            squares = tex(top).replace("S", rf"\sin^2 {bracketed(half)}")
            first = Line("Half-angle formula", rf"= {to.under} \frac{{{squares}}}{{{tex(bottom)}}}", f"One minus cosine is twice the square of the sine of half the angle, {spoken(half)}")
            rest = rf"{ratio(half)} \cdot \sin {bracketed(half)}" if n == 1 else rf"\left({ratio(half)}\right)^2"
            return [first, *appear(to, c if n == 1 else c / 2, rest, value, half, always=True)]
    return []


def appear(to: Approach, c: sp.Expr, shown: str, value: sp.Expr, u: sp.Expr, why: str = "", always: bool = False) -> list[Line]:
    front = "" if c == 1 else "-" if c == -1 else rf"{tex(c)} \cdot "
    said = why or "Arrange it so that the sine stands over its own angle"
    lines = [Line("Make the standard limit appear", f"= {front}{to.of(shown)}", said)] if c != 1 or always or why else []
    lines.append(Line("Standard limit", final(value), f"The sine of {spoken(u)} over {spoken(u)} goes to one: it is squeezed between the cosine and one. So the limit is {spoken(value)}. {CIRCLE}"))
    return lines


def bracketed(u: sp.Expr) -> str:
    return tex(u) if u.is_Symbol else rf"\left({tex(u)}\right)"


def constant_of(f: sp.Expr, pattern: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """c where f is c times the pattern."""
    ratio = sp.simplify(f / pattern)
    return None if ratio.has(x) else ratio


def slope(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    """(g(x) - g(p)) / (x - p) is how the derivative is defined: L'Hôpital's rule would use what it is to find."""
    x, p = to.x, to.point
    if not p.is_finite:
        return []
    top, bottom = sp.fraction(sp.together(f))
    if not (bottom.is_polynomial(x) and sp.degree(bottom, x) == 1 and to.at(bottom) == 0 and to.at(top) == 0):
        return []
    stretch = sp.Poly(bottom, x).LC()
    g = sum((term for term in sp.Add.make_args(sp.expand(top)) if term.has(x)), sp.S.Zero)
    prime = sp.diff(g, x)
    if not finite(to.at(prime)) or sp.simplify(to.at(prime) / stretch - value) != 0:
        return []
    front = "" if stretch == 1 else tex(1 / stretch) + r" \cdot "
    over = "" if stretch == 1 else f", divided by {spoken(stretch)}"
    return [
        Line("Difference quotient", rf"= {front}g'\left({tex(p)}\right), \quad g({x}) = ⟦blue|{tex(g)}⟧", f"This is a difference quotient of {spoken(g)}, in blue. So its limit is the slope of that function at {spoken(p)}{over}"),
        Line("Slope at the point", final(value), f"The derivative is {spoken(prime)}. At {spoken(p)} it is {spoken(to.at(prime))}, so the limit is {spoken(value)}"),
    ]


def known(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    if f == (1 + 1 / to.x) ** to.x and to.point == sp.oo:
        return [Line("Known limit", final(value), "This is the limit that defines the number e")]
    return []


def inner(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    """A function of something whose limit is plain: e^(-x), arctan x, ln x."""
    g = f.as_independent(to.x, as_Add=False)[1]
    if not (g.func in (sp.exp, sp.log, sp.atan, sp.tanh) or (g.is_Pow and g.exp.is_Rational)):
        return []
    u = g.base if g.is_Pow and not isinstance(g, sp.exp) else g.args[0]
    end = to.limit(u)
    if end is sp.nan or not (u == to.x or u.is_rational_function(to.x)):
        return []
    if u == to.x:
        return [Line("Read off the limit", final(value), f"{to.near}, {spoken(f)} goes to {spoken(value)}: its graph shows it")]
    return [Line("From the inside out", final(value), f"Inside, {spoken(u)} goes to {spoken(end)}. So the whole expression goes to {spoken(value)}")]


def squeezed(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    """Something between -1 and 1, times something that goes to zero."""
    if value != 0:
        return []
    swings = [g for g in f.atoms(sp.sin, sp.cos) if not (f / g).has(g)]
    for swing in swings:
        rest = sp.simplify(f / swing)
        if not rest.has(sp.sin, sp.cos) and to.limit(rest) == 0:
            size = tex(sp.Abs(rest))
            said = f"The {spoken(swing).removeprefix('the ')} always lies between minus one and one"
            return [
                Line("Squeeze", rf"-{size} \le {tex(f)} \le {size}", f"{said}. So the whole expression lies between minus and plus {spoken(sp.Abs(rest))}"),
                Line("Both ends go to zero", rf"{to.of(f)} = ⟦yellow|0⟧", "Both bounds go to zero, and what is squeezed in between goes to zero as well"),
            ]
    return []


def as_fraction(f: sp.Expr, to: Approach) -> tuple[Line, sp.Expr] | None:
    """Zero times infinity becomes infinity over infinity."""
    if not f.is_Mul or sp.fraction(sp.together(f))[1].has(to.x):
        return None
    for factor in f.args:
        rest = f / factor
        if factor.is_Symbol or (factor.is_Pow and factor.base == to.x):
            ends = to.limit(factor), to.limit(rest)
            if 0 in ends and any(end in (sp.oo, -sp.oo) for end in ends):
                shown = rf"= {to.under} \frac{{{tex(rest)}}}{{{tex(1 / factor)}}}"
                return Line("Write as a fraction", shown, "Zero times infinity is undecided. So write the product as a fraction"), sp.Mul(rest, sp.Pow(1 / factor, -1, evaluate=False), evaluate=False)
    return None


def with_e(f: sp.Expr, to: Approach, value: sp.Expr) -> list[Line]:
    """x^x and the like: the limit of the exponent, once it is written with e."""
    if not f.is_Pow or not (f.exp.has(to.x) and f.base.has(to.x)):
        return []
    exponent = f.exp * sp.log(f.base)
    end = to.limit(exponent)
    if end is sp.nan:
        return []
    below = lines_of(exponent, to, end)
    below[0].tex = f"{to.of(exponent)} {below[0].tex}"
    first = Line("Write with e", rf"= {to.under} e^{{{tex(exponent)}}}", f"Base and exponent both vary. So write the power with e, and look at the exponent, {spoken(exponent)}")
    power = tex(sp.exp(end, evaluate=False)) if end.is_finite else rf"e^{{{tex(end)}}}"
    return [first, *below, Line("Back to the power", f"{to.of(f)} = {power} = {mark('yellow', tex(value))}", f"The exponent goes to {spoken(end)}. So the limit is {spoken(value)}")]


def hopital(f: sp.Expr, to: Approach) -> tuple[Line, sp.Expr] | None:
    top, bottom = quotient(f)
    if not bottom.has(to.x):
        return None
    ends = to.limit(top), to.limit(bottom)
    zero, infinite = ends == (0, 0), all(end in (sp.oo, -sp.oo) for end in ends)
    if not zero and not infinite:
        return None
    upper, lower = sp.diff(top, to.x), sp.diff(bottom, to.x)
    if lower == 0:
        return None
    shown = tex(upper) if lower == 1 else rf"\frac{{{tex(upper)}}}{{{tex(lower)}}}"
    shown = rf"\left({shown}\right)" if lower == 1 and upper.is_Add else shown
    kind = "zero over zero" if zero else "infinity over infinity"
    line = Line("L'Hôpital's rule", f"= {to.of(shown)}", f"Putting in gives {kind}. L'Hôpital's rule: differentiate top and bottom, each by itself")
    simpler = sp.simplify(upper / lower)
    return line, simpler


def quotient(f: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Top and bottom; a bottom that is itself a fraction (ln x over 1/x) stays one."""
    kept = [part for part in f.args if f.is_Mul and part.is_Pow and part.exp == -1 and part.base.is_Pow]
    if kept:
        return sp.Mul(*[part for part in f.args if part is not kept[0]]), kept[0].base
    return sp.fraction(sp.together(f))


