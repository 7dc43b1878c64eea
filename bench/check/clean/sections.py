from manim import *


class Sections(Scene):
    """Three short chapters; all is taken away between them."""

    def construct(self):
        for number, (head, said) in enumerate(
            (("Question", "How many squares fit?"), ("Idea", "Count them by size"), ("Answer", "204 on a chess board")), 1
        ):
            title = Text(f"{number}. {head}", font_size=44, weight=BOLD).to_edge(UP)
            words = Text(said, font_size=36)
            self.play(FadeIn(title, shift=DOWN), Write(words))
            self.wait()
            self.play(*[FadeOut(mobject) for mobject in self.mobjects])
            self.wait(0.5)
