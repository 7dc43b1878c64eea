"""Findings, each told once, and the report that leaves the renderer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .boxes import Box, union
from .origin import line_of

Severity = Literal["error", "warning", "note"]

FINDINGS_PER_KIND = 20
# Of one kind, moment and line of code: the cells of a table are told together.
MOST_ALIKE = 3
NAME_LENGTH = 120
SEVERITIES = ("error", "warning", "note")


@dataclass
class Finding:
    """One thing that a viewer would see wrong; `at` in seconds of the scene."""

    kind: str
    severity: Severity
    at: float
    objects: list[str]
    says: str
    suggestion: str
    box: Box | None = None
    # Of the scene's code.
    line: int | None = None
    # What `mend` needs to know; stays in the renderer.
    hint: dict[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "severity": self.severity,
            "at": round(self.at, 3),
            "objects": [name[:NAME_LENGTH] for name in self.objects[:6]],
            "box": None if self.box is None else [round(float(value), 3) for value in self.box],
            "line": self.line,
            "says": self.says[:600],
            "suggestion": self.suggestion[:600],
        }


class Report:
    """Keeps the first finding of each key, and no more than so many of a kind."""

    def __init__(self) -> None:
        self.samples = 0
        self._found: dict[tuple[str, str], Finding] = {}

    def add(self, key: str, finding: Finding) -> None:
        mobjects = finding.hint.get("mobjects")
        if finding.line is None and mobjects:
            finding.line = line_of(mobjects[-1])
        if sum(1 for kind, _ in self._found if kind == finding.kind) < FINDINGS_PER_KIND:
            self._found.setdefault((finding.kind, key), finding)

    @property
    def findings(self) -> list[Finding]:
        alike: dict[tuple[str, float, int | None], list[Finding]] = {}
        for finding in self._found.values():
            alike.setdefault((finding.kind, finding.at, finding.line), []).append(finding)
        found = [one for group in alike.values() for one in (group if len(group) <= MOST_ALIKE else [_joined(group)])]
        return sorted(found, key=lambda finding: (finding.at, SEVERITIES.index(finding.severity)))

    def summary(self) -> dict[str, Any]:
        return {"findings": [finding.told() for finding in self.findings], "samples": self.samples}


def _joined(group: list[Finding]) -> Finding:
    first = group[0]
    boxes = [finding.box for finding in group if finding.box is not None]
    return replace(
        first,
        objects=list(dict.fromkeys(name for finding in group for name in finding.objects))[:6],
        says=f"{first.says}; and so {len(group) - 1} more",
        box=union(boxes) if boxes else None,
    )

