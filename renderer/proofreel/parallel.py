"""Frames in parallel: one process runs through the scene without drawing, its forks draw a stretch of frames each.

The first one, the scout, begins every play and ends it, as Manim does when it skips. Where a stretch of about a second
of frames starts it forks a child, which draws on from there until the scout has started the next one. Frames that need
those before (`parallel_state`) the scout draws itself, in order. Where one stretch ends and the next begins, both
compare their states: where they differ, or anything else goes wrong, OutOfTurn says that the scene must be drawn in
order from its start, and so the clip is always the one that drawing in order gives.
"""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .clip_file import SegmentFile
from .encoder import Packet, SegmentEncoder
from .encoder_process import EncoderProcess
from .forking import OutOfTurn, fork_scene
from .frames import ClipFull, FramesInOrder, end_play, frame_times, held_frames, is_held
from .parallel_board import CUT, WHOLE, Board
from .parallel_probe import depends_on_path
from .parallel_reuse import Reuse
from .parallel_state import family, needs_order, same, state_print, suspects
from .parallel_stretch import DRAW, LEAVE, Stretch, StretchFrames, await_word, starts_of

# Frames of a stretch: about one second, so that the last ones of a scene keep all processors busy.
LEAST_STRETCH = 24
# What is drawn in fewer seconds is not worth a fork, which costs a tenth of a second, most of it in pages that are copied.
SHORT = 0.8
# What one mobject adds to a frame, moved and drawn, as far as that can be known before the first one.
_SHAPE_SECONDS = 2e-4


@dataclass
class _Order:
    width: int
    height: int
    fps: int
    folder: str
    processes: int
    stretch: int = field(init=False)
    # Seconds that a frame takes at the least, drawn and coded.
    frame_seconds: float = field(init=False)

    def __post_init__(self) -> None:
        self.stretch = max(LEAST_STRETCH, self.fps)
        self.frame_seconds = 0.0015 + 8e-9 * self.width * self.height


