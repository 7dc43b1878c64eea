"""A job of the worker that asks for repair: the ladder, with what the job says of time and place."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from .ladder import render_repaired
from .static import repair

Explain = Callable[[BaseException], tuple[str, str, int | None]]


_ANY_SCENE = """from manim import *
class Any(Scene):
    def construct(self):
        square = Square(side_length=1).next_to(ORIGIN, UP)
        self.play(square.animate.shift(UP), run_time=1)
"""


def warm_up() -> None:
    """Reads what the installed Manim has, so that no job waits for it."""
    repair(_ANY_SCENE)


def render_job(
    job: dict[str, Any],
    render: Callable[[dict[str, Any]], dict[str, Any]],
    prepare: Callable[[dict[str, Any]], Any],
    explain: Explain,
    on_progress: Callable[[float], None],
) -> dict[str, Any]:
    """What `render` tells of the job's clip, and what was repaired for it. `prepare` sets the job's frame and gives its clock."""
    prepare(job)
    # What the sandbox refuses, and a full disk, are no faults of the code that could be mended. Nor is a file that is
    # not there, except where a video without it is better than none.
    mended = {"render_failed", *(["file_missing"] if job.get("placeholders") else [])}

    def again(code: str, scene: str | None) -> dict[str, Any]:
        # What a try before it wrote stays with that try: an encoder may still hold it open.
        if os.path.lexists(job["output"]):
            os.unlink(job["output"])
        return render({**job, "code": code, "scene": scene})

    def begin(scene: Any) -> None:
        prepare(job).scene = scene

    done, report = render_repaired(
        job["code"],
        job.get("scene"),
        again,
        begin,
        is_of_code=lambda error: explain(error)[0] in mended,
        on_try=lambda: on_progress(0.0),
        slate=job.get("slate"),
    )
    return {**done, "repair": report.as_message()}
