from manim import *

class Planets(Scene):
    def construct(self):
        data = [("Mercury", GRAY, 0.15), ("Venus", BEIGE, 0.3), ("Earth", "skyblue", 0.32), ("Mars", "crimson", 0.2)]
        sun = Dot(radius=0.6, color=GOLD)
        self.play(FadeIn(sun))
        for i, (name, colour, size) in enumerate(data):
            planet = Circle(radius=size, color=colour, fill_opacity=1).shift(RIGHT * (1.3 + 1.2 * i))
            label = Text(name, font_size=18).next_to(planet, DOWN)
            self.play(FadeIn(planet), Write(label), run_time=0.6)
        self.wait()
