from manim import *

class TypeMix(Scene):
    def construct(self):
        total = 0
        label = Text("Total: " + total)
        self.play(Write(label))
        coins = VGroup(*[Circle(radius=0.3, color=GOLD, fill_opacity=1) for _ in range(5)]).arrange(RIGHT).shift(DOWN)
        for c in coins:
            self.play(FadeIn(c), run_time=0.3)
            total += 1
            new = Text(f"Total: {total}").move_to(label)
            self.play(Transform(label, new), run_time=0.3)
        self.wait()
