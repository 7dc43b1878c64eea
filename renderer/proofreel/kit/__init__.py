"""What scenes are built from: ProofreelScene and the pieces it places."""

from .bars import Bars
from .cells import Cells, Pointer
from .chances import coin, die
from .circuit import Charges, battery, capacitor, meter, resistor, wire
from .field import axis_names, field, numbers_below
from .figures import bracketed, column_tex, matrix_tex, rounded
from .formula import formula
from .graph import clipped, line_through, readout, rectangles, riemann_sum, slope_of
from .grid import Grid, haloed, mix
from .histogram import Histogram
from .matrices import matrix
from .network import Network, on_panel, spread, tree_places
from .picture import picture
from .pile import Pile
from .plot import Plot
from .remark import Remark, conclusion
from .stage import ProofreelScene
from .swing import hung, pendulum, period_of, swing
from .text import body, heading, tick, words
from .towers import Towers, hanoi

__all__ = [
    "Plot", "ProofreelScene", "body", "clipped", "formula", "heading", "line_through", "picture", "readout", "rectangles",
    "riemann_sum", "slope_of", "tick", "words",
    "Bars", "Cells", "Network", "Pile", "Pointer", "Remark", "conclusion", "on_panel", "Towers", "hanoi", "spread", "tree_places",
    "Grid", "Histogram", "axis_names", "bracketed", "coin", "column_tex", "die", "field", "haloed", "matrix", "matrix_tex",
    "mix", "rounded",
    "hung", "pendulum", "period_of", "swing",
    "numbers_below",
    "Charges", "battery", "capacitor", "meter", "resistor", "wire",
]
