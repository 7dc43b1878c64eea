"""What people put around a problem of calculus: the name of the function, the point, the interval, the way they want it done."""

import re

import sympy as sp

from ..expression import Unreadable, parse
from ..problem import formula_of

# How it is to be done says nothing about what is asked: the derivation takes the way it can explain.
METHOD = re.compile(
    r"[,\s]*\b(?:(?:by|using|with|via|use|through|apply(?:ing)?)\s+(?:the\s+|a\s+)?(?:method\s+of\s+)?(?:integration\s+(?:by\s+)?|implicit\s+)?"
    r"(?:parts|(?:u|trig(?:onometric)?)?[- ]?sub(?:stitution)?s?|partial fractions?(?: decomposition)?|differentiation|"
    r"l'?h[oô]s?pital'?s?(?: rule)?|l’h[oô]s?pital’?s?(?: rule)?|squeeze theorem|separation of variables|separating variables|integrating factors?|disc method|disk method|washer method|shell method|washers|shells|dis[ck]s|"
    r"(?:first|second) derivative test|(?:ratio|root|comparison|limit comparison|integral|alternating series) test|"
    r"(?:chain|product|quotient|power|sum) rules?|first principles|(?:limit )?definition|(?:un)?determined coefficients|characteristic equation)"
    r"|implicitly|in slope[- ]intercept form|if (?:it|they) exists?|if any|respectively|in simplest form|exactly|(?:and )?simplify(?: your answer)?(?: the (?:answer|result))?)(?=[\s,:.]|$)",
    re.I,
)
# "integrate by parts: x e^x" names the way before the formula.
BEFORE = re.compile(r"^(?P<verb>\w+)\s*:\s*(?=\S)")
DEFINITION = re.compile(
    r"^(?:(?:let|if|given|suppose|consider|assume|for|with)\s+)?(?:that\s+)?(?:the\s+)?(?:function\s+|curve\s+)?(?P<def>(?:[a-zA-Z]\s*(?:\(\s*[a-z](?:\s*,\s*[a-z])*\s*\))?)\s*=\s*.+?)\s*[,;:.]\s*(?:then\s+)?(?P<ask>(?:what|find|determine|compute|calculate|differentiate|evaluate|integrate|give|locate|state|solve|where|classify|approximate)\b.+)$",
    re.I,
)
DRESS = re.compile(
    r"^(?:(?:the|an?(?=\s+[a-z]{4,}\s)|this|following|graph of|given|single-variable|real|infinite|finite|power|geometric)\s+|(?:function|curve|graph|parabola|line|expression|formula|relation|equation|polynomial|sequence|series|surface|circle|ellipse|hyperbola|region)(?![a-z])\s*(?:of\s+|given by\s+|defined by\s+|whose equation is\s+|with equation\s+|:\s*)?)+",
    re.I,
)
MANY = re.compile(r"^[a-zA-Z]\s*\(\s*[a-z](?:\s*,\s*[a-z])+\s*\)\s*=\s*")
NUMBER = r"[^=,;\[\]<>≤≥]+?"
SIDES = [
    re.compile(r"[,\s]*\b(?:at|through|in)\s+(?:the\s+)?(?:given\s+)?(?:point\s+)?(?:[A-Z]\s*=?\s*)?\((?P<a>[^,;]+)[,;](?P<b>[^,;]+)\)\s*$"),
    re.compile(r"[,\s]*\b(?:at|through)\s+the\s+(?P<origin>origin)\s*$", re.I),
    re.compile(r"[,\s]*(?:\b(?:at|when|where|for|if|with)\s+(?:the\s+)?(?:points?\s+)?(?:where\s+|with\s+|at\s+)?|\\?\s*(?:\\right)?\s*(?:\||\\vert|\\rvert)\s*_\s*\{?\s*)(?P<v>[a-z])\s*(?:=|is equal to|equals|is)\s*(?P<p>" + NUMBER + r")\s*\}?\s*$", re.I),
    re.compile(r"[,\s]*\bat\s+(?:the\s+)?(?:point\s+)?(?P<p>[-−+]?[\w./^*√π\\{}() ]+)\s*$", re.I),
]
BETWEEN = [
    re.compile(r"[,\s]*(?:\b(?:on|over|in|for|from|within)\s+)?(?:the\s+)?(?:closed\s+|open\s+)?(?:interval\s+)?(?:[a-z]\s+in\s+)?[\[(]\s*(?P<a>(?:[^,;\[\]()]|\([^()]*\))+)[,;](?P<b>(?:[^,;\[\]()]|\([^()]*\))+)[\])]\s*$", re.I),
    re.compile(r"[,\s]*\b(?:on|over|for|where|with|when|if)?\s*(?:the\s+interval\s+)?(?P<a>[^\s=,]+)\s*(?:<=|≤|<|\\leq?(?![a-z]))\s*[a-z]\s*(?:<=|≤|<|\\leq?(?![a-z]))\s*(?P<b>[^=]+)$", re.I),
    re.compile(r"[,\s]*\b(?:from|between|over|on)\s+(?:the\s+lines\s+)?(?:[a-z]\s*=\s*)?(?P<a>[^=]+?)\s+(?:to|and|through)\s+(?:[a-z]\s*=\s*)?(?P<b>[^=]+)$", re.I),
    re.compile(r"[,\s]*(?:\band\s+)?(?:between|from|for|with|and)?\s*(?:the\s+)?(?:vertical\s+)?(?:lines?\s+)?x\s*=\s*(?P<a>[^=,]+?)\s*(?:to|and|,)\s*(?:the\s+)?(?:line\s+)?x\s*=\s*(?P<b>[^=,]+)$", re.I),
]


