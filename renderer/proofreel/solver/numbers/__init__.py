"""Whole numbers, remainders, bases, fractions, percentages, complex numbers."""

from . import bases, complex_numbers, congruences, divisors, fractions, modular, percent, primes

# In this order: the first that recognises a text has it.
TOPICS = [divisors, congruences, modular, primes, bases, percent, complex_numbers, fractions]
