"""Runs a scene for nothing but the check: time passes frame by frame, and a picture is drawn only where one is looked at."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from manim import CairoRenderer, Mobject, Scene

from ..clip import StreamFileWriter
from ..loading import SCENE_FILE
from . import narration
from .origin import remember_origins, scene_place, span_of
from .pictures import SEEN, Pictures, difference
from .plays import Plays
from .report import Finding
from .rest import GeometryReport
from .shown import Shown

# Of a play: enough to see a flash or a there-and-back.
LOOKS_PER_PLAY = 8
LONGEST_EMPTY = 3.0
# Rests that are looked at with their pictures; a loop of a thousand steps shows what is wrong long before.
MOST_RESTS = 150


class Inspection(GeometryReport):
    """The report of a scene that is run for it; hears of every play."""

    def __init__(self) -> None:
        super().__init__()
        self.plays = Plays(self.report, self.aliases, self.edges)
        self.empty_since: float | None = 0.0
        self._last: np.ndarray | None = None
        self._objects: list[int] = []
        self._shown = Shown()

    def rest(self, scene: Any, began: float, shown_within: bool) -> None:
        """After a play: `shown_within` where something was seen while it ran."""
        pictures = Pictures(scene)
        if pictures.empty:
            if shown_within:
                self._end_emptiness(began)
            if self.empty_since is None:
                self.empty_since = float(scene.time)
        else:
            self._end_emptiness(began)
        objects = [id(mobject) for mobject in scene.mobjects]
        unchanged = self._last is not None and objects == self._objects and np.array_equal(self._last, pictures.full)
        self._last, self._objects = pictures.full, objects
        if unchanged:
            self.frames.look(self._shown, float(scene.time), self.report)
        elif self.report.samples < MOST_RESTS:
            self._shown = self.look_at_rest(scene, pictures)

    def finish(self, scene: Any, duration: float | None, cued: bool) -> None:
        seconds = float(scene.time)
        self.rest(scene, seconds, False)
        self._end_emptiness(max(seconds, duration or 0.0))
        self.edges.finish(self.report)
        self.reading.finish(self.report)
        if duration is not None:
            narration.compare(self.report, seconds, duration, cued)

    def _end_emptiness(self, until: float) -> None:
        since, self.empty_since = self.empty_since, None
        if since is None or until - since <= LONGEST_EMPTY:
            return
        self.report.add(
            f"{since}",
            Finding(
                "empty_screen",
                "warning",
                since,
                [],
                f"The screen is empty for {until - since:.1f} s",
                "Show something, or shorten the wait: after 3 s without a picture a viewer thinks that the video is broken.",
            ),
        )


class InspectingRenderer(CairoRenderer):
    """Manim's Cairo renderer without a video; made by Scene, and given its inspection before the scene runs."""

    inspection: Inspection | None = None
    on_progress: Callable[[float], None] = staticmethod(lambda seconds: None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["file_writer_class"] = StreamFileWriter
        super().__init__(*args, **kwargs)
        self._before: np.ndarray | None = None
        self._changed = self._shown = False
        self._looks = 0
        self._next_look = 0.0

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        inspection = self.inspection
        if inspection is None:
            super().play(scene, *args, **kwargs)
            return
        span = span_of(scene_place())
        began = float(scene.time)
        self._before = Pictures(scene).full
        self._changed = self._shown = False
        self._looks, self._next_look = 0, 0.0
        inspection.plays.before(scene)
        super().play(scene, *args, **kwargs)
        if not self._changed:
            self._look(scene)
        inspection.plays.after(scene, began, self._changed, kwargs, span)
        inspection.rest(scene, began, self._shown)
        self.on_progress(float(scene.time))

    def render(self, scene: Any, time: float, moving_mobjects: Any = None) -> None:
        self.time += 1 / self.camera.frame_rate
        if self.inspection is None or self._changed and self._shown or self._looks >= LOOKS_PER_PLAY:
            return
        if time >= self._next_look:
            self._looks += 1
            self._next_look = scene.duration * self._looks / LOOKS_PER_PLAY
            self._look(scene)

    def freeze_current_frame(self, duration: float) -> None:
        self.time += round(duration * self.camera.frame_rate) / self.camera.frame_rate

    def save_static_frame_data(self, scene: Any, static_mobjects: Any) -> None:
        self.static_image = None

    def update_frame(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Nobody takes the frames."""

    def _look(self, scene: Any) -> None:
        pictures = Pictures(scene)
        self._shown = self._shown or not pictures.empty
        if self._before is not None and int((difference(pictures.full, self._before) > SEEN // 2).sum()) > 1:
            self._changed = True


def inspect(
    make: type[Scene],
    prepare: Callable[[Scene], None],
    duration: float | None = None,
    cued: bool = False,
    on_progress: Callable[[float], None] = lambda seconds: None,
) -> tuple[Inspection, float]:
    """Runs a scene to its end, `prepare(scene)` before; gives what was found and how long the scene is in seconds.

    `duration` is that of its narration. What the scene's code raises goes on to the caller.
    """
    import manim.scene.scene as manim_scene

    remember_origins()
    # Scene builds its renderer by this name.
    manim_scene.CairoRenderer = InspectingRenderer  # type: ignore[misc]
    scene = make()
    inspection = Inspection()
    renderer = scene.renderer
    assert isinstance(renderer, InspectingRenderer)
    renderer.inspection, renderer.on_progress = inspection, on_progress
    _hear_removals(scene, inspection)
    prepare(scene)
    scene.render()
    inspection.finish(scene, duration, cued)
    return inspection, float(scene.time)


def _hear_removals(scene: Any, inspection: Inspection) -> None:
    """Only what the scene's own code takes away, not what an animation's end does."""
    remove = scene.remove

    def heard(*mobjects: Mobject) -> Any:
        if sys._getframe(1).f_code.co_filename == SCENE_FILE:
            span = span_of(scene_place())
            inspection.plays.removed(scene, mobjects, None if span is None else span[0])
        return remove(*mobjects)

    scene.remove = heard
