from manim import *

class Updater(Scene):
    def construct(self):
        square = Square(side_length=1, color=ORANGE, fill_opacity=1)
        square.add_updater(lambda m, dt: m.rotate(dt))
        self.add(square)
        self.play(square.animate.shift(3 * RIGHT), run_time=2)
        self.wait()
        square.clear_updaters()
        self.play(FadeOut(square))
