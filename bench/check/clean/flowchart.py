from manim import *


class FlowChart(Scene):
    """Boxes made around texts, joined by arrows with words beside them."""

    def construct(self):
        def box(t, c): 
            tx = Text(t, font_size=28); r = SurroundingRectangle(tx, color=c, buff=0.3, corner_radius=0.1)
            return VGroup(r, tx)
        a,b,c = box("Input", BLUE).shift(UP*2.5), box("Is x > 0 ?", YELLOW), box("Output", GREEN).shift(DOWN*2.5)
        ar = [Arrow(a.get_bottom(), b.get_top(), buff=0.1), Arrow(b.get_bottom(), c.get_top(), buff=0.1)]
        yes = Text("yes", font_size=24).next_to(ar[1], RIGHT)
        side = box("Error", RED).shift(RIGHT*4.5)
        ar2 = Arrow(b.get_right(), side.get_left(), buff=0.1)
        no = Text("no", font_size=24).next_to(ar2, UP, buff=0.1)
        self.play(FadeIn(a))
        self.play(GrowArrow(ar[0]), FadeIn(b))
        self.play(GrowArrow(ar[1]), FadeIn(c), FadeIn(yes))
        self.play(GrowArrow(ar2), FadeIn(side), FadeIn(no))
        self.wait(2)
