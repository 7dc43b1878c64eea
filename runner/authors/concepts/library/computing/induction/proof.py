from manim import *
from proofreel import *


class Proof(ProofreelScene):
    """Base, step, conclusion."""

    def construct(self):
        self.title("The proof in three lines")
        rows = []
        for name, text, role, y in (("base", "1 = 1²", "yellow", 1.4), ("step", "n² + (2n + 1) = (n + 1)²", "green", 0.0), ("for all n", "1 + 3 + … + (2n − 1) = n²", "blue", -1.4)):
            box = RoundedRectangle(corner_radius=0.15, width=2.4, height=0.85, color=colour(role), stroke_width=3, fill_color=PANEL, fill_opacity=1).move_to([-4.6, y, 0])
            rows.append((VGroup(box, words(name, 30, role).move_to(box)), words(text, 40).move_to([-2.8, y, 0], aligned_edge=LEFT)))
        cue("base")
        self.write(*rows[0])
        cue("step")
        self.write(*rows[1])
        cue("end", 2)
        arrows = [Arrow([-4.6, y, 0], [-4.6, y - 0.55, 0], buff=0, color=MUTED, stroke_width=5) for y in (0.97, -0.43)]
        self.show(*[GrowArrow(arrow) for arrow in arrows], seconds=0.8)
        self.write(*rows[2])

    def write(self, box, line):
        self.show(FadeIn(box, shift=RIGHT * 0.2), FadeIn(line, shift=LEFT * 0.2), seconds=1.0)
