"""The time a scene lives in: when the narration reaches its cues and when it ends.

The clock is set by whoever renders (the worker, or a test); a scene that is rendered by plain manim has none, and then
every cue has passed already, so that the same code runs there too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manim import Scene


@dataclass
class Clock:
    """Times in seconds from the start of the scene."""

    fps: int
    cues: dict[str, float] = field(default_factory=dict)
    duration: float | None = None
    scene: Scene | None = None

    def wait_until(self, moment: float) -> None:
        """Holds the frame until `moment`, counted in whole frames so that no error adds up; no wait when it is past."""
        if self.scene is None:
            return
        frames = round(moment * self.fps) - round(self.scene.time * self.fps)
        if frames > 0:
            self.scene.wait(frames / self.fps, frozen_frame=None)


_clock: Clock | None = None


def set_clock(clock: Clock | None) -> None:
    global _clock
    _clock = clock


def cue(name: str, lead: float = 0.0) -> None:
    """Waits until the narration reaches the cue (`lead` seconds before it); goes on at once where the cue is past or unknown."""
    if _clock is not None and name in _clock.cues:
        _clock.wait_until(_clock.cues[name] - lead)


def seconds_left(name: str | None = None) -> float | None:
    """Seconds until a cue, or until the end of the narration; None where that is not known."""
    if _clock is None or _clock.scene is None:
        return None
    moment = _clock.duration if name is None else _clock.cues.get(name)
    return None if moment is None else max(0.0, moment - _clock.scene.time)
