"""What is on the screen at one moment: texts as wholes, everything else as the parts that are drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import manim
import numpy as np
from manim import (
    CoordinateSystem,
    DecimalNumber,
    Group,
    MarkupText,
    MathTex,
    Mobject,
    NumberLine,
    Paragraph,
    SingleStringMathTex,
    SurroundingRectangle,
    Text,
    VGroup,
    VMobject,
)

from .boxes import Box, union
from .screen import Screen, visible

TYPST = tuple(kind for kind in (getattr(manim, name, None) for name in ("Typst", "TypstMath")) if isinstance(kind, type))
TEXT_TYPES: tuple[type, ...] = (Text, MarkupText, Paragraph, SingleStringMathTex, MathTex, DecimalNumber, *TYPST)
MOST_OBJECTS = 4000
NUMBER = re.compile(r"^[-−+]?[\d.,/\s]*(\\?pi|π|e)?[\d.,/%]*$")


class Aliases:
    """What objects have become: after `Transform(a, b)` it is still `a` that is in the scene, and it shows `b`."""

    def __init__(self) -> None:
        self._became: dict[int, tuple[Mobject, Mobject]] = {}

    def became(self, mobject: Mobject, target: Mobject) -> None:
        self._became[id(mobject)] = (mobject, self.of(target))

    def of(self, mobject: Mobject) -> Mobject:
        known = self._became.get(id(mobject))
        return mobject if known is None else known[1]

    def __contains__(self, mobject: Mobject) -> bool:
        return id(mobject) in self._became


@dataclass
class TextUnit:
    """A text with its visible glyphs; `looks` is what it shows, which a Transform may have taken from another object."""

    mobject: Mobject
    looks: Mobject
    glyphs: list[VMobject]
    boxes: np.ndarray
    box: Box
    name: str
    fixed: bool
    tick_label: bool


@dataclass
class Shape:
    """One drawn part that is no text. `owner` is the object that an author would name, `top` the one in the scene."""

    mobject: Mobject
    owner: Mobject
    top: Mobject
    box: Box
    kinds: set[str] = field(default_factory=set)


@dataclass
class Shown:
    texts: list[TextUnit] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)


def name_of(mobject: Mobject, aliases: Aliases | None = None) -> str:
    """The class with the text it shows, as an author would look for it."""
    looks = mobject if aliases is None else aliases.of(mobject)
    text = getattr(looks, "original_text", None) or getattr(looks, "tex_string", None)
    if text is None and isinstance(looks, DecimalNumber):
        text = f"{looks.number:.6g}"
    if text is None and isinstance(looks, Paragraph):
        text = getattr(getattr(looks, "lines_text", None), "original_text", None)
    kind = type(looks).__name__
    return f"{kind}({str(text)[:60]!r})" if text else kind


def look_at(mobjects: list[Mobject], screen: Screen, aliases: Aliases) -> Shown:
    """Everything visible among scene mobjects, back to front as far as their order says."""
    shown = Shown()
    seen: set[int] = set()
    # Mobject, the chain of its ancestors from the scene's object down.
    stack: list[tuple[Mobject, tuple[Mobject, ...]]] = [(mobject, ()) for mobject in reversed(mobjects)]
    while stack and len(seen) < MOST_OBJECTS:
        mobject, above = stack.pop()
        if id(mobject) in seen:
            continue
        seen.add(id(mobject))
        looks = aliases.of(mobject)
        if isinstance(looks, TEXT_TYPES):
            unit = _text(mobject, looks, above, screen, aliases)
            if unit is not None:
                shown.texts.append(unit)
            continue
        _add_shape(shown, mobject, above, screen)
        stack.extend((part, (*above, mobject)) for part in reversed(mobject.submobjects))
    return shown


def _text(
    mobject: Mobject, looks: Mobject, above: tuple[Mobject, ...], screen: Screen, aliases: Aliases
) -> TextUnit | None:
    glyphs, boxes = [], []
    for part in mobject.get_family():
        # A panel that a text brings along is what it stands on.
        box = screen.box(part) if visible(part) and not isinstance(part, SurroundingRectangle) else None
        if box is not None and isinstance(part, VMobject):
            glyphs.append(part)
            boxes.append(box)
    if not boxes:
        return None
    name = name_of(mobject, aliases)
    return TextUnit(
        mobject, looks, glyphs, np.array(boxes), union(boxes), name, screen.fixed(mobject), _is_tick_label(looks, above)
    )


def _is_tick_label(looks: Mobject, above: tuple[Mobject, ...]) -> bool:
    """Numbers along an axis, which curves may cross; Manim's own or set beside it by a scene."""
    if any(isinstance(ancestor, NumberLine | CoordinateSystem) for ancestor in above):
        return True
    words = str(getattr(looks, "original_text", None) or getattr(looks, "tex_string", None) or "0")
    if not NUMBER.match(words.replace(" ", "")):
        return False
    return any(
        isinstance(child, NumberLine | CoordinateSystem) for ancestor in above for child in ancestor.submobjects
    )


def _add_shape(shown: Shown, mobject: Mobject, above: tuple[Mobject, ...], screen: Screen) -> None:
    box = screen.box(mobject) if visible(mobject) else None
    if box is None:
        return
    chain = (*above, mobject)
    # What an author named: the outermost that is more than a group, below groups.
    owner = next((part for part in chain if type(part) not in (VGroup, Group, VMobject, Mobject)), mobject)
    kinds = {base.__name__ for part in chain for base in type(part).__mro__}
    shown.shapes.append(Shape(mobject, owner, chain[0], box, kinds))
