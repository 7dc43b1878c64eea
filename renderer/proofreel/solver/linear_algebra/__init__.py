"""Matrices."""

from . import determinant

# In this order: the first that recognises a text has it.
TOPICS = [determinant]
