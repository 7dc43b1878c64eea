from manim import *
from proofreel import *

# Metres, seconds; the angle in degrees.
SPEED = 20
ANGLE = 50
GRAVITY = 9.81
VX, VY = SPEED * np.cos(ANGLE * DEGREES), SPEED * np.sin(ANGLE * DEGREES)
FLIGHT = 2 * VY / GRAVITY
RANGE, HEIGHT = VX * FLIGHT, VY**2 / (2 * GRAVITY)


def at(t):
    """Where the ball is after t seconds."""
    return VX * t, max(0.0, VY * t - GRAVITY * t * t / 2)


class Parts(ProofreelScene):
    """The speed is taken apart into one along the ground and one upwards."""

    def construct(self):
        self.title("Two motions in one")
        self.split()
        unit = min(5.0 / VX, 4.2 / VY)
        origin = np.array([-3.6 - VX * unit / 2, -0.15 - VY * unit / 2, 0])
        tip, foot = origin + unit * np.array([VX, VY, 0]), origin + unit * np.array([VX, 0, 0])
        arrow = lambda a, b, role: Arrow(a, b, buff=0, color=colour(role), stroke_width=6, tip_length=0.24, max_tip_length_to_length_ratio=0.4)
        whole = arrow(origin, tip, "green")
        cue("arrow")
        self.show(GrowArrow(whole), seconds=0.8)
        name = words(f"{rounded(SPEED)} m/s", BODY_SIZE, "green").move_to((origin + tip) / 2 + 0.95 * np.array([-np.sin(ANGLE * DEGREES), np.cos(ANGLE * DEGREES), 0]))
        arc = Arc(0.7, 0, ANGLE * DEGREES, arc_center=origin, color=INK, stroke_width=3)
        self.show(FadeIn(name), Create(arc), seconds=0.6)
        cue("along", 2)
        flat = arrow(origin, foot, "blue")
        self.show(TransformFromCopy(whole, flat), seconds=1.2)
        self.formula(rf"⟦blue|v_x⟧ = {rounded(SPEED)} \cos {rounded(ANGLE)}^\circ = ⟦blue|{rounded(VX, 1)}⟧\,\tfrac{{\text{{m}}}}{{\text{{s}}}}", 42)
        cue("up", 2)
        steep = arrow(foot, tip, "red")
        self.show(TransformFromCopy(whole, steep), seconds=1.2)
        self.formula(rf"⟦red|v_y⟧ = {rounded(SPEED)} \sin {rounded(ANGLE)}^\circ = ⟦red|{rounded(VY, 1)}⟧\,\tfrac{{\text{{m}}}}{{\text{{s}}}}", 42)
        cue("apart")
        self.note("Gravity pulls down only: it changes the red part, never the blue one.", "ink")
