"""A scene to its clip: in parallel where it can be, and in order where it can't."""

from __future__ import annotations

import json
import os
import select
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from . import tex
from .clip_file import ClipFile, SegmentFile
from .encoder import SegmentEncoder
from .encoder_process import EncoderLost, EncoderProcess
from .forking import OutOfTurn, fork_scene
from .frames import ClipFull, FramesInOrder
from .parallel import Scout
from .parallel_board import Board
from .parallel_reuse import Reuse

_SECONDS_BETWEEN_NEWS = 0.2


class ToldFailure(Exception):
    """A failure of the scene in another process: its code, its sentence and its line."""

    def __init__(self, code: str, message: str, line: int | None) -> None:
        super().__init__(message)
        self.code, self.message, self.line = code, message, line


@dataclass(frozen=True)
class ClipOrder:
    """What is wanted: `limit` frames, or as many as the scene makes; `still`: where a scene without plays puts its picture."""

    output: str
    width: int
    height: int
    fps: int
    limit: int | None = None
    still: str | None = None
    processes: int = 1
    # Seconds of drawing up to which forks are not worth their cost.
    short: float = 0.0
    reuse: Reuse = field(default_factory=Reuse)


@dataclass(frozen=True)
class Made:
    frames: int
    geometry: dict[str, Any]
    still: bool
    # What the clip is made of; empty where nobody asked, or where it was drawn in order.
    reuse: dict[str, Any] = field(default_factory=dict)


class NoReport:
    """Looks at nothing."""

    def look(self, scene: Any, last: bool = False) -> None:
        pass

    def summary(self) -> dict[str, Any]:
        return {}


Explain = Callable[[BaseException], tuple[str, str, int | None]]


def render_clip(
    scene: Any, order: ClipOrder, report: Any, explain: Explain, on_progress: Callable[[float], None]
) -> Made:
    """Renders the scene, looking at its rests with `report`; raises what the scene raises, or ToldFailure."""
    folder = os.path.dirname(os.path.abspath(order.output))
    news = _News(on_progress)
    # Opened here and once: by the time a muxer would open it again, scene code may have put a pipe there.
    with open(order.output, "wb") as file:
        if order.processes > 1:
            made = _in_parallel(scene, replace(order, output=folder), report, explain, news, file)
            if made is not None:
                return made
            file.seek(0)
            file.truncate()
        return _in_order(scene, replace(order, output=folder), report, news, file)


class _News:
    """Passes on how far the clip is, only where that is news, and not too often.

    That the scene went past more frames, `passed`, is news too, though none is done: it does not hang.
    """

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._told = 0.0
        self._passed = 0
        self._next = 0.0

    def __call__(self, seconds: float, passed: int = 0) -> None:
        now = time.monotonic()
        if (seconds > self._told or passed > self._passed) and now >= self._next:
            self._told, self._passed = seconds, passed
            self._next = now + _SECONDS_BETWEEN_NEWS
            self._tell(seconds)


def _in_order(scene: Any, order: ClipOrder, report: Any, news: _News, file: Any) -> Made:
    board = Board()

    def count(frames: int) -> None:
        board.counts[0] = frames

    encoder = EncoderProcess(order.width, order.height, order.fps, 0, order.output, count)
    frames = _Told(encoder, order.limit, lambda: news(board.frames / order.fps))
    renderer = scene.renderer
    _run(scene, frames, report)
    still = frames.position == 0 and order.still is not None
    wanted = _wanted(order, frames.position)
    if frames.position < wanted:
        pixels = renderer.camera.pixel_array if frames.position else renderer.draw_all(scene)
        if still:
            _save(pixels, order.still)
        encoder.write(pixels, wanted - frames.position)
    encoder.finish()
    news(wanted / order.fps)
    _join(file, order, encoder.segment)
    return Made(wanted, report.summary(), still)


class _Told(FramesInOrder):
    """Tells of each frame that it has handed over."""

    def __init__(self, sink: EncoderProcess, limit: int | None, tell: Callable[[], None]) -> None:
        super().__init__(sink, limit)
        self._tell = tell

    def give(self, renderer: Any, count: int = 1) -> None:
        self._tell()
        super().give(renderer, count)


