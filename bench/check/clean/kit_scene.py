from manim import *
from proofreel.kit import ProofreelScene


class KitScene(ProofreelScene):
    """The scene API: a title, a plot on the left and an argument on the right."""

    def construct(self):
        self.title("Where does the parabola turn?")
        self.split()
        self.plot((-1, 5), (-2, 6))
        self.curve(lambda x: (x - 2) ** 2 - 1, "blue", "y = (x − 2)² − 1")
        self.dots([(2, -1)], "yellow")
        self.formula(r"y = x^2 - 4x + 3")
        self.step(r"y = (x-2)^2 - 1", "complete the square")
        self.wait()
