"""Reads sums: in LaTeX, with signs, in words, or as terms with dots between them."""

import re
from dataclasses import dataclass

import sympy as sp

from ..expression import Unreadable, parse
from ..problem import Unsupported
from .asking import number

SIGN = r"(?:\\sum(?:\\limits)?|∑|Σ|\bsum(?:mation)?(?![a-zA-Z]))"
BOUND = r"(?:\{[^{}]*\}|\([^()]*\)|\\infty|\\?\w+|∞|[-−]\d+)"
LATEX = re.compile(rf"{SIGN}\s*_\s*(?P<low>\{{[^{{}}]*\}}|\([^()]*\)|[a-z]\s*=\s*-?\w+)\s*\^\s*(?P<high>{BOUND})\s*(?P<term>.+)$", re.I)
REVERSED = re.compile(rf"{SIGN}\s*\^\s*(?P<high>{BOUND})\s*_\s*(?P<low>\{{[^{{}}]*\}}|\([^()]*\))\s*(?P<term>.+)$", re.I)
RANGE = r"(?:from\s+|for\s+|over\s+|with\s+)?(?P<v>[a-z])\s*(?:=|from)\s*(?P<a>[-\w]+)\s*(?:to|\.\.\.?|up to|through|until|,?\s*\.\.\.\s*,?)\s*(?P<b>[\w+∞\\-]+)"
WORDED = [
    re.compile(rf"{SIGN}\s*(?:of\s+)?\(?\s*{RANGE}\s*\)?\s*(?:of\s+|,\s*|:\s*)?(?P<term>.+)$", re.I),
    re.compile(rf"(?:{SIGN}\s*(?:of\s+)?|series\s+(?:of\s+)?)(?:the\s+)?(?:infinite\s+)?(?:series\s+)?(?P<term>.+?)[,\s]+\(?{RANGE}\s*\)?$", re.I),
    re.compile(rf"{SIGN}\s*(?:of\s+)?(?P<term>[^=]+?)[,\s]+from\s+(?P<a>-?\d+)\s+to\s+(?P<b>[\w∞\\]+)$", re.I),
]
BARE = re.compile(rf"^.*(?:{SIGN}|\bseries\b)\s*(?:of\s+)?(?P<term>.+)$", re.I)
INFINITY = {"infinity": "oo", "∞": "oo", "\\infty": "oo", "inf": "oo"}
FIRST = re.compile(r"\bsum of (?:the )?(?:first )?(?P<n>\d+|n)\s+(?P<what>positive integers|natural numbers|integers|whole numbers|odd numbers|odd integers|even numbers|even integers|perfect squares|squares|square numbers|cubes|positive odd integers|positive even integers)\b", re.I)
KINDS = {"odd": lambda k: 2 * k - 1, "even": lambda k: 2 * k, "square": lambda k: k**2, "cube": lambda k: k**3}
DOTS = re.compile(r"^(?:.*\b(?:sum|series)\b(?:\s+of)?|find|compute|evaluate|what is|calculate)?\s*:?\s*(?P<terms>[-+\d/.\s^*()]+?[-+,])\s*(?:(?:\.{2,}|…|\\dots|\\cdots|\\ldots)\s*(?P<last>[-+,]?\s*[-\d/^()]+)?)?\s*$", re.I)


@dataclass
class Sum:
    """The sum of `term` over the whole numbers from low to high, which may be infinity or a letter."""

    term: sp.Expr
    index: sp.Symbol
    low: sp.Expr
    high: sp.Expr


