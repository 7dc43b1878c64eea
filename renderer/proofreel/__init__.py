"""What a scene may import beside Manim: `from proofreel import *` gives cue, the theme and the kit."""

from importlib import import_module
from importlib.util import find_spec

from .scene import cue, seconds_left

__all__ = ["cue", "seconds_left"]

for _name in ("theme", "kit"):
    if find_spec(f"{__name__}.{_name}") is None:
        continue
    _module = import_module(f".{_name}", __name__)
    _public = getattr(_module, "__all__", [name for name in vars(_module) if not name.startswith("_")])
    globals().update({name: getattr(_module, name) for name in _public})
    __all__ += [name for name in _public if name not in __all__]
