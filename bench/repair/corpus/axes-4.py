from manim import *

class Circle2D(Scene):
    def construct(self):
        plane = NumberPlane(grid_step=1, grid_color=BLUE_E)
        self.play(Create(plane))
        curve = ParametricFunction(lambda t: np.array([2 * np.cos(t), 2 * np.sin(t), 0]), t_min=0, t_max=TAU, color=YELLOW)
        self.play(Create(curve), run_time=2)
        tracker = ValueTracker(0)
        dot = always_redraw(lambda: Dot(2 * np.array([np.cos(tracker.get_value()), np.sin(tracker.get_value()), 0]), color=RED))
        self.play(FadeIn(dot))
        self.play(tracker.animate.set_value(TAU), run_time=3)
        self.wait()
