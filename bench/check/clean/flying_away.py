from manim import *


class FlyingAway(Scene):
    """Objects that come from outside and leave to it."""

    def construct(self):
        rocket = Triangle(color=RED, fill_opacity=1).scale(0.5).move_to([0, -5.5, 0])
        self.add(rocket)
        self.play(rocket.animate.move_to(ORIGIN))
        title = Text("lift-off", font_size=48).move_to([-10, 3, 0])
        self.play(title.animate.move_to([0, 3, 0]))
        self.wait(0.5)
        self.play(rocket.animate.shift(8 * UP), FadeOut(title, shift=9 * RIGHT))
        stars = VGroup(*[Dot([x, np.sin(3 * x) * 2, 0], radius=0.05) for x in np.linspace(-6, 6, 25)])
        self.play(LaggedStart(*[FadeIn(star, scale=0.3) for star in stars], lag_ratio=0.05))
        self.wait(0.5)
