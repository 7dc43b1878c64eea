"""A stretch of frames: what the scout knows of it, and the child that draws it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np

from .clip_file import SegmentFile
from .encoder import SegmentEncoder
from .encoder_process import EncoderProcess
from .frames import FramesInOrder, end_play
from .parallel_board import CUT, Board
from .parallel_state import state_print

# What a child that waits is told.
DRAW, LEAVE = b"d", b"l"


def starts_of(frames: int, length: int, drawn: int | None) -> list[int]:
    """Frames of a play at which new stretches start; none where it goes on in the open one, of which so many are drawn.

    A play that is long enough begins one: so a change of a play leaves the stretches of the others as they were.
    """
    if frames <= 0 or drawn is not None and frames < 0.6 * length and drawn + frames <= length:
        return []
    # No stretch of a few frames at the end.
    count = max(1, int(frames / length + 0.4))
    return [round(frames * number / count) for number in range(count)]


def await_word(hearing: int) -> None:
    """In a child whose frames may be there already; it ends where they are."""
    if os.read(hearing, 1) != DRAW:
        os._exit(0)
    os.close(hearing)


@dataclass(eq=False)
class Stretch:
    """Frames of the clip from `first` on, drawn by a process of their own; prints of the states at both ends."""

    first: int
    segment: SegmentFile
    drawn: int = 0
    pid: int = 0
    pipe: int = -1
    # The scout's print, where the stretch ends with a play.
    expected: list[float] | None = None
    heard: bytes = b""
    told: dict[str, Any] | None = None
    encoder: EncoderProcess | None = None
    # Prints of what it shows, whether they say all of it, and the plays that it shows something of.
    pieces: list[str] = field(default_factory=list)
    known: bool = True
    plays: set[int] = field(default_factory=set)
    # Its packets come out of the clip of before.
    taken: bool = False
    # To a child that waits for word whether it has to draw.
    word: int = -1

    @property
    def draws(self) -> bool:
        """Whether a child is drawing it now."""
        return bool(self.pid) and self.told is None and self.word < 0


class StretchFrames(FramesInOrder):
    """Draws on until the scout has started the next stretch, tells what it has done, and ends the process."""

    def __init__(
        self, board: Board, number: int, stretch: Stretch, encoder: SegmentEncoder, limit: int | None, pipe: int
    ) -> None:
        super().__init__(self, limit, stretch.first)
        self._board = board
        self._number = number
        self._segment = stretch.segment
        self._encoder = encoder
        self._pipe = pipe
        self._play = 0
        self._begun: list[float] | None = None

    def write(self, pixels: np.ndarray, repeat: int = 1) -> None:
        self._encoder.write(pixels, repeat)
        self._board.counts[self._number] = self._encoder.taken

    def begin(self, renderer: Any, scene: Any, times: np.ndarray | None, start: int, end: int | None) -> None:
        """Shows the play during which it was forked from the frame `start` on, up to `end` or its own end."""
        if times is None:
            super().show(renderer, scene)
        else:
            self._draw_part(renderer, scene, times, start, end)

    def skipped(self, play: int) -> None:
        pass

    def after_play(self, renderer: Any, scene: Any) -> None:
        if self._board.await_plan(renderer.num_plays) == CUT:
            self.complete(state_print(scene))

    def complete(self, end: list[float] | None = None) -> NoReturn:
        """Ends the process; with the scene's last frame held to the clip's length where the scene has ended."""
        if end is None and self.limit is not None and self.position < self.limit:
            self._encoder.write(self._last, self.limit - self.position)
            self.position = self.limit
        self._encoder.finish()
        self._board.counts[self._number] = self._encoder.taken
        self._segment.flush()
        told = json.dumps({"next": self.position, "start": self._begun, "end": end})
        with os.fdopen(self._pipe, "w") as out:
            out.write(told)
        os._exit(0)

    def give(self, renderer: Any, count: int = 1) -> None:
        self._last = renderer.camera.pixel_array
        super().give(renderer, count)

    def _draw_part(self, renderer: Any, scene: Any, times: np.ndarray, start: int, end: int | None) -> None:
        for _ in range(start):
            renderer.time += 1 / renderer.camera.frame_rate
        if start > 0:
            scene.last_t = times[start - 1]
            renderer.save_static_frame_data(scene, scene.static_mobjects)
            scene.update_to_time(times[start])
            self._begun = state_print(scene)
            renderer.update_frame(scene, scene.moving_mobjects)
            self.give(renderer)
            for time in times[start + 1 : end]:
                self._draw_one(renderer, scene, time)
        else:
            self.draw(renderer, scene, times[:end])
        if end is None:
            end_play(renderer, scene)
            return
        scene.update_to_time(times[end])
        self.complete(state_print(scene))

    def _draw_one(self, renderer: Any, scene: Any, time: float) -> None:
        scene.update_to_time(time)
        renderer.update_frame(scene, scene.moving_mobjects)
        self.give(renderer)
