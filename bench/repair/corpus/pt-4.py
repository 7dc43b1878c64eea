from manim import *

class Counter(Scene):
    def construct(self):
        tracker = ValueTracker(0)
        number = DecimalNumber(0).scale(2)
        number.add_updater(lambda m: m.set_value(tracker.value))
        self.add(number)
        self.play(tracker.animate.set_value(10), run_time=2)
        self.play(tracker.animate.increment(5))
        bar = Rectangle(height=0.4, width=1, fill_opacity=1, color=BLUE).to_edge(DOWN)
        self.play(FadeIn(bar))
        self.play(bar.animate.set_size(5, 0.4))
        self.wait()
