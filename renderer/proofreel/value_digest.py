"""A digest of values, of all that can be reached from them, that is the same in another process; or none.

Manim's own hash of a play is no promise: arguments of a `partial`, sets and NumPy's integers are left out of it, and
functions whose source file is not there are all alike. Here whatever is not understood is refused.
"""

from __future__ import annotations

import functools
import marshal
import struct
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Set
from enum import Enum
from hashlib import blake2b
from pathlib import PurePath
from types import BuiltinFunctionType, CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np
import svgelements
from manim import ManimColor, Mobject, Scene
from manim.camera.camera import Camera

from .code_digest import code_mark, is_own, is_renderers, names_in
from .drawing import Kept
from .lazy_imports import Later, meant

# More is not worth the time.
_MOST_VALUES = 400_000
# What makes a function's picture hang on more than values, so that it is drawn each time.
_OUTSIDE = {"open", "exec", "eval", "compile", "globals", "locals", "vars", "dir", "input", "__import__", "id"}
_OUTSIDE_MODULES = {
    *("os", "sys", "io", "pathlib", "subprocess", "time", "datetime", "inspect", "gc", "socket", "threading", "shutil"),
    *("tempfile", "glob", "importlib", "builtins", "ctypes", "uuid", "secrets", "multiprocessing", "signal", "weakref"),
}
# Kept beside mobjects and no part of them.
_OF_MOBJECT = {"path_obj", "point_hash", "original_id"}
_MARSHALLED = {type(None), bool, int, float}
_NOTHING: frozenset[str] = frozenset()
_OF_CAMERA = {"pixel_array", "pixel_array_to_cairo_context", "background_colored_vmobject_displayer", "background"}
_OF_SCENE = {"renderer", "camera", "animations", "manager", "time_progression", "last_t", "duration", "static_mobjects"}


class NoDigest(Exception):
    """Something is reached of which nobody knows whether it is the same next time."""


