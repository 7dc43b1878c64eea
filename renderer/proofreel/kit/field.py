"""Places where things fly and swing: metres to the same scale both ways, axes with names."""

from collections.abc import Sequence

from manim import UP, Mobject, VGroup

from .. import theme
from .plot import Plot
from .text import words

# Narrower than this a field looks like a ruler.
LEAST_WIDTH = 4.6
# Lower, the numbers of its upright axis stand too close.
LEAST_HEIGHT = 1.7


def field(reach: float, height: float, width: float = 11.4, high: float = 4.3, centre: Sequence[float] = (0.0, -0.15)) -> Plot:
    """Axes from 0 to `reach` and from 0 to `height` with the same scale on both, as large as the box allows
    (and longer where one of the axes would be very short)."""
    unit = min(width / reach, high / height)
    across = max(reach, min(width, LEAST_WIDTH) / unit)
    up = max(height, LEAST_HEIGHT / unit)
    plot = Plot((0, across), (0, up), across * unit, up * unit)
    return plot.shift([centre[0], centre[1], 0] - plot.axes.get_center())


def axis_names(plot: Plot, x: str = "", y: str = "") -> VGroup:
    """What the axes count, with the unit: under the right end of one, over the upper end of the other."""
    names = VGroup()
    low, right, top = plot.axes.c2p(plot.x[0], plot.y[0]), plot.axes.c2p(plot.x[1], plot.y[0]), plot.axes.c2p(plot.x[0], plot.y[1])
    if x:
        label: Mobject = words(x, theme.LABEL_SIZE, "muted")
        names.add(label.move_to([right[0] - label.width / 2, min(low[1], plot.numbers.get_bottom()[1]) - 0.22, 0]))
    if y:
        label = words(y, theme.LABEL_SIZE, "muted").next_to(top, UP, buff=0.14)
        names.add(label.shift([max(0.0, theme.LEFT_EDGE - label.get_left()[0]), 0, 0]))
    return names


def numbers_below(plot: Plot) -> Plot:
    """Puts the numbers of the level axis under the picture, where a curve around that axis does not run through them."""
    low = plot.axes.c2p(0, plot.y[0])[1]
    for mark, label in zip(plot.numbers[::2], plot.numbers[1::2], strict=True):
        if mark.height > mark.width:
            label.set_y(low - 0.2)
    return plot
