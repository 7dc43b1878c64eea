from manim import *


class MovingTangent(Scene):
    """A tracker drives a dot, its tangent and a number that counts."""

    def construct(self):
        axes = Axes(x_range=[0, 6, 1], y_range=[0, 4, 1], x_length=8, y_length=5).shift(0.5 * DOWN)
        curve = axes.plot(lambda x: 1.5 + np.sin(x), color=BLUE)
        tracker = ValueTracker(1)
        dot = always_redraw(lambda: Dot(axes.i2gp(tracker.get_value(), curve), color=YELLOW))
        tangent = always_redraw(
            lambda: TangentLine(curve, alpha=tracker.get_value() / 6, length=3, color=YELLOW)
        )
        number = DecimalNumber(1, font_size=40).to_corner(UR)
        number.add_updater(lambda mobject: mobject.set_value(tracker.get_value()))
        words = Text("x =", font_size=34).next_to(number, LEFT)
        self.add(axes, curve, dot, tangent, number, words)
        self.play(tracker.animate.set_value(5), run_time=3)
        self.wait()
