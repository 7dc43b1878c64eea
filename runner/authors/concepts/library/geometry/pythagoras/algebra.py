from manim import *
from proofreel import *

# The legs of the right triangle.
A = 3
B = 4

SIDE = A + B
UNIT = 4.7 / SIDE
ORIGIN_AT = np.array([-2.35, -2.5, 0])


def at(x, y):
    return ORIGIN_AT + UNIT * np.array([x, y, 0])


def tile(*corners, role="ink"):
    return Polygon(*[at(*corner) for corner in corners], color=colour(role), fill_opacity=0.35, stroke_width=3)


# Around the tilted square, and joined to two rectangles; corner by corner.
AROUND = [
    [(0, 0), (B, 0), (0, A)],
    [(SIDE, 0), (SIDE, B), (B, 0)],
    [(SIDE, SIDE), (A, SIDE), (SIDE, B)],
    [(0, SIDE), (0, A), (A, SIDE)],
]
JOINED = [
    [(0, 0), (B, 0), (0, A)],
    [(SIDE, A), (SIDE, SIDE), (B, A)],
    [(B, A), (0, A), (B, 0)],
    [(B, SIDE), (B, A), (SIDE, SIDE)],
]
FRAME = [(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE)]


class Algebra(ProofreelScene):
    def construct(self):
        self.title("Second proof: by calculation")
        self.split()
        frame = Polygon(*[at(*corner) for corner in FRAME], color=INK, stroke_width=4)
        tiles = VGroup(*[tile(*corners, role="blue") for corners in AROUND])
        hole = tile((B, 0), (SIDE, B), (A, SIDE), (0, A), role="yellow")
        names = VGroup(
            formula("c^2", 54, role="yellow").move_to(hole),
            formula("a", 36).next_to(at(0, A / 2), LEFT, buff=0.12),
            formula("b", 36).next_to(at(0, A + B / 2), LEFT, buff=0.12),
        )
        picture = VGroup(frame, tiles, hole, names).move_to([-3.6, -0.2, 0])
        self.show(FadeIn(picture), seconds=0.6)
        cue("whole", 2)
        self.show(Indicate(frame, 1.04, color=colour("green")), seconds=0.8)
        self.formula(r"⟦green|(a+b)^2⟧", 46)
        cue("parts", 2)
        self.show(LaggedStart(*[Indicate(one, 1.05, color=colour("blue")) for one in tiles], lag_ratio=0.2), seconds=1.2)
        self.step(r"⟦green|(a+b)^2⟧ = ⟦yellow|c^2⟧ + ⟦blue|4 \cdot \tfrac{1}{2}ab⟧")
        cue("expand")
        self.step(r"⟦green|a^2 + 2ab + b^2⟧ = ⟦yellow|c^2⟧ + ⟦blue|2ab⟧")
        cue("cancel")
        self.step(r"⟦green|a^2 + b^2⟧ = ⟦yellow|c^2⟧")
        self.wait(0.5)
