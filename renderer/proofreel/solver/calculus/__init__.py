"""Derivatives, integrals, limits."""

from . import area, derivative, extrema, implicit, integral, limit, ode, partial, power_series, series, slope, sums, tangent, taylor

# In this order: the first that recognises a text has it.
TOPICS = [ode, taylor, power_series, sums, series, area, limit, extrema, implicit, tangent, partial, slope, derivative, integral]
