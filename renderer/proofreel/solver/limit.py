"""Limits: by putting in, by cancelling, by L'Hôpital's rule or by comparing leading terms; checked numerically."""

import sympy as sp

from . import story
from .notation import mark, tex, unmarked
from .picture import frame, source
from .speech import spoken
from .story import Line, Scene, Solution, Unsolvable
from .words import plain_text

MAX_HOPITAL = 3


def finite(value: sp.Expr) -> bool:
    return value.is_finite is True and not value.has(sp.nan, sp.zoo)


def at(expr: sp.Expr, x: sp.Symbol, point: sp.Expr) -> sp.Expr:
    """The value at the point; nan where there is none."""
    value = expr.subs(x, point)
    return sp.nan if value.has(sp.zoo, sp.nan, sp.oo, -sp.oo) else sp.simplify(value)


def lim(f: sp.Expr, x: sp.Symbol, point: sp.Expr, direction: str) -> str:
    side = "" if direction == "+-" or not point.is_finite else f"^{direction}"
    text = tex(f)
    inner = rf"\left({text}\right)" if f.is_Add else text
    return rf"\lim_{{{x} \to {tex(point)}{side}}} {inner}"


def lines_of(f: sp.Expr, x: sp.Symbol, point: sp.Expr, direction: str, value: sp.Expr) -> list[Line]:
    final = f"= {mark('yellow', tex(value))}"
    direct = at(f, x, point) if point.is_finite else sp.nan
    if finite(direct) and direct == value:
        return [Line("Put in the value", final, f"The expression is continuous there, so we simply put in {spoken(point)}. That gives {spoken(value)}")]
    top, bottom = sp.fraction(sp.together(f))
    lines: list[Line] = []
    if f.is_rational_function(x):
        cancelled = sp.cancel(f)
        if point.is_finite and cancelled != f and finite(at(cancelled, x, point)):
            factored = sp.factor(top) / sp.factor(bottom)
            shown = rf"\frac{{{tex(sp.factor(top))}}}{{{tex(sp.factor(bottom))}}}"
            prefix = rf"\lim_{{{x} \to {tex(point)}}}"
            return [
                Line("Factor", f"= {prefix} {shown}", f"Putting in {spoken(point)} gives zero over zero. So factor the top: {spoken(sp.factor(top))}" if factored != 0 else ""),
                Line("Cancel the common factor", f"= {lim(cancelled, x, point, direction)}", f"Cancel the common factor. What remains is {spoken(cancelled)}"),
                Line("Put in the value", final, f"Now put in {spoken(point)}: the limit is {spoken(value)}"),
            ]
        if not point.is_finite:
            power = sp.degree(bottom, x)
            if power > 0:
                scaled = (sp.expand(top / x**power), sp.expand(bottom / x**power))
                shown = rf"\frac{{{tex(scaled[0])}}}{{{tex(scaled[1])}}}"
                return [
                    Line("Divide by the highest power", rf"= \lim_{{{x} \to {tex(point)}}} {shown}", f"Divide top and bottom by {spoken(x**power)}"),
                    Line("Small terms vanish", final, f"All terms with {x} in the denominator go to zero. What remains gives {spoken(value)}"),
                ]
    current = f
    for _ in range(MAX_HOPITAL):
        top, bottom = sp.fraction(sp.together(current))
        if not bottom.has(x):
            break
        ends = [sp.limit(part, x, point, direction if point.is_finite else "+") for part in (top, bottom)]
        zero, infinite = ends[0] == 0 and ends[1] == 0, all(end in (sp.oo, -sp.oo) for end in ends)
        if not zero and not infinite:
            break
        kind = "zero over zero" if zero else "infinity over infinity"
        upper, lower = sp.diff(top, x), sp.diff(bottom, x)
        current = upper / lower
        shown = tex(upper) if lower == 1 else rf"\frac{{{tex(upper)}}}{{{tex(lower)}}}"
        shown = rf"\left({shown}\right)" if lower == 1 and upper.is_Add else shown
        lines.append(Line("L'Hôpital's rule", rf"= \lim_{{{x} \to {tex(point)}}} {shown}", f"Putting in gives {kind}. L'Hôpital's rule: differentiate top and bottom, each by itself"))
        landed = at(current, x, point) if point.is_finite else sp.nan
        if finite(landed) and landed == value:
            lines.append(Line("Put in the value", final, f"Now we can put in {spoken(point)}. The limit is {spoken(value)}"))
            return lines
        simpler = sp.simplify(current)
        if not simpler.has(x) or not point.is_finite and sp.limit(simpler, x, point) == value and sp.count_ops(simpler) < 6:
            lines.append(Line("Read off the limit", final, f"From here we can read off the limit: {spoken(value)}"))
            return lines
        current = simpler
    if lines:
        raise Unsolvable("I can't explain that limit step by step.")
    if f == (1 + 1 / x) ** x and point == sp.oo:
        return [Line("Known limit", final, "This is the limit that defines the number e")]
    if f.is_polynomial(x) or f.func in (sp.exp, sp.log) or (sp.fraction(f)[0].is_number and point.is_finite):
        return [Line("Read off the limit", final, f"As {x} goes to {spoken(point)}, the expression goes to {spoken(value)}")]
    raise Unsolvable("I can't explain that limit step by step: try one that factoring or L'Hôpital's rule settles.")


