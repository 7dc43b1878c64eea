"""What the installed Manim has: its names, what its classes take, and which name was probably meant."""

from __future__ import annotations

import ast
import builtins
import difflib
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Any

import manim
from manim import Animation, ManimColor, Mobject

from .tree import walk

BUILTINS = frozenset(dir(builtins))


@cache
def names() -> dict[str, Any]:
    """All that `from manim import *` gives."""
    found: dict[str, Any] = {}
    exec("from manim import *", found)  # noqa: S102  (Manim's own idea of what it exports)
    found.pop("__builtins__", None)
    return found


@cache
def classes() -> dict[str, type]:
    """The classes among them. To ask isinstance of what is imported at the first touch would be that touch."""
    return {name: value for name, value in names().items() if issubclass(type(value), type)}


@cache
def proofreel_names() -> frozenset[str]:
    import proofreel

    return frozenset(proofreel.__all__)


@cache
def rate_functions() -> frozenset[str]:
    """Those that are not at the top level, too."""
    module = manim.rate_functions
    return frozenset(name for name, value in vars(module).items() if inspect.isfunction(value) and not name.startswith("_"))


def is_class(name: str, base: type) -> bool:
    value = names().get(name)
    return isinstance(value, type) and issubclass(value, base)


def is_mobject(name: str) -> bool:
    return is_class(name, Mobject)


def is_animation(name: str) -> bool:
    return is_class(name, Animation)


@cache
def keywords_of(name: str) -> frozenset[str] | None:
    """The keywords that a class or function takes; None where it may take any, or where that can't be told."""
    value = names().get(name)
    if inspect.isfunction(value):
        parameters = inspect.signature(value).parameters.values()
        return None if any(one.kind is one.VAR_KEYWORD for one in parameters) else frozenset(one.name for one in parameters)
    return parameters_of(name) if isinstance(value, type) and _takes_no_others(value) else None


@cache
def parameters_of(name: str) -> frozenset[str]:
    """The keywords that the makers of a class name, whatever else they may take."""
    value = names().get(name)
    if not isinstance(value, type):
        return keywords_of(name) or frozenset()
    return frozenset(one.name for maker in _makers(value) for one in _parameters(maker) if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL))


@cache
def all_parameters() -> frozenset[str]:
    """Every keyword that some class names."""
    return frozenset(one for name in classes() for one in parameters_of(name))


def _makers(value: type) -> Iterator[Any]:
    """The constructors of a class and its bases, up to the first that passes nothing on."""
    for cls in value.__mro__:
        init = vars(cls).get("__init__")
        if init is None or not inspect.isfunction(init):
            continue
        maker = vars(cls).get("_original__init__", init)
        yield maker
        if _rest_of(maker) is None:
            return


@cache
def _parameters(maker: Any) -> list[inspect.Parameter]:
    return list(inspect.signature(maker).parameters.values())[1:]


def _rest_of(maker: Any) -> str | None:
    """The name of its **kwargs."""
    return next((one.name for one in _parameters(maker) if one.kind is one.VAR_KEYWORD), None)


def _takes_no_others(value: type) -> bool:
    rests = [(maker, _rest_of(maker)) for maker in _makers(value)]
    return bool(rests) and rests[-1][1] is None and all(rest is None or _only_passed_on(maker, rest) for maker, rest in rests)


@cache
def _only_passed_on(function: Any, keywords: str) -> bool:
    """Whether **kwargs goes to another call as it is, so that what is unknown there is an error."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return False
    passed = {id(key.value) for call in walk(tree) if isinstance(call, ast.Call) for key in call.keywords if key.arg is None}
    uses = [node for node in walk(tree) if isinstance(node, ast.Name) and node.id == keywords]
    return bool(uses) and all(id(use) in passed for use in uses)


@cache
def methods() -> frozenset[str]:
    """Every attribute that some mobject, scene or camera of Manim has."""
    found: set[str] = set()
    for value in classes().values():
        if issubclass(value, (Mobject, Animation, manim.Scene, manim.Camera)):
            found.update(dir(value))
    return frozenset(found)


@cache
def animatable() -> frozenset[str]:
    """Methods that change a mobject and give it back."""
    words = ("shift", "move_to", "next_to", "scale", "rotate", "to_edge", "to_corner", "align_to", "stretch", "flip", "become", "arrange", "fade", "restore", "center", "match_", "set", "scale_to_fit_", "put_start_and_end_on", "surround", "replace", "apply_", "increment_value", "rotate_about_origin")
    return frozenset(name for name in methods() if name.startswith(words) and not name.startswith("set_default"))


def nearest(wrong: str, among: Any, cutoff: float = 0.8) -> str | None:
    """The one name that was probably meant; by case first, then by likeness."""
    options = [one for one in among if not one.startswith("_")]
    same = [one for one in options if one.lower().replace("_", "") == wrong.lower().replace("_", "")]
    if same:
        return min(same, key=lambda one: sum(a != b for a, b in zip(one, wrong, strict=False)))
    close = difflib.get_close_matches(wrong, options, n=1, cutoff=cutoff)
    return close[0] if close else None


@cache
def colours() -> frozenset[str]:
    return frozenset(name for name, value in names().items() if issubclass(type(value), ManimColor))
