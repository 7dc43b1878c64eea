"""A formula that is written part by part, in lines, and what its symbols mean in rows under it."""

import re
from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, MathTex, VGroup

from .. import theme
from .text import body, fit

# The formula may be so high, so that the rows under it have room.
MOST_HEIGHT = 2.5
LINE_GAP = 0.35
MEANING_SIZE = 40
# Where the rows' words begin, so that symbols of any width stand in one column.
SYMBOL_COLUMN = 1.5
# A line that begins so belongs to the one above it.
GOES_ON = re.compile(r"\s*(?:[-+=<>/]|\\(?:leq?|geq?|approx|sim|equiv|cdot|times|to)(?![a-zA-Z]))")


class Terms(VGroup):
    """All lines of the formula in place; `parts` are its pieces in the order in which they are written."""

    def __init__(self, lines: Sequence[Sequence[str]], size: float, width: float):
        self.parts: list[VGroup] = []
        rows = []
        for line in lines:
            row = MathTex(*line, font_size=size, color=theme.INK)
            self.parts += list(row) if len(line) > 1 else [row]
            rows.append(row)
        super().__init__(*rows)
        self.arrange(DOWN, buff=LINE_GAP, aligned_edge=LEFT)
        for line, row in zip(lines[1:], rows[1:], strict=True):
            if GOES_ON.match(line[0]):
                row.shift(RIGHT * 0.6)
        fit(self, width)
        if self.height > MOST_HEIGHT:
            self.scale_to_fit_height(MOST_HEIGHT)


def meaning(tex: str, text: str, width: float) -> VGroup:
    """A symbol, and beside it what it is."""
    symbol = fit(MathTex(tex, font_size=MEANING_SIZE, color=theme.colour("blue")), SYMBOL_COLUMN - 0.2)
    words = body(text, width - SYMBOL_COLUMN, theme.BODY_SIZE, "ink")
    symbol.move_to([0, 0, 0], aligned_edge=LEFT)
    words.move_to([SYMBOL_COLUMN, 0, 0], aligned_edge=LEFT)
    return VGroup(symbol, words)
