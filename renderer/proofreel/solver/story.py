"""What a solution is made of: worked steps, checked claims and scenes as beats (what is said, and what is shown with it)."""

from dataclasses import dataclass, field

from .notation import unmarked

# A scene is 6 to 20 seconds at about 150 words a minute.
WORDS_PER_SCENE = 44


class Unsolvable(Exception):
    """The problem was understood but can't be explained step by step; the message says why."""


@dataclass
class Step:
    rule: str
    before: str
    after: str


@dataclass
class Scene:
    key: str
    title: str
    goal: str
    claims: list[dict] = field(default_factory=list)
    beats: list[dict] = field(default_factory=list)
    split: bool = False

    def beat(self, say: str, *show: dict) -> "Scene":
        self.beats.append({"say": sentence(say), "show": list(show)})
        return self

    def claim(self, text: str, expression: str | None = None, checked: bool = False) -> "Scene":
        self.claims.append({"text": text, "checked": checked, **({"expression": expression} if expression else {})})
        return self

    @property
    def words(self) -> int:
        return sum(len(beat["say"].split()) for beat in self.beats)


@dataclass
class Solution:
    kind: str
    understood: str
    title: str
    answer: str
    checked: bool
    steps: list[Step]
    scenes: list[Scene]


def sentence(text: str) -> str:
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".?!" else text + "."


# -- what can be shown


def formula(tex: str, size: int | None = None) -> dict:
    return {"do": "formula", "tex": tex, **({"size": size} if size else {})}


def step(tex: str, rule: str | None = None) -> dict:
    return {"do": "step", "tex": tex, **({"rule": rule} if rule else {})}


def note(text: str, role: str = "ink") -> dict:
    return {"do": "note", "text": text, "role": role}


def check(text: str) -> dict:
    return {"do": "check", "text": text}


def table(rows: list[list[str]]) -> dict:
    return {"do": "table", "rows": rows}


def plot(x: tuple, y: tuple, bare: bool = False) -> dict:
    """Numbered axes; a bare plot has none to be seen, as a figure of geometry wants it."""
    return {"do": "plot", "x": [float(v) for v in x], "y": [float(v) for v in y], **({"bare": True} if bare else {})}


def curve(f: str, role: str, label: str = "", dashed: bool = False) -> dict:
    return {"do": "curve", "f": f, "role": role, "label": label, "dashed": dashed}


def dots(points: list, role: str = "yellow", labels: list | None = None, hollow: bool = False) -> dict:
    return {"do": "dots", "points": pairs(points), "role": role, "labels": labels or [], "hollow": hollow}


def area(f: str, x: tuple, role: str = "blue") -> dict:
    return {"do": "area", "f": f, "x": [float(v) for v in x], "role": role}


def path(points: list, role: str = "blue", dashed: bool = False, arrow: bool = False) -> dict:
    """Straight strokes from point to point, with an arrow's tip at the end if wanted."""
    return {"do": "path", "points": pairs(points), "role": role, "dashed": dashed, "arrow": arrow}


def shape(points: list, role: str = "blue") -> dict:
    return {"do": "shape", "points": pairs(points), "role": role}


def names(points: list, labels: list[str], away: tuple, role: str = "ink") -> dict:
    """Words beside points, on the side that is turned away from the point `away`."""
    return {"do": "names", "points": pairs(points), "labels": labels, "away": [float(v) for v in away], "role": role}


def bars(points: list, marked: list[int] | None = None) -> dict:
    """Bars of given heights at given places of the plot's axis; those with the indices `marked` stand out."""
    return {"do": "bars", "points": pairs(points), "marked": marked or []}


def grid(rows: list[list[str]], marked: list[tuple[int, int]] | None = None) -> dict:
    """Cells with a few letters each; `marked` are (row, column) of those that stand out."""
    return {"do": "grid", "rows": rows, "marked": [list(cell) for cell in marked or []]}


def number_line(x: tuple, stretches: list[tuple[float, float, int, int]], ends: list[float], labels: list[str]) -> dict:
    """Stretches as (from, to, left end, right end); an end is 0 filled, 1 empty, 2 endless."""
    return {"do": "number_line", "x": [float(v) for v in x], "stretches": [[float(a), float(b), left, right] for a, b, left, right in stretches], "ends": [float(v) for v in ends], "labels": labels}


def area_model(tops: list[str], sides: list[str], widths: list[float], heights: list[float], cells: list[list[str]], dashed: list | None = None) -> dict:
    return {"do": "area_model", "tops": tops, "sides": sides, "widths": widths, "heights": heights, "cells": cells, "dashed": pairs(dashed or [])}


def pairs(points: list) -> list[list[float]]:
    return [[float(a), float(b)] for a, b in points]


@dataclass
class Line:
    """One line of a derivation: its rule, TeX, what is said of it."""

    rule: str
    tex: str
    say: str


def named_after(rules: list[str]) -> str:
    """A scene's title says where its steps begin and where they end."""
    first, last = rules[0], rules[-1]
    if last == first or len(first) + len(last) > 50:
        return first
    return f"{first}, then {last if last.startswith('L') and 'H' in last[:3] else last[:1].lower() + last[1:]}"


def derivation(start: str, lines: list[Line], goal: str, title: str | None = None, opening: str = "") -> tuple[list[Step], list[Scene]]:
    """Lays the lines out over scenes of one to three steps, each scene beginning with the line the last one ended with."""
    steps: list[Step] = []
    scenes: list[Scene] = []
    before = start
    scene: Scene | None = None
    for number, line in enumerate(lines):
        size = len(line.say.split())
        full = scene is not None and (scene.words + size > WORDS_PER_SCENE or len(scene.beats) >= 4)
        if scene is None or full:
            scene = Scene(f"step-{len(scenes) + 1}", title or line.rule, goal)
            scenes.append(scene)
            if number == 0:
                scene.beat(opening or "We begin with the expression as it stands", formula(before))
            else:
                scene.beat("This is what we have so far", formula(before))
        tex = unmarked(line.tex)
        steps.append(Step(line.rule, unmarked(before), tex))
        scene.beat(line.say, step(line.tex, line.rule))
        scene.claim(f"{line.rule}: {tex}"[:900])
        before = line.tex
    for scene in scenes:
        scene.title = title or named_after([claim["text"].split(":")[0] for claim in scene.claims])
        for beat in scene.beats:
            for show in beat["show"]:
                # A single step named by the title needs no second label.
                if show.get("rule") == scene.title and len(scene.beats) == 2:
                    del show["rule"]
    return steps, scenes
