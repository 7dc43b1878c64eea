from manim import *

class TrafficLight(Scene):
    def construct(self):
        box = RoundedRectangle(width=1.6, height=4.2, color=SILVER, fill_color=DARK_GREY, fill_opacity=1)
        lamps = VGroup(*[Circle(radius=0.5, fill_opacity=0.3, color=c) for c in (RED, YELLOW, LIME)]).arrange(DOWN, buff=0.2)
        self.play(FadeIn(box), FadeIn(lamps))
        for lamp in lamps:
            self.play(lamp.animate.set_fill(opacity=1), run_time=0.5)
            self.play(lamp.animate.set_fill(opacity=0.3), run_time=0.5)
        go = Text("Go!", color="lightgreen").next_to(box, RIGHT)
        self.play(FadeIn(go, scale=1.5), rate_func=ease_out_bounce)
        self.wait()
