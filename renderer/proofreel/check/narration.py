"""The picture's length against the narration's."""

from __future__ import annotations

from .report import Finding, Report

# What a viewer takes for a rest at the end. A scene that follows its cues has shown all when the last of them comes,
# and what is said of it may take a while.
LEAST_SHORT, LEAST_SHORT_CUED = 3.0, 15.0
SHORT_SHARE, SHORT_SHARE_CUED = 0.25, 0.6
LEAST_LONG = 0.5


def compare(report: Report, picture: float, narration: float, cued: bool) -> None:
    """Both in seconds."""
    least, share = (LEAST_SHORT_CUED, SHORT_SHARE_CUED) if cued else (LEAST_SHORT, SHORT_SHARE)
    missing = narration - picture
    if missing < -LEAST_LONG:
        report.add(
            "long",
            Finding(
                "picture_longer",
                "error" if -missing > 2 else "warning",
                narration,
                [],
                f"The picture takes {picture:.1f} s, the narration {narration:.1f} s: the last {-missing:.1f} s are cut off",
                "Shorten waits and run times, or say more.",
            ),
        )
    elif missing > max(least, share * narration):
        report.add(
            "short",
            Finding(
                "picture_shorter",
                "warning",
                picture,
                [],
                f"The picture ends {missing:.1f} s before the narration ({picture:.1f} s of {narration:.1f} s) and stands still",
                "Spread the animations over the narration with cues, or show more.",
            ),
        )
