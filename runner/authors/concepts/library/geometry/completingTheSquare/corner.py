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


class Corner(ProofreelScene):
    def construct(self):
        self.title("The missing corner")
        self.split()
        square, right, below = box(0, 0, ROOT, ROOT, "blue"), box(ROOT, 0, HALF, ROOT, "yellow"), box(0, ROOT, ROOT, HALF, "yellow")
        names = VGroup(inside(square, "x^2"), inside(right, rf"{HALF:g} x"), inside(below, rf"{HALF:g} x"))
        self.show(FadeIn(square), FadeIn(right), FadeIn(below), FadeIn(names), seconds=0.6)
        self.formula(rf"x^2 + {WIDTH:g}x = {AREA:g}", 48)
        corner = box(ROOT, ROOT, HALF, HALF, "green")
        cue("corner", 2)
        outline = DashedVMobject(corner.copy().set_fill(opacity=0), num_dashes=24)
        self.show(Create(outline), seconds=0.8)
        self.show(FadeIn(inside(corner, f"{HALF * HALF:g}", "green")), seconds=0.5)
        cue("add", 2)
        self.show(FadeIn(corner, scale=0.5), seconds=0.9)
        self.step(rf"x^2 + {WIDTH:g}x + ⟦green|{HALF * HALF:g}⟧ = {AREA:g} + ⟦green|{HALF * HALF:g}⟧")
        cue("whole", 2)
        self.step(rf"⟦yellow|(x + {HALF:g})^2⟧ = {AREA + HALF * HALF:g}")
        self.show(Circumscribe(VGroup(square, corner), color=colour("yellow"), buff=0.02), seconds=1.0)
        self.wait(0.5)
