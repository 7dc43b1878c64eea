"""Formulas as plain text for titles: `x**2*sin(x)` is x² sin(x)."""

import re

import sympy as sp

SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def plain_text(expr: object) -> str:
    text = sp.sstr(expr) if isinstance(expr, sp.Basic) else str(expr)
    text = re.sub(r"\*\*(\d+)(?![\d.])", lambda m: m[1].translate(SUPERSCRIPT), text)
    text = re.sub(r"\*\*\((-\d+)\)", lambda m: m[1].translate(SUPERSCRIPT), text)
    text = text.replace("**", "^").replace("sqrt(", "√(").replace("log(", "ln(").replace("pi", "π").replace("oo", "∞")
    text = re.sub(r"exp\(([a-z])\)", r"e^\1", text)
    text = re.sub(r"√\((\w)\)", r"√\1", text)
    text = re.sub(r"(\d)\*(?=[a-zA-Zπ√(])", r"\1", text)
    return text.replace("*", " ").replace("-", "−")
