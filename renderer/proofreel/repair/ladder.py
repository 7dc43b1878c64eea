"""The whole ladder around a render: static repair, the render, and, where it fails, dry runs until it does not, or a slate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..loading import SceneNotFound, describe_failure
from .extract import parses
from .record import MOST_REPAIRS, Repair
from .settle import settle
from .slate import CLASS, only_scene, slate_code
from .static import repair

# A dry run sees nearly all; what only a drawn frame shows gets so many renders.
MOST_RENDERS = 3

Rendered = TypeVar("Rendered")


@dataclass
class RepairReport:
    """What goes back with a clip; `slate` is the failure for which a slate took the scene's place."""

    repairs: list[Repair] = field(default_factory=list)
    plays_written: int = 0
    plays_kept: int = 0
    truncated: bool = False
    slate: str | None = None

    def as_message(self) -> dict[str, Any]:
        return {
            "repairs": [one.as_message() for one in self.repairs[:MOST_REPAIRS]],
            "playsWritten": self.plays_written,
            "playsKept": self.plays_kept,
            "truncated": self.truncated,
            "slate": self.slate,
        }


def render_repaired(
    code: str,
    scene: str | None,
    render: Callable[[str, str | None], Rendered],
    begin: Callable[[Any], None],
    *,
    is_of_code: Callable[[BaseException], bool],
    on_try: Callable[[], None] = lambda: None,
    slate: dict[str, str] | None = None,
) -> tuple[Rendered, RepairReport]:
    """Renders `code`, repaired as far as it needs it. `render(code, scene)` may be called again after it has raised.

    Raises what is not of the code (`is_of_code`), and SceneNotFound where no scene can be chosen.
    """
    repaired = repair(code, scene)
    report = RepairReport(list(repaired.repairs), repaired.plays_written, 0, repaired.truncated)
    lost, now = repaired.plays_lost, repaired.code
    failure: BaseException | None = None
    needs_look = any(one.step != "silent" for one in repaired.repairs)
    if parses(now):
        for _ in range(MOST_RENDERS):
            if needs_look or failure is not None:
                settled = settle(now, scene, begin, failure, on_try, is_of_code)
                now, lost = settled.code, lost + settled.lost
                report.repairs += settled.repairs
                failure = settled.failure
                if failure is not None or not settled.shown or 0 < report.plays_written <= lost:
                    break
                needs_look = False
            try:
                rendered = render(now, scene)
            except SceneNotFound:
                raise
            except (Exception, SystemExit) as error:
                if not is_of_code(error):
                    raise
                failure = error
                continue
            report.plays_kept = max(0, report.plays_written - lost)
            return rendered, report
    else:
        failure = _syntax_error(now)
    told = _told(failure, report.repairs)
    report.slate = told
    report.repairs.append(Repair("slate", None, "a slate took the scene's place", told))
    on_try()
    card = slate_code(code, scene or only_scene(now), **(slate or {}))
    return render(card, CLASS), report


def _syntax_error(code: str) -> BaseException | None:
    try:
        compile(code, "scene.py", "exec")
    except (SyntaxError, ValueError) as error:
        return error
    return None


def _told(failure: BaseException | None, repairs: list[Repair]) -> str:
    """Why there is a slate; where all that failed was left out, the first of it."""
    if failure is not None:
        message, line = describe_failure(failure)
    else:
        left_out = next((one for one in repairs if one.step == "isolate"), None)
        if left_out is None:
            return "Nothing of the scene could be shown."
        message, line = left_out.why, left_out.line
    return message.rstrip(".") + ("" if line is None else f" (line {line} of the scene's code)") + "."
