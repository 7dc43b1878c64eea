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


class Move(ProofreelScene):
    def construct(self):
        self.title("Push the triangles")
        frame = Polygon(*[at(*corner) for corner in FRAME], color=INK, stroke_width=4)
        tiles = [tile(*corners, role="blue") for corners in AROUND]
        label = formula("c^2", 60, role="yellow").move_to(frame)
        self.show(FadeIn(frame), *[FadeIn(one) for one in tiles], FadeIn(label), seconds=0.7)
        cue("push", 3)
        goals = [tile(*corners, role="blue") for corners in JOINED]
        self.show(FadeOut(label), Transform(tiles[3], goals[3]), seconds=1.2)
        self.show(Transform(tiles[1], goals[1]), seconds=1.0)
        self.show(Transform(tiles[2], goals[2]), seconds=1.2)
        cue("free")
        large = tile((0, A), (B, A), (B, SIDE), (0, SIDE), role="yellow")
        small = tile((B, 0), (SIDE, 0), (SIDE, A), (B, A), role="yellow")
        names = [formula(f"{tex}^2", 54, role="yellow").move_to(square) for tex, square in (("b", large), ("a", small))]
        self.show(FadeIn(large), FadeIn(small), *[Write(name) for name in names], seconds=1.4)
        cue("same")
        equation = formula(r"a^2 + b^2 = c^2", 56, role="yellow").move_to([4.7, 0, 0])
        self.show(Write(equation), seconds=1.2)
        self.wait(0.5)
