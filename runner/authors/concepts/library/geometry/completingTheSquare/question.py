from manim import *
from proofreel import *

# x² + WIDTH x = AREA
WIDTH = 6
AREA = 16

ROOT = np.sqrt(AREA + WIDTH * WIDTH / 4) - WIDTH / 2
HALF = WIDTH / 2
UNIT = min(4.5 / (ROOT + HALF), 6.3 / (ROOT + WIDTH))
TOP_LEFT = np.array([-6.4, 2.2, 0])


def box(x, y, width, height, role):
    """A box by its upper left corner, in units of the equation to the right and down."""
    shape = Rectangle(width=UNIT * width, height=UNIT * height, color=colour(role), fill_opacity=0.35, stroke_width=3)
    return shape.move_to(TOP_LEFT + UNIT * np.array([x + width / 2, -y - height / 2, 0]))


def inside(shape, tex, role="ink"):
    """Its area, written into a box."""
    return fit_into(formula(tex, 44, role=role), shape)


def fit_into(text, shape):
    if text.width > shape.width * 0.8:
        text.scale_to_fit_width(shape.width * 0.8)
    return text.move_to(shape)


class Question(ProofreelScene):
    def construct(self):
        self.title("An unknown that stands twice")
        self.split()
        self.formula(rf"⟦blue|x^2⟧ + ⟦yellow|{WIDTH:g}x⟧ = {AREA:g}", 58)
        cue("stuck")
        self.show(*[Indicate(part, 1.25, color=colour("red")) for part in self.lines[0][:3:2]], seconds=1.4)
        cue("picture")
        frame = Rectangle(width=6.6, height=4.9, color=FRAME, stroke_width=2).move_to([-3.3, -0.1, 0])
        self.show(Create(frame), seconds=0.6)
        square, strip = box(0, 0, ROOT, ROOT, "blue"), box(ROOT, 0, WIDTH, ROOT, "yellow")
        VGroup(square, strip).move_to(frame)
        cue("square", 2)
        self.show(DrawBorderThenFill(square), seconds=0.9)
        self.show(FadeIn(inside(square, "x^2")), seconds=0.4)
        cue("strip", 2)
        self.show(GrowFromEdge(strip, LEFT), seconds=0.9)
        self.show(FadeIn(inside(strip, f"{WIDTH:g} x")), seconds=0.4)
        self.wait(0.5)
