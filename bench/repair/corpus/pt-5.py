from manim import *

class MixedGroup(Scene):
    def construct(self):
        logo = ImageMobject("assets/logo.png").scale(0.5)
        name = Text("Our company")
        header = VGroup(logo, name).arrange(RIGHT)
        self.play(FadeIn(header))
        self.play(header.animate.to_edge(UP))
        points = BulletedList("Fast", "Safe", "Open", height=2, width=4)
        self.play(Write(points))
        icon = SVGMobject("icons/check.svg").next_to(points, LEFT)
        self.play(DrawBorderThenFill(icon))
        self.wait()
