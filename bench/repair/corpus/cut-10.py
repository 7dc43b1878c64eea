from manim import *

class Hanoi(Scene):
    def construct(self):
        pegs = VGroup(*[Line(DOWN, UP).shift(x * RIGHT) for x in (-4, 0, 4)])
        base = Line(6 * LEFT, 6 * RIGHT).shift(DOWN)
        self.play(Create(base), Create(pegs))
        disks = VGroup(*[Rectangle(width=2.4 - 0.6 * i, height=0.3, fill_opacity=1, color=c) for i, c in enumerate([RED, GREEN, BLUE])])
        for i, disk in enumerate(disks):
            disk.move_to(pegs[0].get_bottom() + UP * (0.15 + 0.3 * i))
        self.play(FadeIn(disks))
        def move(n, a, b, c):
            if n == 0:
                return
            move(n - 1, a, c, b)
            self.play(disks[n - 1].animate.move_to(pegs[b].get_bottom() + 0.15 * UP), run_time=0.4)
            move(n - 1, c, b, a)
        move(3, 0, 2, 1)
        self.play(Flash(pegs[2]))
        text = Text("Seven moves for three disks", font_size=30).to_edge(UP)
        self.play(Write(text), run_ti