"""A lesson's picture, as large as its place and its own pixels allow, in a thin frame with the caption under it."""

import textwrap

from manim import DOWN, Group, ImageMobject, Rectangle, VGroup

from .. import theme
from ..pictures import picture_file
from .text import fit, words

CAPTION_SIZE = 26
CAPTION_GAP = 0.25
# At 720p a pixel of the picture becomes at most so many pixels: more would show it as squares.
MOST_BLOW_UP = 2.0
UNITS_PER_PIXEL = 8 / 720


def picture(path: str, width: float = 6.0, height: float = 4.0) -> ImageMobject:
    """The picture alone, fitted into a box; for one's own scenes."""
    image = ImageMobject(picture_file(path))
    rows, columns = image.pixel_array.shape[:2]
    share = min(width / columns, height / rows, MOST_BLOW_UP * UNITS_PER_PIXEL)
    image.height = rows * share
    image.width = columns * share
    return image


def caption_of(text: str, width: float) -> VGroup:
    """At most two centred lines; what is longer is heard in full."""
    columns = max(12, int(width * 5.6 * theme.BODY_SIZE / CAPTION_SIZE))
    lines = textwrap.wrap(text, columns, max_lines=2, placeholder=" …")
    rows = VGroup(*[words(line, CAPTION_SIZE, "muted") for line in lines])
    for above, line in zip(rows, rows[1:], strict=False):
        line.move_to(above).shift(DOWN * 0.0164 * CAPTION_SIZE)
    return fit(rows, width)


def framed(path: str, caption: str, width: float, height: float) -> tuple[ImageMobject, Rectangle, VGroup]:
    """Picture, frame and caption, the group of them centred at the origin."""
    text = caption_of(caption, width)
    room = height - (text.height + CAPTION_GAP if len(text) else 0)
    image = picture(path, width, room)
    frame = Rectangle(width=image.width, height=image.height, color=theme.FRAME, stroke_width=2)
    if len(text):
        text.next_to(image, DOWN, buff=CAPTION_GAP)
    Group(image, frame, text).move_to([0, 0, 0])
    return image, frame, text
