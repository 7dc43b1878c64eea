"""Finds the differential equation in a text: its unknown, its variable, its conditions, in whatever way derivatives are written."""

import re
from dataclasses import dataclass, field

import sympy as sp

from ...expression import parse
from ...problem import Unsupported

# Words around an equation; what is left when they are gone is the equation.
WORDS = re.compile(
    r"\b(?:solve|find|determine|give|compute|what is|what's|how do i|can you|the|an?|general|particular|explicit|solutions?|solving|of|to|this|following|differential|equations?|odes?|ivp|initial|boundary|"
    r"values?|problem|with|conditions?|given|that|and|where|subject|(?:first|second)[- ]order|linear|separable|homogeneous|inhomogeneous|for|satisfying|satisfies|if|which|when|as|function|such|so|"
    r"help|me|by|constant|coefficients?|let)\b|[:;?]",
    re.I,
)
DOTTED = re.compile(r"\\(d{1,2})ot\s*\{?\s*([a-zA-Z])\s*\}?")
QUOTIENT = re.compile(
    r"\\[dt]?frac\s*\{\s*(?:\\mathrm\s*\{\s*d\s*\}|d)\s*(?:\^\s*\{?(?P<n>\d)\}?)?\s*(?P<y>[a-zA-Z])\s*(?:\([a-z]\))?\s*\}\s*\{\s*(?:\\mathrm\s*\{\s*d\s*\}|d)\s*(?P<x>[a-z])\s*(?:\^\s*\{?\d\}?)?\s*\}"
    r"|(?<![a-zA-Z])d(?:\^\{?(?P<m>\d)\}?)?\s*(?P<z>[a-zA-Z])\s*(?:\([a-z]\))?\s*/\s*d\s*(?P<w>[a-z])(?:\^\{?\d\}?)?(?![a-zA-Z])"
)
PRIMED = re.compile(r"(?<![a-zA-Z])(?P<before>[a-zA-Z]?)(?P<y>[a-zA-Z])\s*(?P<marks>'{1,3}|\^\{(?:\\prime\s*){1,3}\})")
# What asks for a derivative, not for a function.
ASKS_DERIVATIVE = re.compile(r"^(?:(?:to|please)\s+)?(?:find|compute|determine|calculate|what(?:'s| is)|evaluate|implicitly|differentiate|derive|derivative|f\s*'|g\s*')[^=]*?(?:'|d\s*y|y\s*\}|derivative)[^=]*?(?:\b(?:if|for|of|when|given|where|from|in|by|at)\b|:)|^(?:to\s+)?(?:find|compute|what is)\s+(?:the\s+)?(?:y\s*'|d\s*\^?\d?\s*y\s*/)|derivative", re.I)
# "dy/dx if y = x^2", "y'' at x = 2 for y = ..."
ALONE = re.compile(r"^(?:d\s*\^?\d?\s*[a-z]\s*/\s*d\s*[a-z]\s*(?:\^\d)?|[a-z]\s*'+|\\[dt]?frac\s*\{[^{}]*\}\s*\{[^{}]*\})\s*,?\s*(?:\b(?:if|for|of|when|given|where|at)\b|:)", re.I)
NUMBER = r"[-+]?[\w./√π^]+(?:\s*/\s*\w+)?"


@dataclass
class Equation:
    """F(x, y, y', y'') = 0; the letters stand for the unknown and its derivatives. Conditions are (order, place, value)."""

    left: sp.Expr
    right: sp.Expr
    x: sp.Symbol
    y: sp.Symbol
    conditions: list[tuple[int, sp.Expr, sp.Expr]] = field(default_factory=list)

    @property
    def first(self) -> sp.Symbol:
        return sp.Symbol(f"{self.y}'")

    @property
    def second(self) -> sp.Symbol:
        return sp.Symbol(f"{self.y}''")

    @property
    def difference(self) -> sp.Expr:
        return self.left - self.right


