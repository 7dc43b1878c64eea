"""Repair without a model: a deterministic ladder from code as it was written to a clip that can be shown.

`repair` does what can be told from the code alone; `settle` runs the scene dry and mends, or leaves out, what fails.
"""

from .record import Repair, Repaired
from .static import repair

__all__ = ["Repair", "Repaired", "repair"]