def _in_parallel(
    scene: Any, order: ClipOrder, report: Any, explain: Explain, news: _News, file: Any
) -> Made | None:
    """Lets a child run the scene; None where it must be drawn in order."""
    board = Board()
    reading, writing = os.pipe()
    try:
        pid = fork_scene()
    except OutOfTurn:
        return None
    if pid == 0:
        os.close(reading)
        _scout(scene, order, report, explain, board, writing, file)
    os.close(writing)
    told: dict[str, Any] = {}
    try:
        for message in _messages(reading, lambda: news(board.frames / order.fps, int(board.passed[0]))):
            if "formulas" in message:
                tex.ask(message["formulas"])
            else:
                # Not at the pipe's end: what scene code has started may hold it open for ever.
                told = message
                break
    finally:
        os.close(reading)
        os.waitpid(pid, 0)
    if "failed" in told:
        raise ToldFailure(*told["failed"])
    if "made" not in told:
        return None
    made = Made(**told["made"])
    news(made.frames / order.fps)
    return made


def _messages(pipe: int, tell: Callable[[], None]) -> Any:
    heard = b""
    while True:
        if not select.select([pipe], [], [], _SECONDS_BETWEEN_NEWS)[0]:
            tell()
            continue
        part = os.read(pipe, 1 << 16)
        if not part:
            return
        *lines, heard = (heard + part).split(b"\n")
        yield from (json.loads(line) for line in lines)


def _scout(
    scene: Any, order: ClipOrder, report: Any, explain: Explain, board: Board, pipe: int, file: Any
) -> None:
    """In the child that runs the scene, and in its children, which come by here when their scene ends."""
    out = os.fdopen(pipe, "w")

    def send(message: dict[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    own = os.getpid()
    clip = ClipFile(file, order.width, order.height, order.fps)
    scout = Scout(
        *(board, order.limit, order.width, order.height, order.fps, order.output, order.processes, clip.add),
        order.reuse,
    )
    scout.spare_forks(order.short)
    tex.relay(lambda formulas: send({"formulas": formulas}))
    try:
        _run(scene, scout, report)
        frames = scene.renderer.frames
        if frames is not scout:
            frames.complete()
        still = scout.position == 0 and order.still is not None
        wanted = _wanted(order, scout.position)
        if still:
            _save(scene.renderer.draw_all(scene), order.still)
        scout.finish(scene.renderer, scene, wanted)
        clip.close()
        file.flush()
        told = order.reuse.told(scout.stretches, wanted)
        send({"made": {"frames": wanted, "geometry": report.summary(), "still": still, "reuse": told}})
    except (OutOfTurn, EncoderLost) as reason:
        # Said where the scene's own words go: what a render costs should be explicable.
        print(f"drawn in order from the start: {reason}", file=sys.stderr)
        if os.getpid() == own:
            send({"in_order": True})
    except BaseException as error:  # noqa: BLE001  (the scene's own too)
        if os.getpid() == own:
            sure = scene.renderer.frames is scout and not scout.suspicious
            send({"failed": explain(error)} if sure else {"in_order": True})
    finally:
        if os.getpid() == own:
            scout.stop()
        os._exit(0)


def _run(scene: Any, frames: FramesInOrder, report: Any) -> None:
    scene.renderer.frames = frames
    scene.renderer.on_rest = report.look
    try:
        scene.render()
    except ClipFull:
        pass
    if scene.renderer.frames is frames:
        report.look(scene, last=True)


def _wanted(order: ClipOrder, frames: int) -> int:
    # A scene that plays nothing and has no narration is shown for a second.
    return order.limit or frames or order.fps


def _save(pixels: Any, path: str | None) -> None:
    from PIL import Image

    assert path is not None
    Image.fromarray(pixels).convert("RGB").save(path)


def _join(file: Any, order: ClipOrder, segment: SegmentFile) -> None:
    clip = ClipFile(file, order.width, order.height, order.fps)
    for packet in segment.packets():
        clip.add(packet)
    clip.close()
    file.flush()


def warm_up() -> None:
    """Pays in advance what the first clip of a process costs: an encoder, a converter and a muxer."""
    with tempfile.TemporaryFile() as file:
        segment = SegmentFile(tempfile.gettempdir())
        encoder = SegmentEncoder(64, 36, 15, 0, segment.add)
        encoder.write(np.zeros((36, 64, 4), np.uint8), 15)
        encoder.finish()
        _join(file, ClipOrder("", 64, 36, 15), segment)
