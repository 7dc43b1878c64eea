from manim import *


class CloserLook(MovingCameraScene):
    """The camera comes near to one part, and what lies outside is cut on purpose."""

    def construct(self):
        row = VGroup(*[Circle(radius=0.9, color=colour) for colour in (RED, GREEN, BLUE, YELLOW)]).arrange(RIGHT, buff=0.6)
        words = VGroup(*[Text(f"part {index}", font_size=28).next_to(circle, DOWN) for index, circle in enumerate(row, 1)])
        self.play(Create(row), FadeIn(words))
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.set(width=5).move_to(row[1]))
        detail = Text("here it is green", font_size=14).move_to(row[1])
        self.play(Write(detail))
        self.wait()
        self.play(FadeOut(detail), Restore(self.camera.frame))
        self.wait(0.5)
