"""From a scene's source text to its class, and from an exception back to a line of that text."""

from __future__ import annotations

import sys
import traceback
from types import ModuleType

from manim import Scene

SCENE_FILE = "scene.py"
MODULE_NAME = "proofreel_scene"


class SceneNotFound(Exception):
    """The code holds no scene, or several and none was named."""


def load_scene(code: str, name: str | None) -> type[Scene]:
    """Runs the module and gives the named scene, or the only one that nothing else is built on."""
    module = ModuleType(MODULE_NAME)
    module.__file__ = SCENE_FILE
    sys.modules[MODULE_NAME] = module
    exec(compile(code, SCENE_FILE, "exec"), module.__dict__)
    # By their type, not by isinstance: what waits to be imported would be.
    classes = [value for value in vars(module).values() if issubclass(type(value), type)]
    scenes = [kind for kind in classes if issubclass(kind, Scene) and kind.__module__ == MODULE_NAME]
    scenes = list(dict.fromkeys(scenes))
    if name is not None:
        for scene in scenes:
            if scene.__name__ == name:
                return scene
        raise SceneNotFound(f"There is no scene named {name} in the code; it has {_names(scenes)}.")
    last = [scene for scene in scenes if not any(scene is not other and issubclass(other, scene) for other in scenes)]
    if len(last) == 1:
        return last[0]
    if not last:
        raise SceneNotFound("There is no scene in the code: it needs a class that extends Scene and has construct().")
    raise SceneNotFound(f"The code has several scenes ({_names(last)}): name the one to render.")


def describe_failure(error: BaseException) -> tuple[str, int | None]:
    """The error's last line in one sentence, and the line of the scene's code it came from."""
    line = next(
        (frame.lineno for frame in reversed(traceback.extract_tb(error.__traceback__)) if frame.filename == SCENE_FILE),
        None,
    )
    if isinstance(error, SyntaxError) and error.filename == SCENE_FILE:
        line = error.lineno
        text = f"{type(error).__name__}: {error.msg}"
    elif isinstance(error, SceneNotFound):
        text = str(error)
    else:
        text = traceback.format_exception_only(error)[-1].strip()
    return text[:1500], line


def _names(scenes: list[type[Scene]]) -> str:
    return ", ".join(scene.__name__ for scene in scenes) or "none"
