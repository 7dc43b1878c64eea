"""Whether a scene's frames may be drawn out of turn: a print of its state, and what is known to need every frame before."""

from __future__ import annotations

import itertools
import random
import sys
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from manim import Mobject, TracedPath, VMobject
from manim.animation.composition import AnimationGroup
from manim.animation.updaters.update import UpdateFromFunc
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.point_cloud_mobject import PMobject

from .lazy_imports import Later, Waiting

# Values that count as the same in two prints.
_TOLERANCE = 1e-6
# Of what the scene's code keeps beside its mobjects.
_MOST_VALUES = 3000
_OF_MANIM = {"renderer", "camera", "mobjects", "animations", "manager", "time_progression", "last_t", "duration"}


def needs_order(scene: Any) -> bool:
    """Each frame takes its state from the one before: steps of time, traces, conditions, updaters of the scene."""
    if scene.updaters or scene.meshes or scene.stop_condition is not None:
        return True
    for mobject in family(scene):
        if isinstance(mobject, TracedPath) or mobject.has_time_based_updater():
            return True
    return False


def suspects(scene: Any) -> tuple[Any, ...]:
    """What could depend on frames before and has to be tried: updaters and animations of foreign making, in hashable form."""
    found: list[Any] = []
    for mobject in family(scene):
        for updater in mobject.updaters:
            found.append(getattr(updater, "__code__", updater))
            for value in _closed_over(updater):
                if callable(value):
                    found.append(getattr(value, "__code__", type(value)))
    for animation in _all_animations(scene.animations):
        kind = type(animation)
        if isinstance(animation, UpdateFromFunc) or not kind.__module__.startswith("manim."):
            found.append(kind)
            update = getattr(animation, "update_function", None)
            found.append(getattr(update, "__code__", None))
        elif kind.__name__ in ("PhaseFlow", "ChangeSpeed", "MaintainPositionRelativeTo"):
            found.append(kind)
    return tuple(found)


def family(scene: Any) -> Iterator[Mobject]:
    """Every mobject that the play may touch, each once."""
    seen: set[int] = set()
    roots: list[Mobject] = [*scene.mobjects, *scene.foreground_mobjects]
    roots += [animation.mobject for animation in _all_animations(scene.animations or ()) if animation.mobject is not None]
    frame = getattr(scene.camera, "frame", None)
    if isinstance(frame, Mobject):
        roots.append(frame)
    if hasattr(scene.camera, "get_value_trackers"):
        roots += scene.camera.get_value_trackers()
    stack = roots[::-1]
    while stack:
        mobject = stack.pop()
        if id(mobject) not in seen:
            seen.add(id(mobject))
            yield mobject
            stack.extend(reversed(mobject.submobjects))


def state_print(scene: Any) -> list[float]:
    """Numbers that differ where two states of the scene do: positions, colours, the scene's own values, chance."""
    counts: list[int] = []
    sums: list[float] = []
    for mobject in family(scene):
        points = mobject.points
        counts.append(len(points))
        if len(points):
            sums += _parts(points)
        if isinstance(mobject, VMobject):
            for colours in (mobject.fill_rgbas, mobject.stroke_rgbas):
                sums.append(float(np.sum(colours)))
            sums.append(float(np.sum(mobject.stroke_width)))
        elif isinstance(mobject, PMobject):
            sums.append(float(np.sum(mobject.rgbas)))
        elif isinstance(mobject, AbstractImageMobject):
            sums.append(float(zlib.crc32(np.ascontiguousarray(mobject.get_pixel_array()).data)))
    sums += _own_values(scene)
    kind, keys, *rest = np.random.get_state()  # noqa: NPY002  (what scenes use)
    chance = repr((random.getstate(), kind, keys.tobytes(), rest))
    return [float(zlib.crc32(repr(counts).encode())), float(zlib.crc32(chance.encode())), *sums]


def same(one: list[float], other: list[float]) -> bool:
    return len(one) == len(other) and bool(np.allclose(one, other, rtol=_TOLERANCE, atol=_TOLERANCE, equal_nan=True))


def _parts(points: np.ndarray) -> list[float]:
    first, middle, last = points[0], points[len(points) // 2], points[-1]
    return [*points.sum(axis=0).tolist(), *first.tolist(), *middle.tolist(), *last.tolist()]


def _own_values(scene: Any) -> list[float]:
    """What the scene's code keeps beside its mobjects: attributes, globals, and what its updaters close over."""
    own = type(scene).__module__
    found: list[float] = []
    seen: set[int] = set()
    for name, value in vars(scene).items():
        if name not in _OF_MANIM:
            _gather(value, own, found, seen)
    for kept in (vars(sys.modules[own]) if own in sys.modules else {}, vars(type(scene))):
        for name, value in list(kept.items()):
            if not name.startswith("__"):
                _gather(value, own, found, seen)
    for mobject in family(scene):
        for updater in mobject.updaters:
            _gather(updater, own, found, seen)
    return found


def _closed_over(function: Any) -> Iterable[Any]:
    function = getattr(function, "__func__", function)
    yield from getattr(function, "__defaults__", None) or ()
    for cell in getattr(function, "__closure__", None) or ():
        try:
            yield cell.cell_contents
        except ValueError:
            continue


def _gather(value: Any, own: str, found: list[float], seen: set[int], depth: int = 0) -> None:
    """Numbers of a value, if it is plain or of the scene's own making (of the module `own`)."""
    # What waits to be imported holds none, and would be imported by a look.
    if type(value) in (Later, Waiting):
        return
    if isinstance(value, bool | int | float | np.number):
        found.append(float(value))
        return
    if len(found) > _MOST_VALUES or depth > 4 or id(value) in seen:
        return
    seen.add(id(value))
    inner: Iterable[Any] = ()
    if isinstance(value, str | bytes):
        found.append(float(zlib.crc32(value.encode() if isinstance(value, str) else value)))
    elif isinstance(value, np.ndarray):
        if value.dtype.kind in "fiub" and value.size:
            found += [float(value.size), float(value.sum())]
    elif isinstance(value, Mobject):
        if len(value.points):
            found += _parts(value.points)
    elif isinstance(value, random.Random):
        found.append(float(zlib.crc32(repr(value.getstate()).encode())))
    elif isinstance(value, np.random.Generator):
        found.append(float(zlib.crc32(repr(value.bit_generator.state).encode())))
    elif isinstance(value, dict):
        found.append(float(len(value)))
        inner = value.values()
    elif isinstance(value, list | tuple | deque):
        found.append(float(len(value)))
        inner = value
    elif isinstance(value, set | frozenset):
        found.append(float(len(value)))
    elif isinstance(value, itertools.count):
        found.append(float(zlib.crc32(repr(value).encode())))
    elif hasattr(value, "__closure__") or hasattr(value, "__func__"):
        inner = _closed_over(value)
    elif type(value).__module__ == own:
        inner = vars(value).values() if hasattr(value, "__dict__") else ()
    for item in list(inner):
        _gather(item, own, found, seen, depth + 1)


def _all_animations(animations: Iterable[Any]) -> Iterator[Any]:
    for animation in animations:
        yield animation
        if isinstance(animation, AnimationGroup):
            yield from _all_animations(animation.animations)
