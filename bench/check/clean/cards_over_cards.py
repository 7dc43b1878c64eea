from manim import *


class Cards(Scene):
    """Cards lie on each other; what is under a card is not seen."""

    def construct(self):
        cards = VGroup()
        for index, word in enumerate(("spring", "summer", "autumn")):
            card = RoundedRectangle(width=5, height=3, corner_radius=0.2, fill_color=[GREEN_E, BLUE_E, MAROON_E][index], fill_opacity=1)
            cards.add(VGroup(card, Text(word, font_size=48)))
        for card in cards:
            self.play(FadeIn(card, shift=UP))
            self.wait(0.5)
        self.play(cards[2].animate.shift(4 * RIGHT), cards[0].animate.shift(4 * LEFT))
        self.wait()
