"""Formulas set by whoever started the renderer: the text goes out as a message, the SVG comes back as a file.

The inbox is read-only here, and what has come is seen by forked children too. Without an inbox (in a test, say) and where
a formula is refused, it is set in the scene's own sandbox.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

# One more than what the other side takes for a formula that holds a loop.
_SECONDS = 20
_PAUSE = 0.002
# Of one message, in characters; a line of the protocol may have 256 KiB.
_MESSAGE = 60_000
_MOST_AT_ONCE = 100
_LONGEST = 20_000


class TexDesk:
    """Asks for formulas by their whole TeX text; `svg_of` waits for one that was asked for."""

    def __init__(self, inbox: Path, send: Callable[[list[str]], None]) -> None:
        self._inbox = inbox
        self._send = send
        self._asked: set[str] = set()
        # A forked child's lines could get into the middle of others.
        self._owner = os.getpid()

    def through(self, send: Callable[[list[str]], None]) -> TexDesk:
        """The same desk for this process, which has another way to send."""
        desk = TexDesk(self._inbox, send)
        desk._asked = set(self._asked)
        return desk

    def ask(self, formulas: list[str]) -> None:
        if os.getpid() != self._owner:
            return
        portion: list[str] = []
        size = 0
        for tex in dict.fromkeys(formulas):
            if len(tex) > _LONGEST or _key(tex) in self._asked:
                continue
            if portion and (size + len(tex) > _MESSAGE or len(portion) == _MOST_AT_ONCE):
                self._send(portion)
                portion, size = [], 0
            self._asked.add(_key(tex))
            portion.append(tex)
            size += len(tex)
        if portion:
            self._send(portion)

    def svg_of(self, tex: str) -> Path | None:
        """The formula's file; None where it has to be set here."""
        self.ask([tex])
        key = _key(tex)
        svg, none = self._inbox / f"{key}.svg", self._inbox / f"{key}.none"
        end = time.monotonic() + _SECONDS
        while not svg.exists():
            if key not in self._asked or none.exists() or time.monotonic() > end:
                return None
            time.sleep(_PAUSE)
        return svg


def _key(tex: str) -> str:
    return hashlib.sha256(tex.encode("utf-8", "surrogatepass")).hexdigest()
