"""The time a scene lives in: when the narration reaches its cues and when it ends.

The clock is set by whoever renders (the worker, or a test); a scene that is rendered by plain manim has none, and then
every cue has passed already, so that the same code runs there too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manim import Scene


# Seconds that an element takes where nothing presses; what is still to come is reckoned with it.
USUAL_ELEMENT = 1.2
# Seconds at the end in which nothing moves any more.
FINAL_REST = 0.4


@dataclass
class Clock:
    """Times in seconds from the start of the scene; `elements` are still to be shown before the cue after `reached`."""

    fps: int
    cues: dict[str, float] = field(default_factory=dict)
    duration: float | None = None
    scene: Scene | None = None
    reached: float = -1.0
    elements: int = 1

    def reach(self, moment: float, elements: int, lead: float) -> None:
        self.wait_until(moment - lead)
        self.reached, self.elements = moment, max(1, elements)

    def share(self, wanted: tuple[float, ...]) -> list[float]:
        """Run times for one element's plays, shortened alike where the narration's next cue would come too early for them."""
        later = [moment for moment in self.cues.values() if moment > self.reached]
        end = min(later, default=None if self.duration is None else self.duration - FINAL_REST)
        others, self.elements = self.elements - 1, max(1, self.elements - 1)
        if end is None or self.scene is None:
            return list(wanted)
        factor = min(1.0, max(0.0, end - self.scene.time) / (sum(wanted) + others * USUAL_ELEMENT))
        # Whole frames, rounded down: Manim shows a frame for every one that has begun.
        return [(max(1, math.floor(seconds * factor * self.fps + 1e-6)) - 0.05) / self.fps for seconds in wanted]

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


def current_clock() -> Clock | None:
    return _clock


def cue(name: str, elements: int = 1, lead: float = 0.0) -> None:
    """Waits until the narration reaches the cue (`lead` seconds before it); goes on at once where the cue is past or unknown.

    The `elements` that the kit shows after it share the time until the next cue.
    """
    if _clock is not None and name in _clock.cues:
        _clock.reach(_clock.cues[name], elements, lead)


def fitted(*wanted: float) -> list[float]:
    """Run times for the plays of one element that fit into the time that its cue leaves; as wanted where no clock runs."""
    return list(wanted) if _clock is None else _clock.share(wanted)


def seconds_left(name: str | None = None) -> float | None:
    """Seconds until a cue, or until the end of the narration; None where that is not known."""
    if _clock is None or _clock.scene is None:
        return None
    moment = _clock.duration if name is None else _clock.cues.get(name)
    return None if moment is None else max(0.0, moment - _clock.scene.time)
