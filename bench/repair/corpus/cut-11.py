from manim import *
import numpy as np

class GradientDescent(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes()
        def bowl(u, v):
            return np.array([u, v, 0.3 * (u ** 2 + v ** 2)])
        surface = Surface(bowl, u_range=[-2, 2], v_range=[-2, 2],
                          resolution=(10, 10)