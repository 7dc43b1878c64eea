"""Finds the problem in what somebody typed: which task, which formula, which unknown."""

import re
from dataclasses import dataclass, field

import sympy as sp

from .expression import DECIMAL_COMMA, Unreadable, parse, parse_guarded


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
    r"[^=]*?\b(?:step|steps|why|working|how|detail|details|reasoning|solution|substitution|elimination|process|words|answer|completely|clearly|factoring|factorisation|factorization|formula|rule|rules|rule\b.*)\b.*$",
    re.I,
)
# What follows a comma or "and" and holds no formula: wishes, thanks, who it is for.
WISHES = re.compile(
    r"(?:\s*,|\s+and|\s+then)?\s+\b(?:thanks|thank you|thx|cheers|(?:and|then)\s+(?:please\s+)?(?:explain|show|describe|justify|tell|check|verify|walk)\b|my (?:teacher|homework|class|students?)\b|for my\b)[^=\d]*$",
    re.I,
)
WHERE = re.compile(r"\s+(?:with respect to|w\.?r\.?t\.?|in terms of)\s+([a-zA-Z])\b", re.I)


def tidy(prompt: str) -> str:
    text = " ".join(prompt.replace("\\[", " ").replace("\\]", " ").replace("\\(", " ").replace("\\)", " ").replace("$", " ").split())
    text = re.sub(r"[“”\"`]", "", text)
    text = re.split(r"(?<=[\w)\]}²³])[.!?;]+\s+(?=[A-Z])", text)[0]
    # Before the rest: "by step" alone would look like a reason given with "by".
    text = unicode_bounds(text)
    text = re.sub(r"\bstep[ -]by[ -]step\b|\bplease\b|\bfor me\b|\bwith (?:all )?(?:the )?steps\b", "", text, flags=re.I)
    text = CHATTER.sub("", text)
    text = WISHES.sub("", text.strip(" .?:;,"))
    return text.strip(" .?:;,")


LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₋", "0123456789-")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def unicode_bounds(text: str) -> str:
    """∫₀¹ becomes ∫_{0}^{1}."""
    return re.sub(
        r"∫\s*([₀-₉₋]+)\s*([⁰¹²³⁴-⁹⁻]+)", lambda m: "∫_{" + m[1].translate(LOWERED) + "}^{" + m[2].translate(RAISED) + "}", text
    )


ORDER = re.compile(r"\b(\w+(?:st|nd|rd|th)|second)\s+(?:order\s+)?derivative\b", re.I)
NUMBER_OF = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
START = r"^(?:can you |could you |would you |i want to |i need to |how (?:do|can|to) (?:i|you|we)? ?|help me |let'?s )?"
DERIVATIVE = [
    re.compile(START + r"(?:find\s+|determine\s+|compute\s+|calculate\s+|what is\s+)?[fgy]\s*(?P<marks>'{1,4}|[′’]{1,4})\s*(?:\(\s*[a-z]\s*\))?\s*,?\s*(?:if|for|when|where|of|given)\s+(?P<f>[fgy]\s*(?:\(\s*[a-z]\s*\))?\s*=.+)$", re.I),
    re.compile(START + r"(?:differentiate|derive|take the derivative of)\s+(?:the function\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^.*?\b(?:(?P<order>first|second|third|fourth)\s+)?derivative\s+(?:of|for)\s+(?:the function\s+)?(?P<f>.+)$", re.I),
    re.compile(
        r"^(?:.*?\s)?(?:\\[dt]?frac\s*\{\s*D(?:\s*\^\s*\{?(?P<order>\d)\}?)?\s*[yf]?\s*\}\s*\{\s*D\s*(?P<v>[a-z])(?:\s*\^\s*\{?\d\}?)?\s*\}"
        r"|(?<![a-z])D(?:\s*\^\s*\{?(?P<order2>\d)\}?)?\s*[yf]?\s*/\s*D\s*(?P<w>[a-z])(?:\s*\^\s*\{?\d\}?)?)\s*(?:(?:of|if|for|when|where)\s+)?(?P<f>.+)$".replace(
            "D", r"(?:\\mathrm\s*\{\s*d\s*\}|d|∂|\\partial(?![a-z]))"
        ),
        re.I,
    ),
]
# The sign of differentiation in front of the formula, where words have asked for it already.
OPERATOR = re.compile(r"^(?:\\[dt]?frac\s*\{\s*d\s*\}\s*\{\s*d\s*([a-z])\s*\}|d\s*/\s*d\s*([a-z])(?![a-z]))\s*(?=\S)", re.I)
AT_POINT = re.compile(r"[,\s]+(?:at|when|where|for)\s+(?:the point\s+)?[a-z]\s*=\s*[^=]+$", re.I)
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
    try:
        for reader in READERS:
            if problem := reader(text, named):
                return problem
    except Unreadable as reason:
        hint = "" if "write" in str(reason) else " Write it like x^2 * sin(x) or in LaTeX."
        raise Unsupported(f"{reason}{hint}") from None
    raise Unsupported(HELP)


