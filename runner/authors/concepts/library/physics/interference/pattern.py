from manim import *
from proofreel import *

# Wavelength in metres, frequency in hertz, distance of the two sources in metres.
WAVELENGTH = 1
FREQUENCY = 2
SPACING = 3
SPEED = WAVELENGTH * FREQUENCY


class Pattern(ProofreelScene):
    """Circles of crests from two sources; along some lines crest always meets crest."""

    def construct(self):
        self.title("Two sources")
        # The picture is 13 by 5.2 frame units; the sources stand in its middle, one over the other.
        unit = 5.2 / (2 * max(2.2 * WAVELENGTH, SPACING * 0.9))
        middle = np.array([-2.6, -0.15, 0])
        half = SPACING / 2
        low, high = np.array([-6.4, -2.75]), np.array([1.2, 2.45])
        t = ValueTracker(0)

        def rings(sign, role):
            group = VGroup()
            centre = middle + unit * np.array([0, sign * half, 0])
            far = max(np.hypot(x - centre[0], y - centre[1]) for x in (low[0], high[0]) for y in (low[1], high[1]))
            radius = (t.get_value() % 1) * WAVELENGTH * unit
            while radius < far:
                angles = np.linspace(0, TAU, 121)
                points = centre + radius * np.array([np.cos(angles), np.sin(angles), 0 * angles]).T
                inside = np.all((points[:, :2] >= low) & (points[:, :2] <= high), axis=1)
                arc = VMobject(color=colour(role), stroke_width=2.5, stroke_opacity=0.75)
                for a, b, keep in zip(points, points[1:], inside[1:] & inside[:-1]):
                    if keep:
                        if not len(arc.points) or np.linalg.norm(arc.points[-1] - a) > 1e-6:
                            arc.start_new_path(a)
                        arc.add_line_to(b)
                group.add(arc)
                radius += WAVELENGTH * unit
            return group

        dots = VGroup(*[Dot(middle + unit * np.array([0, s * half, 0]), radius=0.1, color=colour(role)) for s, role in ((1, "blue"), (-1, "yellow"))])
        first, second = always_redraw(lambda: rings(1, "blue")), always_redraw(lambda: rings(-1, "yellow"))
        cue("first")
        self.show(FadeIn(dots[0]), FadeIn(first), seconds=0.5)
        self.show(t.animate(rate_func=linear).set_value(1.5), seconds=2.2)
        cue("second")
        self.show(FadeIn(dots[1]), FadeIn(second), t.animate(rate_func=linear).set_value(4), seconds=3)
        self.left, self.centred = 1.8, False
        cue("lines", 2)
        lines = VGroup()
        for m in range(-int(SPACING / WAVELENGTH), int(SPACING / WAVELENGTH) + 1):
            lines.add(self.bright(m * WAVELENGTH, half, unit, middle, low, high))
        self.show(Create(lines), t.animate(rate_func=linear).set_value(5.5), seconds=2.4)
        self.note("always in step: loud", "green", 28)
        cue("still")
        quiet = VGroup()
        for m in range(-int(SPACING / WAVELENGTH + 0.5), int(SPACING / WAVELENGTH + 0.5)):
            quiet.add(self.bright((m + 0.5) * WAVELENGTH, half, unit, middle, low, high, "red"))
        self.show(Create(quiet), t.animate(rate_func=linear).set_value(7), seconds=2)
        self.note("always against: silent", "red", 28)

    def bright(self, difference, half, unit, middle, low, high, role="green"):
        """Both branches of the points whose ways from the sources differ by so many metres."""
        line = VMobject(color=colour(role), stroke_width=5 if role == "green" else 3)
        for side in (-1, 1):
            run = []
            for x in np.linspace(0.02, 12 / unit, 400):
                # |d| < spacing: y = (d/2)·√(1 + x²/(half² − d²/4))
                rest = half**2 - difference**2 / 4
                if rest <= 1e-9:
                    break
                y = difference / 2 * np.sqrt(1 + x * x / rest)
                point = middle + unit * np.array([side * x, y, 0])
                if low[0] <= point[0] <= high[0] and low[1] <= point[1] <= high[1]:
                    run.append(point)
            if len(run) > 1:
                line.start_new_path(run[0])
                line.add_points_as_corners(run[1:])
        return line
