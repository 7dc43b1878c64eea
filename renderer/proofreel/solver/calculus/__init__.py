"""Derivatives, integrals, limits."""

from . import derivative, implicit, integral, limit, partial, slope, tangent

# In this order: the first that recognises a text has it.
TOPICS = [limit, implicit, tangent, partial, slope, derivative, integral]
