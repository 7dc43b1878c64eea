"""Strokes, names, bars and cells of pictures stand where their numbers say, and a scene shows them all."""

import numpy as np
import pytest

pytestmark = pytest.mark.usefixtures("manim_here")


@pytest.fixture(scope="module")
def plot(manim_here):
    from proofreel.kit import Plot

    return Plot((-1, 5), (-1, 4), 6.0, 5.0)


def test_a_name_stands_on_the_far_side_of_its_point_and_does_not_cover_it(plot):
    for spot in [(0, 0), (4, 0), (2, 3), (4, 3)]:
        point, middle = plot.axes.c2p(*spot), plot.axes.c2p(2, 1)
        label = plot.named("13.5", spot, (2, 1))
        assert np.dot(label.get_center() - point, point - middle) > 0
        low, high = label.get_corner([-1, -1, 0]), label.get_corner([1, 1, 0])
        assert not all(low[k] < point[k] < high[k] for k in (0, 1))


def test_a_stroke_goes_from_its_first_point_to_its_last(plot):
    for options in ({}, {"dashed": True}, {"arrow": True}):
        stroke = plot.path([(0, 0), (3, 2)], "green", **options)
        first, last = (stroke[0], stroke[-1]) if options.get("dashed") else (stroke, stroke)
        assert np.allclose(first.get_start(), plot.axes.c2p(0, 0), atol=0.01)
        assert np.allclose(last.get_end(), plot.axes.c2p(3, 2), atol=0.12)


def test_bars_stand_on_the_axis_as_high_as_their_numbers_and_do_not_touch(plot):
    bars = plot.bars([(0, 1), (1, 3), (2, 0)], [1])
    unit = plot.axes.c2p(0, 1)[1] - plot.axes.c2p(0, 0)[1]
    assert [bar.height / unit for bar in bars] == pytest.approx([1, 3, 0], abs=0.05)
    assert all(bar.get_bottom()[1] == pytest.approx(plot.axes.c2p(0, 0)[1], abs=0.03) for bar in bars)
    assert all(left.get_right()[0] < right.get_left()[0] for left, right in zip(bars, bars[1:], strict=False))
    assert bars[1].get_fill_opacity() > bars[0].get_fill_opacity()


def test_cells_fit_their_box_and_the_marked_ones_are_filled():
    from proofreel.kit.text import grid

    cells = grid([[str(row + column) for column in range(10)] for row in range(10)], [[0, 1], [9, 9]], 6.0, 4.6)
    assert cells.width <= 6.0 and cells.height <= 4.6
    assert [index for index, cell in enumerate(cells) if cell[0].get_fill_opacity() > 0] == [1, 99]
    assert all(cell[1].width <= cell[0].width for cell in cells)


def test_a_scene_shows_them_all():
    from manim import tempconfig

    from proofreel.kit import ProofreelScene

    class Shapes(ProofreelScene):
        def construct(self):
            self.split()
            self.plot((-1, 5), (-1, 4), bare=True)
            assert not self.mobjects
            self.plot((-1, 5), (-1, 4))
            self.path([(0, 0), (3, 2)], "blue", arrow=True)
            self.path([(0, 0), (3, 2), (4, 0)], "green", dashed=True)
            self.names([(0, 0), (3, 2)], ["A", "B"], (1.5, 1), "yellow")
            self.bars([(1, 1), (2, 2)], [0])
            self.grid([["1", "2"], ["3", "4"]], [[0, 0]])

    with tempconfig({"dry_run": True, "quality": "low_quality"}):
        scene = Shapes()
        scene.render()
    assert len(scene.mobjects) >= 6
