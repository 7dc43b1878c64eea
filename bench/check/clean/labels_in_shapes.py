from manim import *


class LabelsInShapes(Scene):
    """Labels inside circles and squares, filled and bare, joined by arrows."""

    def construct(self):
        stages = VGroup()
        for word, colour in (("plan", BLUE), ("script", GREEN), ("render", YELLOW), ("check", RED)):
            box = RoundedRectangle(width=2.4, height=1.1, corner_radius=0.2, color=colour, fill_opacity=0.25)
            stages.add(VGroup(box, Text(word, font_size=30).move_to(box)))
        stages.arrange(RIGHT, buff=0.9)
        arrows = VGroup(*[Arrow(a.get_right(), b.get_left(), buff=0.08) for a, b in zip(stages, stages[1:])])
        self.play(LaggedStart(*[FadeIn(stage) for stage in stages], lag_ratio=0.3))
        self.play(LaggedStart(*[GrowArrow(arrow) for arrow in arrows], lag_ratio=0.3))
        dot = LabeledDot(Text("1", font_size=24, color=BLACK)).to_edge(DOWN)
        circle = Circle(radius=0.6, color=TEAL, fill_opacity=1).next_to(dot, RIGHT, buff=1)
        letter = MathTex("A", color=BLACK).move_to(circle)
        self.play(FadeIn(dot), FadeIn(circle), Write(letter))
        self.wait()