class ValueDigest:
    """Adds up values; `sees_scene` tells whether functions of the scene's own can ask the scene for more."""

    def __init__(self, places: Iterable[str] = ()) -> None:
        # Folders that are called otherwise each time.
        self._places = [place for place in places if place]
        self._out: list[bytes] = []
        self._seen: dict[int, int] = {}
        self._names: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        # Nothing that was seen may go, or another value would take its address.
        self._alive: list[Any] = []
        self.sees_scene = False

    def digest(self) -> str:
        return blake2b(b"".join(self._out), digest_size=16).hexdigest()

    def add(self, value: Any) -> None:
        """Throws NoDigest, and RecursionError where values lie too deep in one another."""
        kind = type(value)
        plain = _PLAIN.get(kind)
        if plain is not None:
            self._out.append(plain(value))
            return
        if kind is str:
            self._text(value)
            return
        seen = self._seen.get(id(value))
        if seen is not None:
            self._out.append(b"@%d;" % seen)
            return
        if len(self._seen) > _MOST_VALUES:
            raise NoDigest("too much")
        self._seen[id(value)] = len(self._seen)
        self._alive.append(value)
        ways = _WAYS.get(kind)
        if ways is None:
            ways = _WAYS[kind] = _way_of(kind)
        ways(self, value)

    def _text(self, value: str) -> None:
        if "/" in value:
            for place in self._places:
                value = value.replace(place, "")
        text = value.encode("utf-8", "surrogatepass")
        self._out.append(b"s%d:" % len(text))
        self._out.append(text)

    def _array(self, value: np.ndarray) -> None:
        if value.dtype.hasobject:
            self._row(value.ravel().tolist())
            self._text(str(value.shape))
            return
        self._out.append(f"a{value.dtype.str}{value.shape}".encode())
        self._out.append(value.tobytes())

    def _row(self, value: Any) -> None:
        self._out.append(b"(%d:" % len(value))
        for item in value:
            self.add(item)

    def _table(self, value: dict[Any, Any]) -> None:
        self._out.append(b"{%d:" % len(value))
        for key, item in value.items():
            self.add(key)
            self.add(item)

    def _set(self, value: Any) -> None:
        self._out.append(b"<%d:" % len(value))
        marks = []
        for item in value:
            if type(item) not in _PLAIN and type(item) is not str:
                raise NoDigest("a set of more than plain values")
            marks.append(repr(item).encode("utf-8", "surrogatepass"))
        self._out += sorted(marks)

    def _object(self, value: Any) -> None:
        self.add(type(value))
        self._values(vars(value), _OF_MOBJECT if isinstance(value, Mobject) else _NOTHING)
        for name in _slots(type(value)):
            if hasattr(value, name):
                self._text(name)
                self.add(getattr(value, name))
        if isinstance(value, list | tuple | deque):
            self._row(value)
        elif isinstance(value, dict):
            self._table(value)

    def _values(self, values: Mapping[str, Any], without: Set[str] = _NOTHING) -> None:
        # Most are plain, and there are thirty to a mobject: they are written down together, in one call.
        plain: list[Any] = []
        others: list[Any] = []
        left_out: list[str] = []
        for name, value in values.items():
            kind = type(value)
            if name in without or kind is Kept:
                left_out.append(name)
            elif kind in _MARSHALLED or kind is str and "/" not in value:
                plain.append(value)
            elif kind is ManimColor:
                plain.append(value._internal_value.tobytes())
            elif kind is np.ndarray and not value.dtype.hasobject and id(value) not in self._seen:
                self._seen[id(value)] = len(self._seen)
                self._alive.append(value)
                plain += (value.dtype.str, value.shape, value.tobytes())
            else:
                plain.append(...)
                others.append(value)
        self._named(tuple(values), tuple(left_out))
        self._out.append(marshal.dumps(plain, 2))
        for value in others:
            self.add(value)

    def _named(self, names: tuple[str, ...], left_out: tuple[str, ...]) -> None:
        """The names of values that follow; most were told before, of another mobject."""
        known = self._names.get((names, left_out))
        if known is None:
            told = tuple(name for name in names if name not in left_out)
            known = self._names.get((told, ()), len(self._names))
            self._names[names, left_out] = self._names[told, ()] = known
            self._row(told)
        self._out.append(b"N%d;" % known)

    def _camera(self, value: Camera) -> None:
        self.add(type(value))
        self._values(vars(value), _OF_CAMERA)
        # Eight megabytes in full HD: each row by its sum.
        background = value.background
        self._array(background.reshape(background.shape[0], -1).view(np.uint32).sum(axis=1, dtype=np.uint64))

    def _scene(self, value: Scene) -> None:
        self.sees_scene = True
        self.add(type(value))
        self._values(vars(value), _OF_SCENE)

    def _reduced(self, value: Any) -> None:
        """As it would be pickled: what is no more than the sum of its parts."""
        try:
            made = value.__reduce_ex__(4)
        except Exception as error:
            raise NoDigest(type(value).__name__) from error
        if isinstance(made, str):
            raise NoDigest(type(value).__name__)
        self._out.append(b"r")
        for part in made:
            self._row(list(part)) if hasattr(part, "__next__") else self.add(part)

    def _function(self, value: FunctionType) -> None:
        self._code(value.__code__)
        self.add(value.__defaults__)
        self.add(value.__kwdefaults__)
        for cell in value.__closure__ or ():
            self._cell(cell)
        if value.__dict__:
            self._values(vars(value))
        if is_own(value.__code__.co_filename):
            self._globals(value)
        elif is_renderers(value.__code__.co_filename):
            # It may know of the narration's clock, and so of the scene.
            self.sees_scene = True

    def _cell(self, cell: CellType) -> None:
        try:
            self.add(cell.cell_contents)
        except ValueError:
            self._out.append(b"empty")

    def _globals(self, value: FunctionType) -> None:
        known = value.__globals__
        for name in names_in(value.__code__):
            if name in known:
                self._text(name)
                self.add(known[name])
            elif name in _OUTSIDE or name in _OUTSIDE_MODULES:
                raise NoDigest(name)

    def _code(self, code: CodeType) -> None:
        self._out.append(code_mark(code))

    def _method(self, value: MethodType) -> None:
        self.add(value.__func__)
        self.add(value.__self__)

    def _partial(self, value: functools.partial) -> None:
        self._row((value.func, value.args, value.keywords))

    def _builtin(self, value: BuiltinFunctionType) -> None:
        if value.__name__ in _OUTSIDE or value.__module__ in _OUTSIDE_MODULES:
            raise NoDigest(value.__name__)
        self._text(f"{value.__module__}.{value.__qualname__}")
        if value.__self__ is not None and not isinstance(value.__self__, ModuleType):
            self.add(value.__self__)

    def _module(self, value: ModuleType) -> None:
        if value.__name__.split(".")[0] in _OUTSIDE_MODULES:
            raise NoDigest(value.__name__)
        self._text(value.__name__)
        spec = value.__spec__
        file = getattr(value, "__file__", None) if spec is None else spec.origin
        if file is not None and is_own(file):
            self._values({name: kept for name, kept in vars(value).items() if not name.startswith("__")})
        elif value.__name__.split(".")[0] == "proofreel":
            self.sees_scene = True

    def _class(self, value: type) -> None:
        self._text(f"{value.__module__}.{value.__qualname__}")
        module = sys.modules.get(value.__module__)
        file = getattr(module, "__file__", None)
        if module is None or (file is not None and is_own(file)):
            self._row(value.__bases__)
            for name, kept in vars(value).items():
                if name in ("__dict__", "__weakref__", "__module__", "__doc__", "__firstlineno__", "_abc_impl"):
                    continue
                self._text(name)
                self.add(kept)

    def _wrapper(self, value: Any) -> None:
        """Of a function: static, of a class, a property, with a memory of its answers."""
        for name in ("__func__", "fget", "fset", "fdel", "__wrapped__", "func", "args", "keywords"):
            if hasattr(value, name):
                self.add(getattr(value, name))


