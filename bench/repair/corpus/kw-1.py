from manim import *

class Tiles(Scene):
    def construct(self):
        title = Text("Tiles", size=48, bold=True).to_edge(UP)
        tiles = VGroup(*[Square(side=1, opacity=0.7, color=BLUE) for _ in range(9)])
        tiles.arrange_in_grid(3, 3, spacing=0.1)
        self.play(Write(title))
        self.play(LaggedStart(*[FadeIn(t) for t in tiles], lag_ratio=0.1))
        self.play(tiles[4].animate.set_fill(RED, alpha=0.9))
        self.play(tiles.animate.rotate(PI / 4, about=ORIGIN))
        self.wait()