def formula_of(text: str) -> sp.Expr:
    text = text.strip(" .?:;,")
    if match := NAMED.match(text):
        text = match["f"]
    return parse(text)


def derivative(text: str, named: str | None) -> Problem | None:
    for pattern in DERIVATIVE:
        if match := pattern.match(text):
            groups = match.groupdict()
            body = groups["f"]
            if AT_POINT.search(body):
                raise Unsupported(f"I find the derivative as a formula: leave out “{AT_POINT.search(body).group().strip(' ,')}”, and put the value into the result.")
            if found := OPERATOR.match(body):
                named, body = named or found[1] or found[2], body[found.end():]
            said = ORDER.search(text[: match.start("f")])
            marks = str(len(groups["marks"])) if groups.get("marks") else None
            asked = (marks or groups.get("order") or groups.get("order2") or (said and said[1]) or "first").lower()
            if asked not in NUMBER_OF:
                raise Unsupported("I differentiate up to four times: ask for the first, second, third or fourth derivative.")
            if body.count("=") > (1 if NAMED.match(body) else 0):
                raise Unsupported("That is an equation: I differentiate formulas like x^2 * sin(x), or solve equations like x^2 - 5x + 6 = 0.")
            expression, order = formula_of(body), NUMBER_OF[asked]
            if sp.Symbol("d") in expression.free_symbols and "d" + str(variable_of([expression], named)) in body.replace(" ", ""):
                raise Unsupported("I can't tell what the differentials in that formula stand for: write it without dx.")
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
    guarded = [parse_guarded(side) for side in body.split("=")]
    sides = [side for side, _ in guarded]
    if not (sides[0].free_symbols | sides[1].free_symbols):
        if re.search(r"(?<![a-z\\])[xyztuvabnkpq](?![a-z])", body, re.I):
            return Problem("equation", sides, sp.Symbol("x"))
        return None
    if any(part.free_symbols for _, parts in guarded for part in parts):
        raise Unsupported("I solve linear and quadratic equations: the unknown may not stand under a root or a fraction bar, in a function or between bars.")
    return Problem("equation", sides, variable_of(sides, named))


INTEGRAL = [
    re.compile(START + r"(?:integrate|find the antiderivative of|antiderivative of|find an antiderivative of)\s+(?:the function\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^.*?\b(?:(?:definite|indefinite)\s+)?(?:integral|antiderivative|primitive|area under)\s+(?:of\s+)?(?:the (?:function|curve|graph of)\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^(?:.*?\s)?(?:∫|\\int(?![a-z]))\s*(?P<f>.+)$", re.I),
]
OVER = re.compile(r"[,\s]+(?:on|over|in)\s+(?:the interval\s+)?\[\s*(?P<a>[^,;\[\]]+)[,;](?P<b>[^,;\[\]]+)\]\s*$", re.I)
TO = re.compile(r"[,\s]+(?:from|between|over)\s+(?:[a-zA-Z]\s*=\s*)?(?P<a>.+?)\s+(?:to|and)\s+(?:[a-zA-Z]\s*=\s*)?(?P<b>.+)$", re.I)
SUBSUP = re.compile(r"^(?:\\limits)?\s*_\s*(?P<a>\{[^{}]*\}|\([^()]*\)|\\?\w+)\s*\^\s*(?P<b>\{[^{}]*\}|\([^()]*\)|\\?\w+)\s*(?P<f>.+)$")
DX = re.compile(r"(?:\\,|\s|\*|(?<=[\w)}]))\s*(?:\\mathrm\{d\}|d)\s*([a-z])\s*$")


def integral(text: str, named: str | None) -> Problem | None:
    for pattern in INTEGRAL:
        if match := pattern.match(text):
            body = re.sub(r"^(?:∫|\\int)\s*", "", match["f"].strip())
            bounds = None
            if found := SUBSUP.match(body):
                bounds, body = (found["a"], found["b"]), found["f"]
            elif found := OVER.search(body) or TO.search(body):
                bounds, body = (found["a"], found["b"]), body[: found.start()]
            if (found := DX.search(body)) and len(body) > found.end() - found.start():
                named, body = found[1], body[: found.start()]
            expression = formula_of(body)
            limits = tuple(parse(bound) for bound in bounds) if bounds else None
            if limits and any(bound.free_symbols or bound.has(sp.I) for bound in limits):
                raise Unsupported("The bounds of the integral must be numbers.")
            return Problem("integral", [expression], variable_of([expression], named), bounds=limits)
    return None


