from manim import *

class Waveform(Scene):
    def construct(self):
        t = ValueTracker(0)
        wave = always_redraw(lambda: FunctionGraph(lambda x: np.sin(x - t.get_value()), color=BLUE))
        self.play(Create(wave))
        self.play(t.animate.set_value(4), run_time=3, rate_func=linear)
        self.play(FadeOut(wave))
