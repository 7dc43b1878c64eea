"""Where things are on the screen: points through whatever camera looks at them, and the boxes of what is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Mobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from .boxes import Box

FRAME_HEIGHT = 8.0


class Screen:
    """A camera at one moment. Frame units: 8 high, origin in the centre."""

    def __init__(self, camera: Any) -> None:
        self.camera = camera
        self.spatial = hasattr(camera, "phi_tracker")
        self.centre = np.array([0.0, 0.0]) if self.spatial else np.asarray(camera.frame_center[:2], dtype=float)
        self.scale = FRAME_HEIGHT / float(camera.frame_height)
        half = FRAME_HEIGHT / 2
        ratio = camera.pixel_width / camera.pixel_height
        self.frame: Box = (-half * ratio, -half, half * ratio, half)
        if self.spatial:
            camera.reset_rotation_matrix()

    @property
    def usual(self) -> bool:
        """The frame is where and as large as every scene has it; else somebody steers what is seen."""
        return not self.spatial and abs(self.scale - 1) < 0.01 and bool(np.abs(self.centre).max() < 0.01)

    def fixed(self, mobject: Mobject) -> bool:
        """Whether an object lies in the plane of the screen."""
        if not self.spatial:
            return True
        return mobject in self.camera.fixed_in_frame_mobjects or any(
            part in self.camera.fixed_in_frame_mobjects for part in mobject.submobjects[:1]
        )

    def place(self, mobject: Mobject, points: np.ndarray) -> np.ndarray:
        """Points of a mobject as an n x 2 array in frame units."""
        if self.spatial:
            points = self.camera.transform_points_pre_display(mobject, points)
        return (points[:, :2] - self.centre) * self.scale

    def box(self, mobject: Mobject) -> Box | None:
        """The box of one mobject without its submobjects."""
        points = mobject.points
        if not len(points):
            return None
        if isinstance(mobject, VMobject):
            # Curves reach less far than their handles.
            points = points[np.arange(len(points)) % 4 % 3 == 0]
        placed = self.place(mobject, points)
        low, high = placed.min(axis=0), placed.max(axis=0)
        if not np.isfinite([low, high]).all():
            return None
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def pixels(self, box: Box, grow: float = 0.0) -> tuple[slice, slice]:
        """Rows and columns of the frame's picture that a box covers, cut off at the frame's edges."""
        high, wide = self.camera.pixel_height, self.camera.pixel_width
        unit = high / FRAME_HEIGHT
        left, right = (int(round((x - self.frame[0]) * unit)) for x in (box[0] - grow, box[2] + grow))
        top, bottom = (int(round((self.frame[3] - y) * unit)) for y in (box[3] + grow, box[1] - grow))
        return (
            slice(min(high, max(0, top)), min(high, max(0, bottom + 1))),
            slice(min(wide, max(0, left)), min(wide, max(0, right + 1))),
        )


def visible(mobject: Mobject) -> bool:
    """Whether a mobject itself, without its submobjects, draws anything."""
    if isinstance(mobject, AbstractImageMobject):
        return True
    if not isinstance(mobject, VMobject) or not len(mobject.points):
        return False
    return fill_opacity(mobject) > 0.05 or stroke_opacity(mobject) > 0.05


def fill_opacity(mobject: VMobject) -> float:
    return float(np.max(mobject.fill_rgbas[:, 3])) if len(mobject.fill_rgbas) else 0.0


def stroke_opacity(mobject: VMobject) -> float:
    if mobject.stroke_width <= 0 or not len(mobject.stroke_rgbas):
        return 0.0
    return float(np.max(mobject.stroke_rgbas[:, 3]))
