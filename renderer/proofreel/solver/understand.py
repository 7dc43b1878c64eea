"""Finds the problem in what somebody typed: which task, which formula, which unknown."""

import re
from dataclasses import dataclass, field

import sympy as sp

from .expression import Unreadable, parse


class Unsupported(Exception):
    """The prompt is no problem that this solver explains; the message says what would help."""


@dataclass
class Problem:
    kind: str
    expressions: list = field(default_factory=list)
    variable: sp.Symbol | None = None
    bounds: tuple | None = None
    order: int = 1
    direction: str = "+-"


HELP = (
    "Without a model key Proofreel explains derivatives, integrals, limits, linear and quadratic equations, systems of two "
    'equations and determinants: try "Differentiate x^2 * sin(x)" or "Solve x^2 - 5x + 6 = 0", or give it a lesson with --lesson FILE.'
)

# What people add around the mathematics: it says nothing about the problem.
CHATTER = re.compile(
    r"(?:\b(?:and|then|,)\s+)?\b(?:please|kindly)?\s*(?:explain|show|describe|justify|give|walk me through|include|write out|using|by|with|in|check)\b"
    r"[^=]*?\b(?:step|steps|why|working|how|detail|details|reasoning|solution|process|words|answer|completely|clearly|factoring|factorisation|factorization|formula|rule|rules|rule\b.*)\b.*$",
    re.I,
)
WHERE = re.compile(r"\s+(?:with respect to|w\.?r\.?t\.?|in terms of)\s+([a-zA-Z])\b", re.I)


def tidy(prompt: str) -> str:
    text = " ".join(prompt.replace("\\[", " ").replace("\\]", " ").replace("\\(", " ").replace("\\)", " ").replace("$", " ").split())
    text = re.sub(r"[“”\"`]", "", text)
    text = re.split(r"(?<=[\w)\]}²³])[.!?;]+\s+(?=[A-Z])", text)[0]
    text = CHATTER.sub("", text)
    text = re.sub(r"\bstep[ -]by[ -]step\b|\bplease\b|\bfor me\b|\bwith (?:all )?(?:the )?steps\b", "", text, flags=re.I)
    return text.strip(" .?!:;,")


NUMBER_OF = {"first": 1, "second": 2, "third": 3, "fourth": 4}
START = r"^(?:can you |could you |would you |i want to |i need to |how (?:do|can|to) (?:i|you|we)? ?|help me |let'?s )?"
DERIVATIVE = [
    re.compile(START + r"(?:differentiate|derive|take the derivative of)\s+(?:the function\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^.*?\b(?:(?P<order>first|second|third|fourth)\s+)?derivative\s+(?:of|for)\s+(?:the function\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^(?:.*?\s)?(?:\\[dt]?frac\s*\{\s*d\s*\}\s*\{\s*d\s*(?P<v>[a-z])\s*\}|d\s*/\s*d\s*(?P<w>[a-z]))\s*(?P<f>.+)$", re.I),
]
NAMED = re.compile(r"^(?:[a-zA-Z]\s*(?:\(\s*[a-zA-Z]\s*\))?\s*=)\s*(?P<f>.+)$")


def variable_of(expressions: list[sp.Expr], named: str | None = None) -> sp.Symbol:
    names = sorted({str(symbol) for e in expressions for symbol in e.free_symbols})
    if named:
        return sp.Symbol(named)
    for name in ("x", "t", "y", "u", "z", "n", *names):
        if name in names:
            return sp.Symbol(name)
    return sp.Symbol("x")


def understand(prompt: str) -> Problem:
    """The problem in a prompt; raises Unsupported with a sentence that says what would help."""
    text = tidy(prompt)
    named = None
    if found := WHERE.search(text):
        named = found[1]
        text = WHERE.sub("", text)
    from . import kinds

    try:
        for reader in kinds.READERS:
            if problem := reader(text, named):
                return problem
    except Unreadable as reason:
        raise Unsupported(f"{reason} Write it like x^2 * sin(x) or in LaTeX.") from None
    raise Unsupported(HELP)


def formula_of(text: str) -> sp.Expr:
    text = text.strip(" .?!:;,")
    if match := NAMED.match(text):
        text = match["f"]
    return parse(text)


def derivative(text: str, named: str | None) -> Problem | None:
    for pattern in DERIVATIVE:
        if match := pattern.match(text):
            groups = match.groupdict()
            expression = formula_of(groups["f"])
            order = NUMBER_OF.get((groups.get("order") or "first").lower(), 1)
            return Problem("derivative", [expression], variable_of([expression], named or groups.get("v") or groups.get("w")), order=order)
    return None


SOLVE = re.compile(START + r"(?:solve|find|determine|calculate|compute|what (?:is|are)|roots? of|zeros? of)\s+(?:the\s+)?(?:(?:linear|quadratic)\s+)?(?:equation|solutions?(?: of| to)?|roots?(?: of)?|zeros?(?: of)?|value of [a-z] (?:in|if|when))?:?\s*", re.I)
FOR = re.compile(r"^(?:for\s+)?(?:[a-zA-Z]\s*(?:in|if|when|where|:|such that)\s+)|\s*,?\s+for\s+([a-zA-Z])$", re.I)


def solve_equation(text: str, named: str | None) -> Problem | None:
    body = SOLVE.sub("", text)
    if found := re.search(r",?\s+for\s+([a-zA-Z])$", body):
        named = found[1]
        body = body[: found.start()]
    if found := re.match(r"^(?:for\s+)?([a-zA-Z])\s*(?:in|if|when|where|:)\s+", body):
        named = found[1]
        body = body[found.end():]
    body = re.sub(r"^(?:the )?equation:?\s+", "", body)
    if body.count("=") != 1:
        if "=" not in body and re.search(r"\b(?:roots?|zeros?)\b", text, re.I):
            body += " = 0"
        else:
            return None
    sides = [parse(side) for side in body.split("=")]
    if not (sides[0].free_symbols | sides[1].free_symbols):
        return None
    return Problem("equation", sides, variable_of(sides, named))
