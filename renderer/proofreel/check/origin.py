"""Where in the scene's code an object was made or shown: remembered when it happens, resolved when it is asked for."""

from __future__ import annotations

import sys
from itertools import islice
from types import CodeType
from typing import Any

from manim import Mobject

from ..loading import SCENE_FILE

ATTRIBUTE = "_proofreel_origin"
# The code object and the instruction in it; a place costs nothing until somebody asks for its line.
Place = tuple[CodeType, int]
# First line, first column, last line, last column: lines from 1, columns in UTF-8 bytes from 0, the end is past the last.
Span = tuple[int, int, int, int]


def remember_origins() -> None:
    """From now on every mobject knows the call that made it; copies know that of their original."""
    if hasattr(Mobject.__init__, ATTRIBUTE):
        return
    make = Mobject.__init__

    def init(self: Mobject, *args: Any, **kwargs: Any) -> None:
        place = scene_place()
        if place is not None:
            setattr(self, ATTRIBUTE, place)
        make(self, *args, **kwargs)

    setattr(init, ATTRIBUTE, True)
    Mobject.__init__ = init  # type: ignore[method-assign]


def scene_place() -> Place | None:
    """The innermost call that runs in the scene's code."""
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == SCENE_FILE:
            return frame.f_code, frame.f_lasti
        frame = frame.f_back  # type: ignore[assignment]
    return None


def span_of(place: Place | None) -> Span | None:
    if place is None:
        return None
    code, instruction = place
    line, end_line, column, end_column = next(islice(code.co_positions(), instruction // 2, None))
    if line is None or end_line is None or column is None or end_column is None:
        return None
    return line, column, end_line, end_column


def origin_of(mobject: Mobject) -> Span | None:
    return span_of(getattr(mobject, ATTRIBUTE, None))


def line_of(mobject: Mobject) -> int | None:
    span = origin_of(mobject)
    return None if span is None else span[0]
