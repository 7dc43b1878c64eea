"""Of a play that is about to begin: a key of all that decides which frames it shows."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import is_
from typing import Any

import numpy as np
from manim import config

from . import scene as narration
from .lazy_imports import Later, Waiting
from .parallel_state import needs_order
from .value_digest import NoDigest, ValueDigest

# Folders of one render.
_OF_CONFIG = {"media_dir", "log_dir", "assets_dir", "images_dir", "text_dir", "tex_dir", "video_dir", "partial_movie_dir", "sections_dir"}


_manim: _ManimItself | None = None


def remember_manim() -> None:
    """Called once, before any of the scene's code is run."""
    global _manim
    _manim = _manim or _ManimItself()


class PlayKeys:
    """Gives keys as long as the scene leaves Manim itself as it was."""

    def __init__(self) -> None:
        self._places = (os.getcwd(), os.environ.get("PROOFREEL_INBOX", ""))

    def key_of(self, scene: Any) -> str | None:
        """None where the play must be drawn whatever was drawn before. Called when Manim has compiled the play."""
        try:
            if needs_order(scene) or _manim is None or not _manim.unchanged():
                return None
            digest = ValueDigest(self._places)
            digest.add(scene.animations)
            digest.add(scene.mobjects)
            digest.add(scene.foreground_mobjects)
            digest.add(scene.camera)
            _add_surroundings(digest, scene, _manim.defaults())
            return digest.digest()
        except (NoDigest, RecursionError, AttributeError, TypeError, ValueError):
            return None


def _add_surroundings(digest: ValueDigest, scene: Any, defaults: Iterable[Any]) -> None:
    """What the code of animations may ask for."""
    kind, keys, *rest = np.random.get_state()  # noqa: NPY002  (what scenes use)
    digest.add(repr((random.getstate(), kind, keys.tobytes(), rest)))
    digest.add({name: config[name] for name in sorted(config) if name not in _OF_CONFIG})
    for default in defaults:
        digest.add(default)
    if digest.sees_scene:
        digest.add((scene.renderer.time, scene.renderer.num_plays))
        clock = narration.current_clock()
        digest.add(None if clock is None else {**vars(clock), "scene": None})


class _ManimItself:
    """What stands under the names of Manim's modules and classes: a scene may put something else there."""

    def __init__(self) -> None:
        self._tables: list[Mapping[str, Any]] = []
        self._mobjects: list[Any] = []
        for name, module in list(sys.modules.items()):
            if name == "manim" or name.startswith("manim."):
                self._tables.append(vars(module))
                # By type(), since isinstance() wakes what is not imported yet.
                made = [value for value in vars(module).values() if issubclass(type(value), type)]
                own = [kind for kind in made if kind.__module__ == name]
                self._tables += map(vars, own)
                self._mobjects += [kind for kind in own if "_original__init__" in vars(kind)]
        # Kept alive, so that nothing else can take their place in memory.
        self._values = list(self._all())
        self._named = [_named(table) for table in self._tables]

    def unchanged(self) -> bool:
        if sum(map(len, self._tables)) == len(self._values) and all(map(is_, self._all(), self._values)):
            return True
        for table, named in zip(self._tables, self._named, strict=True):
            now = _named(table)
            if now.keys() != named.keys():
                return False
            # What waited to be imported may have been.
            if any(now[name] is not value for name, value in named.items() if type(value) not in (Later, Waiting)):
                return False
        self._values = list(self._all())
        return True

    def defaults(self) -> Iterator[Any]:
        """What was set with set_default, by class."""
        for kind in self._mobjects:
            if kind.__init__ is not kind._original__init__:
                yield kind
                yield vars(kind)["__init__"]

    def _all(self) -> Iterator[Any]:
        return chain.from_iterable(table.values() for table in self._tables)


def _named(table: Mapping[str, Any]) -> dict[str, Any]:
    # Defaults are looked at otherwise; the rest is what Manim and Python note down for themselves.
    noted = ("__init__", "__slotnames__")
    return {name: value for name, value in table.items() if name not in noted and not name.endswith("_MEMO")}
