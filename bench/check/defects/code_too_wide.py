# expects: off_frame
from manim import *


class WideListing(Scene):
    """A line of code that is longer than the frame is wide."""

    def construct(self):
        c=Code(code_string="result = some_function_with_a_long_name(argument_number_one, argument_number_two, argument_number_three, four)", language="python"); self.play(FadeIn(c)); self.wait()
