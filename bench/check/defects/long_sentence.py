# expects: off_frame
from manim import *


class LongSentence(Scene):
    """A sentence in one line that is wider than the frame."""

    def construct(self):
        words = Text("The derivative of a product is the first times the derivative of the second plus the reverse", font_size=40)
        self.play(Write(words))
        self.wait()
