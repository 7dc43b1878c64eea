"""What scenes are built from: ProofreelScene and the pieces it places."""

from .formula import formula
from .picture import picture
from .plot import Plot
from .stage import ProofreelScene
from .text import body, heading

__all__ = ["Plot", "ProofreelScene", "body", "formula", "heading", "picture"]
