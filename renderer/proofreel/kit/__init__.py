"""What scenes are built from: ProofreelScene and the pieces it places."""

from .formula import formula
from .graph import clipped, line_through, readout, rectangles, riemann_sum, slope_of
from .picture import picture
from .plot import Plot
from .stage import ProofreelScene
from .text import body, heading, tick, words

__all__ = [
    "Plot", "ProofreelScene", "body", "clipped", "formula", "heading", "line_through", "picture", "readout", "rectangles",
    "riemann_sum", "slope_of", "tick", "words",
]
