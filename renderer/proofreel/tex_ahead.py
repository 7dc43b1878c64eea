"""Finds the formulas that a scene's source shows, so that they are set before they are needed, while construct begins.

What is guessed in vain costs little, and what was not foreseen is asked for when it is needed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import manim
import manim.mobject.text.tex_mobject as tex_mobject
import manim.utils.tex_file_writing as manim_tex

MOST_FORMULAS = 200

# Manim's own that write numbers do it digit by digit, each a formula.
_NUMBERS = ("DecimalNumber", "Integer", "Variable", "include_numbers", "add_coordinates", "NumberPlane", "BarChart")
_DIGITS = [*"0123456789", ".", "-"]


class _Seen(Exception):
    """Ends the making of a mobject once its TeX is known."""


def formulas_in(code: str) -> list[Path]:
    """Writes the .tex files that Manim would write for the formulas whose text stands in the code."""
    makers: dict[str, Callable[..., Any]] = {"MathTex": manim.MathTex, "Tex": manim.Tex, "Title": manim.Title}
    kit_formula = _kit_formula()
    if kit_formula is not None:
        makers |= {name: lambda tex, *_, **__: kit_formula(tex) for name in ("formula", "step")}
        makers["slate"] = lambda title, sentence="", tex=None, **_: kit_formula(tex)
    found: dict[Path, None] = {}
    for call in (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", None)
        maker = makers.get(name or "")
        if maker is not None and len(found) < MOST_FORMULAS:
            _note(found, maker, call)
    if any(word in code for word in _NUMBERS):
        for digit in _DIGITS:
            _collect(found, lambda digit=digit: manim.MathTex(digit))
    return list(found)


def _note(found: dict[Path, None], maker: Callable[..., Any], call: ast.Call) -> None:
    try:
        values = [ast.literal_eval(argument) for argument in call.args]
        keywords = {
            keyword.arg: ast.literal_eval(keyword.value)
            for keyword in call.keywords
            if keyword.arg in ("tex_environment", "arg_separator", "substrings_to_isolate")
        }
    except ValueError:
        return  # known only when it runs
    _collect(found, lambda: maker(*values, **keywords))


def _collect(found: dict[Path, None], make: Callable[[], Any]) -> None:
    real = tex_mobject.tex_to_svg_file

    def see(expression: str, environment: str | None = None, tex_template: Any = None) -> Path:
        tex_file = manim_tex.generate_tex_file(expression, environment, tex_template)
        if not tex_file.with_suffix(".svg").exists():
            found.setdefault(tex_file)
        raise _Seen

    tex_mobject.tex_to_svg_file = see
    try:
        make()
    except Exception:  # noqa: S110  (a guess; the scene itself will tell what is wrong)
        pass
    finally:
        tex_mobject.tex_to_svg_file = real


def _kit_formula() -> Callable[..., Any] | None:
    try:
        from proofreel.kit import formula
    except ImportError:
        return None
    return formula


