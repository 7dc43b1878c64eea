"""Fonts for Typst, looked for once.

Manim 0.22 lets Typst search the system's fonts for every formula: 35 ms, of which setting a formula is one.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import typst


def install() -> None:
    """Lets all formulas of a process share the fonts; a scene's own `font_paths` are searched as before."""
    set_by_typst = typst.compile

    def compile_with_fonts(*args: Any, font_paths: Any = None, **kwargs: Any) -> Any:
        return set_by_typst(*args, font_paths=font_paths or _fonts(), **kwargs)

    typst.compile = compile_with_fonts


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()
