"""Scenes of the kinds that people write, for measuring: each is plain Manim and runs under its own command as well."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
from manim import *
from PIL import Image

SCENES = (
    "FormulaTransforms",
    "TrackedPlot",
    "Pendulum",
    "ManyDots",
    "Solids",
    "MovingCamera",
    "LongWaits",
    "Pictures",
    "Sorting",
    "MuchText",
    "TracedCircle",
    "Matrices",
)

_from_array = Image.fromarray


def _with_layer(array: Any, mode: str | None = None) -> Image.Image:
    """Manim 0.22 asks Pillow for an empty layer in a way that Pillow 13 refuses; without this it shows no image at all."""
    if mode == "RGBA" and array.ndim == 2:
        return Image.new("RGBA", (array.shape[1], array.shape[0]))
    return _from_array(array, mode) if mode is None else _from_array(array)


Image.fromarray = _with_layer


class FormulaTransforms(Scene):
    def construct(self) -> None:
        title = Text("Completing the square", font_size=40).to_edge(UP)
        steps = [
            MathTex(r"ax^2 + bx + c = 0"),
            MathTex(r"x^2 + \frac{b}{a}x = -\frac{c}{a}"),
            MathTex(r"\left(x + \frac{b}{2a}\right)^2 = \frac{b^2 - 4ac}{4a^2}"),
            MathTex(r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}"),
        ]
        self.play(Write(title))
        self.play(Write(steps[0]))
        for before, after in zip(steps, steps[1:], strict=False):
            self.play(ReplacementTransform(before, after))
            self.wait(0.6)
        self.play(Create(SurroundingRectangle(steps[-1])))
        self.wait(1.6)


class TrackedPlot(Scene):
    def construct(self) -> None:
        axes = Axes(x_range=[-3, 3], y_range=[-2, 4], x_length=9, y_length=5)
        curve = axes.plot(lambda x: x**2 / 2 - 1, color=BLUE)
        tracker = ValueTracker(-2.5)
        dot = always_redraw(lambda: Dot(axes.c2p(tracker.get_value(), tracker.get_value() ** 2 / 2 - 1), color=YELLOW))
        tangent = always_redraw(
            lambda: axes.plot(
                lambda x: tracker.get_value() * (x - tracker.get_value()) + tracker.get_value() ** 2 / 2 - 1,
                x_range=[tracker.get_value() - 1, tracker.get_value() + 1],
                color=RED,
            )
        )
        self.play(Create(axes), Create(curve))
        self.add(tangent, dot)
        self.play(tracker.animate.set_value(2.5), run_time=4, rate_func=linear)
        self.play(tracker.animate.set_value(0), run_time=1.5)
        self.wait()


class Pendulum(Scene):
    """Numbers that each step takes from the one before: no frame of it can be drawn out of turn."""

    def construct(self) -> None:
        pivot = 2.5 * UP
        state = {"angle": 1.1, "speed": 0.0}
        rod = Line(pivot, pivot + 4 * DOWN)
        bob = Circle(0.35, color=ORANGE, fill_opacity=1)

        def step(mobject: Mobject, dt: float) -> None:
            for _ in range(4):
                state["speed"] -= 9.81 / 4 * np.sin(state["angle"]) * dt / 4
                state["angle"] += state["speed"] * dt / 4
            end = pivot + 4 * np.array([np.sin(state["angle"]), -np.cos(state["angle"]), 0])
            rod.put_start_and_end_on(pivot, end)
            mobject.move_to(end)

        bob.add_updater(step)
        self.add(NumberPlane(background_line_style={"stroke_opacity": 0.25}), Dot(pivot), rod, bob)
        self.wait(6)


class ManyDots(Scene):
    def construct(self) -> None:
        dots = VGroup(*[Dot(radius=0.12).set_color(interpolate_color(BLUE, RED, i / 143)) for i in range(144)])
        dots.arrange_in_grid(9, 16, buff=0.45)
        self.play(LaggedStart(*[GrowFromCenter(dot) for dot in dots], lag_ratio=0.02), run_time=2)
        order = np.random.default_rng(7).permutation(144)
        places = [dot.get_center() for dot in dots]
        moves = [dot.animate.move_to(places[k]) for dot, k in zip(dots, order, strict=True)]
        self.play(*moves, run_time=2.5)
        self.play(dots.animate.scale(0.6).set_opacity(0.6), run_time=1.5)
        self.play(Rotate(dots, PI / 3), run_time=1.5)
        self.wait()


class Solids(ThreeDScene):
    def construct(self) -> None:
        self.set_camera_orientation(phi=65 * DEGREES, theta=-50 * DEGREES)
        axes = ThreeDAxes(x_range=[-3, 3], y_range=[-3, 3], z_range=[-2, 2], x_length=6, y_length=6, z_length=4)
        surface = Surface(
            lambda u, v: axes.c2p(u, v, np.sin(u) * np.cos(v)), u_range=[-3, 3], v_range=[-3, 3], resolution=(14, 14)
        )
        self.add(axes)
        self.play(Create(surface), run_time=1.5)
        self.move_camera(theta=20 * DEGREES, run_time=2)
        self.play(surface.animate.set_opacity(0.5), run_time=1)
        self.wait(1.6)


class MovingCamera(MovingCameraScene):
    def construct(self) -> None:
        squares = VGroup(*[Square(0.7, fill_opacity=0.6, color=c) for c in (RED, GREEN, BLUE, YELLOW, PURPLE, TEAL)])
        squares.arrange_in_grid(2, 3, buff=1.2)
        labels = VGroup(*[Text(str(i), font_size=28).move_to(square) for i, square in enumerate(squares)])
        self.play(FadeIn(squares), Write(labels))
        self.camera.frame.save_state()
        for square in (squares[1], squares[5]):
            self.play(self.camera.frame.animate.set(width=4).move_to(square), run_time=1.5)
            self.wait(0.4)
        self.play(Restore(self.camera.frame), run_time=1.5)
        self.wait(0.6)


class LongWaits(Scene):
    def construct(self) -> None:
        for line in ("A picture is worth a look.", "A second look is worth more.", "A third needs no picture."):
            text = Text(line, font_size=44)
            self.play(FadeIn(text))
            self.wait(4)
            self.play(FadeOut(text))


class Pictures(Scene):
    def construct(self) -> None:
        y, x = np.mgrid[0:360, 0:480]
        wave = 128 + 127 * np.sin(x / 18 + np.cos(y / 25) * 2)
        pixels = np.stack([wave, y * 255 / 360, x * 255 / 480], axis=-1).astype(np.uint8)
        left = ImageMobject(pixels).set_height(4).shift(3 * LEFT)
        right = ImageMobject(pixels[::-1].copy()).set_height(4).shift(3 * RIGHT)
        caption = Text("Two waves", font_size=36).to_edge(DOWN)
        self.play(FadeIn(left), FadeIn(right), Write(caption))
        self.play(left.animate.shift(0.8 * UP), right.animate.shift(0.8 * DOWN), run_time=2)
        self.play(left.animate.scale(0.6), run_time=1)
        self.wait(1.6)


class Sorting(Scene):
    def construct(self) -> None:
        shuffled = random.Random(3)
        heights = shuffled.sample(range(1, 13), 12)
        bars = [Rectangle(width=0.7, height=h * 0.4, fill_opacity=0.8, color=BLUE) for h in heights]
        for place, bar in enumerate(bars):
            bar.move_to((place - 5.5) * RIGHT + 3 * DOWN, aligned_edge=DOWN)
        self.play(LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in bars], lag_ratio=0.1))
        for end in range(len(bars) - 1, 8, -1):
            for i in range(end):
                if heights[i] > heights[i + 1]:
                    heights[i], heights[i + 1] = heights[i + 1], heights[i]
                    one, other = bars[i], bars[i + 1]
                    self.play(one.animate.shift(RIGHT), other.animate.shift(LEFT), run_time=0.3)
                    bars[i], bars[i + 1] = other, one
            self.play(bars[end].animate.set_color(GREEN), run_time=0.3)
        self.wait()


class MuchText(Scene):
    def construct(self) -> None:
        title = Title("What a loop costs", include_underline=True)
        lines = [
            "A loop that visits each item once takes time in proportion to them.",
            "A loop inside a loop takes the square of that.",
            "Halving what is left takes only the logarithm.",
            "Sorting by comparison needs n log n at the least.",
        ]
        items = VGroup(*[Text(f"{i}. {line}", font_size=28) for i, line in enumerate(lines, 1)])
        items.arrange(DOWN, aligned_edge=LEFT, buff=0.5)
        self.play(Write(title))
        for item in items:
            self.play(AddTextLetterByLetter(item, time_per_char=0.02))
            self.wait(0.6)
        self.play(items.animate.set_opacity(0.4))
        self.play(Indicate(items[1].set_opacity(1)))
        self.wait(1)


class TracedCircle(Scene):
    def construct(self) -> None:
        circle = Circle(1.5).shift(3 * LEFT)
        dot = Dot(circle.get_right(), color=YELLOW)
        trace = TracedPath(dot.get_center, stroke_color=YELLOW)
        arm = always_redraw(lambda: Line(circle.get_center(), dot.get_center()))
        self.add(circle, arm, trace, dot)
        self.play(MoveAlongPath(dot, circle), run_time=2.5, rate_func=linear)
        self.play(circle.animate.shift(4 * RIGHT), Rotating(dot, about_point=circle.get_center(), angle=PI), run_time=2)
        self.wait(0.8)


class Matrices(Scene):
    def construct(self) -> None:
        plane = NumberPlane()
        matrix = Matrix([[2, 1], [0, 1]]).to_corner(UL).add_background_rectangle()
        vector = Arrow(ORIGIN, RIGHT + UP, buff=0, color=YELLOW)
        self.play(Create(plane), run_time=1.5)
        self.play(FadeIn(matrix), GrowArrow(vector))
        self.play(plane.animate.apply_matrix([[2, 1], [0, 1]]), vector.animate.put_start_and_end_on(ORIGIN, [3, 1, 0]), run_time=2)
        self.wait(1)
        self.play(FadeOut(plane), FadeOut(vector))
        self.wait(0.6)
