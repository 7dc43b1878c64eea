"""Counting, probability, statistics."""

from . import balls, binomial, cards, conditional, counting, dice, expectation, statistics

# In this order: the first that recognises a text has it.
TOPICS = [conditional, expectation, dice, cards, balls, binomial, counting, statistics]
