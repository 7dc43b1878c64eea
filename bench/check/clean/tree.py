from manim import *


class CallTree(Scene):
    """A tree of calls; the lines stop short of the words."""

    def construct(self):
        def node(word, x, y):
            return Text(word, font_size=30).move_to([x, y, 0])

        root = node("fib(3)", 0, 2.5)
        left, right = node("fib(2)", -2.5, 0.5), node("fib(1)", 2.5, 0.5)
        leaves = node("fib(1)", -4, -1.5), node("fib(0)", -1, -1.5)
        self.play(Write(root))
        for parent, children in ((root, (left, right)), (left, leaves)):
            lines = [Line(parent.get_bottom(), child.get_top(), buff=0.15) for child in children]
            self.play(*[Create(line) for line in lines], *[Write(child) for child in children])
        self.wait()