class Scout(FramesInOrder):
    def __init__(
        self,
        board: Board,
        limit: int | None,
        width: int,
        height: int,
        fps: int,
        folder: str,
        processes: int,
        take: Callable[[Packet], None],
        reuse: Reuse,
    ) -> None:
        super().__init__(None, limit)
        self.reuse = reuse
        self.board = board
        self.order = _Order(width, height, fps, folder, processes)
        self._take = take
        self.stretches: list[Stretch] = []
        self._joined = 0
        self.open: Stretch | None = None
        self.in_order: Stretch | None = None
        # Whether something in the scene could tell that frames were left out.
        self.suspicious = False
        self._tried: dict[tuple[Any, ...], bool] = {}
        self._print: list[float] | None = None
        # Seconds of drawing that the scene may take to be drawn here, in order, as it has been up to now.
        self._short = 0.0
        self._began = 0.0
        self._moved = 0

    def spare_forks(self, seconds: float) -> None:
        """Draws the scene's first `seconds` here, and no less than that in a stretch.

        Where plays are kept stretches stay short, so that one changed play costs no more than itself; and a scene that
        comes again may do so once more, so that all of it is drawn in stretches.
        """
        if not self.reuse.has_before:
            self._short = seconds

    def before_play(self, renderer: Any, scene: Any) -> None:
        self.reuse.come_to(scene)

    def show(self, renderer: Any, scene: Any) -> None:
        play = renderer.num_plays
        if play >= self.board.plays - 2:
            raise OutOfTurn("too many plays")
        if is_held(scene):
            self._hold(renderer, scene, play)
        elif self._is_short(scene) or self._in_order(scene):
            if self.open is not None:
                self._cut(play)
            self.reuse.moves()
            self._draw_here(renderer, scene)
            self._show_here(renderer, scene)
        else:
            self._leave_order()
            self._pass_over(renderer, scene, play)

    def _show_here(self, renderer: Any, scene: Any) -> None:
        stretch = self.in_order
        assert stretch is not None
        stretch.known = False
        # Before it is shown: the clip may be full on the way.
        self.reuse.add(stretch, 0, 1)
        super().show(renderer, scene)

    def skipped(self, play: int) -> None:
        self.board.plan[play] = WHOLE

    def after_play(self, renderer: Any, scene: Any) -> None:
        self._print = state_print(scene) if self.open is not None else None

    def finish(self, renderer: Any, scene: Any, frames: int) -> None:
        """The scene has ended: holds the last picture up to `frames`, and waits for all."""
        self.board.finished[0] = 1
        if self.open is None:
            # No play at all, or the last one was drawn here.
            if self.position < frames or not self.stretches:
                pixels = renderer.camera.pixel_array if self.stretches else renderer.draw_all(scene)
                self._draw_here(renderer, scene)
                assert self.sink is not None
                self.sink.write(pixels, frames - self.position)
        if self.open is not None:
            self.reuse.add_rest(self.open, frames - self.position)
            self._decide(self.open)
        self.position = max(self.position, frames)
        self._leave_order()
        while any(stretch.told is None for stretch in self.stretches):
            self._listen()
        self._check(frames)
        self._join(last=True)

    def stop(self) -> None:
        """Ends all that still draws."""
        for stretch in self.stretches:
            if stretch.told is None and stretch.pid:
                os.kill(stretch.pid, signal.SIGKILL)
                os.waitpid(stretch.pid, 0)

    def _hold(self, renderer: Any, scene: Any, play: int) -> None:
        count = held_frames(renderer, scene)
        if count <= 0:
            self.board.plan[play] = WHOLE
            return
        if self.in_order is None and not self.stretches and self._short > 0:
            self._draw_here(renderer, scene)
        if self.in_order is not None:
            self._show_here(renderer, scene)
            return
        self.board.plan[play] = WHOLE
        room = count if self.limit is None else min(count, self.limit - self.position)
        if self.open is not None:
            self.reuse.add(self.open, 0, room)
        elif self._start(renderer, scene, None, 0, None, room):
            return
        assert self.open is not None
        self.open.drawn += 1
        self._advance(renderer, count)

    def _pass_over(self, renderer: Any, scene: Any, play: int) -> None:
        times = frame_times(scene)
        room = len(times) if self.limit is None else min(len(times), self.limit - self.position)
        self.reuse.moves()
        starts = starts_of(room, self.order.stretch, None if self.open is None else self.open.drawn)
        if starts and self.open is not None:
            self._cut(play)
        else:
            self.board.plan[play] = WHOLE
        for start, end in zip(starts, [*starts[1:], None], strict=False):
            if self._start(renderer, scene, times, start, end, (room if end is None else end) - start):
                return
        if self.open is not None:
            self.open.drawn += room - (starts[-1] if starts else 0)
            if not starts:
                self.reuse.add(self.open, 0, room)
        if room > 0:
            if room > 1:
                scene.last_t = times[room - 2]
            scene.update_to_time(times[room - 1])
        self._advance(renderer, room, single=True)
        end_play(renderer, scene)

    def _advance(self, renderer: Any, count: int, single: bool = False) -> None:
        # As frames in order add it up, to the last digit: scenes ask for the time.
        for part in [1] * count if single else [count]:
            renderer.time += part / renderer.camera.frame_rate
        self.position += count if self.limit is None else min(count, self.limit - self.position)
        self.board.passed[0] = self.position
        if self.full:
            raise ClipFull

    def _cut(self, play: int) -> None:
        """Ends the open stretch before a play."""
        assert self.open is not None
        self.open.expected = self._print
        self.board.plan[play] = CUT
        self._decide(self.open)
        self.open = None

    def _start(
        self, renderer: Any, scene: Any, times: np.ndarray | None, start: int, end: int | None, frames: int
    ) -> bool:
        """Forks a child that draws from the play's frame `start` on; true in the child, which has drawn the play then.

        `end`: of the stretch, if that is within the play; otherwise `frames` are only its beginning.
        """
        stretch = Stretch(self.position + start, SegmentFile(self.order.folder))
        number = self._enlist(stretch)
        self.open = stretch
        self.reuse.add(stretch, start, frames)
        waits = self.reuse.may_have(stretch)
        if waits and end is not None and self._take_again(stretch):
            return False
        self._await_turn()
        reading, writing = os.pipe()
        hearing, stretch.word = os.pipe() if waits and end is None else (-1, -1)
        stretch.pid = fork_scene()
        if stretch.pid == 0:
            os.close(reading)
            if hearing >= 0:
                await_word(hearing)
            order = self.order
            encoder = SegmentEncoder(order.width, order.height, order.fps, stretch.first, stretch.segment.add)
            child = StretchFrames(self.board, number, stretch, encoder, self.limit, writing)
            renderer.frames, renderer.on_rest = child, None
            child.begin(renderer, scene, times, start, end)
            return True
        os.close(writing)
        if hearing >= 0:
            os.close(hearing)
        stretch.pipe = reading
        return False

    def _decide(self, stretch: Stretch) -> None:
        """The stretch has ended: its child is told whether it has to be drawn, where it waits for that."""
        if stretch.word < 0:
            return
        again = self._take_again(stretch)
        if not again:
            self._await_turn()
        os.write(stretch.word, LEAVE if again else DRAW)
        os.close(stretch.word)
        stretch.word = -1
        if again:
            os.close(stretch.pipe)
            os.waitpid(stretch.pid, 0)

    def _take_again(self, stretch: Stretch) -> bool:
        """Takes the stretch out of the clip of before, if it is there."""
        frames = self.reuse.frames_of(stretch)
        if frames is None:
            return False
        stretch.taken, stretch.expected = True, None
        stretch.told = {"next": stretch.first + frames}
        self.board.counts[self.stretches.index(stretch)] = frames
        return True

    def _draw_here(self, renderer: Any, scene: Any) -> None:
        if self.in_order is not None:
            return
        stretch = Stretch(self.position, SegmentFile(self.order.folder))
        number = self._enlist(stretch)
        self._await_turn()
        order = self.order
        counts = self.board.counts

        def count(frames: int) -> None:
            counts[number] = frames

        stretch.segment.close()
        stretch.encoder = EncoderProcess(order.width, order.height, order.fps, self.position, order.folder, count)
        stretch.segment = stretch.encoder.segment
        self.in_order = stretch
        self.sink = stretch.encoder

    def _leave_order(self) -> None:
        if self.in_order is None:
            return
        stretch, self.in_order, self.sink = self.in_order, None, None
        assert stretch.encoder is not None
        stretch.encoder.finish()
        stretch.told = {"next": stretch.encoder.next}
        self._join()

    def _is_short(self, scene: Any) -> bool:
        """Whether it will have been short when this play ends."""
        if self._short > 0:
            now = time.process_time()
            self._began = self._began or now
            spent, frames = now - self._began, len(frame_times(scene))
            shapes = sum(1 for _ in family(scene)) * _SHAPE_SECONDS
            each = max(self.order.frame_seconds, shapes, spent / self._moved if self._moved else 0.0)
            self._moved += frames
            if max(spent, (self._moved - frames) * self.order.frame_seconds) + frames * each > self._short:
                if not self.reuse.keeps:
                    self.order.stretch = max(self.order.stretch, int(self._short / each))
                self._short = 0.0
        return self._short > 0

    def _in_order(self, scene: Any) -> bool:
        if needs_order(scene):
            self.suspicious = True
            return True
        found = suspects(scene)
        if not found:
            return False
        self.suspicious = True
        times = frame_times(scene)
        if len(times) < 3:
            return True
        if found not in self._tried:
            self._tried[found] = depends_on_path(scene, times)
        return self._tried[found]

    def _enlist(self, stretch: Stretch) -> int:
        self.stretches.append(stretch)
        if len(self.stretches) >= self.board.segments:
            raise OutOfTurn("too many stretches")
        return len(self.stretches) - 1

    def _await_turn(self) -> None:
        while sum(1 for stretch in self.stretches if stretch.draws) >= self.order.processes:
            self._listen()

    def _listen(self) -> None:
        """Waits for a word of one of those who draw."""
        waiting = {stretch.pipe: stretch for stretch in self.stretches if stretch.draws}
        ready, _, _ = select.select(list(waiting), [], [])
        for pipe in ready:
            stretch = waiting[pipe]
            part = os.read(pipe, 1 << 16)
            stretch.heard += part
            if part:
                continue
            os.close(pipe)
            os.waitpid(stretch.pid, 0)
            stretch.told = {}
            if not stretch.heard:
                raise OutOfTurn("a stretch of frames was not drawn")
            stretch.told = json.loads(stretch.heard)
            stretch.heard = b""
            self._compare(self.stretches.index(stretch))
        self._join()

    def _join(self, last: bool = False) -> None:
        """Passes on what comes next in the clip, as soon as it is there: files and packets must not pile up."""
        while self._joined < len(self.stretches) - (not last):
            stretch = self.stretches[self._joined]
            if stretch.told is None:
                return
            for packet in self.reuse.packets(stretch) if stretch.taken else stretch.segment.packets():
                self._take(packet)
            stretch.segment.close()
            self._joined += 1

    def _compare(self, number: int) -> None:
        stretch = self.stretches[number]
        told = stretch.told or {}
        if stretch.expected is not None and not same(stretch.expected, told.get("end") or []):
            raise OutOfTurn("a play ended otherwise when its frames were left out")
        for before, after in ((number - 1, number), (number, number + 1)):
            if before < 0 or after >= len(self.stretches):
                continue
            one, other = self.stretches[before].told, self.stretches[after].told
            if one and other and self.stretches[before].expected is None and one.get("end") and other.get("start"):
                if not same(one["end"], other["start"]):
                    raise OutOfTurn("a frame looks otherwise when those before it were left out")

    def _check(self, frames: int) -> None:
        ends = [stretch.first for stretch in self.stretches[1:]] + [frames]
        for stretch, end in zip(self.stretches, ends, strict=True):
            if (stretch.told or {}).get("next") != end:
                raise OutOfTurn("a stretch has another number of frames")