def undressed(text: str) -> str:
    """The question without the way it is to be answered; a function that is named first comes last."""
    text = re.sub(r"\\left\s*\.\s*", "", text)
    text = re.sub(r"(?<![a-zA-Z])d([²³])([yf]?\s*/\s*d[a-z])[²³]", lambda match: f"d^{'23'['²³'.index(match[1])]}{match[2]}^{'23'['²³'.index(match[1])]}", text)
    text = re.sub(r"^(?P<verb>integrate|differentiate)\s+by\s+(?:parts|substitution|u-sub(?:stitution)?|partial fractions)\b", r"\g<verb>", text, flags=re.I)
    text = re.sub(r"\s+", " ", METHOD.sub("", text)).strip(" ,.;:")
    text = BEFORE.sub(lambda match: match["verb"] + " ", text)
    if match := DEFINITION.match(text):
        text = f"{match['ask'].strip(' .?')} of {match['def']}"
        text = re.sub(r"\b(?:of\s+)?(?:its|the function|the curve|f|g|y)\s+of\s+(?=[a-zA-Z]\s*(?:\([^()]*\))?\s*=)", "of ", text)
    return point_last(text)


def point_last(text: str) -> str:
    """"the tangent at x = 2 to y = x^2" asks for the tangent to y = x^2 at x = 2."""
    return re.sub(
        r"^(?P<head>.*?)\s+(?P<at>(?:at|through)\s+(?:the\s+)?(?:point\s+)?(?:where\s+)?(?:\([^()]*\)|[a-z]\s*=\s*[^\s,]+))\s*,?\s+(?P<tail>(?:if|for|of|to|on|when|where|given|from)\s+.+)$",
        r"\g<head> \g<tail> \g<at>", text,
    )


def function_of(text: str) -> sp.Expr:
    """The formula of a function that may bear a name: "the curve y = x^2"."""
    text = DRESS.sub("", text.strip(" .?:;,")).replace("[", "(").replace("]", ")")
    return formula_of(MANY.sub("", text))


def number(text: str) -> sp.Expr | None:
    """A real number, or infinity; None for everything else."""
    words = {"zero": "0", "one": "1", "infinity": "oo", "plus infinity": "oo", "minus infinity": "-oo", "negative infinity": "-oo", "+oo": "oo", "+infinity": "oo"}
    text = text.strip(" .?:;,{}")
    try:
        value = parse(words.get(text.lower(), text))
    except Unreadable:
        return None
    return value if not value.free_symbols and value.is_extended_real else None


ASKS = re.compile(
    r"^(?:(?:does|do|will|is|test|determine|decide|check|find out|show|tell)\s+)?(?:whether|if|that|for convergence)?\s*(?P<rest>.+?)[,\s]+(?:is\s+|a\s+)?(?P<what>converg(?:es?|ent|ing)|diverg(?:es?|ent))(?:\s*(?:,|or)\s*(?:is\s+|does it\s+)?(?:converg|diverg)\w*)*(?:\s+(?:series|integral|and\s.*|to what|absolutely.*))?\s*$",
    re.I,
)
TESTED = re.compile(r"^(?:test|check|examine)\s+(?:the\s+)?(?:convergence\s+of\s+)?(?P<rest>.+?)\s*(?:for\s+convergence)?$", re.I)


def convergence(text: str) -> tuple[str, str | None]:
    """The text without the question whether it converges, and which of "converge" and "diverge" is asked."""
    if found := ASKS.match(text):
        both = len(re.findall(r"converg|diverg", text, re.I)) > 1
        return found["rest"], "diverge" if found["what"].lower().startswith("diverg") and not both else "converge"
    if re.search(r"converg", text, re.I) and (found := TESTED.match(text)):
        return found["rest"], "converge"
    if found := re.match(r"^(?:what (?:does|do)\s+)?(?P<rest>.+?)\s+converges?\s+to$", text, re.I):
        return found["rest"], None
    return text, None


def at_point(text: str) -> tuple[str, str | None, tuple[sp.Expr, ...]] | None:
    """What stands before "at x = 3": that text, the letter, and the coordinates (one or two)."""
    for pattern in SIDES:
        if not (match := pattern.search(text)) or not match.start():
            continue
        found = match.groupdict()
        named = [sp.S.Zero, sp.S.Zero] if found.get("origin") else [number(found[key]) for key in ("a", "b", "p") if found.get(key)]
        values = [value for value in named if value is not None]
        if len(values) == len(named) and all(value.is_finite for value in values):
            rest = re.sub(r"^\s*\\left\s*\.", "", text[: match.start()]).strip(" ,")
            return rest, (found.get("v") or "").lower() or None, tuple(values)
    return None


def between(text: str) -> tuple[str, sp.Expr, sp.Expr] | None:
    """What stands before "on [a, b]" or "from a to b": that text and the two ends."""
    for pattern in BETWEEN:
        if match := pattern.search(text):
            low, high = number(match["a"]), number(match["b"])
            if low is not None and high is not None and match.start():
                return text[: match.start()].strip(" ,"), low, high
    return None