def find(text: str) -> Equation | None:
    text = re.sub(r"\\[,;:! ]|\\q?quad", " ", text).replace("′′", "''").replace("″", "''").replace("′", "'").replace("’", "'").replace("^\\prime", "'").replace("''' ", "''' ")
    text = re.sub(r"(?<=[a-zA-Z\s^\d])d([²³])", lambda m: "d^" + "23"["²³".index(m[1])], " " + text).strip()
    text = re.sub(r"(/\s*d[a-z])[²³]", r"\1^2", text)
    text = DOTTED.sub(lambda m: m[2] + "'" * len(m[1]), text)
    if ASKS_DERIVATIVE.search(text) or ALONE.match(text) or "=" not in text:
        return None
    unknown, variable = names_of(text)
    if unknown is None:
        return None
    text = QUOTIENT.sub(lambda m: f" {unknown}{chr(39) * int(m['n'] or m['m'] or 1)} ", text)
    if re.search(rf"{unknown}\s*'''", text):
        raise Unsupported("I solve differential equations of the first and second order.")
    conditions, text = conditions_of(text, unknown, variable)
    text = re.sub(rf"(?<![a-zA-Z]){unknown}\s*('*)\s*\(\s*[a-z]\s*\)", rf"{unknown}\1", text)
    body = WORDS.sub(" ", text).strip(" ,.")
    body = re.sub(r"\s+", " ", body)
    if body.count("=") != 1 or f"{unknown}'" not in body.replace(" ", ""):
        return None
    if "," in body:
        raise Unsupported("I couldn't read the conditions of that differential equation: write them like y(0) = 1.")
    stand_in = {2: "omega", 1: "sigma"}
    for order in (2, 1):
        body = re.sub(rf"{unknown}\s*{chr(39) * order}", f" {stand_in[order]} ", body)
    sides = [parse(side).subs({sp.Symbol(stand_in[2]): sp.Symbol(f"{unknown}''"), sp.Symbol(stand_in[1]): sp.Symbol(f"{unknown}'")}) for side in body.split("=")]
    if sides[0].has(sp.I) or sides[1].has(sp.I):
        raise Unsupported("I solve differential equations with real numbers: use another letter than i.")
    if variable is None:
        free = {str(s) for side in sides for s in side.free_symbols}
        variable = "t" if unknown == "x" or ("t" in free and "x" not in free) else "x"
    return Equation(sides[0], sides[1], sp.Symbol(variable), sp.Symbol(unknown), conditions)


def names_of(text: str) -> tuple[str | None, str | None]:
    """The letter of the unknown, and that of its variable where the text names it."""
    if found := QUOTIENT.search(text):
        return found["y"] or found["z"], found["x"] or found["w"]
    if not (found := PRIMED.search(text)):
        return None, None
    unknown = found["y"]
    named = re.search(rf"{unknown}\s*'*\s*\(\s*([a-z])\s*\)", text)
    return unknown, named[1] if named else None


def conditions_of(text: str, unknown: str, variable: str | None) -> tuple[list[tuple[int, sp.Expr, sp.Expr]], str]:
    found = []
    pattern = re.compile(rf"[,;]?\s*(?:\band\s+)?(?<![a-zA-Z]){unknown}\s*('*)\s*\(\s*([-+]?[\d./π√]+[\w/π]*)\s*\)\s*=\s*({NUMBER})(?=\s*(?:[,;.]|and\b|$|\s))")
    for match in pattern.finditer(text):
        found.append((len(match[1]), parse(match[2]), parse(match[3])))
    text = pattern.sub(" ", text)
    when = re.compile(rf"[,;]?\s*(?:\b(?:with|where|and|if)\s+)?(?<![a-zA-Z]){unknown}\s*=\s*({NUMBER})\s+(?:when|at|for|if)\s+([a-z])\s*=\s*({NUMBER})")
    for match in when.finditer(text):
        found.append((0, parse(match[3]), parse(match[1])))
    text = when.sub(" ", text)
    return found, text.strip(" ,;")
