"""A scene run without a picture: everything that its code does, at the cost of none of its frames."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import manim
import manim.scene.scene as manim_scene
from manim import CairoRenderer, config
from manim.scene.scene_file_writer import SceneFileWriter

from .. import tex
from ..loading import SCENE_FILE, load_scene
from .stand_in import is_stand_in

# Beyond it a scene is no longer tried dry; what it does then is seen in the real render.
SECONDS = 30


class TooLong(BaseException):
    """Ends a dry run; not an Exception, so that scene code does not swallow it."""


@dataclass
class DryRun:
    """`empty` are the lines of plays that showed nothing but stand-ins, `shown` whether anything was to be seen."""

    error: BaseException | None = None
    too_long: bool = False
    empty: set[int] = field(default_factory=set)
    filled: set[int] = field(default_factory=set)
    shown: bool = False


class NoWriter(SceneFileWriter):
    """Takes every frame and writes none."""

    def begin_animation(self, *_: Any, **__: Any) -> None:
        pass

    def end_animation(self, *_: Any, **__: Any) -> None:
        pass

    def write_frame(self, *_: Any, **__: Any) -> None:
        pass

    def add_sound(self, *_: Any, **__: Any) -> None:
        pass

    def finish(self) -> None:
        pass

    def save_image(self, *_: Any) -> None:
        pass


class DryRenderer(CairoRenderer):
    """Skips every animation to its end and draws nothing."""

    def __init__(self, *_: Any, camera_class: Any = None, **__: Any) -> None:
        super().__init__(NoWriter, camera_class, skip_animations=True)
        self.on_rest: Any = None

    def update_frame(self, *_: Any, **__: Any) -> None:
        pass

    def save_static_frame_data(self, *_: Any, **__: Any) -> None:
        return None


def run_dry(code: str, name: str | None, begin: Callable[[Any], None] = lambda scene: None) -> DryRun:
    """Runs a scene's code; `begin` is told the scene before it starts. Raises nothing that the scene's code raised."""
    ran = DryRun()
    before = dict(config)
    try:
        with _limited(SECONDS), _renderer(DryRenderer):
            scene_class = load_scene(code, name)
            tex.set_ahead(code)
            scene = scene_class()
            begin(scene)
            scene.play = _watched(scene, ran)
            scene.render()
            ran.shown = ran.shown or any(not is_stand_in(one) for one in scene.mobjects)
    except TooLong:
        ran.too_long = True
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException as error:  # scene code may end itself by SystemExit, too
        ran.error = error
    finally:
        _restore(before)
    return ran


def _watched(scene: Any, ran: DryRun) -> Callable[..., None]:
    play = scene.play

    def watched(*args: Any, **keywords: Any) -> None:
        play(*args, **keywords)
        line = _scene_line(sys._getframe(1))
        mobjects = [one for animation in scene.animations or [] for one in _of(animation)]
        full = [one for one in mobjects if not is_stand_in(one)]
        ran.shown = ran.shown or bool(full)
        (ran.filled if full or not mobjects else ran.empty).add(line)

    return watched


def _of(animation: Any) -> Iterator[Any]:
    for inner in getattr(animation, "animations", []):
        yield from _of(inner)
    if not getattr(animation, "animations", None):
        yield animation.mobject
        if getattr(animation, "target_mobject", None) is not None:
            yield animation.target_mobject


def _scene_line(frame: FrameType | None) -> int:
    while frame is not None and frame.f_code.co_filename != SCENE_FILE:
        frame = frame.f_back
    return frame.f_lineno if frame is not None else 0


@contextmanager
def _renderer(kind: type[CairoRenderer]) -> Iterator[None]:
    # Scene builds its renderer by this name.
    real = manim_scene.CairoRenderer
    manim_scene.CairoRenderer = kind
    try:
        yield
    finally:
        manim_scene.CairoRenderer = real


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def ring(*_: Any) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _restore(before: dict[str, Any]) -> None:
    """What the scene's code set in Manim's configuration is set again by the next run, if it is still there."""
    for key, value in before.items():
        try:
            if config[key] != value:
                config[key] = value
        except (ValueError, TypeError, KeyError):
            continue
    manim.config.progress_bar = "none"
