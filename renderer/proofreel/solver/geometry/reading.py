"""Points, lines and lengths in prompts of geometry."""

import re

import sympy as sp

from ..expression import Unreadable, parse
from ..problem import Unsupported

x, y, z = sp.symbols("x y z")
NUMBER = r"-?(?:\d+(?:\.\d+)?(?:/\d+)?|\.\d+)"
POINT = re.compile(r"\(\s*([^()=]*(?:\([^()]*\)[^()=]*)?,[^()=]*(?:\([^()]*\)[^()=]*)*)\)")


def points(text: str) -> list[tuple]:
    """Every point (a, b) or (a, b, c) of a text, with numbers as coordinates."""
    found = []
    text = re.sub(r"\b(?:the )?origin\b", "(0, 0)", text, flags=re.I)
    for m in POINT.finditer(text.replace(r"\left", "").replace(r"\right", "").replace(";", ",")):
        try:
            values = [parse(part) for part in re.split(r",(?![^(]*\))", m[1])]
        except Unreadable:
            continue
        if len(values) in (2, 3) and all(v.is_number and v.is_real for v in values):
            found.append(tuple(values))
    return found


def without_points(text: str) -> str:
    return POINT.sub(" ", text)


def equation_in(text: str) -> tuple[sp.Expr, sp.Expr] | None:
    """The one equation in x and y of a text."""
    side = r"[-+*/^().\d\sxyXY²³{}\\a-z]*"
    text = re.sub(r"\bf\s*\(\s*x\s*\)", "y", text.replace("−", "-").replace("–", "-"))
    for m in re.finditer(rf"({side}?)=({side})", text):
        left = re.split(r"[a-zA-Z]{3,}(?![({])|:|,|\bis\b|\bof\b|\bto\b", re.sub(r"\\(?:frac|sqrt)", "", m[1]) if False else m[1])[-1]
        right = re.split(r"(?<![\\a-z])(?!sqrt|frac)[a-zA-Z]{2,}\b(?![({])|,|;|\?", m[2])[0]
        try:
            sides = parse(left.strip(" .")), parse(right.strip(" ."))
        except Unreadable:
            continue
        symbols = sides[0].free_symbols | sides[1].free_symbols
        if symbols and symbols <= {x, y}:
            return sides
    return None


def length_after(text: str, words: str) -> sp.Expr | None:
    """The number that stands behind (or right before) one of the words: "radius 5", "radius of 5", "radius is 5 cm", "r = 5"."""
    m = re.search(rf"\b(?:{words})\b\s*(?:s|length)?\s*(?:of length|of|is|=|:|equals|are|measures|being|has length)?\s*({NUMBER}(?:\s*(?:sqrt|√)\s*\(?\d+\)?)?|(?:sqrt|√)\s*\(?\d+\)?|\d*\\sqrt\{{\d+\}})", text, re.I)
    return positive(m[1]) if m else None


def positive(text: str) -> sp.Expr:
    value = parse(text)
    if not (value.is_number and value.is_real and value > 0):
        raise Unsupported("A length must be a number greater than zero.")
    return value


def point_tex(point: tuple) -> str:
    return "(" + ",\\ ".join(sp.latex(v) for v in point) + ")"


def point_text(point: tuple) -> str:
    return "(" + ", ".join(str(v) for v in point) + ")"


def line_form(a: sp.Expr, b: sp.Expr, c: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """a x + b y = c as people write it: solved for y, or x = number."""
    if b == 0:
        return x, sp.nsimplify(c / a)
    return y, sp.expand(sp.nsimplify(-a / b) * x + sp.nsimplify(c / b))


def approximate(value: sp.Expr) -> str:
    """" ≈ 2.24" in TeX where the value is no short decimal."""
    if value.is_Rational:
        return ""
    return rf" \approx {float(value):.4g}" if abs(float(value)) < 10**4 else rf" \approx {float(value):.1f}"


def said_about(value: sp.Expr) -> str:
    return "" if value.is_Rational else f", about {float(value):.2f}"
