"""What a scene's frames show, told in pieces, and which of them the clip of before has already."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from .encoder import Packet
from .kept_clip import ClipPart, KeptClip
from .parallel_stretch import Stretch
from .play_key import PlayKeys

# As many as fit into a line that tells of them; and as many as one part may have.
_MOST_PIECES = 4000
_MOST_OF_PART = 1000


class Reuse:
    """`kept`: the clip of before, where there is one; without `keys` nothing is told, and no time goes into it."""

    def __init__(self, keys: PlayKeys | None = None, kept: KeptClip | None = None) -> None:
        self._keys = keys
        self._kept = kept
        self._key: str | None = None
        self._play = 0
        self._plays: set[int] = set()

    @property
    def keeps(self) -> bool:
        return self._keys is not None

    @property
    def has_before(self) -> bool:
        return self._kept is not None

    def come_to(self, scene: Any) -> None:
        """Called when a play is compiled and not begun."""
        self._key = None if self._keys is None else self._keys.key_of(scene)
        self._play = scene.renderer.num_plays

    def moves(self) -> None:
        """The play is one in which something moves."""
        self._plays.add(self._play)

    def add(self, stretch: Stretch, start: int, frames: int) -> None:
        """The stretch shows these frames of the play."""
        if frames <= 0:
            return
        stretch.plays.add(self._play)
        if self._key is None:
            stretch.known = False
        self._add(stretch, f"{self._key} {start} {frames}")

    def add_rest(self, stretch: Stretch, frames: int) -> None:
        """The stretch holds the scene's last picture for so many frames more."""
        if frames > 0:
            self._add(stretch, f"held {frames}")

    def _add(self, stretch: Stretch, piece: str) -> None:
        stretch.pieces.append(blake2b(piece.encode(), digest_size=16).hexdigest())

    def may_have(self, stretch: Stretch) -> bool:
        return self._kept is not None and stretch.known and self._kept.begins(stretch.pieces)

    def frames_of(self, stretch: Stretch) -> int | None:
        return self._kept.frames_of(stretch.pieces) if self._kept is not None and stretch.known else None

    def packets(self, stretch: Stretch) -> Iterator[Packet]:
        assert self._kept is not None
        return self._kept.packets(stretch.pieces, stretch.first)

    def told(self, stretches: list[Stretch], frames: int) -> dict[str, Any]:
        """Empty, or what the clip of so many frames is made of, and how many of its plays were not drawn again."""
        if self._keys is None:
            return {}
        ends = [stretch.first for stretch in stretches[1:]] + [frames]
        parts = [
            ClipPart(tuple(stretch.pieces) if _can_be_told(stretch) else (), end - stretch.first)
            for stretch, end in zip(stretches, ends, strict=True)
            if end > stretch.first
        ]
        if sum(len(part.pieces) + 1 for part in parts) > _MOST_PIECES:
            parts = []
        drawn = {play for stretch in stretches if not stretch.taken for play in stretch.plays}
        return {
            "parts": [part.told() for part in parts],
            "plays": len(self._plays),
            "playsReused": len(self._plays - drawn),
        }


def _can_be_told(stretch: Stretch) -> bool:
    return stretch.known and len(stretch.pieces) <= _MOST_OF_PART


def reuse_of(wish: dict[str, Any] | None, width: int, height: int, fps: int) -> Reuse:
    """As a job wishes it: `clip` is the one of before, with its `parts`; without a wish nothing is told of a clip."""
    if wish is None:
        return Reuse()
    try:
        parts = [ClipPart.read(part) for part in wish["parts"]]
        kept = KeptClip(wish["clip"], parts, width, height, fps) if parts else None
    except (OSError, ValueError):
        # Then all is drawn.
        kept = None
    return Reuse(PlayKeys(), kept)
