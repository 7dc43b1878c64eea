"""Numbers for plots: NumPy source of a SymPy expression, and ranges in which a curve shows what matters."""

import math

import sympy as sp
from sympy.printing.numpy import NumPyPrinter


def source(expr: sp.Expr, variable: sp.Symbol) -> str:
    """The body of `lambda x: …` for the scene's code; only what SymPy prints reaches it."""
    printed = NumPyPrinter({"fully_qualified_modules": True}).doprint(expr.subs(variable, sp.Symbol("x")))
    return printed.replace("numpy.", "np.")


def values(expr: sp.Expr, variable: sp.Symbol, low: float, high: float, count: int = 121) -> list[tuple[float, float]]:
    if expr.free_symbols - {variable}:
        return []
    f = sp.lambdify(variable, expr, "math")
    found = []
    for k in range(count):
        x = low + (high - low) * k / (count - 1)
        try:
            y = f(x)
        except (ValueError, ZeroDivisionError, OverflowError, TypeError):
            continue
        if not isinstance(y, complex) and math.isfinite(y):
            found.append((x, float(y)))
    return found


def frame(expressions: list[sp.Expr], variable: sp.Symbol, points: list[float] | None = None) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """x and y ranges that hold the points of interest; None where there is too little to draw."""
    points = [p for p in points or [] if math.isfinite(p)]
    low, high = (min(points), max(points)) if points else (-3.0, 3.0)
    if points:
        margin = max(1.5, (high - low) * 0.6)
        low, high = low - margin, high + margin
        if low > 0 and low < (high - low):
            low = -0.5
    low, high = math.floor(low * 2) / 2, math.ceil(high * 2) / 2
    samples = [values(expression, variable, low, high) for expression in expressions]
    if any(len(sample) < 25 for sample in samples):
        return None
    first = min(sample[0][0] for sample in samples)
    if first > low + 0.05 * (high - low):
        low = min(0.0, first) - 0.5
    heights = sorted(y for sample in samples for _, y in sample)
    # Poles and steep ends would flatten everything else.
    bottom, top = heights[int(len(heights) * 0.04)], heights[int(len(heights) * 0.96) - 1]
    bottom, top = min(bottom, 0.0), max(top, 0.0)
    if top - bottom < 1e-6:
        bottom, top = bottom - 1, top + 1
    if top - bottom > 1e7:
        return None
    pad = (top - bottom) * 0.12
    return (low, high), (rounded(bottom - pad, math.floor), rounded(top + pad, math.ceil))


def area_frame(expr: sp.Expr, variable: sp.Symbol, low: float, high: float) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """x and y ranges in which the area between `low` and `high` fills most of the picture; a curve that goes on steeply is cut."""
    low, high = min(low, high), max(low, high)
    if high - low < 1e-6:
        return None
    margin = 0.4 * (high - low)
    unit = 10.0 ** math.floor(math.log10(high - low)) / 2
    left, right = math.floor((low - margin) / unit) * unit, math.ceil((high + margin) / unit) * unit
    inside = [y for _, y in values(expr, variable, low, high)]
    around = [y for _, y in values(expr, variable, left, right)]
    if len(inside) < 25 or max(map(abs, inside)) > 1e7:
        return None
    bottom, top = min(*inside, 0.0), max(*inside, 0.0)
    if top - bottom < 1e-6:
        return None
    room = 0.35 * (top - bottom)
    bottom, top = max(bottom - room, min(*around, 0.0)), min(top + room, max(*around, 0.0))
    pad = (top - bottom) * 0.12
    return (left, right), (rounded(bottom - pad, math.floor), rounded(top + pad, math.ceil))


def rounded(value: float, direction) -> float:
    unit = 10.0 ** math.floor(math.log10(max(abs(value), 1e-9))) / 2
    return direction(value / unit) * unit


# The box of a plot in a split scene, in units of the frame.
WIDTH, HEIGHT = 6.2, 4.6


def to_scale(points: list[tuple[float, float]], room: float = 0.18) -> tuple[tuple[float, float], tuple[float, float]]:
    """x and y ranges that hold the points, with the same length for a unit on both axes."""
    xs, ys = [float(p[0]) for p in points], [float(p[1]) for p in points]
    unit = max((max(xs) - min(xs)) / WIDTH, (max(ys) - min(ys)) / HEIGHT, 0.25) * (1 + 2 * room)
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return (middle[0] - unit * WIDTH / 2, middle[0] + unit * WIDTH / 2), (middle[1] - unit * HEIGHT / 2, middle[1] + unit * HEIGHT / 2)


def circle_points(centre: tuple[float, float], radius: float, count: int = 72) -> list[tuple[float, float]]:
    return [(centre[0] + radius * math.cos(2 * math.pi * k / count), centre[1] + radius * math.sin(2 * math.pi * k / count)) for k in range(count)]
