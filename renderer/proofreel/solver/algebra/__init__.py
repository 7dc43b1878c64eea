"""Equations and systems of them."""

from . import equation, system

# In this order: the first that recognises a text has it.
TOPICS = [system, equation]
