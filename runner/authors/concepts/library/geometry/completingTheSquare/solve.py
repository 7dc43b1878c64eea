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


class Solve(ProofreelScene):
    def construct(self):
        self.title("Now the root is easy")
        self.split()
        whole = box(0, 0, ROOT + HALF, ROOT + HALF, "yellow")
        total = AREA + HALF * HALF
        side = np.sqrt(total)
        exact = abs(side - round(side, 2)) < 1e-9
        sign = "=" if exact else r"\approx"
        self.show(FadeIn(whole), FadeIn(inside(whole, f"{total:g}")), seconds=0.6)
        self.formula(rf"(x + {HALF:g})^2 = {total:g}", 50)
        cue("root", 2)
        brace = Brace(whole, RIGHT, color=MUTED)
        label = formula(rf"\sqrt{{{total:g}}}", 40).next_to(brace, RIGHT, buff=0.1)
        self.show(FadeIn(brace), FadeIn(label), seconds=0.6)
        self.step(rf"x + {HALF:g} = \pm\sqrt{{{total:g}}}")
        cue("positive")
        self.step(rf"⟦green|x_1 {sign} {round(side - HALF, 2):g}⟧")
        cue("negative")
        self.formula(rf"⟦blue|x_2 {sign} {round(-side - HALF, 2):g}⟧")
        self.wait(0.5)
