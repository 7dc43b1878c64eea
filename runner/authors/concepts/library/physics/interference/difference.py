from manim import *
from proofreel import *

# Wavelength in metres, frequency in hertz, distance of the two sources in metres.
WAVELENGTH = 1
FREQUENCY = 2
SPACING = 3
SPEED = WAVELENGTH * FREQUENCY


class Difference(ProofreelScene):
    """What decides is how much farther one wave has to go."""

    def construct(self):
        self.title("Count the wavelengths")
        self.split()
        # A listener walks along a wall, parallel to the sources.
        far = 1.7 * SPACING
        spots = np.linspace(0, 6 * far, 6000)
        differences = (np.hypot(far, spots + SPACING / 2) - np.hypot(far, spots - SPACING / 2)) / WAVELENGTH
        half, whole = float(np.interp(0.5, differences, spots)), float(np.interp(1, differences, spots))
        top, low = max(1.12 * whole, 0.7 * SPACING), -0.7 * SPACING
        unit = min(5.4 / far, 4.7 / (top - low))
        origin = np.array([-6.2 + (5.6 - far * unit) / 2, -0.15 - unit * (top + low) / 2, 0])
        place = lambda x, y: origin + unit * np.array([x, y, 0])
        y = ValueTracker(0)
        ear = lambda: np.array([far, y.get_value()])
        way = lambda sign: float(np.hypot(far, y.get_value() - sign * SPACING / 2))
        waves = lambda: (way(-1) - way(1)) / WAVELENGTH

        def ray(sign, role):
            """The way from a source, drawn as the wave that runs along it."""
            start, end = place(0, sign * SPACING / 2), place(*ear())
            direction = (end - start) / np.linalg.norm(end - start)
            normal = np.array([-direction[1], direction[0], 0])
            steps = np.linspace(0, np.linalg.norm(end - start), 160)
            points = [start + s * direction + 0.11 * np.sin(TAU * s / (WAVELENGTH * unit)) * normal for s in steps]
            return VMobject(color=colour(role), stroke_width=3).set_points_as_corners(points)

        wall = Line(place(far, low), place(far, top), color=MUTED, stroke_width=4)
        dots = VGroup(Dot(place(0, SPACING / 2), color=colour("blue")), Dot(place(0, -SPACING / 2), color=colour("yellow")))
        rays = always_redraw(lambda: VGroup(ray(1, "blue"), ray(-1, "yellow")))

        def loud():
            """The ear is as large as what arrives is loud."""
            strength = abs(np.cos(PI * waves()))
            return Circle(0.08 + 0.2 * strength, color=colour("green" if strength > 0.5 else "red"), fill_opacity=0.9, stroke_width=0).move_to(place(*ear()))

        cue("ear", 2)
        self.show(FadeIn(dots), Create(wall), seconds=0.5)
        self.show(FadeIn(rays), FadeIn(always_redraw(loud)), seconds=0.6)
        number = readout("difference in wavelengths", waves, "ink", 2, 28).move_to([0.9, 1.9, 0], aligned_edge=LEFT)
        self.items = [number]
        self.show(FadeIn(number), seconds=0.3)
        cue("middle")
        self.note("same way: in step", "green")
        cue("half", 2)
        self.show(y.animate.set_value(half), seconds=2)
        self.note("half a wavelength farther: silent", "red")
        cue("whole", 2)
        self.show(y.animate.set_value(whole), seconds=2)
        self.note("a whole one: loud again", "green")
        cue("learned")
        self.formula(r"⟦green|\Delta s = n\,\lambda⟧", 50)
