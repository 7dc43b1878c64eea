"""What a scene may import beside Manim: `from proofreel import *` gives cue, the theme and the kit.

They come when they are asked for: they import Manim, which not everything here needs.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

_SCENE = ["cue", "fitted", "seconds_left"]


def __getattr__(name: str) -> Any:
    if name != "__all__":
        if name.startswith("__"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if find_spec(f"{__name__}.{name}") is not None:
            return import_module(f".{name}", __name__)
    given = {name: getattr(import_module(".scene", __name__), name) for name in _SCENE}
    for part in ("theme", "kit"):
        if find_spec(f"{__name__}.{part}") is not None:
            module = import_module(f".{part}", __name__)
            public = getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")])
            given |= {name: getattr(module, name) for name in public}
    globals().update(given, __all__=list(given))
    if name not in globals():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals()[name]
