"""Sets text on a page of one width.

Manim 0.22 lets Pango break lines at as many points as the video has pixels across: a line that stands whole in full HD
is broken in two at draft quality.
"""

from manim import Text, config

# Full HD, which is Manim's own default.
WIDTH = 1920


def install() -> None:
    set_by_manim = Text._text2svg

    def text2svg(self: Text, color) -> str:
        shown = config.pixel_width
        config.pixel_width = WIDTH
        try:
            return set_by_manim(self, color)
        finally:
            config.pixel_width = shown

    Text._text2svg = text2svg
