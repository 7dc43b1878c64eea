"""One scene, one H.264 stream: takes Manim's frames and writes a clip of an exact number of frames.

Manim writes a file per `play`, hashes every call to find it again, and joins the files. Here the frames of the whole
scene go to one encoder on one thread, a held frame is converted once, and a clip that is full ends the scene.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from queue import Queue
from threading import Thread
from typing import Any

import av
import numpy as np
from manim import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter

# veryfast encodes flat line drawings in about half of medium's time with fewer bytes; CRF 19 keeps thin lines and small type clean.
ENCODER_OPTIONS = {"preset": "veryfast", "crf": "19", "tune": "animation"}
KEYFRAME_SECONDS = 4


class ClipFull(BaseException):
    """Ends construct when the clip has all its frames; not an Exception, so that scene code does not swallow it."""


class ClipWriter:
    """Encodes RGBA frames on its own thread; what goes wrong there is raised by the next write."""

    def __init__(
        self,
        path: str,
        width: int,
        height: int,
        fps: int,
        frame_limit: int | None = None,
        on_progress: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        self.frames = 0
        self.fps = fps
        self.frame_limit = frame_limit
        self.on_progress = on_progress
        self.last_progress = 0.0
        self._failure: BaseException | None = None
        self._last: np.ndarray | None = None
        # Opened here and once: PyAV opens a path with the first frame, and faststart opens it again at the end, and by
        # then scene code may have put a pipe there.
        self._file = open(path, "wb")  # noqa: SIM115
        self._container = av.open(self._file, "w", format="mp4")
        stream = self._container.add_stream("libx264", rate=Fraction(fps), options=ENCODER_OPTIONS)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, fps)
        stream.codec_context.gop_size = KEYFRAME_SECONDS * fps
        # Full HD and below in BT.709, said in the stream, so that every player shows the theme's colours.
        stream.codec_context.color_primaries = stream.codec_context.color_trc = stream.codec_context.colorspace = 1
        stream.codec_context.color_range = 1
        self._stream = stream
        # Four frames bound the memory: 33 MB at 1080p.
        self._queue: Queue[tuple[np.ndarray | None, int]] = Queue(maxsize=4)
        self._thread = Thread(target=self._encode_all, name="encoder", daemon=True)
        self._thread.start()

    @property
    def full(self) -> bool:
        return self.frame_limit is not None and self.frames >= self.frame_limit

    def write(self, pixels: np.ndarray, repeat: int = 1) -> None:
        """Takes ownership of `pixels`; writes no more than the clip may still have, then raises ClipFull."""
        self._raise_failure()
        if self.frame_limit is not None:
            repeat = min(repeat, self.frame_limit - self.frames)
        if repeat > 0:
            self._last = pixels
            self._queue.put((pixels, repeat))
            self.frames += repeat
            self._tell_progress(self.frames)
        if self.full:
            raise ClipFull

    def finish(self, still: Callable[[], np.ndarray]) -> int:
        """Holds the last picture up to the clip's length and closes the file; gives the number of frames."""
        # A scene that plays nothing and has no narration is shown for a second.
        wanted = self.frame_limit or self.frames or self.fps
        missing = wanted - self.frames
        if missing > 0:
            pixels = self._last if self._last is not None else still()
            self._queue.put((pixels, missing))
            self.frames += missing
        self._queue.put((None, 0))
        self._thread.join()
        self._raise_failure()
        self._container.close()
        self._file.close()
        return self.frames

    def _tell_progress(self, frames: int) -> None:
        now = time.monotonic()
        if now - self.last_progress >= 0.2:
            self.last_progress = now
            self.on_progress(frames / self.fps)

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _encode_all(self) -> None:
        written = 0
        while True:
            pixels, repeat = self._queue.get()
            if self._failure is not None:
                if pixels is None:
                    return
                continue
            try:
                if pixels is None:
                    self._mux(None)
                    return
                frame = av.VideoFrame.from_ndarray(pixels, format="rgba").reformat(
                    format="yuv420p", src_colorspace="ITU709", dst_colorspace="ITU709"
                )
                for _ in range(repeat):
                    frame.pts = written
                    frame.time_base = Fraction(1, self.fps)
                    self._mux(frame)
                    written += 1
                    # A held picture of minutes keeps the scene waiting here, and that is no loop.
                    self._tell_progress(written)
            except BaseException as failure:  # handed to the scene's thread
                self._failure = failure
                if pixels is None:
                    return

    def _mux(self, frame: Any) -> None:
        for packet in self._stream.encode(frame):
            self._container.mux(packet)


class StreamFileWriter(SceneFileWriter):
    """Stands where Manim expects its writer; sections are kept, partial movie files never come into being."""

    clip: ClipWriter | None = None

    def begin_animation(self, allow_write: bool = False, **_: Any) -> None:
        pass

    def end_animation(self, allow_write: bool = False) -> None:
        pass

    def write_frame(self, pixels: np.ndarray, *, repeat: int = 1) -> None:
        if self.clip is not None:
            self.clip.write(pixels, repeat)

    def is_already_cached(self, hash_invocation: str) -> bool:
        return False

    def add_sound(self, *_: Any, **__: Any) -> None:
        """A scene's own sounds are left out: the narration is mixed later."""

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        pass

    def finish(self) -> None:
        pass

    def save_image(self, pixels: np.ndarray) -> None:
        pass


class StreamRenderer(CairoRenderer):
    """Manim's Cairo renderer with the stream writer, whole-frame waits and a look at each rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("file_writer_class", StreamFileWriter)
        super().__init__(*args, **kwargs)
        self.on_rest: Callable[[Any], None] | None = None

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        super().play(scene, *args, **kwargs)
        if self.on_rest is not None:
            self.on_rest(scene)

    def freeze_current_frame(self, duration: float) -> None:
        # Manim truncates, so that a wait of 0.2 s at 15 frames a second may lose its third frame.
        frames = round(duration * self.camera.frame_rate)
        if frames > 0:
            self.add_frame(self.get_frame(), num_frames=frames)
