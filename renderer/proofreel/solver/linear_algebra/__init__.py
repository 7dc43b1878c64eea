"""Matrices and vectors."""

from . import arithmetic, determinant, eigen, inverse, linear_system, reduction, vectors

# In this order: the first that recognises a text has it.
TOPICS = [determinant, eigen, inverse, reduction, linear_system, vectors, arithmetic]
