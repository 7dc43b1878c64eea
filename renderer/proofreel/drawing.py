"""Manim's Cairo camera with the same picture for less: a path is built by NumPy and handed over in one call.

Manim calls pycairo for every curve. A path that has not changed since it was last handed over is not built again, and
what has no colour is not painted: neither shows.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import cairo
import numpy as np
from manim import Camera, VMobject
from manim.camera import three_d_camera
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.mobject.three_d import three_d_utils

_MOVE, _CURVE, _CLOSE = 0, 2, 3
# cairo_path_data_t has 16 bytes: a header of kind and length, or a point. As doubles, a header is one int64 and a gap.
_HEADERS = {
    kind: np.array([kind | length << 32], np.int64).view(np.float64)[0]
    for kind, length in ((_MOVE, 2), (_CURVE, 4), (_CLOSE, 1))
}
_SAME = 1e-5


class _Path(ctypes.Structure):
    _fields_ = [("status", ctypes.c_int), ("data", ctypes.c_void_p), ("count", ctypes.c_int)]


class _Context(ctypes.Structure):
    """The beginning of pycairo's Context: what Python keeps of every object, and Cairo's own."""

    _fields_ = [("references", ctypes.c_ssize_t), ("kind", ctypes.c_void_p), ("context", ctypes.c_void_p)]


def install() -> None:
    """Puts this module's ways in the place of Manim's, where Cairo can be reached."""
    append = _append_path()
    if append is None:
        return

    path_by_manim = Camera.set_cairo_context_path

    def set_cairo_context_path(camera: Camera, ctx: cairo.Context, vmobject: VMobject) -> Camera:
        points = camera.transform_points_pre_display(vmobject, vmobject.points)
        if len(points) % 4 or vmobject.n_points_per_cubic_curve != 4:
            return path_by_manim(camera, ctx, vmobject)
        if len(points) == 0:
            return camera
        ctx.new_path()
        data = _kept(vmobject, "_path", points, lambda: path_data(points, vmobject.tolerance_for_point_equality))
        append(_Context.from_address(id(ctx)).context, _Path(0, data.ctypes.data, len(data)))
        return camera

    Camera.set_cairo_context_path = set_cairo_context_path
    Camera.apply_fill = _apply_fill
    Camera.apply_stroke = _apply_stroke
    three_d_camera.get_3d_vmob_start_corner_unit_normal = lambda vmobject: _normals(vmobject)[0]
    three_d_camera.get_3d_vmob_end_corner_unit_normal = lambda vmobject: _normals(vmobject)[1]


def _apply_fill(camera: Camera, ctx: cairo.Context, vmobject: VMobject) -> Camera:
    if _paints(getattr(vmobject, "fill_rgbas", None)):
        camera.set_cairo_context_color(ctx, camera.get_fill_rgbas(vmobject), vmobject)
        ctx.fill_preserve()
    return camera


def _apply_stroke(camera: Camera, ctx: cairo.Context, vmobject: VMobject, background: bool = False) -> Camera:
    width = vmobject.get_stroke_width(background)
    rgbas = getattr(vmobject, "background_stroke_rgbas" if background else "stroke_rgbas", None)
    if width == 0 or not _paints(rgbas):
        return camera
    camera.set_cairo_context_color(ctx, camera.get_stroke_rgbas(vmobject, background=background), vmobject)
    ctx.set_line_width(width * camera.cairo_line_width_multiple)
    ctx.set_line_join(LINE_JOIN_MAP[vmobject.joint_type])
    ctx.set_line_cap(CAP_STYLE_MAP[vmobject.cap_style])
    ctx.stroke_preserve()
    return camera


def _paints(rgbas: np.ndarray | None) -> bool:
    return rgbas is not None and bool((rgbas[:, 3] > 0).any())


def _normals(vmobject: VMobject) -> tuple[np.ndarray, np.ndarray]:
    """Of a face in space, at the two corners by which it is shaded."""
    return _kept(
        vmobject,
        "_corner_normals",
        vmobject.points,
        lambda: (
            three_d_utils.get_3d_vmob_start_corner_unit_normal(vmobject),
            three_d_utils.get_3d_vmob_end_corner_unit_normal(vmobject),
        ),
    )


def _kept(vmobject: VMobject, name: str, points: np.ndarray, make: Callable[[], Any]) -> Any:
    """What was made of these very points, kept beside the mobject."""
    mark = points.tobytes()
    kept = vmobject.__dict__.get(name)
    if kept is None or kept[0] != mark:
        kept = vmobject.__dict__[name] = Kept((mark, make()))
    return kept[1]


class Kept(tuple):
    """What goes with one mobject; a copy of it makes its own."""

    def __deepcopy__(self, memo: dict[int, Any]) -> None:
        return None

    def __copy__(self) -> None:
        return None


def path_data(points: np.ndarray, tolerance: float) -> np.ndarray:
    """Cairo's path of n cubic curves (4 n points, n > 0), as rows of two doubles; the same as by calls."""
    count = len(points) // 4
    flat = points[:, :2].reshape(count, 4, 2)
    ends, starts = flat[:-1, 3], flat[1:, 0]
    if (ends == starts).all():
        # One subpath, as nearly all have.
        data = _template(count, bool(_close(flat[:1, 0], flat[-1:, 3], tolerance)[0])).copy()
        data[1] = flat[0, 0]
        data[2 : 2 + 4 * count].reshape(count, 4, 2)[:, 1:] = flat[:, 1:]
        return data
    splits = np.flatnonzero(~_close(ends, starts, tolerance)) + 1
    firsts = np.concatenate(([0], splits))
    lasts = np.concatenate((splits, [count])) - 1
    closed = _close(flat[firsts, 0], flat[lasts, 3], tolerance)
    # A curve has four rows, a move before its subpath two, a close after it one.
    before = np.zeros(count + 1, int)
    before[firsts] += 2
    before[lasts + 1] += closed
    rows = np.arange(count) * 4 + np.cumsum(before[:-1])
    data = np.empty((4 * count + int(before.sum()), 2))
    data[rows, 0] = _HEADERS[_CURVE]
    for point in (1, 2, 3):
        data[rows + point] = flat[:, point]
    data[rows[firsts] - 2, 0] = _HEADERS[_MOVE]
    data[rows[firsts] - 1] = flat[firsts, 0]
    data[rows[lasts[closed]] + 4, 0] = _HEADERS[_CLOSE]
    return data


