from manim import *
from proofreel import *

# The second wheel turns FIRST times as fast as the first, the third SECOND times as fast as the second.
FIRST = 2
SECOND = 3


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        rule = formula(r"\frac{dy}{dx} = ⟦yellow|\frac{dy}{du}⟧ \cdot ⟦blue|\frac{du}{dx}⟧", 66).move_to([0, 1.5, 0])
        turn = ValueTracker(0)
        speeds = ((-3.6, "ink", 1), (0, "blue", FIRST), (3.6, "yellow", FIRST * SECOND))
        hands = [always_redraw(lambda one=one: self.wheel(*one, turn.get_value())) for one in speeds]
        self.show(*[FadeIn(hand) for hand in hands], seconds=0.6)
        cue("sentence")
        self.show(Write(rule), turn.animate(rate_func=linear).set_value(0.35), seconds=2.0)
        cue("wheels", 2)
        self.show(turn.animate(rate_func=linear).set_value(1), seconds=3.5)
        labels = VGroup(*[words(f"{speed} ×", 28, role).move_to([x, -2.3, 0]) for x, role, speed in speeds])
        self.show(FadeIn(labels), seconds=0.5)
        self.wait(0.5)

    def wheel(self, x, role, speed, turns):
        centre = np.array([x, -0.75, 0])
        ring = Circle(1.05, color=colour(role), stroke_width=4).move_to(centre)
        angle = speed * turns * TAU
        return VGroup(ring, Line(centre, centre + 0.95 * np.array([np.sin(angle), np.cos(angle), 0]), color=colour(role), stroke_width=7))
