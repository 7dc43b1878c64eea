from manim import *


class LinearMap(LinearTransformationScene):
    """Manim's own scene of a linear map, with grids that reach far beyond the frame."""

    def __init__(self, **kw):
        super().__init__(show_coordinates=True, leave_ghost_vectors=True, **kw)
    def construct(self):
        self.apply_matrix([[1,1],[0,1]])
        self.wait()
