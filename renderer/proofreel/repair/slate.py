"""The last rung: a calm card with what the scene wanted to say, taken from its own code."""

from __future__ import annotations

import ast
import re

from .dry import run_dry
from .facts import read_facts
from .tree import walk

CLASS = "Slate"
WITHOUT_WORDS = "This scene could not be drawn."
MOST_LETTERS = 220


def slate_code(code: str, scene: str | None = None, title: str | None = None, sentence: str | None = None) -> str:
    """Code of a scene that always renders: title, key sentence and formula of `code`, or as they are given."""
    texts, formulas = _said(code)
    title = title or (texts[0] if texts and len(texts[0]) <= 60 else None) or _words_of(scene) or "A scene"
    rest = [text for text in texts if text != title]
    sentence = sentence or max((text for text in rest if len(text) > 12), key=len, default=None) or (rest[0] if rest else WITHOUT_WORDS)
    for formula in [*formulas[:3], None]:
        made = _code(title[:60], sentence[:MOST_LETTERS], formula)
        # TeX may refuse a formula; what is left needs none.
        if formula is None or run_dry(made, CLASS).error is None:
            return made
    raise AssertionError("the last one has no formula")


def _code(title: str, sentence: str, formula: str | None) -> str:
    said = f"{title!r}, {sentence!r}" + (f", {formula!r}" if formula else "")
    return f"from proofreel import *\n\n\nclass {CLASS}(ProofreelScene):\n    def construct(self):\n        self.slate({said})\n        self.wait(3)\n"


def _said(code: str) -> tuple[list[str], list[str]]:
    """The words and the formulas that stand in the code, in their order, the longest formula first."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        words = re.findall(r"\b(?:Text|Title|Paragraph)\(\s*[rf]?[\"']([^\"'\n]{3,120})[\"']", code)
        return [" ".join(one.split()) for one in words], []
    texts: list[str] = []
    formulas: list[str] = []
    for node in sorted((one for one in walk(tree) if isinstance(one, ast.Call)), key=lambda one: (one.lineno, one.col_offset)):
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        parts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in ("Text", "Title", "Paragraph", "MarkupText", "Tex", "TextMobject", "TexText") and parts and not re.search(r"[\\$<]", parts[0]):
            texts.append(" ".join(parts[0].split()))
        elif name in ("MathTex", "TexMobject", "OldTex") and parts:
            formulas.append(" ".join(parts))
    return [text for text in dict.fromkeys(texts) if len(text) > 2], sorted(dict.fromkeys(formulas), key=lambda one: -min(len(one), 60))


def _words_of(scene: str | None) -> str | None:
    """`FourierSeries` becomes `Fourier series`."""
    if not scene:
        return None
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", scene).strip()
    return words[:1].upper() + words[1:].lower()


def only_scene(code: str) -> str | None:
    """The name of the one scene in code that parses."""
    try:
        names = list(read_facts(ast.parse(code)).scenes)
    except (SyntaxError, ValueError):
        return None
    return names[0] if len(names) == 1 else None
