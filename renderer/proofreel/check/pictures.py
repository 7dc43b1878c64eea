"""The frame drawn with and without some of its objects: what differs between two of them is what those objects add."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Mobject

# Of 255, in the strongest channel: less is not seen, or an anti-aliased edge.
SEEN = 20


class Pictures:
    """Pictures of a scene at rest, height x width x 3, 0 to 255 in 16 bits so that they may be subtracted."""

    def __init__(self, scene: Any) -> None:
        self.camera = scene.camera
        self.mobjects = [*scene.mobjects, *(part for part in scene.foreground_mobjects if part not in scene.mobjects)]
        self.full = self.without([])

    def without(self, left_out: list[Mobject]) -> np.ndarray:
        self.camera.reset()
        self.camera.capture_mobjects(self.mobjects, excluded_mobjects=left_out)
        return self.camera.pixel_array[:, :, :3].astype(np.int16)

    @property
    def empty(self) -> bool:
        ground = self.camera.background[:, :, :3].astype(np.int16)
        return int((difference(self.full, ground) > SEEN).sum()) < 4


def difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.abs(one - other).max(axis=-1)


def luminance(colours: np.ndarray) -> np.ndarray:
    """Of colours from 0 to 255 in the last axis; 0 to 1, by the screen model of APCA."""
    return ((colours / 255.0) ** 2.4) @ np.array([0.2126729, 0.7151522, 0.0721750])


def perceived_contrast(text: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """Lightness contrast after APCA 0.1.9, without its sign: 0 to about 106.

    The ratio of WCAG calls dark grey on black as good as white on sky blue; the eye does not.
    """
    clamp = 0.022
    of_text, of_ground = luminance(text), luminance(ground)
    of_text = of_text + np.maximum(0, clamp - of_text) ** 1.414
    of_ground = of_ground + np.maximum(0, clamp - of_ground) ** 1.414
    dark_on_light = (of_ground**0.56 - of_text**0.57) * 1.14
    light_on_dark = (of_text**0.62 - of_ground**0.65) * 1.14
    strength = np.where(of_ground >= of_text, dark_on_light, light_on_dark)
    return np.where(strength < 0.1, 0.0, strength - 0.027) * 100


def ratio(text: np.ndarray, ground: np.ndarray) -> float:
    """The contrast ratio of WCAG 2 between two colours, 1 to 21."""

    def linear(colour: np.ndarray) -> float:
        part = colour / 255.0
        part = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
        return float(part @ np.array([0.2126, 0.7152, 0.0722]))

    low, high = sorted((linear(text), linear(ground)))
    return (high + 0.05) / (low + 0.05)