APPROACHES = r"(?:->|→|-->|\\to(?![a-z])|\\rightarrow|approaches|goes to|tends to|to)"
LIMIT = [
    re.compile(r"^.*?\b(?:limit|lim)\s+(?:of\s+)?(?P<f>.+?)[,\s]+(?:as|when|for|where)\s+(?P<v>[a-z])\s*" + APPROACHES + r"\s*(?P<p>.+)$", re.I),
    re.compile(r"^.*?\\?lim(?:it)?\s*_?\s*[\{\(]?\s*(?:as\s+)?(?P<v>[a-z])\s*" + APPROACHES + r"\s*(?P<p>[^{}()\s,]+|\([^()]*\))\s*[\}\)]?[,\s]*(?:of\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^.*?\b(?:limit|lim)\s+(?:of\s+)?(?P<f>.+?)\s+(?:at|in)\s+(?:(?P<v>[a-z])\s*=\s*)?(?P<p>[^=\s]+)$", re.I),
    re.compile(r"^what (?:does|value does) (?P<f>.+?) (?:approach|tend to|go to) (?:as|when) (?P<v>[a-z])\s*" + APPROACHES + r"\s*(?P<p>.+)$", re.I),
]


def limit(text: str, named: str | None) -> Problem | None:
    if not re.search(r"\blim|approach|tend", text, re.I):
        return None
    for pattern in LIMIT:
        if match := pattern.match(text):
            point, direction = match["p"].strip(), "+-"
            if found := re.search(r"\s*(?:\^\s*\{?\s*([+-])\s*\}?|(?<=\w)([+-]))$", point):
                direction, point = found[1] or found[2], point[: found.start()]
            if found := re.search(r"\s+from the (right|left|above|below)$", point, re.I):
                direction, point = ("+" if found[1].lower() in ("right", "above") else "-"), point[: found.start()]
            where = parse({"zero": "0", "one": "1", "plus infinity": "oo", "minus infinity": "-oo", "negative infinity": "-oo"}.get(point.lower(), point))
            if where.free_symbols or where.has(sp.I):
                raise Unsupported("The point of the limit must be a number or infinity.")
            expression = formula_of(match["f"])
            variable = sp.Symbol(match["v"]) if match["v"] else variable_of([expression])
            return Problem("limit", [expression], variable, bounds=(where,), direction=direction)
    return None


def cells(row: str) -> list[str]:
    """The entries of a row, divided at commas outside brackets, or at spaces where there is no comma."""
    return [cell for cell in re.split(r",(?![^(]*\))" if "," in row else r"\s+", row.strip(" ,")) if cell.strip()]


def determinant(text: str, named: str | None) -> Problem | None:
    if not re.search(r"\bdet\b|\bdeterminant\b|\\det|vmatrix", text, re.I):
        return None
    if found := re.search(r"\\begin\{[pbvB]?(?:small)?matrix\}(.+?)\\end\{", text):
        rows = [[cell for cell in row.split("&")] for row in found[1].split("\\\\") if row.strip()]
    elif found := re.search(r"\[\s*(\[.+\])\s*\]|\(\s*(\([^a-z]+\))\s*\)", text):
        inner = found[1] or found[2]
        rows = [cells(row) for row in re.findall(r"\[([^\[\]]+)\]" if found[1] else r"\(([^()]+)\)", inner)]
    elif found := re.search(r"\[([^\[\]]+;[^\[\]]+)\]", text):
        rows = [cells(row) for row in found[1].split(";")]
    else:
        return None
    if len({len(row) for row in rows}) != 1 or len(rows) > 6:
        raise Unsupported("The rows of the matrix have different lengths: write it like [[1, 2], [3, 4]].")
    return Problem("determinant", [sp.Matrix([[parse(cell) for cell in row] for row in rows])])


def system(text: str, named: str | None) -> Problem | None:
    if text.count("=") != 2:
        return None
    if DECIMAL_COMMA.search(text) and len(re.findall(r"[,;]|\band\b", text)) > 1:
        parse(DECIMAL_COMMA.search(text).group())
    body = re.sub(r"\\begin\{(?:cases|aligned|align\*?)\}|\\end\{(?:cases|aligned|align\*?)\}", " ", text).replace("&", " ").replace("\\\\", ";")
    body = re.sub(START + r"(?:solve|find|determine|what is|calculate)?\s*(?:the\s+)?(?:(?:linear|simultaneous)\s+)?(?:system|equations|system of (?:two )?(?:linear )?equations)?(?:\s+of)?\s*:?\s*(?=[-+\d(a-zA-Z√|\\])", "", body.strip(), flags=re.I)
    body = re.sub(r",?\s+for\s+[a-z](?:\s+and\s+[a-z])?$", "", body)
    body = re.sub(r"^(?:solutions? (?:of|to) |x and y (?:if|where|when|such that|in) )", "", body, flags=re.I)
    parts = [part for part in re.split(r"[,;]|\band\b|\n", body) if part.strip()]
    if len(parts) != 2 or any(part.count("=") != 1 for part in parts):
        return None
    guarded = [[parse_guarded(side) for side in part.split("=")] for part in parts]
    if any(inner.free_symbols for pair in guarded for _, inners in pair for inner in inners):
        raise Unsupported("I solve systems of two linear equations: the unknowns may not stand under a root or a fraction bar, in a function or between bars.")
    pairs = [tuple(side for side, _ in pair) for pair in guarded]
    return Problem("system", pairs)


# In this order: the first that recognises the text has it.
READERS = [limit, determinant, derivative, integral, system, solve_equation]
