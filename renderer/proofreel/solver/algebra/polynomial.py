"""Polynomial equations beyond the square: rational roots, factoring, substitution."""

import sympy as sp

from .asked import Asked
from .explain import reader, solver

KIND = "polynomial_equation"
HELP = ""


def applies(asked: Asked) -> bool:
    difference = sp.expand(asked.left - asked.right)
    return difference.is_polynomial(asked.variable) and sp.degree(difference, asked.variable) > 2


read = reader(KIND, applies)
solve = solver(KIND)
