from manim import *
from proofreel import *

# Two functions, one after the other.
EXAMPLE_INNER = lambda x: x**2
EXAMPLE_OUTER = lambda x: np.sin(x)
EXAMPLE_INNER_NAME = "square it"
EXAMPLE_OUTER_NAME = "take the sine"
EXAMPLE_TEX = "\\sin(x^2)"


class Question(ProofreelScene):
    def construct(self):
        self.title("A function inside a function")
        whole = formula(rf"y = {EXAMPLE_TEX}", 56).move_to([0, 1.7, 0])
        self.show(Write(whole))
        cue("machines")
        boxes = VGroup(*[self.machine(name, role) for name, role in ((EXAMPLE_INNER_NAME, "blue"), (EXAMPLE_OUTER_NAME, "yellow"))])
        boxes[0].move_to([-2.9, -0.6, 0])
        boxes[1].move_to([2.9, -0.6, 0])
        arrows = VGroup(*[Arrow([x, -0.6, 0], [x + 1.3, -0.6, 0], color=MUTED, buff=0, stroke_width=4) for x in (-6.3, -0.65, 5.0)])
        self.show(LaggedStart(*[FadeIn(part) for part in (arrows[0], boxes[0], arrows[1], boxes[1], arrows[2])], lag_ratio=0.3), seconds=1.6)
        x = 1.2
        u = EXAMPLE_INNER(x)
        values = [self.value(text, place, role) for text, place, role in ((x, -5.4, "ink"), (u, 0, "blue"), (EXAMPLE_OUTER(u), 5.4, "yellow"))]
        cue("travel", 2)
        self.show(FadeIn(values[0], shift=RIGHT * 0.3), seconds=0.6)
        self.show(TransformFromCopy(values[0], values[1], path_arc=-0.6), boxes[0][0].animate.set_fill(opacity=0.35), seconds=1.4)
        cue("second")
        self.show(TransformFromCopy(values[1], values[2], path_arc=-0.6), boxes[1][0].animate.set_fill(opacity=0.35), seconds=1.4)
        self.wait(0.5)

    def machine(self, name, role):
        box = RoundedRectangle(corner_radius=0.2, width=4.1, height=1.3, color=colour(role), stroke_width=3, fill_color=colour(role), fill_opacity=0.12)
        return VGroup(box, words(name, 28, role).move_to(box))

    def value(self, number, x, role):
        return words(f"{number:.3g}".replace("-", "−"), 34, role).move_to([x, 0.35, 0])
