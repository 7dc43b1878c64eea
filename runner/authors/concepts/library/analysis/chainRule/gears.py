from manim import *
from proofreel import *

# The second wheel turns FIRST times as fast as the first, the third SECOND times as fast as the second.
FIRST = 2
SECOND = 3


class Gears(ProofreelScene):
    def construct(self):
        self.title(f"Gears: {FIRST} times, then {SECOND} times")
        roles, speeds = ("ink", "blue", "yellow"), (1, FIRST, FIRST * SECOND)
        places, letters = (-4.4, 0, 4.4), ("x", "u", "y")
        turn = ValueTracker(0)
        wheels = [self.wheel(place, role) for place, role in zip(places, roles)]
        hands = [
            always_redraw(lambda place=place, role=role, speed=speed: self.hand(place, role, speed * turn.get_value()))
            for place, role, speed in zip(places, roles, speeds)
        ]
        counts = [
            readout(letter, lambda speed=speed: speed * turn.get_value(), role, 2, 32).move_to([place - 0.1, -1.95, 0])
            for letter, place, role, speed in zip(letters, places, roles, speeds)
        ]
        links = [self.link(-2.2, FIRST, "blue"), self.link(2.2, SECOND, "yellow")]
        self.show(FadeIn(wheels[0]), FadeIn(hands[0]), FadeIn(counts[0]), seconds=0.8)
        cue("first", 2)
        self.show(FadeIn(wheels[1]), FadeIn(hands[1]), FadeIn(counts[1]), FadeIn(links[0]), seconds=0.7)
        self.show(turn.animate.set_value(0.25), seconds=1.8)
        cue("next", 2)
        self.show(FadeIn(wheels[2]), FadeIn(hands[2]), FadeIn(counts[2]), FadeIn(links[1]), seconds=0.7)
        self.show(turn.animate.set_value(0.5), seconds=1.8)
        cue("turn")
        self.show(turn.animate.set_value(1), seconds=4)
        cue("times")
        product = formula(rf"⟦blue|{FIRST}⟧ \cdot ⟦yellow|{SECOND}⟧ = {FIRST * SECOND}", 54).move_to([0, 1.95, 0])
        self.show(Write(product), seconds=0.9)
        self.wait(0.5)

    def wheel(self, x, role):
        teeth = VGroup(*[Line(1.3 * RIGHT, 1.45 * RIGHT, color=colour(role), stroke_width=5).rotate(k * TAU / 24, about_point=ORIGIN) for k in range(24)])
        return VGroup(Circle(1.3, color=colour(role), stroke_width=4), teeth, Dot(radius=0.09, color=colour(role))).move_to([x, -0.1, 0])

    def hand(self, x, role, turns):
        tip = np.array([x, -0.1, 0]) + 1.15 * np.array([np.sin(turns * TAU), np.cos(turns * TAU), 0])
        return Line([x, -0.1, 0], tip, color=colour(role), stroke_width=7)

    def link(self, x, factor, role):
        arrow = Arrow([x - 0.6, -0.1, 0], [x + 0.6, -0.1, 0], color=MUTED, buff=0, stroke_width=4)
        return VGroup(arrow, words(f"× {factor}", 30, role).next_to(arrow, UP, buff=0.15))
