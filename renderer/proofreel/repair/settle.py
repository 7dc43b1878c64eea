"""Runs a scene dry until it comes to its end: each failure is mended by what it tells, or the thing that fails is left out."""

from __future__ import annotations

import ast
import copy
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..loading import SceneNotFound
from .by_traceback import RULES
from .dry import DryRun, run_dry
from .extract import parses
from .isolate import isolate
from .place import Place, locate
from .record import Repair
from .source import Changes, plays_in, render
from .static import with_statements
from .tree import walk

MOST_TRIES = 60
MOST_SECONDS = 90.0
STAND_INS = ("StandIn", "attempt", "any_formula", "any_tex", "formula_text", "missing_picture")
OF_STAND_IN = f"from proofreel.repair.stand_in import {', '.join(STAND_INS)}"
# After so many repairs of one line the line is left out.
MOST_PER_LINE = 5


@dataclass
class Settled:
    """`code` ran to its end where `failure` is None; `lost` counts the plays that are gone or show nothing."""

    code: str
    repairs: list[Repair] = field(default_factory=list)
    lost: int = 0
    shown: bool = True
    failure: BaseException | None = None


def settle(
    code: str,
    scene: str | None,
    begin: Callable[[Any], None] = lambda scene: None,
    first: BaseException | None = None,
    on_try: Callable[[], None] = lambda: None,
    is_of_code: Callable[[BaseException], bool] = lambda error: True,
) -> Settled:
    """Mends `code`; `first` is a failure that is known already. Raises what is not of the code, and SceneNotFound where there is nothing to run."""
    settled = Settled(code)
    tried: set[str] = {code}
    per_line: Counter[int] = Counter()
    start = time.monotonic()
    # One that was told by another process is looked at only where a dry run does not show it.
    told = first if first is not None and first.__traceback__ is not None and hasattr(first, "line") else None
    error = None if told is not None else first
    ran = DryRun()
    for _ in range(MOST_TRIES):
        if error is None:
            on_try()
            ran = run_dry(settled.code, scene, begin)
            error, told = ran.error or told, None
        settled.failure = error
        if error is None or ran.too_long:
            break
        if isinstance(error, SceneNotFound) or not is_of_code(error):
            raise error
        if time.monotonic() - start > MOST_SECONDS or not _mend(settled, error, tried, per_line):
            break
        error = None
    if settled.failure is None:
        settled.lost += len((ran.empty | _attempted(settled.code)) - ran.filled)
    settled.shown = ran.shown
    return settled


def _attempted(code: str) -> set[int]:
    """The lines of plays that may fail in silence."""
    calls = [node for node in walk(ast.parse(code)) if isinstance(node, ast.Call) and ast.unparse(node.func) == "attempt"]
    return {call.lineno for call in calls if plays_in(call)}


def _mend(settled: Settled, error: BaseException, tried: set[str], per_line: Counter[int]) -> bool:
    """One repair; False where the failure does not lie in the code or nothing is left to try."""
    place = locate(settled.code, error)
    if place is None:
        return False
    line = place.statement.lineno
    per_line[line] += 1
    if per_line[line] <= MOST_PER_LINE:
        for rule in RULES:
            if _by_rule(settled, error, rule, tried):
                return True
    for coarse in (per_line[line] > MOST_PER_LINE, True):
        place = locate(settled.code, error)
        assert place is not None
        changes = Changes()
        said, lost = isolate(place, changes, coarse)
        if _take(settled, place, changes, Repair("isolate", line, said, _told(error)), tried):
            settled.lost += lost
            return True
    return False


def _by_rule(settled: Settled, error: BaseException, rule: Callable[[Place], str | None], tried: set[str]) -> bool:
    # Each rule gets a tree of its own: one that gives up may have changed it.
    place = locate(settled.code, error)
    if place is None:
        return False
    before = ast.dump(place.tree)
    said = rule(place)
    if said is None or ast.dump(place.tree) == before:
        return False
    changes = _changes_between(settled.code, place.tree)
    return _take(settled, place, changes, Repair("traceback", place.statement.lineno, said, _told(error)), tried)


def _take(settled: Settled, place: Place, changes: Changes, repair: Repair, tried: set[str]) -> bool:
    try:
        text = render(settled.code, place.tree, changes)
    except ValueError:
        return False
    if OF_STAND_IN not in text and any(f"{name}(" in text for name in STAND_INS):
        text = with_statements(text, [OF_STAND_IN])
    if text in tried or not parses(text):
        return False
    tried.add(text)
    settled.code = text
    settled.repairs.append(repair)
    return True


def _changes_between(code: str, tree: ast.Module) -> Changes:
    """The statements of a tree that are not what the code says any more; both have the same statements."""
    changes = Changes()
    for old, new in zip(_headers(ast.parse(code)), _headers(tree), strict=True):
        if old[1] != new[1]:
            changes.touch(new[0])
    return changes


def _headers(tree: ast.Module) -> list[tuple[ast.stmt, str]]:
    """Each statement with what it says itself, without the statements inside of it."""
    found = []
    for node in walk(tree):
        if isinstance(node, ast.stmt):
            bare = copy.copy(node)
            for name in ("body", "orelse", "finalbody", "handlers", "cases"):
                if isinstance(getattr(bare, name, None), list):
                    setattr(bare, name, [])
            found.append((node, ast.dump(bare)))
    return found


def _told(error: BaseException) -> str:
    """The error in one line, without what only Manim and the sandbox know of."""
    said = str(error).splitlines()[0] if str(error) else ""
    said = re.sub(r"\\special\{[^}]*\}\s?", "", said)
    said = re.sub(r"^From: .*?, could not find (.+?) at (?:either|any) of.*", r"could not find \1", said)
    return (f"{type(error).__name__}: {said}" if said else type(error).__name__)[:280]
