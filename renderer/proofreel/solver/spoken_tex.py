"""Formulas and plots of lessons: how a formula is said, and what a `plot:` line draws; None for what can't be read."""

import re

import sympy as sp

from .expression import Unreadable, parse
from .picture import frame, source, values
from .speech import spoken
from .words import plain_text

RELATIONS = {
    "=": "equals", "<": "is less than", ">": "is greater than", "≤": "is at most", "≥": "is at least", "≠": "is not equal to", "≈": "is about", "→": "goes to",
}
SYMBOLS = {
    r"\\leq?(?![a-z])": "≤", r"\\geq?(?![a-z])": "≥", r"\\neq?(?![a-z])": "≠", r"\\approx": "≈", r"\\(?:to|rightarrow)(?![a-z])": "→",
    r"\\lt(?![a-z])": "<", r"\\gt(?![a-z])": ">",
}
CALL = re.compile(r"^([a-zA-Z])\s*('{0,3})\s*\(\s*([a-z0-9])\s*\)$")
DERIVATIVE = re.compile(r"^\\frac\s*\{\s*d\s*\}\s*\{\s*d\s*([a-z])\s*\}\s*(.+)$")
INTEGRAL = re.compile(r"^\\int(?:_\s*(\{[^{}]*\}|\w)\s*\^\s*(\{[^{}]*\}|\w))?\s*(.+?)\s*(?:\\,)?\s*d([a-z])$")


def speak_all(formulas: list[str]) -> list[str | None]:
    return [speak(formula) for formula in formulas]


def speak(formula: str) -> str | None:
    text = formula.strip().rstrip(".,;")
    for pattern, symbol in SYMBOLS.items():
        text = re.sub(pattern, symbol, text)
    parts = re.split(r"([=<>≤≥≠≈→])", text.replace("&", ""))
    said = []
    for index, part in enumerate(parts):
        words = RELATIONS[part] if index % 2 else side(part.strip())
        if words is None:
            return None
        said.append(words)
    return " ".join(said)


def side(text: str) -> str | None:
    if match := CALL.match(text):
        return f"{match[1]} {'prime ' * len(match[2])}of {match[3]}"
    if match := DERIVATIVE.match(text):
        inner = side(match[2])
        return inner and f"the derivative of {inner}"
    if match := INTEGRAL.match(text):
        inner = side(match[3])
        if match[1] is None or inner is None:
            return inner and f"the integral of {inner}"
        low, high = side(match[1].strip("{}")), side(match[2].strip("{}"))
        return low and high and f"the integral from {low} to {high} of {inner}"
    try:
        return spoken(parse(text))
    except (Unreadable, TypeError, ValueError, AttributeError, ArithmeticError):
        return None


RANGE = re.compile(r"\s+(?:from|for\s+[a-z]\s+from|between)\s+(\S+)\s+(?:to|and)\s+(\S+)\s*$")
ROLES = ("blue", "yellow", "red", "green")


def plot_all(lines: list[str]) -> list[dict | None]:
    return [plot(line) for line in lines]


def plot(line: str) -> dict | None:
    """`sin(x), cos(x) from -pi to pi` as curves with ranges."""
    text = line.strip()
    bounds = None
    try:
        if match := RANGE.search(text):
            bounds = float(parse(match[1])), float(parse(match[2]))
            text = text[: match.start()]
        expressions = [parse(re.sub(r"^\s*(?:y|[fgh]\s*\(\s*[a-z]\s*\))\s*=", "", part)) for part in re.split(r"[;,]", text) if part.strip()][:4]
        names = {symbol for expression in expressions for symbol in expression.free_symbols}
        if not expressions or len(names) > 1:
            return None
        x = names.pop() if names else sp.Symbol("x")
        view = frame(expressions, x, None)
        if bounds is not None:
            if not bounds[0] < bounds[1]:
                return None
            heights = sorted(y for expression in expressions for _, y in values(expression, x, *bounds))
            if len(heights) < 20:
                return None
            low, high = min(0.0, heights[len(heights) // 50]), max(0.0, heights[-1 - len(heights) // 50])
            pad = (high - low or 2.0) * 0.1
            view = bounds, (low - pad, high + pad)
        if view is None:
            return None
        curves = [{"f": source(e, x), "label": plain_text(e)[:24], "said": spoken(e), "role": role} for e, role in zip(expressions, ROLES, strict=False)]
        return {"x": view[0], "y": view[1], "curves": curves}
    except (Unreadable, TypeError, ValueError, AttributeError, ArithmeticError):
        return None
