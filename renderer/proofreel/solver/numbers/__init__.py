"""Whole numbers, remainders, fractions, percentages, complex numbers."""

TOPICS: list = []
