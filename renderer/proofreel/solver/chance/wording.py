"""What prompts about chance have in common: whether they ask for a probability, comparisons, and how a probability is shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from ..notation import tex
from ..quantities import digits, thousands

ASKED = re.compile(r"\bprob\b|\bprobab|\bchances?\b|\blikel(?:y|ihood)\b|\bP\s*\(|\bodds\b", re.I)
TWISTED = re.compile(r"\bgiven that\b|\bif (?:it is|we|you) know|\bknowing\b|\bloaded\b|\bunfair\b|\bweighted\b|\bexpected\b|\bon average\b|\buntil\b|\bodds\b", re.I)


def tidied(text: str) -> str:
    return thousands(digits(text)).lower().replace("≥", ">=").replace("≤", "<=").replace(r"\geq", ">=").replace(r"\ge", ">=").replace(r"\leq", "<=").replace(r"\le", "<=")


@dataclass
class Comparison:
    """A condition on a whole number: in words, in TeX after the number's name, and as a function."""

    said: str
    tex: str
    holds: Callable[[int], bool]


def comparison(text: str, bare: bool = True) -> Comparison | None:
    """The comparison in words like "at least 3" or "7 or 11"; a bare number means equality where that is allowed."""
    n = r"(?:a |an |the number )?(-?\d+)"
    if m := re.search(rf"\bbetween {n} and {n}", text):
        low, high = int(m[1]), int(m[2])
        if not re.search(r"inclusive", text):
            return None
        return Comparison(f"from {low} to {high}", rf"\in [{low}, {high}]", lambda v: low <= v <= high)
    forms = [
        (rf"\bat least {n}|>=\s*{n}|{n} or (?:more|higher|greater|above|over|better)\b|\bno (?:less|fewer) than {n}|\bgreater than or equal to {n}", "at least {}", r"\ge {}", lambda k: lambda v: v >= k),
        (rf"\bat most {n}|<=\s*{n}|{n} or (?:less|fewer|lower|below|under)\b|\bno more than {n}|\bless than or equal to {n}|\bup to {n}", "at most {}", r"\le {}", lambda k: lambda v: v <= k),
        (rf"\b(?:more|greater|higher|larger|bigger) than {n}|\bexceed(?:s|ing)? {n}|\b(?:above|over) {n}|>\s*{n}", "more than {}", "> {}", lambda k: lambda v: v > k),
        (rf"\b(?:less|fewer|lower|smaller) than {n}|\b(?:below|under) {n}|<\s*{n}", "less than {}", "< {}", lambda k: lambda v: v < k),
    ]
    for pattern, said, shown, test in forms:
        if m := re.search(pattern, text):
            k = int(next(group for group in m.groups() if group is not None))
            return Comparison(said.format(k), shown.format(k), test(k))
    if m := re.search(rf"(?:\bmultiples? of|\bdivisible by) {n}", text):
        k = int(m[1])
        if k == 0:
            return None
        return Comparison(f"a multiple of {k}", rf"\text{{ a multiple of }} {k}", lambda v: v % k == 0)
    for word, test in (("even", lambda v: v % 2 == 0), ("odd", lambda v: v % 2 == 1), ("prime", lambda v: sp.isprime(v)), ("composite", lambda v: v > 3 and not sp.isprime(v))):
        if re.search(rf"\b{word}\b", text):
            return Comparison(word, rf"\text{{ {word}}}", test)
    if m := re.search(rf"{n}(?:,? {n})*,? or {n}\b", text):
        values = [int(v) for v in re.findall(r"-?\d+", m.group())]
        return Comparison(" or ".join(map(str, values)), r"\in \{" + ", ".join(map(str, values)) + r"\}", lambda v: v in values)
    if m := re.search(rf"\b(?:exactly|equal to|equals?|=|is|of|to|be)\s*{n}\b" if not bare else rf"{n}\b", text):
        k = int(m[1])
        return Comparison(f"exactly {k}", f"= {k}", lambda v: v == k)
    return None


def ratio_tex(part: int, whole: int) -> str:
    value = sp.Rational(part, whole)
    shown = rf"\frac{{{part}}}{{{whole}}}"
    return shown if (value.p, value.q) == (part, whole) else f"{shown} = {tex(value)}"


def decimal(value: sp.Rational) -> str:
    text = f"{float(value):.4f}"
    return text.rstrip("0").rstrip(".") if sp.Rational(text) == value else (text if float(value) >= 0.001 or value == 0 else f"{float(value):.2e}".replace("e-0", " × 10^−").replace("e-", " × 10^−"))


def about(value: sp.Rational) -> str:
    """The probability in percent, said."""
    share = 100 * float(value)
    if share != 0 and share < 0.01:
        return f"about one in {round(1 / float(value))}"
    text = f"{share:.2f}".rstrip("0").rstrip(".")
    return f"{'' if sp.Rational(text) == 100 * value else 'about '}{text} percent"


def said(value: sp.Rational) -> str:
    return str(value.p) if value.q == 1 else f"{value.p} over {value.q}" if value.q < 10**6 else about(value)


def probability_tex(value: sp.Rational) -> str:
    """The fraction where it is short, and the decimal."""
    if value.q == 1:
        return f"⟦green|{value.p}⟧"
    if value.q > 10**6:
        return rf"⟦green|{decimal_tex(value)}⟧"
    return rf"⟦green|{tex(value)}⟧ {'=' if sp.Rational(f'{float(value):.4f}') == value else chr(92) + 'approx'} {decimal_tex(value)}"


def decimal_tex(value: sp.Rational) -> str:
    size = float(value)
    if size != 0 and size < 0.001:
        mantissa, exponent = f"{size:.2e}".split("e")
        return rf"{mantissa} \cdot 10^{{{int(exponent)}}}"
    text = f"{size:.4f}"
    return text.rstrip("0").rstrip(".") if sp.Rational(text) == value else text