@lru_cache(maxsize=1024)
def _template(count: int, closed: bool) -> np.ndarray:
    data = np.zeros((2 + 4 * count + closed, 2))
    data[0, 0] = _HEADERS[_MOVE]
    data[2 : 2 + 4 * count : 4, 0] = _HEADERS[_CURVE]
    if closed:
        data[-1, 0] = _HEADERS[_CLOSE]
    return data


def _close(one: np.ndarray, other: np.ndarray, tolerance: float) -> np.ndarray:
    return (np.abs(one - other) <= tolerance + _SAME * np.abs(other)).all(axis=1)


def _append_path() -> Any:
    """Cairo's cairo_append_path in the library that pycairo has loaded; None where it can't be reached."""
    try:
        library = ctypes.CDLL(cairo._cairo.__file__)
        append = library.cairo_append_path
    except (AttributeError, OSError):
        return None
    append.argtypes = [ctypes.c_void_p, ctypes.POINTER(_Path)]
    append.restype = None
    return append if _tried(append) else None


def _tried(append: Any) -> bool:
    """Whether a path that is handed over is the one that Cairo gives back: pycairo's objects could look otherwise."""
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, 8, 8)
    ctx = cairo.Context(surface)
    if ctypes.sizeof(_Context) > cairo.Context.__basicsize__:
        return False
    points = np.array([[1.0, 1, 0], [2, 1, 0], [3, 2, 0], [3, 3, 0]])
    data = path_data(points, 1e-6)
    append(_Context.from_address(id(ctx)).context, _Path(0, data.ctypes.data, len(data)))
    return [tuple(part[1]) for part in ctx.copy_path()] == [(1.0, 1.0), (2.0, 1.0, 3.0, 2.0, 3.0, 3.0)]
