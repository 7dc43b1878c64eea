from manim import *
from proofreel import *

FIRST = [4, 1]
SECOND = [2, 3]
U, V = np.array(FIRST, dtype=float), np.array(SECOND, dtype=float)
PRODUCT = float(U @ V)
SHADOW = PRODUCT / (U @ U) * U


def sized(tip):
    """A vector's length."""
    return float(np.linalg.norm(tip))


class Work(ProofreelScene):
    """Pulling a sled: only the part of the force along the path counts."""

    def construct(self):
        self.title("What is it good for?")
        tilt = ValueTracker(35 * DEGREES)
        ground = Line([-6, -1.9, 0], [6, -1.9, 0], color=MUTED, stroke_width=3)
        x = ValueTracker(-5)
        sled = lambda: VGroup(
            RoundedRectangle(width=1.2, height=0.45, corner_radius=0.1, color=colour("blue"), fill_opacity=0.8, stroke_width=0).move_to([x.get_value(), -1.55, 0]),
            Line([x.get_value() - 0.8, -1.83, 0], [x.get_value() + 0.8, -1.83, 0], color=INK, stroke_width=4),
        )
        hook = lambda: np.array([x.get_value() + 0.6, -1.5, 0])
        pull = lambda: 2.0 * np.array([np.cos(tilt.get_value()), np.sin(tilt.get_value()), 0])
        arrow = lambda a, b, role: Arrow(a, b, buff=0, color=colour(role), stroke_width=6, tip_length=0.22)
        body_now = always_redraw(sled)
        rope = always_redraw(lambda: arrow(hook(), hook() + pull(), "yellow"))
        useful = always_redraw(lambda: arrow(hook(), hook() + [pull()[0], 0, 0], "green"))
        cue("sled", 2)
        self.show(Create(ground), FadeIn(body_now), seconds=0.6)
        self.show(FadeIn(rope), seconds=0.5)
        effort = words("60 N at 35°", BODY_SIZE, "yellow").move_to([-4.6, 1.6, 0])
        self.show(FadeIn(effort), seconds=0.4)
        cue("part", 2)
        self.show(FadeIn(useful), seconds=0.5)
        line = formula(r"W = ⟦yellow|\vec F⟧ \cdot ⟦blue|\vec s⟧ = ⟦yellow|60\,\text{N}⟧ \cdot ⟦blue|10\,\text{m}⟧ \cdot \cos 35^\circ \approx ⟦green|491\,\text{J}⟧", 44).move_to([0.9, 1.6, 0])
        self.show(Write(line), seconds=1)
        cue("pull")
        self.show(x.animate(rate_func=rate_functions.ease_in_out_sine).set_value(2.6), seconds=4)
        cue("learned")
        last = words("The dot product says how much two arrows go the same way.", 30).move_to([0, 0.5, 0])
        self.show(FadeIn(last, shift=UP * 0.1), seconds=0.7)
