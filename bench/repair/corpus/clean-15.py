from manim import *

class Bullets(Scene):
    def construct(self):
        title = Title("Three ideas")
        self.play(Write(title))
        items = BulletedList("Be clear", "Be short", "Be kind")
        self.play(Write(items))
        for i in range(3):
            self.play(items.animate.fade_all_but(i), run_time=0.6)
        self.wait()
