from manim import *

class Voice(VoiceoverScene):
    def construct(self):
        self.set_speech_service(GTTSService())
        circle = Circle()
        with self.voiceover(text="This circle is drawn as I speak.") as tracker:
            self.play(Create(circle), run_time=tracker.duration)
        with self.voiceover(text="And now it moves.") as tracker:
            self.play(circle.animate.shift(2 * LEFT), run_time=tracker.duration)
        self.play(FadeOut(circle))
