```py
from manim import *
class Fib(Scene):
    def construct(self):
        a, b = 1, 1
        squares = VGroup()
        for i in range(5):
            s = Square(side_length=0.4 * a, color=BLUE)
            squares.add(s)
            a, b = b, a + b
        squares.arrange(RIGHT, buff=0.1, align=DOWN)
        for s in squares:
            self.play(Create(s), run_time=0.5)
        self.play(squares.animate.set_fill(YELLOW, opacity=0.4))
        self.wait()
