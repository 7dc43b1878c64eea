from manim import *

class Rainbow(Scene):
    def construct(self):
        names = ["red", "orange", "yellow", "green", "blue", "indigo", "violet"]
        colours = [RED, ORANGE, YELLOW, GREEN, BLUE, INDIGO, VIOLET]
        arcs = VGroup(*[Arc(radius=3 - 0.3 * i, angle=PI, color=c, stroke_width=20) for i, c in enumerate(colours)])
        arcs.shift(DOWN)
        for arc in arcs:
            self.play(Create(arc), run_time=0.4)
        caption = Text("Seven colours", color=LIGHT_BLUE, font_size=36).to_edge(DOWN)
        self.play(Write(caption))
        self.play(arcs.animate.set_opacity(0.5))
        self.wait()
