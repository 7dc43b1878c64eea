"""Equations, systems, inequalities, and what is done with formulas."""

from . import (
    absolute, completing, division, equation, expanding, exponential, factoring, inequality, letters, logarithmic, partial_fractions, polynomial, radical, rational, simplifying,
    system, trigonometric,
)

# In this order: the first that recognises a text has it.
TOPICS = [
    partial_fractions, completing, division, factoring, expanding, simplifying, inequality, system, absolute, logarithmic, exponential, trigonometric, radical, rational,
    polynomial, letters, equation,
]
