"""How the scene's code could be changed so that a finding goes away: edits by place, proposed here and tried elsewhere.

Nothing here is sure to help: a later line may move what an edit moved. Whoever applies an edit checks again.
"""

from __future__ import annotations

import ast
import math
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from manim import Mobject, Text

from .boxes import Box
from .origin import Span, origin_of
from .report import Finding
from .source import Source

MOST = 60
# The half frame with its margin.
ROOM_X, ROOM_Y = 6.8, 3.8
GAP = 0.3

Edit = dict[str, Any]
Proposal = tuple[str, list[Edit]]


def propose(code: str, findings: list[Finding]) -> list[dict[str, Any]]:
    """Changes for findings, in the order in which they should be tried; each with the index of its finding."""
    try:
        source = Source(code)
    except (SyntaxError, ValueError):
        return []
    proposals = [
        {"finding": index, "says": says[:400], "edits": edits}
        for index, finding in enumerate(findings)
        for says, edits in _for_finding(source, finding)
        if edits
    ]
    return proposals[:MOST]


def _for_finding(source: Source, finding: Finding) -> Iterator[Proposal]:
    hint = finding.hint
    ways: dict[str, Callable[[Source, dict[str, Any]], Iterator[Proposal]]] = {
        "off_frame": _into_frame,
        "text_small": _larger,
        "low_contrast": _recoloured,
        "text_overlap": _apart,
        "text_on_lines": _off_the_lines,
        "text_hidden": _to_the_front,
        "animation_lost": _animated,
        "left_behind": _replaced,
    }
    if finding.kind in ways and hint:
        yield from ways[finding.kind](source, hint)


def _into_frame(source: Source, hint: dict[str, Any]) -> Iterator[Proposal]:
    mobject = hint["mobjects"][0]
    width = hint.get("width")
    if width:
        yield from _wrapped(source, mobject, width)
        yield f"scaled to a width of {width:.1f}", _chained(source, mobject, f".scale_to_fit_width({width:.1f})")
    elif hint.get("shift"):
        yield from _moved(source, mobject, *hint["shift"])


def _wrapped(source: Source, mobject: Mobject, width: float) -> Iterator[Proposal]:
    """A text of one line, broken where its literal stands in the code."""
    call = source.call_at(origin_of(mobject))
    if type(mobject) is not Text or call is None or not call.args:
        return
    words = call.args[0]
    if not isinstance(words, ast.Constant) or not isinstance(words.value, str) or "\n" in words.value:
        return
    lines = math.ceil(mobject.width / width)
    if lines > 4 or mobject.width / width < 1.2:
        return
    broken = textwrap.fill(words.value, math.ceil(len(words.value) / lines) + 3)
    yield f"broken into {broken.count(chr(10)) + 1} lines", [source.replace(words, repr(broken))]


def _larger(source: Source, hint: dict[str, Any]) -> Iterator[Proposal]:
    for factor in (hint["factor"], 0.75 * hint["factor"]):
        yield f"made {factor:.1f} times as large", _chained(source, hint["mobjects"][0], f".scale({factor:.2f})")


def _recoloured(source: Source, hint: dict[str, Any]) -> Iterator[Proposal]:
    colour = hint["colour"]
    yield f"given the colour {colour}", _chained(source, hint["mobjects"][0], f'.set_color("{colour}")')
    methods = f'.set_color("{colour}").set_opacity(1)'
    yield f"given the colour {colour}, opaque", _chained(source, hint["mobjects"][0], methods)


def _apart(source: Source, hint: dict[str, Any]) -> Iterator[Proposal]:
    (one, other), (one_box, other_box) = hint["mobjects"], hint["boxes"]
    ways: list[tuple[float, Mobject, float, float]] = []
    for mobject, box, fixed in ((other, other_box, one_box), (one, one_box, other_box)):
        for x, y in _ways_off(box, fixed):
            if _fits((box[0] + x, box[1] + y, box[2] + x, box[3] + y)):
                # What came later gives way, where both could.
                ways.append((abs(x) + abs(y) + (0.5 if mobject is one else 0), mobject, x, y))
    for _, mobject, x, y in sorted(ways, key=lambda way: way[0])[:4]:
        yield from _moved(source, mobject, x, y)


def _ways_off(box: Box, fixed: Box) -> list[tuple[float, float]]:
    return [
        (0.0, fixed[1] - GAP - box[3]),
        (0.0, fixed[3] + GAP - box[1]),
        (fixed[2] + GAP - box[0], 0.0),
        (fixed[0] - GAP - box[2], 0.0),
    ]


def _fits(box: Box) -> bool:
    return box[0] > -ROOM_X and box[2] < ROOM_X and box[1] > -ROOM_Y and box[3] < ROOM_Y


def _off_the_lines(source: Source, hint: dict[str, Any]) -> Iterator[Proposal]:
    mobject = hint["mobjects"][0]
    if hint.get("width"):
        yield f"scaled to a width of {hint['width']:.1f}", _chained(
            source, mobject, f".scale_to_fit_width({hint['width']:.1f})"
        )
    if isinstance(mobject, Text):
        yield "given a background that hides the lines", _chained(source, mobject, ".add_background_rectangle(opacity=1)")
    for by in (mobject.height + 0.2, -mobject.height - 0.2):
        yield from _moved(source, mobject, 0.0, by)


def _to_the_front(source: Source, hint: dict[str, Any]) -> Iterator[Proposal]:
    yield "brought to the front", _chained(source, hint["mobjects"][0], ".set_z_index(100)")


def _animated(source: Source, hint: dict[str, Any]) -> Iterator[Proposal]:
    call = source.call_at(hint.get("play"))
    if call is None:
        return
    if "rename" in hint:
        keyword = next((one for one in call.keywords if one.arg == hint["rename"]), None)
        if keyword is not None and all(one.arg != "run_time" for one in call.keywords):
            value = source.text(keyword.value)
            yield f"{hint['rename']} made run_time", [source.replace(keyword, f"run_time={value}")]
    elif hint.get("chain"):
        yield from _one_chain(source, call)


def _one_chain(source: Source, call: ast.Call) -> Iterator[Proposal]:
    first: dict[str, ast.expr] = {}
    for before, argument in zip([None, *call.args], call.args, strict=False):
        animate = source.animate_in(argument)
        if animate is None:
            continue
        name = source.text(animate.value)
        if name not in first or before is None:
            first[name] = argument
            continue
        methods = source.text(argument)[len(source.text(source.animate_call(animate))) :]
        yield (
            f"both animations of {name} written as one chain",
            [source.insert_after(first[name], methods), source.delete_between(before, argument)],
        )
        return


def _replaced(source: Source, hint: dict[str, Any]) -> Iterator[Proposal]:
    call = source.call_at(hint.get("transform"))
    if call is None:
        return
    edits = [
        source.replace(node.func, "ReplacementTransform")
        for node in ast.walk(call)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Transform"
    ]
    yield "Transform made ReplacementTransform", edits


def _moved(source: Source, mobject: Mobject, x: float, y: float) -> Iterator[Proposal]:
    by = f"[{x:.2f}, {y:.2f}, 0]"
    says = f"moved by ({x:.1f}, {y:.1f})"
    span = origin_of(mobject)
    # Before it is first shown, after all that placed it; or, where it has no name, where it is made.
    yield says, source.before_shown(span, f".shift({by})")
    yield says, _chained(source, mobject, f".shift({by})")


def _chained(source: Source, mobject: Mobject, methods: str) -> list[Edit]:
    span: Span | None = origin_of(mobject)
    made = source.chain_at(span)
    return [] if made is None else [source.insert_after(made, methods)]
