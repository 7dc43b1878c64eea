"""What takes the place of a mobject that could not be made, so that the scene goes on around it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import numpy as np
from manim import ORIGIN, MathTex, RoundedRectangle, Tex, Text, VGroup, VMobject

from ..loading import SCENE_FILE
from .tex_strings import closed, repaired

POINTS = ("c2p", "coords_to_point", "n2p", "number_to_point", "point_from_proportion", "i2gp", "input_to_graph_point", "polar_to_point", "pr2pt")


class StandIn(VMobject):
    """Nothing to see; takes every method and stays where it is put."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__(stroke_width=0, fill_opacity=0)
        self.set_points_as_corners([ORIGIN, ORIGIN + np.array([0.001, 0.0, 0.0])])

    def __getattr__(self, name: str) -> Any:
        if name in POINTS:
            return lambda *_, **__: np.array(ORIGIN)
        if name.startswith(("_", "get_", "set_")):
            return super().__getattr__(name)
        if sys._getframe(1).f_code.co_filename != SCENE_FILE:
            # Manim asks what an object has; only the scene's own code is told that it has everything.
            raise AttributeError(name)
        return lambda *_, **__: self

    def __getitem__(self, _: Any) -> Any:
        return self

    def scale(self, *_: Any, **__: Any) -> StandIn:
        return self


def attempt(make: Callable[[], Any]) -> Any:
    """What `make` gives; a stand-in where it fails, so that a loop goes on with its next round."""
    try:
        return make()
    except Exception:
        return StandIn()


def any_formula(*parts: Any, maker: type[MathTex] = MathTex, **options: Any) -> Any:
    """A formula as it is written, or as it was probably meant, or in plain letters."""
    for way in (list, _meant):
        try:
            return maker(*way(parts), **options)
        except ValueError:
            continue
    return formula_text(*parts, **options)


def any_tex(*parts: Any, **options: Any) -> Any:
    """The same for words with formulas in them."""
    return any_formula(*parts, maker=Tex, **options)


def _meant(parts: tuple[Any, ...]) -> list[Any]:
    made = [repaired(part, maths=True) if isinstance(part, str) else part for part in parts]
    if len(made) == 1 and isinstance(made[0], str):
        made[0] = closed(made[0])
    return made


def is_stand_in(value: Any) -> bool:
    return isinstance(value, StandIn) or (isinstance(value, VGroup) and len(value.submobjects) > 0 and all(is_stand_in(one) for one in value.submobjects))


def formula_text(*parts: Any, font_size: float = 40, color: Any = None, **_: Any) -> VGroup:
    """A formula that TeX could not set, in plain letters: a text for each part."""
    words = [plain_tex(str(part)) or " " for part in parts] or [" "]
    options = {} if color is None else {"color": color}
    group = VGroup(*[Text(one, font_size=font_size * 0.8, **options) for one in words]).arrange(buff=0.15)
    return group.scale_to_fit_width(12) if group.width > 12 else group


def missing_picture(name: Any = "", **_: Any) -> VGroup:
    """The place of a picture that is not there, with its name."""
    box = RoundedRectangle(corner_radius=0.15, width=4, height=2.6, color="#8B95A7", stroke_width=2)
    label = Text(PurePath(str(name)).name[:40] or "picture", font_size=24, color="#8B95A7")
    return VGroup(box, label.scale_to_fit_width(min(label.width, 3.6)).move_to(box))


_WORDS = {
    "cdot": "·", "times": "×", "pi": "π", "theta": "θ", "alpha": "α", "beta": "β", "gamma": "γ", "lambda": "λ", "mu": "μ", "sigma": "σ", "infty": "∞", "sum": "Σ", "int": "∫", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "neq": "≠", "approx": "≈", "to": "→", "rightarrow": "→", "Rightarrow": "⇒", "pm": "±", "partial": "∂", "nabla": "∇", "Delta": "Δ", "delta": "δ", "epsilon": "ε", "omega": "ω", "phi": "φ", "in": "∈", "dots": "…", "ldots": "…", "quad": "  ", "circ": "°",
}  # fmt: skip


def plain_tex(tex: str) -> str:
    """TeX as a line of text: fractions with a slash, Greek and signs as letters, the rest without its commands."""
    text = tex.replace("$", "")
    for _ in range(4):
        text = re.sub(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"(\1)/(\2)", text)
        text = re.sub(r"\\sqrt\s*\{([^{}]*)\}", r"√(\1)", text)
        text = re.sub(r"\\(?:text|mathrm|mathbf|mathbb|mathcal|operatorname|vec|hat|bar)\s*\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"\\(?:begin|end)\{[^}]*\}", " ", text)
    text = re.sub(r"\\([A-Za-z]+)", lambda found: _WORDS.get(found[1], "" if found[1] in ("left", "right", "displaystyle", "limits") else found[1]), text)
    text = re.sub(r"\^\{?2\}?(?![0-9])", "²", re.sub(r"\^\{?3\}?(?![0-9])", "³", text))
    return " ".join(re.sub(r"[{}\\&]", " ", text).split())
