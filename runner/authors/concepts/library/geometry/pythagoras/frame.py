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


class Frame(ProofreelScene):
    def construct(self):
        self.title("First proof: four copies in a frame")
        frame = Polygon(*[at(*corner) for corner in FRAME], color=INK, stroke_width=4)
        self.show(Create(frame), seconds=0.8)
        cue("copies")
        tiles = VGroup(*[tile(*corners, role="blue") for corners in AROUND])
        self.show(LaggedStart(*[FadeIn(one, scale=0.6) for one in tiles], lag_ratio=0.4), seconds=2.4)
        cue("hole")
        hole = tile((B, 0), (SIDE, B), (A, SIDE), (0, A), role="yellow")
        sides = [formula("c", 40, role="yellow").move_to((hole.get_vertices()[k] + hole.get_vertices()[(k + 1) % 4]) / 2 * 0.86 + hole.get_center() * 0.14) for k in range(4)]
        self.show(Create(hole), *[FadeIn(side) for side in sides], seconds=1.6)
        cue("area")
        self.show(Write(formula("c^2", 72, role="yellow").move_to(hole)), seconds=0.8)
        self.wait(0.5)
