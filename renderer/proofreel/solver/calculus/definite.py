"""Integrals between bounds: also improper ones, absolute values, and a substitution that takes the bounds along.

The range is cut where the function has a pole or an absolute value turns, each piece is found by its own antiderivative, and every
finite piece is measured by quadrature.
"""

from collections.abc import Callable

import mpmath as mp
import sympy as sp

from .. import numeric, story
from ..notation import mark, tex
from ..picture import area_frame, frame, source
from ..picture import values as numbers_of
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text

Antiderivative = Callable[[sp.Expr, sp.Symbol], tuple]
# Beyond it an antiderivative with jumps would have to be cut too often.
MAX_PIECES = 6


def solve(f: sp.Expr, x: sp.Symbol, bounds: tuple, asked: str | None, antiderivative: Antiderivative) -> Solution:
    low, high = bounds
    if low == high:
        cuts: list[sp.Expr] = []
    else:
        cuts = cuts_of(f, x, *sorted(bounds))
        refuse_gaps(f, x, [*sorted(bounds)][0], [*sorted(bounds)][1], cuts)
    turned = low != high and low > high
    edges = [low, *(cuts[::-1] if turned else cuts), high]
    lines: list[Line] = []
    values: list[sp.Expr] = []
    start = tex(sp.Integral(f, (x, low, high)))
    poles = set(poles_of(f, x, *sorted(bounds))) if low != high else set()
    improper = any(not edge.is_finite or edge in poles for edge in edges)
    if len(edges) > 2:
        shown = " + ".join(tex(sp.Integral(plain(f, x, a, b), (x, a, b))) for a, b in zip(edges, edges[1:], strict=False))
        why = "The function grows beyond every bound inside the range, so the integral is improper: divide it there" if poles & set(cuts) else "Divide the range where the inside of the absolute value changes its sign" if f.has(sp.Abs) else "Divide the range into two parts, with a limit at either end"
        lines.append(Line("Divide the range", f"= {shown}", why))
    for number, (a, b) in enumerate(zip(edges, edges[1:], strict=False)):
        more, value = piece(plain(f, x, a, b), x, a, b, antiderivative, poles, first=number == 0)
        if not any(earlier is sp.nan or earlier.is_infinite for earlier in values):
            lines += more
        values.append(value)
    answer = total(values)
    if len(edges) > 2 and answer is not sp.nan and answer.is_finite:
        lines.append(Line("Add the parts", f"{start} = {mark('yellow', tex(answer))}", f"Together that is {spoken(answer)}"))
    if len(values) > 1 and answer is sp.nan and not any(value is sp.nan for value in values):
        lines.append(Line("One side up, one side down", rf"{start} \text{{ diverges}}", "One part grows to infinity, another to minus infinity. They don't cancel: the integral has no value"))
    if answer is not sp.nan and answer.is_finite:
        refuse_if_measured_otherwise(f, x, edges, values, answer)
    elif answer is not sp.nan and not grows(f, x, edges, poles):
        raise Unsolvable("My result did not pass its own check, so I don't show it.")
    understood = f"Integrate {f} from {low} to {high} with respect to {x}"
    said = str(answer)
    if asked:
        converges = answer is not sp.nan and bool(answer.is_finite)
        said = str(converges == (asked == "converge"))
        understood = f"Does the integral of {f} from {low} to {high} {asked}?"
    title = f"The integral of {plain_text(f)} from {plain_text(low)} to {plain_text(high)}"
    steps, scenes = story.derivation(start, lines, f"Find the integral of {plain_text(f)} between the bounds", opening=f"We want the integral of {spoken(f)}, from {spoken(low)} to {spoken(high)}")
    return Solution("definite_integral", understood, title, said, True, steps, [question(f, x, bounds, improper), *scenes, result(f, x, bounds, answer, title)])


