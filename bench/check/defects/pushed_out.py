# expects: off_frame
from manim import *


class PushedOut(Scene):
    """The answer is shifted so far that its end is cut."""

    def construct(self):
        question = MathTex(r"\int_0^1 x^2\,dx").shift(3 * LEFT)
        answer = MathTex(r"= \left[\frac{x^3}{3}\right]_0^1 = \frac13").next_to(question, RIGHT, buff=6.5)
        self.play(Write(question))
        self.play(Write(answer))
        self.wait()
