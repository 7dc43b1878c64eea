"""Derivatives, integrals, limits."""

from . import derivative, integral, limit

# In this order: the first that recognises a text has it.
TOPICS = [limit, derivative, integral]
