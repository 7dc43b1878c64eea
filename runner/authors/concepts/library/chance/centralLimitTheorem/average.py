from manim import *
from proofreel import *

SIZE = 10
SHOWN = 14


class Average(ProofreelScene):
    """SIZE dice at a time: their average falls onto the axis as one block."""

    def construct(self):
        samples = np.random.default_rng(11).integers(1, 7, (SHOWN, SIZE))
        means = samples.mean(axis=1)
        self.title(f"One average of {SIZE} rolls")
        columns = min(SIZE, 15)
        size = min(0.7, 9.5 / columns)

        def dice(k):
            faces = VGroup(*[die(int(value), size * 0.86) for value in samples[k]])
            return faces.arrange_in_grid(cols=columns, buff=size * 0.14).move_to([0, 1.55, 0])

        width = 0.25
        chart = Histogram([1, 6], 10, 11, 2.9, (0, -0.75), ticks={k: str(k) for k in range(1, 7)}, name="average")
        chart.axis[1:-2].set_opacity(0)
        heights: dict[int, int] = {}

        def block(k):
            slot = int(np.floor((means[k] - 1) / width + 1e-9))
            heights[slot] = heights.get(slot, 0) + 1
            corner = chart.at(1 + slot * width)
            side = chart.at(1 + width)[0] - chart.at(1)[0]
            return Rectangle(width=side * 0.92, height=0.3, color=colour("blue"), fill_opacity=0.75, stroke_width=0).move_to(corner + RIGHT * side / 2 + UP * (0.16 + 0.33 * (heights[slot] - 1)))

        cue("dice", 2)
        faces = dice(0)
        self.show(FadeIn(chart.axis), seconds=0.5)
        self.show(LaggedStart(*[FadeIn(face, scale=0.6) for face in faces], lag_ratio=0.15), seconds=1)
        cue("mean")
        total = int(samples[0].sum())
        row = formula(rf"{total} : {SIZE} = ⟦blue|{rounded(means[0])}⟧", 48).move_to([0, 0.4, 0])
        self.show(Write(row), seconds=0.8)
        cue("drop")
        target = block(0)
        self.show(ReplacementTransform(row, target), seconds=1.2)
        cue("again", SHOWN - 1)
        for k in range(1, SHOWN):
            fresh, target = dice(k), block(k)
            self.remove(faces)
            self.add(fresh)
            faces = fresh
            start = target.copy().move_to([target.get_x(), 0.6, 0])
            self.show(FadeIn(start, run_time=0.01), Transform(start, target, rate_func=rate_functions.ease_in_quad), seconds=0.7 if k < 4 else 0.4)
        cue("middle")
        mark = Triangle(color=colour("yellow"), fill_opacity=1).scale(0.12).move_to(chart.at(3.5) + DOWN * 0.13)
        self.show(FadeIn(mark, shift=UP * 0.2), FadeOut(faces), seconds=0.7)
