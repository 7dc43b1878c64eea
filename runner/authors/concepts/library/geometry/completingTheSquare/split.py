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


class Split(ProofreelScene):
    def construct(self):
        self.title("Cut the strip in half")
        self.split()
        square = box(0, 0, ROOT, ROOT, "blue")
        first, second = box(ROOT, 0, HALF, ROOT, "yellow"), box(ROOT + HALF, 0, HALF, ROOT, "yellow")
        name = inside(square, "x^2")
        self.show(FadeIn(square), FadeIn(name), FadeIn(first), FadeIn(second), seconds=0.6)
        cue("cut")
        names = VGroup(inside(first, rf"{HALF:g} x"), inside(second, rf"{HALF:g} x"))
        self.show(second.animate.shift(RIGHT * 0.25), FadeIn(names[0]), FadeIn(names[1].shift(RIGHT * 0.25)), seconds=1.0)
        cue("move")
        below = box(0, ROOT, ROOT, HALF, "yellow")
        self.show(FadeOut(names[1]), second.animate(path_arc=-1.2).rotate(PI / 2).move_to(below), seconds=1.8)
        self.add(below)
        self.remove(second)
        self.show(FadeIn(inside(below, rf"{HALF:g} x")), seconds=0.4)
        cue("almost")
        self.formula(rf"⟦blue|x^2⟧ + ⟦yellow|2 \cdot {HALF:g}x⟧ = {AREA:g}", 50)
        self.wait(0.5)