def find(text: str, convergence: bool) -> Sum | None:
    if re.search(r"\bharmonic series\b", text, re.I) and not re.search(r"\d|alternating", text):
        return Sum(1 / sp.Symbol("n"), sp.Symbol("n"), sp.S.One, sp.oo)
    if match := FIRST.search(text):
        k = sp.Symbol("k")
        kind = next((KINDS[word] for word in KINDS if word in match["what"].lower()), lambda k: k)
        return Sum(kind(k), k, sp.S.One, parse(match["n"]))
    if match := LATEX.search(text) or REVERSED.search(text):
        low = match["low"].strip("{}() ")
        if "=" not in low:
            return None
        letter, begin = low.split("=", 1)
        return made(match["term"], letter.strip(), begin, match["high"].strip("{}()"))
    for pattern in WORDED:
        if match := pattern.search(text):
            letter = match.groupdict().get("v") or next((name for name in "nkmij" if re.search(rf"(?<![a-z]){name}(?![a-z])|\d{name}(?![a-z])", cleaned(match["term"]))), "n")
            return made(match["term"], letter, match["a"], match["b"])
    if match := DOTS.match(text):
        return from_terms(match["terms"], match["last"])
    if (convergence or re.search(r"\binfinite\b|\bseries\b", text)) and (match := BARE.search(text)):
        try:
            term = parse(cleaned(match["term"]), factorials=True)
        except Unreadable:
            return None
        letters = [letter for letter in ("n", "k", "m", "i", "j") if sp.Symbol(letter) in term.free_symbols]
        return Sum(term, sp.Symbol(letters[0]), sp.S.One, sp.oo) if letters else None
    return None


def cleaned(text: str) -> str:
    return re.sub(r"^(?:of\s+|the\s+|infinite\s+|series\s+)+", "", text.strip(" ,.:")).strip(" ,.:")


def made(term: str, letter: str, low: str, high: str) -> Sum:
    index = sp.Symbol(letter)
    ends = [parse(INFINITY.get(end.strip().lower(), end.strip())) for end in (low, high)]
    if ends[0].free_symbols or not ends[0].is_Integer:
        raise Unsupported("A sum begins at a whole number, as in: sum from k = 1 to n of k^2.")
    body = cleaned(term)
    # i is the imaginary unit to the parser, and an index to people.
    if letter == "i":
        body, index = re.sub(r"(?<![a-zA-Z])i(?![a-zA-Z])", " k ", body), sp.Symbol("k")
    return Sum(parse(body, factorials=True), index, *ends)


def from_terms(text: str, last: str | None) -> Sum | None:
    """An arithmetic or geometric sum of which some terms are written out."""
    parts = re.findall(r"[-+,]?\s*[^-+,\s][^-+,]*", text.replace("−", "-").strip(" ,+"))
    values = [number(part.replace("+", "").replace(",", "").replace(" ", "")) for part in parts if part.strip(" +,")]
    if len(values) < 2 or any(value is None for value in values):
        return None
    k = sp.Symbol("k")
    differences = {b - a for a, b in zip(values, values[1:], strict=False)}
    ratios = {b / a for a, b in zip(values, values[1:], strict=False)} if all(value != 0 for value in values) else set()
    end = number(last.replace("+", "").replace(",", "").strip()) if last else None
    if len(values) == 2 and (end is None or len(ratios) == 1 and end / values[-1] != 1 and end < 0):
        return None
    if len(differences) == 1 and (step := differences.pop()) != 0:
        term = values[0] + (k - 1) * step
        high = sp.oo if end is None else (end - values[0]) / step + 1
    elif len(values) > 2 and len(ratios) == 1:
        ratio = ratios.pop()
        term = values[0] * ratio ** (k - 1)
        high = sp.oo if end is None else sp.simplify(sp.log(end / values[0]) / sp.log(ratio)) + 1
        if high is not sp.oo and high.is_number and not high.is_Integer:
            high = sp.Integer(round(float(high)))
            if sp.simplify(term.subs(k, high) - end) != 0:
                return None
    else:
        return None
    if high is not sp.oo and not (high.is_Integer and high > 0):
        return None
    return Sum(sp.expand(term) if high is sp.oo and term.is_polynomial(k) else term, k, sp.S.One, high)
