from manim import *

class ShapesTour(Scene):
    def construct(self):
        shapes = VGroup(
            Hexagon(color=BLUE),
            Trapezoid(color=GREEN),
            Pentagon(color=RED),
        ).arrange(RIGHT, buff=1)
        names = VGroup(Text("6 sides"), Text("4 sides"), Text("5 sides"))
        for name, shape in zip(names, shapes):
            name.scale(0.5).next_to(shape, DOWN)
        for shape, name in zip(shapes, names):
            self.play(Create(shape), run_time=0.8)
            self.play(FadeIn(name), run_time=0.4)
        box = TextBox("Polygons have straight sides")
        box.to_edge(UP)
        self.play(FadeIn(box))
        self.play(shapes.animate.scale(0.8))
