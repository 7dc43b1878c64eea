"""What is asked: the problem that a topic has read in a prompt, and the means by which topics read."""

import re
from dataclasses import dataclass, field

import sympy as sp

from .expression import parse


class Unsupported(Exception):
    """The prompt is no problem that this solver explains; the message says what would help."""


@dataclass
class Problem:
    """`kind` is that of the topic that has read it; what else a topic has to know goes into `given`."""

    kind: str
    expressions: list = field(default_factory=list)
    variable: sp.Symbol | None = None
    bounds: tuple | None = None
    order: int = 1
    direction: str = "+-"
    given: dict = field(default_factory=dict)


START = r"^(?:can you |could you |would you |i want to |i need to |how (?:do|can|to) (?:i|you|we)? ?|help me |let'?s )?"
NAMED = re.compile(r"^(?:[a-zA-Z]\s*(?:\(\s*[a-zA-Z]\s*\))?\s*=)\s*(?P<f>.+)$")


def variable_of(expressions: list[sp.Expr], named: str | None = None) -> sp.Symbol:
    names = sorted({str(symbol) for e in expressions for symbol in e.free_symbols})
    if named:
        return sp.Symbol(named)
    for name in ("x", "t", "y", "u", "z", "n", *names):
        if name in names:
            return sp.Symbol(name)
    return sp.Symbol("x")


def formula_of(text: str) -> sp.Expr:
    text = text.strip(" .?:;,")
    if match := NAMED.match(text):
        text = match["f"]
    return parse(text)
