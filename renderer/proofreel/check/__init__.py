"""What a viewer would see wrong, from Manim's own geometry and, where frames are drawn for it, from their pixels.

It looks when the scene is at rest (after each play), since what moves may cross anything. `Report` collects; `texts`
and `edges` look at one rest, `plays` at what an animation did, `inspect` runs a scene for nothing but the check, and
`mend` says how the source could be changed. Precision comes first: a rule that can't tell a mistake from an intention
keeps silent.
"""

from .report import Finding, Report
from .rest import GeometryReport

__all__ = ["Finding", "GeometryReport", "Report"]
