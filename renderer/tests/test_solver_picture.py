"""Ranges of plots: what a viewer is to see fills them."""

import sys
from pathlib import Path

import pytest
import sympy as sp

sys.path.insert(0, str(Path(__file__).parents[1] / "proofreel"))

from solver.picture import area_frame

x = sp.Symbol("x", real=True)


@pytest.mark.parametrize(
    ("f", "low", "high"),
    [
        (x * sp.exp(2 * x), 0, 1),
        (x**2, 0, 3),
        (sp.sin(x), 0, 3.14159),
        (-(x**2), 1, 2),
        (1 / x, 1, 10),
        (sp.exp(x), -20, 2),
        (x**3, 2, -1),
        (sp.sqrt(x), 0, 0.01),
    ],
)
def test_an_area_fills_its_plot(f, low, high):
    (left, right), (bottom, top) = area_frame(f, x, low, high)
    width = abs(high - low)
    assert left <= min(low, high) and right >= max(low, high)
    assert right - left <= 3 * width
    heights = [float(f.subs(x, low + (high - low) * k / 100)) for k in range(1, 101)]
    reach = max(*heights, 0.0) - min(*heights, 0.0)
    assert bottom <= min(*heights, 0.0) and top >= max(*heights, 0.0)
    assert top - bottom <= 3 * reach


def test_there_is_no_area_between_equal_bounds():
    assert area_frame(x, x, 1, 1) is None
