"""Whole numbers in prompts."""

import re

from ..problem import Unsupported
from ..quantities import digits, thousands

MOST_DIGITS = 18


def integers(text: str) -> list[int]:
    """Every whole number of a text, in order; refuses decimals and numbers that are too long."""
    text = thousands(digits(text))
    if re.search(r"\d\.\d", text):
        raise Unsupported("That works with whole numbers: write them without a decimal point.")
    found = re.findall(r"(?<![\w.])-?\d+(?!\w)|(?<=[,(\s])-?\d+", text)
    if any(len(number.lstrip("-")) > MOST_DIGITS for number in found):
        raise Unsupported(f"I work with whole numbers of up to {MOST_DIGITS} digits.")
    return [int(number) for number in found]


def product_tex(factors: dict[int, int]) -> str:
    return r" \cdot ".join(str(p) if e == 1 else f"{p}^{{{e}}}" for p, e in sorted(factors.items()))


def product_text(factors: dict[int, int]) -> str:
    return "*".join(str(p) if e == 1 else f"{p}**{e}" for p, e in sorted(factors.items()))


def said_list(values: list) -> str:
    parts = [str(v).replace("-", "minus ") for v in values]
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" and {parts[-1]}"
