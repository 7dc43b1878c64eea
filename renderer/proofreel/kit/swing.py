"""A pendulum: its true motion, also for wide swings, and its picture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import PI, Circle, Dot, Line, VGroup, always_redraw

from .. import theme

# Steps of a swing's table; the error stays far below a pixel.
STEPS = 4000


def agm(a: float, b: float) -> float:
    """The arithmetic-geometric mean."""
    while abs(a - b) > 1e-12 * a:
        a, b = (a + b) / 2, float(np.sqrt(a * b))
    return a


def period_of(length: float, gravity: float, amplitude: float = 0.0) -> float:
    """Seconds for a swing there and back of a pendulum `length` metres long that starts at `amplitude` radians."""
    return float(2 * PI * np.sqrt(length / gravity) / agm(1.0, float(np.cos(amplitude / 2))))


def swing(length: float, gravity: float, amplitude: float, seconds: float) -> Callable[[float], float]:
    """The angle (radians) at each time from 0 to `seconds`, let go at `amplitude`: Runge and Kutta's method of fourth order."""
    dt = seconds / STEPS
    pull = gravity / length
    state = np.array([amplitude, 0.0])
    angles = [amplitude]

    def rate(y: np.ndarray) -> np.ndarray:
        return np.array([y[1], -pull * np.sin(y[0])])

    for _ in range(STEPS):
        k1 = rate(state)
        k2 = rate(state + dt / 2 * k1)
        k3 = rate(state + dt / 2 * k2)
        k4 = rate(state + dt * k3)
        state = state + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        angles.append(float(state[0]))
    times = np.linspace(0, seconds, STEPS + 1)
    return lambda t: float(np.interp(t, times, angles))


def hung(pivot: np.ndarray, length: float, angle: float) -> np.ndarray:
    """Where the bob is, in frame units."""
    return pivot + length * np.array([np.sin(angle), -np.cos(angle), 0])


def pendulum(pivot: np.ndarray, length: float, angle: Callable[[], float], role: str = "yellow", radius: float = 0.2) -> VGroup:
    """Rod, bob and pivot; `length` in frame units, the bob where `angle()` puts it in every frame."""
    rod = always_redraw(lambda: Line(pivot, hung(pivot, length, angle()), color=theme.INK, stroke_width=3))
    bob = always_redraw(lambda: Circle(radius, color=theme.colour(role), fill_opacity=1, stroke_width=0).move_to(hung(pivot, length, angle())))
    nail = Dot(pivot, radius=0.07, color=theme.MUTED)
    return VGroup(rod, bob, nail)
