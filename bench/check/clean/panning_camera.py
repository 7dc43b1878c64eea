from manim import *


class LongTimeline(MovingCameraScene):
    """A line of years longer than the frame; the camera goes along it."""

    def construct(self):
        line = NumberLine(x_range=[0, 40, 5], length=40, include_numbers=True).move_to(ORIGIN, aligned_edge=LEFT).shift(6 * LEFT)
        events = VGroup()
        for place, word in ((2, "start"), (14, "growth"), (27, "crisis"), (37, "today")):
            dot = Dot(line.n2p(place), color=YELLOW)
            events.add(VGroup(dot, Text(word, font_size=32).next_to(dot, UP)))
        self.add(line, events)
        self.wait(0.5)
        for event in events[1:]:
            self.play(self.camera.frame.animate.set_x(event.get_x()))
            self.wait(0.5)