def total(values: list[sp.Expr]) -> sp.Expr:
    if any(value is sp.nan for value in values):
        return sp.nan
    infinite = {value for value in values if value.is_infinite}
    if infinite:
        # Infinity from one part and minus infinity from another add up to nothing.
        return infinite.pop() if len(infinite) == 1 else sp.nan
    return values[0] if len(values) == 1 else sp.simplify(sp.Add(*values))


def plain(f: sp.Expr, x: sp.Symbol, a: sp.Expr, b: sp.Expr) -> sp.Expr:
    """Without bars, between two neighbouring cuts."""
    if not f.has(sp.Abs):
        return f
    middle = sp.Rational(str(inside(a, b)))
    swaps = {}
    for bars in f.atoms(sp.Abs):
        u = bars.args[0]
        swaps[bars] = u if sp.N(u.subs(x, middle)) > 0 else -u
    return f.xreplace(swaps)


def inside(a: sp.Expr, b: sp.Expr) -> float:
    ends = [float(edge) if edge.is_finite else None for edge in sorted((a, b))]
    if None not in ends:
        return ends[0] + 0.4142 * (ends[1] - ends[0])
    return ends[0] + 1.618 if ends[0] is not None else ends[1] - 1.618 if ends[1] is not None else 0.3142


def poles_of(f: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> list[sp.Expr]:
    found = sp.singularities(f.replace(sp.Abs, lambda u: u), x, sp.Interval(low, high))
    if found is sp.S.EmptySet:
        return []
    if not isinstance(found, sp.FiniteSet) or len(found) > MAX_PIECES:
        raise Unsolvable("The function has many gaps between those bounds: choose bounds nearer together.")
    # A gap that can be filled, as in x²/x, hurts nobody.
    kept = []
    for point in found:
        sides = [sp.limit(f, x, point, side) for side, ok in (("+", point < high), ("-", point > low)) if ok]
        if any(not side.is_finite or side.has(sp.AccumBounds) for side in sides):
            kept.append(point)
    return sorted(kept)


def cuts_of(f: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> list[sp.Expr]:
    points = {point for point in poles_of(f, x, low, high) if low < point < high}
    for bars in f.atoms(sp.Abs):
        zeros = sp.solveset(bars.args[0], x, sp.Interval(low, high))
        if not isinstance(zeros, sp.FiniteSet) and zeros is not sp.S.EmptySet:
            raise Unsolvable("The inside of the absolute value changes its sign too often between those bounds: choose bounds nearer together.")
        points |= {zero for zero in zeros if low < zero < high}
    if low == -sp.oo and high == sp.oo and not points:
        points = {sp.S.Zero}
    if len(points) >= MAX_PIECES:
        raise Unsolvable("The range falls into too many pieces for one video: choose bounds nearer together.")
    return sorted(points)


def refuse_gaps(f: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr, cuts: list[sp.Expr]) -> None:
    edges = [low, *cuts, high]
    for a, b in zip(edges, edges[1:], strict=False):
        ends = [float(bound) if bound.is_finite else 40.0 * (1 if bound > 0 else -1) for bound in (a, b)]
        if not numeric.has_real_values(f, x, *ends):
            raise Unsolvable("The function has no real values somewhere between those bounds: choose bounds between which it has.")


def piece(f: sp.Expr, x: sp.Symbol, a: sp.Expr, b: sp.Expr, antiderivative: Antiderivative, poles: set, first: bool) -> tuple[list[Line], sp.Expr]:
    """The lines and the value (infinite, or nan where there is none) between two bounds, with no pole between them."""
    walk, _, shown = antiderivative(f, x)
    primitive = shown
    between = sp.Interval.open(*sorted((a, b)))
    if a != b and sp.singularities(primitive.replace(sp.Abs, lambda u: u), x, between) != sp.S.EmptySet and not continuous(primitive, x, a, b):
        raise Unsolvable("The antiderivative I found jumps between the bounds, so I can't put them in: choose other bounds.")
    at = [value_at(primitive, x, edge, other, poles) for edge, other in ((a, b), (b, a))]
    swings = any(value.has(sp.AccumBounds) for value in at)
    if swings or any(value.has(sp.nan, sp.zoo) for value in at):
        if not swings:
            raise Unsolvable("I can't tell whether that integral has a value: choose other bounds.")
        value = sp.nan
    else:
        value = at[1] - at[0]
        if value is sp.nan:
            raise Unsolvable("I can't tell whether that integral has a value: choose other bounds.")
        value = value if value.is_infinite else sp.simplify(value)
        # simplify brings back awkward forms like -(1 - e⁴)e⁻⁴/2.
        value = min([value, sp.expand(at[1] - at[0])], key=lambda form: len(str(form))) if value.is_finite else value
    start = tex(sp.Integral(f, (x, a, b)))
    if first and value is not sp.nan and value.is_finite and not ({a, b} & poles) and (moved := with_new_bounds(walk, f, x, a, b, value)):
        return moved, value
    found = Line("Find an antiderivative", rf"F({x}) = {tex(primitive)}", f"First an antiderivative. It is {spoken(primitive)}") if len(walk.lines) == 1 else None
    lines = [found] if found else [Line(line.rule, line.tex if number else rf"{tex(sp.Integral(f, x))} {line.tex}", line.say) for number, line in enumerate(walk.lines)]
    bracket = rf"{start} = \left[{tex(primitive)}\right]_{{{tex(a)}}}^{{{tex(b)}}}"
    lines.append(Line("The fundamental theorem", bracket, "By the fundamental theorem, take the antiderivative between the bounds"))
    said = f"{at_bound('upper', b, at[1], poles)}. {at_bound('lower', a, at[0], poles)}"
    if value is sp.nan or value.is_infinite:
        why = "There it keeps swinging to and fro and settles nowhere" if value is sp.nan else f"So the integral grows beyond every bound: it goes to {spoken(value)}"
        rule = "No value" if value is sp.nan else "It grows beyond every bound"
        lines.append(Line(rule, rf"{start} \text{{ diverges}}", f"{said if not swings else why}. {'' if swings else why}. The integral diverges"))
        return lines, value
    wrapped = tex(at[0]) if at[0].is_nonnegative and not at[0].is_Add else rf"\left({tex(at[0])}\right)"
    rule = "Subtract the limits at the bounds" if {a, b} & poles or not (a.is_finite and b.is_finite) else "Subtract the values at the bounds"
    lines.append(Line(rule, f"= {tex(at[1])} - {wrapped}", said))
    lines.append(Line("Simplify", f"= {mark('yellow', tex(value))}", f"The difference is {spoken(value)}"))
    return lines, value


def value_at(primitive: sp.Expr, x: sp.Symbol, edge: sp.Expr, other: sp.Expr, poles: set) -> sp.Expr:
    if edge.is_finite and edge not in poles:
        value = primitive.subs(x, edge)
        if value.is_finite and not value.has(sp.nan, sp.zoo):
            return value
    return sp.limit(primitive, x, edge, "+" if other > edge else "-") if edge.is_finite else sp.limit(primitive, x, edge)


def continuous(primitive: sp.Expr, x: sp.Symbol, a: sp.Expr, b: sp.Expr) -> bool:
    """Whether gaps of the formula between the bounds (as of ln|x² - 1| in a region without them) are none on the curve itself."""
    found = sp.singularities(primitive, x, sp.Interval.open(*sorted((a, b))))
    if not isinstance(found, sp.FiniteSet):
        return found is sp.S.EmptySet
    for point in found:
        left, right = sp.limit(primitive, x, point, "-"), sp.limit(primitive, x, point, "+")
        if left != right or not left.is_finite:
            return False
    return True


def with_new_bounds(walk, f: sp.Expr, x: sp.Symbol, a: sp.Expr, b: sp.Expr, value: sp.Expr) -> list[Line] | None:
    """A single substitution takes the bounds along instead of being undone."""
    change = walk.change
    if change is None or [line.rule for line in walk.lines[:1]] != ["Substitution"] or len(walk.lines) != 3 or not (a.is_finite and b.is_finite):
        return None
    g, u, inner, primitive, note = change
    ends = [sp.simplify(inner.subs(x, edge)) for edge in (a, b)]
    if not all(end.is_real and end.is_finite for end in ends):
        return None
    at = [sp.simplify(primitive.subs(u, end)) for end in ends]
    if not all(part.is_real and part.is_finite for part in at) or sp.simplify(at[1] - at[0] - value) != 0:
        return None
    wrapped = tex(at[0]) if at[0].is_nonnegative and not at[0].is_Add else rf"\left({tex(at[0])}\right)"
    return [
        Line("Substitution, with new bounds", f"= {tex(sp.Integral(g, (u, *ends)))}{note}", f"Substitute {u} for {spoken(inner)}. The bounds go along: {spoken(a)} becomes {spoken(ends[0])}, and {spoken(b)} becomes {spoken(ends[1])}"),
        Line(walk.lines[1].rule, rf"= \left[{tex(primitive)}\right]_{{{tex(ends[0])}}}^{{{tex(ends[1])}}}", walk.lines[1].say),
        Line("Subtract the values at the bounds", f"= {tex(at[1])} - {wrapped}", f"At the upper bound it is {spoken(at[1])}, at the lower {spoken(at[0])}"),
        Line("Simplify", f"= {mark('yellow', tex(value))}", f"The difference is {spoken(value)}"),
    ]


def at_bound(which: str, bound: sp.Expr, value: sp.Expr, poles: set) -> str:
    if value.has(sp.AccumBounds):
        return f"At the {which} bound it keeps swinging"
    if bound.is_finite and bound not in poles:
        return f"At the {which} bound, {spoken(bound)}, it is {spoken(value)}"
    return f"There is no value at {spoken(bound)}, so we take the limit: it goes to {spoken(value)}"


def refuse_if_measured_otherwise(f: sp.Expr, x: sp.Symbol, edges: list, values: list, answer: sp.Expr) -> None:
    if edges[0] == edges[-1]:
        return
    parts = [numeric.integral(plain(f, x, a, b), x, a, b) for a, b in zip(edges, edges[1:], strict=False)]
    if any(part is None for part in parts) or not answer.is_real:
        raise Unsolvable("My result did not pass its own check, so I don't show it.")
    measured = mp.fsum(parts)
    if abs(sp.N(answer, 20) - measured) > 1e-7 * (1 + abs(measured)):
        raise Unsolvable("My result did not pass its own check, so I don't show it.")


def grows(f: sp.Expr, x: sp.Symbol, edges: list, poles: set) -> bool:
    """Whether the area goes on growing where the range is cut off nearer and nearer to the pole, or farther and farther out."""
    height = numeric.real(f, x)
    for a, b in zip(edges, edges[1:], strict=False):
        for edge, other in ((a, b), (b, a)):
            if edge.is_finite and edge not in poles:
                continue
            sign = 1 if other > edge else -1
            rows = []
            with mp.workdps(20):
                for k in range(2, 8):
                    if edge.is_finite:
                        ends = [mp.mpf(sp.N(edge, 25)) + sign * mp.mpf(10) ** -n for n in (k + 1, k)]
                    else:
                        ends = [-sign * mp.mpf(10) ** n for n in (k, k + 1)]
                    try:
                        rows.append(abs(mp.quad(lambda where: height(where) or 0, sorted(ends))))
                    except (ArithmeticError, ValueError, TypeError):
                        return False
            if all(later > 0.6 * earlier for earlier, later in zip(rows, rows[1:], strict=False)):
                return True
    return False


def view_of(f: sp.Expr, x: sp.Symbol, bounds: tuple) -> tuple[tuple, tuple[float, float]] | None:
    """Ranges of the plot, and from where to where the area is drawn in it."""
    low, high = sorted(bounds)
    points = [float(bound) for bound in (low, high) if bound.is_finite]
    if len(points) == 2:
        view = area_frame(f, x, *points)
        if view is None:
            if points[0] == points[1] or not (view := frame([f], x, points)):
                return None
        shown = tuple(points)
    else:
        view = endless(f, x, points[0], 1 if high == sp.oo else -1) if points else frame([f], x, [-5.0, 5.0])
        if view is None:
            return None
        shown = (points[0] if low.is_finite else view[0][0], points[0] if high.is_finite else view[0][1])
    margin = (view[0][1] - view[0][0]) * 1e-3
    lower, upper = (shown[0] + margin, shown[1] - margin)
    f_at = numeric.real(f, x)
    if any(f_at(lower + (upper - lower) * k / 79) is None for k in range(80)):
        return None
    return view, (lower, upper)


def endless(f: sp.Expr, x: sp.Symbol, end: float, side: int) -> tuple | None:
    """Ranges for a region that begins at one end and goes on: the curve before its beginning, which may be steep, is cut."""
    heights = sorted(y for _, y in numbers_of(f, x, *sorted((end + side * 0.05, end + side * 7))))
    if len(heights) < 60:
        return None
    bottom, top = min(heights[len(heights) // 50], 0.0), max(heights[-1 - len(heights) // 50], 0.0)
    pad = max(0.25 * (top - bottom), 1e-3)
    return tuple(sorted((end - side * 0.8, end + side * 7))), (bottom - pad, top + pad)


def question(f: sp.Expr, x: sp.Symbol, bounds: tuple, improper: bool) -> Scene:
    scene = Scene("question", "The question", f"Show what the integral of {plain_text(f)} means")
    asked = story.formula(tex(sp.Integral(f, (x, *bounds))))
    view = view_of(f, x, bounds)
    meaning = f"The integral from {spoken(bounds[0])} to {spoken(bounds[1])} is the area between the curve and the axis, counted negative below it"
    if improper:
        meaning = "The region reaches without end, so the integral is improper: it is a limit, if there is one"
    if not view:
        return scene.beat(f"We integrate {spoken(f)}", asked).beat(meaning)
    scene.split = True
    scene.beat(f"Here is the graph of {spoken(f)}", story.plot(*view[0]), story.curve(source(f, x), "blue", "f"))
    return scene.beat(meaning, story.area(source(f, x), view[1]), asked)


def result(f: sp.Expr, x: sp.Symbol, bounds: tuple, answer: sp.Expr, title: str) -> Scene:
    scene = Scene("result", "Result and check", "Show the result as an area and check it by adding up thin strips")
    view = view_of(f, x, bounds)
    if view:
        scene.split = True
        scene.beat("Here is the area once more", story.plot(*view[0]), story.curve(source(f, x), "blue", "f"), story.area(source(f, x), view[1], "yellow"))
    asked = tex(sp.Integral(f, (x, *bounds)))
    if answer is sp.nan or answer.is_infinite:
        scene.beat("The integral diverges: it has no finite value" if answer is not sp.nan else "The integral diverges: it has no value", story.formula(asked), story.note("diverges", "red"))
        scene.beat("Cut off nearer and nearer to the end, the area goes on growing" if answer is not sp.nan else "The area up to a bound swings to and fro with that bound", story.check("agrees with computed areas"))
        return scene.claim(f"{title} diverges"[:900], None, True)
    scene.beat(f"The integral is {spoken(answer)}", story.formula(f"{asked} = {mark('yellow', tex(answer))}"))
    approx = f"{float(answer):.4g}"
    scene.beat(f"Adding up thin strips numerically also gives about {approx}", story.check(f"numerically about {approx}"))
    return scene.claim(f"{title} is {plain_text(answer)}"[:900], f"Eq(integrate({f}, ({x}, {bounds[0]}, {bounds[1]})), {answer})", True)
