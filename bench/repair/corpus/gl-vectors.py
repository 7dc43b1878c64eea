from manim_imports_ext import *

class VectorSum(Scene):
    def construct(self):
        plane = NumberPlane()
        self.play(ShowCreation(plane))
        v = Arrow(plane.c2p(0, 0), plane.c2p(2, 1), buff=0, color=YELLOW)
        w = Arrow(plane.c2p(2, 1), plane.c2p(3, 3), buff=0, color=RED)
        s = Arrow(plane.c2p(0, 0), plane.c2p(3, 3), buff=0, color=GREEN)
        v_label = OldTex(r"\vec{v}").next_to(v, DOWN)
        w_label = OldTex(r"\vec{w}").next_to(w, RIGHT)
        self.play(GrowArrow(v), FadeInFrom(v_label, LEFT))
        self.play(GrowArrow(w), FadeInFrom(w_label, RIGHT))
        self.play(GrowArrow(s), FlashAround(w_label))
        self.embed()