def numerically(f: sp.Expr, x: sp.Symbol, point: sp.Expr, direction: str, value: sp.Expr) -> list[tuple[float, float]]:
    """Values nearer and nearer to the point; raises where they don't approach the limit."""
    signs = {"+": [1], "-": [-1]}.get(direction, [1, -1])
    table = []
    for sign in signs:
        for k in (2, 4, 6):
            where = sp.Float(point, 40) + sign * sp.Float(10, 40) ** -k if point.is_finite else sp.sign(point) * sp.Float(10, 40) ** (k if f.is_rational_function(x) or k == 2 else 2)
            y = f.subs(x, where).evalf(30)
            if y.is_real:
                table.append((float(where), float(y)))
    if finite(value) and point.is_finite:
        nearest = [y for where, y in table if abs(where - float(point)) < 1e-5]
        if not nearest or any(abs(y - float(value)) > 1e-3 * (1 + abs(float(value))) for y in nearest):
            raise Unsolvable("My limit did not pass its own check, so I don't show it.")
    if finite(value) and not point.is_finite:
        far = sp.sign(point) * sp.Float(10, 40) ** 9
        try:
            y = complex(f.subs(x, far).evalf(20))
        except (TypeError, OverflowError):
            return table
        if abs(y - complex(value)) > 1e-3 * (1 + abs(complex(value))):
            raise Unsolvable("My limit did not pass its own check, so I don't show it.")
    return table


def solve(f: sp.Expr, x: sp.Symbol, point: sp.Expr, direction: str = "+-") -> Solution:
    if f.free_symbols - {x}:
        raise Unsolvable("I find limits of formulas in one variable: put numbers in place of the other letters.")
    try:
        value = sp.limit(f, x, point, direction) if point.is_finite else sp.limit(f, x, point)
    except ValueError:
        raise Unsolvable("The limits from the left and from the right differ there, so there is no limit.") from None
    if isinstance(value, (sp.Limit, sp.AccumBounds)) or value.has(sp.zoo, sp.nan, sp.Limit):
        raise Unsolvable("There is no limit at that point.")
    lines = lines_of(f, x, point, direction, value)
    numerically(f, x, point, direction, value)
    start = lim(f, x, point, direction)
    steps, scenes = story.derivation(start, lines, f"Find the limit of {plain_text(f)}", opening=f"We want the limit of {spoken(f)}, as {x} goes to {spoken(point)}")
    view = frame([f], x, [float(point)] if point.is_finite else [0.0, 12.0 if point > 0 else -12.0])
    question = Scene("question", "The question", f"Show where {plain_text(f)} is heading")
    asked = story.formula(start)
    if view:
        question.split = True
        question.beat(f"Here is the graph of {spoken(f)}", story.plot(*view), story.curve(source(f, x), "blue", "f"))
        question.beat(f"What value does it approach when {x} goes to {spoken(point)}?", asked)
    else:
        question.beat(f"What value does {spoken(f)} approach when {x} goes to {spoken(point)}?", asked)
    try_scene = Scene("idea", "First, just put it in", "Show why the limit needs an argument, or that it needs none")
    plainly = at(f, x, point) if point.is_finite else sp.nan
    what = f"The expression has a value there: {spoken(plainly)}" if finite(plainly) else "The expression has no value there, so we must see where it is heading"
    try_scene.beat(f"First try: put in {spoken(point)}" if point.is_finite else f"{x} grows beyond every bound, so we can't simply put it in", story.formula(start))
    try_scene.beat(what, story.note("It has a value there." if finite(plainly) else "No value there: look closer.", "yellow"))
    result = Scene("result", "Result and check", "Show the limit in the graph")
    if view:
        result.split = True
        result.beat("Look at the graph again", story.plot(*view), story.curve(source(f, x), "blue", "f"))
    said = f"The limit is {spoken(value)}"
    shows = [story.formula(f"{unmarked(start)} = {mark('yellow', tex(value))}")]
    if view and finite(value) and point.is_finite:
        shows.insert(0, story.dots([(float(point), float(value))], hollow=not finite(plainly)))
    result.beat(said, *shows)
    if finite(value):
        result.beat("Values computed closer and closer to the point agree with it" if point.is_finite else "Values computed far out agree with it", story.check("agrees with nearby values" if point.is_finite else "agrees with values far out"))
    else:
        result.beat("The values grow beyond every bound")
    result.claim(f"The limit of {plain_text(f)} is {plain_text(value)}"[:900], f"Eq(limit({f}, {x}, {point}{'' if direction == '+-' or not point.is_finite else repr(', ' + direction)[1:-1]}), {value})", finite(value))
    return Solution("limit", f"Limit of {f} as {x} -> {point}", f"The limit of {plain_text(f)} as {x} → {plain_text(point)}", str(value), True, steps, [question, try_scene, *scenes, result])