@functools.cache
def _slots(kind: type) -> tuple[str, ...]:
    found: list[str] = []
    for base in kind.__mro__:
        slots = vars(base).get("__slots__", ())
        found += (slots,) if isinstance(slots, str) else slots
    return tuple(name for name in found if name not in ("__dict__", "__weakref__"))


def _double(value: float) -> bytes:
    return b"f" + struct.pack("<d", value)


_PLAIN: dict[type, Callable[[Any], bytes]] = {
    type(None): lambda value: b"n",
    bool: lambda value: b"t" if value else b"u",
    int: lambda value: b"i%d;" % value,
    float: _double,
    np.float64: lambda value: b"F" + struct.pack("<d", value),
    complex: lambda value: f"c{value!r};".encode(),
    bytes: lambda value: b"b%d:" % len(value) + value,
    type(Ellipsis): lambda value: b"e",
    type(NotImplemented): lambda value: b"o",
    ManimColor: lambda value: b"C" + value._internal_value.tobytes(),
    # What mobjects were made from.
    svgelements.Path: lambda value: b"p",
}

_WAYS: dict[type, Callable[[ValueDigest, Any], None]] = {
    list: ValueDigest._row,
    tuple: ValueDigest._row,
    dict: ValueDigest._table,
    set: ValueDigest._set,
    frozenset: ValueDigest._set,
    np.ndarray: ValueDigest._array,
    FunctionType: ValueDigest._function,
    MethodType: ValueDigest._method,
    BuiltinFunctionType: ValueDigest._builtin,
    functools.partial: ValueDigest._partial,
    CodeType: ValueDigest._code,
    Later: lambda digest, value: digest.add(meant(value)),
    CellType: ValueDigest._cell,
    ModuleType: ValueDigest._module,
    staticmethod: ValueDigest._wrapper,
    classmethod: ValueDigest._wrapper,
    property: ValueDigest._wrapper,
    functools.cached_property: ValueDigest._wrapper,
    functools.partialmethod: ValueDigest._wrapper,
    type(functools.lru_cache(lambda: None)): ValueDigest._wrapper,
    np.ufunc: lambda digest, value: digest._text(value.__name__),
    type(np.dtype(float)): lambda digest, value: digest._text(value.str),
    range: lambda digest, value: digest._text(repr(value)),
    slice: lambda digest, value: digest._text(repr(value)),
    type(str.join): lambda digest, value: digest._text(value.__qualname__),
    type(int.__add__): lambda digest, value: digest._text(value.__qualname__),
}


def _way_of(kind: type) -> Callable[[ValueDigest, Any], None]:
    if issubclass(kind, type):
        return ValueDigest._class
    if issubclass(kind, Scene):
        return ValueDigest._scene
    if issubclass(kind, Camera):
        return ValueDigest._camera
    if issubclass(kind, Enum):
        return lambda digest, value: digest._text(f"{kind.__module__}.{kind.__qualname__}.{value.name}")
    if issubclass(kind, PurePath):
        return lambda digest, value: digest._text(str(value))
    if issubclass(kind, np.generic):
        return lambda digest, value: digest._array(np.asarray(value))
    if issubclass(kind, ModuleType):
        return ValueDigest._module
    if issubclass(kind, np.ndarray) or not kind.__dictoffset__ or not all(map(_of_python, kind.__mro__)):
        return ValueDigest._reduced
    return ValueDigest._object


def _of_python(kind: type) -> bool:
    """Whether vars() shows all that its instances hold."""
    if kind in (object, list, tuple, dict, deque):
        return True
    file = getattr(sys.modules.get(kind.__module__), "__file__", None)
    return file is not None and file.endswith(".py")
