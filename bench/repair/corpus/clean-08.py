import numpy as np
from manim import *

class Lissajous(Scene):
    def construct(self):
        curve = ParametricFunction(lambda t: np.array([3 * np.sin(3 * t), 2 * np.sin(2 * t), 0]), t_range=[0, TAU], color=PINK)
        self.play(Create(curve), run_time=3)
        self.play(curve.animate.scale(0.5).to_corner(DL))
        name = Text("Lissajous curve", font_size=36)
        self.play(FadeIn(name))
        self.wait()
