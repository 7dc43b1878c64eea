"""What a piece of code does, wherever it stands, and whose it is."""

from __future__ import annotations

import functools
import sysconfig
from hashlib import blake2b
from pathlib import Path
from types import CodeType

_LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")})
_RENDERER = str(Path(__file__).parent)


def is_own(file: str) -> bool:
    """Whether code of that file is the scene's author's, and no library's."""
    return not (file.startswith((*_LIBRARIES, _RENDERER)) or file in ("built-in", "frozen") or file.startswith("<frozen"))


def is_renderers(file: str) -> bool:
    return file.startswith(_RENDERER)


@functools.cache
def code_mark(code: CodeType) -> bytes:
    """What the code does; not where it stands."""
    mark = blake2b(code.co_code, digest_size=16)
    facts = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, code.co_flags, code.co_argcount)
    mark.update(repr((facts, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_exceptiontable)).encode())
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            mark.update(code_mark(constant))
        elif isinstance(constant, frozenset):
            mark.update(repr(sorted(map(repr, constant))).encode())
        else:
            mark.update(repr(constant).encode("utf-8", "surrogatepass"))
    return mark.digest()


@functools.cache
def names_in(code: CodeType) -> tuple[str, ...]:
    inner = [name for part in code.co_consts if isinstance(part, CodeType) for name in names_in(part)]
    return tuple(dict.fromkeys([*code.co_names, *inner]))
