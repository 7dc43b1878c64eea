"""Equations, systems, inequalities, and what is done with formulas."""

from . import absolute, equation, exponential, inequality, logarithmic, polynomial, radical, rational, system, trigonometric

# In this order: the first that recognises a text has it.
TOPICS = [inequality, system, absolute, logarithmic, exponential, trigonometric, radical, rational, polynomial, equation]
