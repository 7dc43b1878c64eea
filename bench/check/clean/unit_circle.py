from manim import *


class UnitCircle(Scene):
    """A point runs around the unit circle on a grid; its angle is named inside."""

    def construct(self):
        plane = NumberPlane(x_range=[-4,4], y_range=[-3,3], x_length=8, y_length=6)
        circle = Circle(radius=1, color=YELLOW)
        theta = ValueTracker(0.6)
        line = always_redraw(lambda: Line(ORIGIN, [np.cos(theta.get_value()), np.sin(theta.get_value()), 0], color=RED))
        arc = always_redraw(lambda: Arc(radius=0.3, angle=theta.get_value()))
        lab = always_redraw(lambda: MathTex(r"\theta", font_size=30).move_to(0.55*np.array([np.cos(theta.get_value()/2), np.sin(theta.get_value()/2),0])))
        self.play(Create(plane), run_time=1)
        self.play(Create(circle), Create(line), Create(arc), FadeIn(lab))
        self.play(theta.animate.set_value(2.2), run_time=2)
        eq = MathTex(r"\cos^2\theta+\sin^2\theta=1").to_corner(UR)
        self.play(Write(eq))
        self.wait()
