"""What becomes of the frames of each play: drawn in their order, here; other ways are built on this one.

A play is shown when Manim has begun its animations. Each way keeps the scene's time and the number of frames alike, and
ends the scene by ClipFull when the clip has all its frames.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np
from manim import config


class ClipFull(BaseException):
    """Ends construct when the clip has all its frames; not an Exception, so that scene code does not swallow it."""


class Sink(Protocol):
    def write(self, pixels: np.ndarray, repeat: int = 1) -> None:
        """Takes frames; the array may be used again afterwards."""


class FramesInOrder:
    """Draws every frame in this process, one after the other."""

    def __init__(self, sink: Sink | None, limit: int | None, position: int = 0) -> None:
        self.sink = sink
        self.limit = limit
        self.position = position

    @property
    def full(self) -> bool:
        return self.limit is not None and self.position >= self.limit

    def before_play(self, renderer: Any, scene: Any) -> None:
        """Called when a play that will be shown is compiled, before its animations begin."""

    def show(self, renderer: Any, scene: Any) -> None:
        """Shows the play that has begun; the animations are finished afterwards."""
        if is_held(scene):
            count = held_frames(renderer, scene)
            if count > 0:
                renderer.save_static_frame_data(scene, scene.static_mobjects)
                renderer.update_frame(scene, mobjects=scene.moving_mobjects)
                self.give(renderer, count)
            return
        self.draw(renderer, scene, frame_times(scene))
        end_play(renderer, scene)

    def draw(self, renderer: Any, scene: Any, times: Iterable[float]) -> None:
        renderer.save_static_frame_data(scene, scene.static_mobjects)
        for time in times:
            scene.update_to_time(time)
            renderer.update_frame(scene, scene.moving_mobjects)
            self.give(renderer)
            if scene.stop_condition is not None and scene.stop_condition():
                break

    def give(self, renderer: Any, count: int = 1) -> None:
        """Hands over what the camera shows, but no more than the clip may still have."""
        renderer.time += count / renderer.camera.frame_rate
        if self.limit is not None:
            count = min(count, self.limit - self.position)
        if count > 0:
            assert self.sink is not None
            self.sink.write(renderer.camera.pixel_array, count)
            self.position += count
        if self.full:
            raise ClipFull

    def skipped(self, play: int) -> None:
        """Called in the place of `show` for a play of a section that the scene leaves out."""

    def after_play(self, renderer: Any, scene: Any) -> None:
        """Called when a play has ended and been counted, before the scene goes on."""


def is_held(scene: Any) -> bool:
    """Whether the play is a wait in which nothing moves."""
    return scene.is_current_animation_frozen_frame()


def held_frames(renderer: Any, scene: Any) -> int:
    # Manim truncates, so that a wait of 0.2 s at 15 frames a second may lose its third frame.
    return round(scene.duration * renderer.camera.frame_rate)


def frame_times(scene: Any) -> np.ndarray:
    scene.duration = scene.get_run_time(scene.animations)
    return np.arange(0, scene.duration, 1 / config["frame_rate"])


def end_play(renderer: Any, scene: Any) -> None:
    for animation in scene.animations:
        animation.finish()
        animation.clean_up_from_scene(scene)
    if not renderer.skip_animations:
        scene.update_mobjects(0)
    renderer.static_image = None
