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


class Build(ProofreelScene):
    def construct(self):
        self.title("Stack two triangles")
        self.split()
        cue("lower")
        lower = shape(O, UNDER, MIDDLE)
        self.show(Create(lower), FadeIn(angle_mark(0, a, r"\alpha", "blue")), seconds=1.2)
        cue("upper")
        upper = shape(O, MIDDLE, TOP, role="yellow")
        one = formula("1", 40).move_to((O + TOP) / 2 + 0.3 * np.array([-np.sin(a + b), np.cos(a + b), 0]))
        self.show(Create(upper), FadeIn(angle_mark(a, a + b, r"\beta", "yellow")), FadeIn(one), seconds=1.4)
        cue("height", 2)
        high = Line(BOTTOM, TOP, color=colour("green"), stroke_width=8)
        self.show(Create(high), seconds=0.8)
        self.formula(r"\text{height} = ⟦green|\sin(\alpha + \beta)⟧", 44)
        self.wait(0.5)
