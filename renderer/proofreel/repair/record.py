"""What a repair leaves behind: every change with its line, what was done and why."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

# A scene of a hundred lines has at most a few dozen; a longer list helps nobody.
MOST_REPAIRS = 200


@dataclass(frozen=True)
class Repair:
    """`step` is a rung of the ladder; `line` counts in the code as it was given, from 1."""

    step: str
    line: int | None
    what: str
    why: str

    def as_message(self) -> dict[str, object]:
        return asdict(self) | {"what": self.what[:300], "why": self.why[:300]}


@dataclass
class Repaired:
    """Code that may be loaded; `plays_written` counts the calls of self.play in the code as it was given, `plays_lost` those that could not be read."""

    code: str
    repairs: list[Repair] = field(default_factory=list)
    truncated: bool = False
    plays_written: int = 0
    plays_lost: int = 0
