from manim import *

class Recursion(Scene):
    def construct(self):
        def tree(depth, start, angle, length):
            if depth == 0:
                return VGroup()
            end = start + length * np.array([np.cos(angle), np.sin(angle), 0])
            branch = Line(start, end)
            return VGroup(branch, tree(depth - 1, end, angle + 0.5, length * 0.7), tree(depth - 1, end, angle - 0.5, length * 0.7))
        t = tree(5, 3 * DOWN, PI / 2, 1.8)
        self.play(Create(t), run_time=3)
        self.play(t.animate.set_color_by_gradient(GREEN, BROWN))
        self.play(FadeOut(t))
        outro = Text("Recursion!").scale(1.