from manim import *
from proofreel import *

# Degrees.
ALPHA = 35
BETA = 25

a, b = ALPHA * DEGREES, BETA * DEGREES
UNIT = 4.6
FOOT = np.array([-6.0, -2.35, 0])


def at(x, y):
    return FOOT + UNIT * np.array([x, y, 0])


# The top, the upper triangle's right corner, and what is under both.
O, TOP = at(0, 0), at(np.cos(a + b), np.sin(a + b))
MIDDLE = at(np.cos(b) * np.cos(a), np.cos(b) * np.sin(a))
UNDER = at(np.cos(b) * np.cos(a), 0)
CUT = np.array([TOP[0], MIDDLE[1], 0])
BOTTOM = np.array([TOP[0], FOOT[1], 0])


def shape(*corners, role="blue"):
    return Polygon(*corners, color=colour(role), fill_opacity=0.2, stroke_width=4)


def angle_mark(start, end, name, role):
    mark = Arc(0.85, start, end - start, arc_center=O, color=colour(role), stroke_width=4)
    middle = (start + end) / 2
    return VGroup(mark, formula(name, 34, role=role).move_to(O + 1.15 * np.array([np.cos(middle), np.sin(middle), 0])))


class Pieces(ProofreelScene):
    def construct(self):
        self.title("Cut the height in two")
        self.split()
        lower, upper = shape(O, UNDER, MIDDLE), shape(O, MIDDLE, TOP, role="yellow")
        marks = VGroup(angle_mark(0, a, r"\alpha", "blue"), angle_mark(a, a + b, r"\beta", "yellow"))
        level = DashedLine(CUT, MIDDLE, color=INK, stroke_width=3)
        self.show(FadeIn(lower), FadeIn(upper), FadeIn(marks), seconds=0.6)
        self.show(Create(level), seconds=0.6)
        cue("sides", 2)
        along = Line(O, MIDDLE, color=colour("yellow"), stroke_width=8)
        side = Line(MIDDLE, TOP, color=colour("red"), stroke_width=8)
        self.show(Create(along), Create(side), seconds=0.9)
        self.formula(r"⟦yellow|\cos\beta⟧ \quad ⟦red|\sin\beta⟧", 44)
        cue("low", 2)
        low = Line(UNDER, MIDDLE, color=colour("green"), stroke_width=9)
        self.show(Create(low), seconds=0.8)
        self.formula(r"⟦green|\text{low} = \sin\alpha \cos\beta⟧", 44)
        cue("high", 3)
        small = shape(CUT, MIDDLE, TOP, role="red")
        tilt = Arc(0.55, -PI / 2, a, arc_center=TOP, color=colour("blue"), stroke_width=4)
        self.show(FadeIn(small), Create(tilt), seconds=0.8)
        high = Line(CUT, TOP, color=colour("green"), stroke_width=9)
        self.show(Create(high), seconds=0.7)
        self.formula(r"⟦green|\text{high} = \cos\alpha \sin\beta⟧", 44)
        self.wait(0.5)
