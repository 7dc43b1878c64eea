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


class Question(ProofreelScene):
    def construct(self):
        self.title("Can we just add?")
        self.split()
        base = Line(O, at(1.1, 0), color=MUTED, stroke_width=3)
        first = Line(O, at(np.cos(a), np.sin(a)), color=colour("blue"), stroke_width=5)
        second = Line(O, TOP, color=colour("yellow"), stroke_width=5)
        self.show(FadeIn(base), Create(first), FadeIn(angle_mark(0, a, r"\alpha", "blue")), seconds=0.7)
        self.show(Create(second), FadeIn(angle_mark(a, a + b, r"\beta", "yellow")), seconds=0.7)
        cue("sum", 2)
        high = Line(BOTTOM, TOP, color=colour("green"), stroke_width=8)
        self.show(Create(high), seconds=0.8)
        self.formula(r"⟦green|\sin(\alpha + \beta)⟧", 46)
        cue("guess")
        self.formula(r"\overset{?}{=} \; ⟦blue|\sin\alpha⟧ + ⟦yellow|\sin\beta⟧", 46)
        cue("compare")
        self.formula(rf"⟦green|{np.sin(a + b):.3f}⟧ \neq ⟦red|{np.sin(a) + np.sin(b):.3f}⟧", 46)
        self.wait(0.5)
