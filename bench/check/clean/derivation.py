from manim import *


class Derivation(Scene):
    """Lines of a derivation: each grows from the one before, which goes up and grows grey."""

    def construct(self):
        title = Tex("Completing the square", font_size=44).to_edge(UP)
        self.play(Write(title))
        steps = [r"x^2 + 6x + 5 = 0", r"x^2 + 6x + 9 = 4", r"(x + 3)^2 = 4", r"x + 3 = \pm 2", r"x \in \{-1, -5\}"]
        line = MathTex(steps[0]).shift(1.6 * UP)
        self.play(Write(line))
        for step in steps[1:]:
            following = MathTex(step).next_to(line, DOWN, buff=0.5)
            self.play(TransformMatchingShapes(line.copy(), following), line.animate.set_opacity(0.3))
            line = following
        self.play(Create(SurroundingRectangle(line, color=GREEN)))
        self.wait()
