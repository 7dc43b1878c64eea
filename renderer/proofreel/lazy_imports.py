"""`import manim` without the packages that few scenes touch: each of them comes when it is first touched.

What stands in `sys.modules` is the package's own module, which has not run yet; it runs at the first look at it, in
the same object, so whoever imports it gets the real one. What Manim takes out of such a package while it is imported
itself (`from bs4 import Tag`) is a name that looks there when it is used; what it makes of it then (the console's
theme) is made when it is used.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from .lazy_names import INSTEAD

# A package whose submodules wait stands before them.
WAITING = (
    "scipy",
    "scipy.spatial",
    "scipy.spatial.transform",
    "networkx",
    "bs4",
    "pygments",
    "pygments.formatters",
    "pygments.formatters.html",
    "pygments.lexers",
    "pygments.style",
    "pygments.styles",
    "pygments.token",
    "rich",
    "rich.console",
    "rich.logging",
    "rich.theme",
    "cloup",
    "watchdog.observers",
    "tqdm",
    "pydub",
    "srt",
    "isosurfaces",
    "pathops",
    "urllib.request",
    "importlib.metadata",
)
# What is called while Manim is imported, for the sake of the command line and of messages.
_CALLED_LATER = ("rich", "cloup")
# Asked without a look inside: the import system does, and so does whoever lists modules.
_OUTSIDE = frozenset({"__spec__", "__name__", "__loader__", "__class__"})
_IN_IMPORT = _OUTSIDE | {"__package__", "__path__", "__file__", "__cached__"}

_NOTHING = object()

_lock = threading.RLock()
# While Manim is imported, what it takes out of such a package waits as well.
_importing = False


class Waiting(ModuleType):
    """A module that runs at the first look at it, and is an ordinary one from then on."""

    def __getattribute__(self, name: str) -> Any:
        if name in (_IN_IMPORT if _importing else _OUTSIDE):
            return ModuleType.__getattribute__(self, name)
        if _importing and not name.startswith("__"):
            held = ModuleType.__getattribute__(self, "__dict__").get(name)
            if isinstance(held, ModuleType):
                return held
            return INSTEAD.get((self.__name__, name)) or Later(lambda: _attribute(self, name), self.__name__)
        wake(self)
        return getattr(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        # The import system says where the module is from, and puts a submodule into its package.
        submodule = isinstance(value, ModuleType) and value.__name__ == f"{self.__name__}.{name}"
        if not submodule and not (_importing and name.startswith("__")):
            wake(self)
        ModuleType.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        wake(self)
        ModuleType.__delattr__(self, name)

    def __dir__(self) -> list[str]:
        wake(self)
        return dir(self)


class Later:
    """A value that is found or made when it is used; whatever is done with it is done with that value."""

    __slots__ = ("_find", "_found", "_module")

    def __init__(self, find: Callable[[], Any], module: str) -> None:
        object.__setattr__(self, "_find", find)
        object.__setattr__(self, "_found", _NOTHING)
        object.__setattr__(self, "_module", module)

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return type(meant(self))

    def __getattr__(self, name: str) -> Any:
        if _importing and not name.startswith("__"):
            return Later(lambda: _attribute(meant(self), name), self._module)
        return getattr(meant(self), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(meant(self), name, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        def call() -> Any:
            return meant(self)(*map(meant, args), **{name: meant(value) for name, value in kwargs.items()})

        return Later(call, self._module) if _importing and self._module.startswith(_CALLED_LATER) else call()

    def __instancecheck__(self, value: Any) -> bool:
        return isinstance(value, meant(self))

    def __subclasscheck__(self, kind: Any) -> bool:
        return issubclass(kind, meant(self))

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any, ...]:
        return (meant(self),)

    def __eq__(self, other: Any) -> bool:
        return meant(self) == meant(other)

    def __hash__(self) -> int:
        return hash(meant(self))

    def __reduce__(self) -> Any:
        return meant, (meant(self),)


def _passed_on(name: str) -> Callable[..., Any]:
    return lambda self, *args: getattr(type(meant(self)), name)(meant(self), *args)


for _name in ("bool", "iter", "len", "contains", "getitem", "setitem", "delitem", "or", "repr", "str", "dir"):
    setattr(Later, f"__{_name}__", _passed_on(f"__{_name}__"))


def meant(value: Any) -> Any:
    """What a value stands for that may be a Later."""
    if type(value) is not Later:
        return value
    global _importing
    if value._found is not _NOTHING:
        return value._found
    with _lock:
        mode, _importing = _importing, False
        try:
            found = value._find()
        finally:
            _importing = mode
    object.__setattr__(value, "_found", found)
    return found


def _attribute(owner: Any, name: str) -> Any:
    if isinstance(owner, ModuleType) and not hasattr(owner, name):
        return import_module(f"{owner.__name__}.{name}")
    return getattr(owner, name)


def wake(module: ModuleType) -> None:
    """Runs a module that waits, after the packages that it is in, as an import does."""
    global _importing
    with _lock:
        if type(module) is not Waiting:
            return
        mode, _importing = _importing, False
        try:
            parent = sys.modules.get(module.__name__.rpartition(".")[0])
            if type(parent) is Waiting:
                wake(parent)
            # Its package may have looked at it.
            if type(module) is not Waiting:
                return
            spec = module.__spec__
            assert spec is not None
            ModuleType.__setattr__(module, "__class__", ModuleType)
            module.__loader__ = spec.loader = spec.loader.real  # type: ignore[union-attr]
            try:
                spec.loader.exec_module(module)
            except BaseException:
                # As with an import that fails, the next one tries again.
                sys.modules.pop(module.__name__, None)
                raise
        finally:
            _importing = mode


class _Loader:
    def __init__(self, real: Any) -> None:
        self.real = real

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Waiting(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


class _Finder:
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if not _importing:
            return None
        if name not in WAITING:
            parent = sys.modules.get(name.rpartition(".")[0])
            if type(parent) is Waiting:
                wake(parent)
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)  # type: ignore[assignment]
        return spec


@contextmanager
def waiting() -> Iterator[None]:
    """In it, the packages of WAITING are imported without being run, and the collector of garbage rests."""
    global _importing
    finder = _Finder()
    sys.meta_path.insert(0, finder)  # type: ignore[arg-type]
    collects = gc.isenabled()
    gc.disable()
    _importing = True
    try:
        yield
    finally:
        _importing = False
        sys.meta_path.remove(finder)  # type: ignore[arg-type]
        # What is there now stays: no later collection looks at it.
        gc.freeze()
        if collects:
            gc.enable()
