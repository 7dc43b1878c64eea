"""What Manim needs at once of packages that wait (`lazy_imports`), done here without them, to the same result."""

from __future__ import annotations

import sys
from math import cos, isfinite, sin, sqrt
from pathlib import Path
from typing import Any


def version(name: str) -> str:
    """As importlib.metadata.version, by the name of the folder in which the package's installer wrote it."""
    found = {path.name.removesuffix(".dist-info").partition("-")[2] for path in _installed(f"{name}-*.dist-info")}
    if len(found) == 1:
        return found.pop()
    from importlib import metadata

    return metadata.version(name)


def entry_points(**chosen: Any) -> Any:
    """As importlib.metadata.entry_points, which is asked where some package has points of the group."""
    group = chosen.get("group")
    told = (path.read_text(errors="replace") for path in _installed("*-info/entry_points.txt"))
    if group and not any(f"[{group}]" in text for text in told):
        return ()
    from importlib import metadata

    return metadata.entry_points(**chosen)


def _installed(pattern: str) -> list[Path]:
    return [found for place in dict.fromkeys(sys.path) if place for found in Path(place).glob(pattern)]


class _Real(type):
    """Whatever else is asked of the class is asked of SciPy's."""

    def __getattr__(cls, name: str) -> Any:
        return getattr(_rotation(), name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return _rotation()(*args, **kwargs)

    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, _rotation())


class Rotation(metaclass=_Real):
    """SciPy's, with the one thing that Manim asks of it, at every turn about another axis than z, done here."""

    @staticmethod
    def from_rotvec(vector: Any, *more: Any, **options: Any) -> Any:
        if more or options or getattr(vector, "shape", None) != (3,):
            return _rotation().from_rotvec(vector, *more, **options)
        x, y, z = map(float, vector)
        return _Turn(x, y, z) if isfinite(x + y + z) else _rotation().from_rotvec(vector)


class _Turn:
    """About a vector, by its length in radians; all steps as SciPy takes them, so that no bit differs."""

    def __init__(self, x: float, y: float, z: float) -> None:
        self._vector = (x, y, z)

    def as_matrix(self) -> Any:
        import numpy as np

        x, y, z = self._vector
        angle = sqrt(x * x + y * y + z * z)
        if angle <= 1e-3:
            square = angle * angle
            scale = 0.5 - square / 48 + square * square / 3840
        else:
            scale = sin(angle / 2) / angle
        x, y, z, w = scale * x, scale * y, scale * z, cos(angle / 2)
        xx, yy, zz, ww = x * x, y * y, z * z, w * w
        xy, zw, xz, yw, yz, xw = x * y, z * w, x * z, y * w, y * z, x * w
        return np.array(
            [
                [xx - yy - zz + ww, 2 * (xy - zw), 2 * (xz + yw)],
                [2 * (xy + zw), -xx + yy - zz + ww, 2 * (yz - xw)],
                [2 * (xz - yw), 2 * (yz + xw), -xx - yy + zz + ww],
            ]
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(_rotation().from_rotvec(self._vector), name)


def _rotation() -> Any:
    from scipy.spatial.transform import Rotation as real

    return real


INSTEAD = {
    ("importlib.metadata", "version"): version,
    ("importlib.metadata", "entry_points"): entry_points,
    ("scipy.spatial.transform", "Rotation"): Rotation,
}
