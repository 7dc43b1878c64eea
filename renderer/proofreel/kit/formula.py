"""Formulas: TeX with colour marks `⟦role|…⟧` becomes a MathTex whose marked parts have their role's colour."""

import re

from manim import MathTex

from .. import theme
from .text import fit

MARK = re.compile(r"⟦([a-z]+)\|([^⟦⟧]*)⟧")


def parts(text: str) -> list[tuple[str, str]]:
    """Splits marked TeX into (role, TeX) pairs in order."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in MARK.finditer(text):
        if text[at : match.start()].strip():
            found.append(("ink", text[at : match.start()]))
        if match[2].strip():
            found.append((match[1], match[2]))
        at = match.end()
    if text[at:].strip():
        found.append(("ink", text[at:]))
    return found


def formula(text: str, size: float = theme.FORMULA_SIZE, width: float = 12.0, role: str = "ink") -> MathTex:
    pieces = parts(text)
    if len(pieces) == 1:
        whole = MathTex(pieces[0][1], font_size=size, color=theme.colour(role if pieces[0][0] == "ink" else pieces[0][0]))
        return fit(whole, width)
    whole = MathTex(*[tex for _, tex in pieces], font_size=size, color=theme.colour(role))
    for (piece_role, _), part in zip(pieces, whole, strict=False):
        if piece_role != "ink":
            part.set_color(theme.colour(piece_role))
    return fit(whole, width)
