"""Manim's Cairo renderer without its files: no hash of every call, no file per play; frames go where `frames` says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter

from .frames import FramesInOrder, frame_times, end_play, is_held


class StreamFileWriter(SceneFileWriter):
    """Stands where Manim expects its writer; sections are kept, partial movie files never come into being."""

    def begin_animation(self, allow_write: bool = False, **_: Any) -> None:
        pass

    def end_animation(self, allow_write: bool = False) -> None:
        pass

    def write_frame(self, pixels: np.ndarray, *, repeat: int = 1) -> None:
        pass

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
    """Waits last whole frames, and each rest is looked at."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("file_writer_class", StreamFileWriter)
        super().__init__(*args, **kwargs)
        self.on_rest: Callable[[Any], None] | None = None
        self.frames: FramesInOrder | None = None

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        scene.compile_animation_data(*args, **kwargs)
        if self.skip_animations:
            self.time += scene.duration
        mark = None if self.skip_animations else f"uncached_{self.num_plays:05}"
        self.file_writer.add_partial_movie_file(mark)
        self.animations_hashes.append(mark)
        if not self.skip_animations and self.frames is not None:
            self.frames.before_play(self, scene)
        scene.begin_animations()
        self.static_image = None
        if self.skip_animations or self.frames is None:
            self._skip(scene)
            if self.frames is not None:
                self.frames.skipped(self.num_plays)
        else:
            self.frames.show(self, scene)
        self.num_plays += 1
        if self.frames is not None:
            self.frames.after_play(self, scene)
        if self.on_rest is not None:
            self.on_rest(scene)

    def _skip(self, scene: Any) -> None:
        """A play of a section that the scene leaves out."""
        if is_held(scene):
            return
        frame_times(scene)
        scene.update_to_time(scene.duration)
        end_play(self, scene)

    def draw_all(self, scene: Any) -> np.ndarray:
        """The scene as it stands, drawn anew; belongs to the camera."""
        self.static_image = None
        self.update_frame(scene)
        return self.camera.pixel_array
