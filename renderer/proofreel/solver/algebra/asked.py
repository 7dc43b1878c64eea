"""Reads equations as people ask for them: the words around, the unknown, and where it may lie."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

import sympy as sp

from ..expression import GREEK, Unreadable, as_typed, parse, parsed
from ..notation import typed_tex
from ..problem import Unsupported

LETTER = r"[a-zA-Z](?![a-zA-Z])|theta\b|alpha\b|beta\b|phi\b|lambda\b"
LEADS = [
    re.compile(pattern, re.I)
    for pattern in (
        r"^(?:(?:can|could|would) you|i (?:want|need|have|would like) to|i need (?:some )?help (?:with|to|solving)|(?:please )?help(?: me)?(?: with| to)?|how (?:do|can|would|to)(?: (?:i|you|we|one))?|let'?s|hi|hello|hey|ok(?:ay)?|now|so|just|also|given(?: that)?|consider|the answer to)\b[\s,:]*",
        r"^(?:solve|solving|find|determine|calculate|compute|work out|evaluate|what(?:'s|s| is| are)|give(?: me)?|get|state)\b[\s:,]*",
        r"^(?:for\s+)?all\s+(?:of\s+)?(?=the|real|x|solutions?|roots?|values?)",
        r"^(?:the|this|following|real|complex|exact|possible|linear|quadratic|cubic|quartic|polynomial|rational|radical|exponential|logarithmic|trig(?:onometric)?|absolute[- ]value|compound|general|algebraic|set of)\s+(?=[a-zA-Z]{4,})",
        r"^(?:equations?|inequalit(?:y|ies)|solutions?(?:\s+set)?|roots?|zeros?|zeroes|x-intercepts?|values?)\b\s*(?:of|to|for|in)?(?![a-z])[\s:,]*(?:the\s+)?",
        r"^(?:function|polynomial|expression)\s+(?:of\s+)?",
        r"^(?:over|in)\s+(?:the\s+)?(?:reals?|real numbers)\b[\s:,]*",
        r"^(?:where|when)\s+(?:is|are|does)\s+",
    )
]
UNKNOWN_FIRST = [
    re.compile(rf"^(?:for\s+|unknown\s+)?(?P<v>{LETTER})\s*(?:(?:in|if|when|where|given(?: that)?|such that|so that|from|satisf(?:ies|ying))\b[\s,:]*|:\s*)(?:the\s+equations?\s*:?\s*)?"),
    re.compile(rf"^for\s+(?P<v>{LETTER})\s*,?\s+(?=\S)"),
    re.compile(rf"^for\s+(?:which|what)\s+(?:values?\s+of\s+)?(?P<v>{LETTER})\s+(?:is|does|do|are|will|we have)\s+", re.I),
    re.compile(rf"^(?:which|what)\s+(?:values?\s+of\s+)?(?P<v>{LETTER})\s+(?:satisf(?:y|ies)|solves?|makes?)\s+", re.I),
    re.compile(rf"^(?:make|isolate|rearrange(?:\s+to\s+(?:make|find|get))?)\s+(?P<v>{LETTER})\s*(?:(?:as\s+)?the\s+subject\s*)?(?:of|in|from|:)\s*(?:the\s+(?:formula|equation)\s*:?\s*)?", re.I),
    re.compile(r"^(?:rearrange|transpose)\s+(?=.*\bfor\b|.*\bsubject\b)", re.I),
]
UNKNOWN_LAST = [
    re.compile(rf",?\s*(?:and\s+|then\s+)?(?:solve\s+|solved\s+|to\s+find\s+|find\s+)?(?:it\s+)?for\s+(?P<v>{LETTER})$", re.I),
    re.compile(rf",?\s*(?:to\s+|and\s+)?make\s+(?P<v>{LETTER})\s+the\s+subject$", re.I),
    re.compile(rf",?\s*(?:what\s+is|what's|find)\s+(?P<v>{LETTER})$", re.I),
]
REAL = re.compile(r",?\s*(?:(?:for|over|in|with|where|only|and)\s+)*(?:(?:the\s+)?(?:set\s+of\s+)?real\s+(?:numbers?|solutions?|values?|roots?|x|z)(?:\s+(?:only|of x))?|(?:the\s+)?reals|real\s+only|x\s+(?:is\s+)?real|x\s*(?:∈|\\in)\s*(?:ℝ|\\mathbb\s*\{?R\}?|R))$", re.I)
BOUND = r"[-+−]?\s*[^\s,<>=\[\]]{1,14}?(?:\s*[-+*/]\s*[^\s,<>=\[\]]{1,14}?|\s*\\?(?:pi|π))*"
FILLER = r"[,;]?\s*(?:(?:for|on|in|over|where|with|if|when|and|such that|given that|within)\s+)?(?:all\s+)?(?:the\s+)?(?:(?:closed|open|half-open)\s+)?(?:interval|domain|range)?\s*"
BETWEEN = [
    re.compile(rf"{FILLER}(?:(?P<v>{LETTER})\s*(?:in|∈|\\in)\s*)?(?P<lb>[\[(])\s*(?P<a>{BOUND})\s*,\s*(?P<b>{BOUND})\s*(?P<rb>[\])])$"),
    re.compile(rf"{FILLER}(?P<a>(?<![\w.^)+*/-]){BOUND})\s*(?P<lo><=?)\s*(?P<v>{LETTER})\s*(?P<ro><=?)\s*(?P<b>{BOUND})$"),
    re.compile(rf"\s*,?\s+(?:for\s+(?P<v>{LETTER})\s+)?(?:between|from)\s+(?P<a>{BOUND})\s+(?:and|to)\s+(?P<b>{BOUND})$", re.I),
    re.compile(rf"(?:[,;]\s*|\s+)(?:(?:where|with|for|when|if|and|given that)\s+)?(?P<v>{LETTER})\s*(?P<side>[<>]=?)\s*(?P<c>{BOUND})$"),
]
COMPLETE = re.compile(r",?\s*\b(?:by|using|with|via|through)\s+completing\s+the\s+square\b\s*[:,]?\s*", re.I)
INTERVAL_FIRST = re.compile(rf"^(?:(?:solve|find)\s+)?(?:for\s+)?(?P<v>{LETTER})\s*(?:in|∈|\\in)\s*(?:the\s+interval\s+)?(?P<area>[\[(][^\[\]()]*[\])])\s*[:,]\s*(?P<rest>.+)$", re.I)
ONE_SIGN = re.compile(r"\b(positive|negative)\s+(?=(?:solutions?|roots?|values?|zeros?|x)\b)", re.I)
DEGREES = re.compile(r"°|\bdegrees?\b|\\circ\b")


@dataclass
class Interval:
    low: sp.Expr
    high: sp.Expr
    low_open: bool = False
    high_open: bool = False

    def set(self) -> sp.Set:
        return sp.Interval(self.low, self.high, self.low_open, self.high_open)


@dataclass
class Asked:
    """An equation: its sides, as typed in `shown`; `limits` are the parts that say where it is defined (see `Parser.limits`)."""

    left: sp.Expr
    right: sp.Expr
    variable: sp.Symbol
    shown: str
    limits: list[tuple[str, sp.Expr]] = field(default_factory=list)
    between: Interval | None = None
    real: bool = False
    bare_log: bool = False
    texts: tuple[str, str] = ("", "")
    # "square" where completing the square is asked for.
    method: str = ""
    # Whether the prompt says which letter is the unknown.
    named: bool = False

    @property
    def letters(self) -> set[sp.Symbol]:
        return (self.left.free_symbols | self.right.free_symbols) - {self.variable}

    def limit(self, *kinds: str) -> list[sp.Expr]:
        """The parts of some kinds that hold the unknown."""
        return [part for kind, part in self.limits if kind in kinds and part.has(self.variable)]


def relations(text: str) -> str:
    """All ways to write <, >, ≤, ≥ as <, >, <=, >=."""
    for pattern, sign in (
        (r"≤|⩽|\\leqslant\b|\\leq?(?![a-z])|=<", "<="), (r"≥|⩾|\\geqslant\b|\\geq?(?![a-z])|=>", ">="), (r"\\lt(?![a-z])|&lt;", "<"), (r"\\gt(?![a-z])|&gt;", ">"),
        (r"<\s+=", "<="), (r">\s+=", ">="),
        (r"\s+(?:is|be|are)?\s*(?:less|smaller) than or equals?(?: to)?\s+", " <= "), (r"\s+(?:is|be|are)?\s*(?:greater|more|larger|bigger) than or equals?(?: to)?\s+", " >= "),
        (r"\s+(?:is|be|are)?\s*(?:strictly )?(?:less|smaller) than\s+", " < "), (r"\s+(?:is|be|are)?\s*(?:strictly )?(?:greater|more|larger|bigger) than\s+", " > "),
        (r"\s+(?:is|be|are)?\s*(?:at least|no less than)\s+", " >= "), (r"\s+(?:is|be|are)?\s*(?:at most|no more than|no greater than)\s+", " <= "),
        (r"\s+(?:is |are )?equals?(?: to)?\s+", " = "), (r"==", "="), (r"\s+(?:is\s+)?positive$", " > 0"), (r"\s+(?:is\s+)?negative$", " < 0"),
    ):
        text = re.sub(pattern, sign, text, flags=re.I)
    return text


def without_words(text: str, named: str | None) -> tuple[str, str | None, bool]:
    """The formula in a text, the unknown where it is named, and whether solving was asked for in words."""
    body, said = text, False
    for _ in range(12):
        before = body
        for pattern in LEADS:
            body = pattern.sub("", body, count=1)
        for pattern in UNKNOWN_FIRST:
            if found := pattern.match(body):
                named = found.groupdict().get("v") or named
                body = body[found.end():]
        if body == before:
            break
        said = True
    for pattern in UNKNOWN_LAST:
        if found := pattern.search(body):
            named, said = found["v"], True
            body = body[: found.start()]
    if found := re.search(r"[\s,;]+solve(?:\s+(?:it|this))?$", body, re.I):
        body, said = body[: found.start()], True
    return body.strip(" ,.:;"), named, said


def interval_in(body: str) -> tuple[str, Interval | None, str | None]:
    """Takes "on [0, 2π)" and the like from the end."""
    for pattern in BETWEEN:
        found = pattern.search(body)
        if not found or not re.search(r"(?<![<>])=", body[: found.start()]):
            continue
        groups = found.groupdict()
        try:
            if groups.get("c"):
                edge, sign = parse(groups["c"]), groups["side"]
                if edge.free_symbols:
                    continue
                ray = Interval(edge, sp.oo, sign == ">", True) if sign[0] == ">" else Interval(-sp.oo, edge, True, sign == "<")
                return body[: found.start()].rstrip(" ,;"), ray, groups["v"]
            low, high = parse(groups["a"]), parse(groups["b"])
        except Unreadable:
            continue
        if low.free_symbols or high.free_symbols or not (low.is_real or low.is_infinite) or low >= high:
            continue
        open_low = groups.get("lb") == "(" or groups.get("lo") == "<" or low.is_infinite
        open_high = groups.get("rb") == ")" or groups.get("ro") == "<" or high.is_infinite
        return body[: found.start()].rstrip(" ,;"), Interval(low, high, bool(open_low), bool(open_high)), groups.get("v")
    return body, None, None


@lru_cache(maxsize=64)
def equation_in(text: str, named: str | None) -> Asked | None:
    """The equation that a prompt asks to solve; None where there is none."""
    text = relations(text.replace("θ", " theta "))
    if found := INTERVAL_FIRST.match(text):
        text, named = f"{found['rest']} on {found['area']}", named or found["v"]
    real = bool(re.search(r"\breal\s+(?:solutions?|roots?|zeros?|numbers?|values?)\b", text, re.I))
    method = "square" if COMPLETE.search(text) else ""
    body, between, where = COMPLETE.sub(" ", text).strip(" ,:"), None, None
    for _ in range(2):
        if found := REAL.search(body):
            real, body = True, body[: found.start()]
        if between is None:
            body, between, where = interval_in(body)
    roots = re.search(r"(?<!cube )(?<!square )\b(?:roots?|zeros?|zeroes|x-intercepts?)\b", text, re.I)
    if between is None and (found := ONE_SIGN.search(body)):
        between = Interval(sp.S.Zero, sp.oo, True, True) if found[1].lower() == "positive" else Interval(-sp.oo, sp.S.Zero, True, True)
        body = ONE_SIGN.sub("", body, count=1)
    body, named, said = without_words(body, named or where)
    if DEGREES.search(body) or DEGREES.search(text):
        if re.search(r"sin|cos|tan", body) and "=" in body:
            raise Unsupported("I work with angles in radians: write π/6 for 30°, and 2π for 360°.")
    if roots and (found := re.match(r"^(?:[a-zA-Z]\s*\(\s*[a-zA-Z]\s*\)|y)\s*=\s*(?P<f>[^=]+)$", body)):
        body = f"{found['f']} = 0"
    if roots and "=" not in body and re.search(r"[a-zA-Z]", body):
        body += " = 0"
    if body.count("=") != 1 or re.search(r"[<>]", body):
        return None
    sides = tuple(side.strip() for side in body.split("="))
    # In a prompt that does not ask to solve, other words belong to another topic.
    if not said and re.search(r"(?<!\\)\b(?!sqrt|cbrt|cube root|square root|of\b|sinh?\b|cosh?\b|tanh?\b|theta|alpha|beta|lambda|arc|root|frac|left|right|cdot|times|base)[a-zA-Z]{4,}", body):
        return None
    read = [parsed(side) for side in sides]
    left, right = (one.value for one in read)
    limits = [limit for one in read for limit in one.limits]
    letters = {str(symbol) for side in (left, right) for symbol in side.free_symbols} | {str(symbol) for _, part in limits for symbol in part.free_symbols}
    variable = unknown_of(letters, named, sides)
    shown = " = ".join(typed_tex(as_typed(side)) for side in sides)
    return Asked(left, right, variable, shown, limits, between, real, any(one.bare_log for one in read), (sides[0], sides[1]), method, bool(named))


def unknown_of(letters: set[str], named: str | None, sides: tuple[str, ...]) -> sp.Symbol:
    if named:
        named = next((letter for letter in letters if letter.lower() == named.lower()), named) if named not in letters else named
        return sp.Symbol(named)
    if not letters:
        found = re.search(r"(?<![a-z\\])[xyztuvabnkpq](?![a-z])", " ".join(sides), re.I)
        return sp.Symbol(found.group() if found else "x")
    if len(letters) == 1:
        return sp.Symbol(next(iter(letters)))
    greek = letters & GREEK
    return sp.Symbol(next((name for name in ("x", "t", "y", *sorted(greek), "z", "u") if name in letters), sorted(letters)[0]))
