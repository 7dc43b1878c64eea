"""Numbers in sentences: digits for words, units, and lists of them."""

import re

import sympy as sp

from .expression import parse
from .problem import Unsupported

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
WORDS = {**SMALL, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "twice": 2, "thrice": 3, "both": 2}
PLURALS = {"ones": 1, "twos": 2, "threes": 3, "fours": 4, "fives": 5, "sixes": 6}

UNITS = {
    "mm": "mm", "millimeter": "mm", "millimetre": "mm", "cm": "cm", "centimeter": "cm", "centimetre": "cm", "m": "m", "meter": "m", "metre": "m",
    "km": "km", "kilometer": "km", "kilometre": "km", "in": "in", "inch": "in", "inche": "in", "ft": "ft", "foot": "ft", "feet": "ft", "yd": "yd", "yard": "yd",
    "mi": "mi", "mile": "mi", "unit": "", "dm": "dm",
}
NUMBER = r"-?(?:\d+(?:\.\d+)?(?:/\d+)?|\.\d+)"
DECIMAL = re.compile(r"(?<![\w.])-?(?:\d+\.\d+|\.\d+|\d+/\d+|\d+)")


def digits(text: str) -> str:
    """Number words as digits: "two dice" is "2 dice", "fifty-two" is "52"."""
    def tens(match: re.Match) -> str:
        return str(WORDS[match[1].lower()] + SMALL[match[2].lower()])

    ones = "one|two|three|four|five|six|seven|eight|nine"
    text = re.sub(rf"\b(twenty|thirty|forty|fifty|sixty)[- ]({ones})\b", tens, text, flags=re.I)
    words = {word: value for word, value in WORDS.items() if word not in ("twice", "thrice", "both", "hundred")}
    text = re.sub(rf"\b({'|'.join(words)})\b", lambda m: str(words[m[1].lower()]), text, flags=re.I)
    return re.sub(r"\b(twice|thrice)\b", lambda m: f"{WORDS[m[1].lower()]} times", text, flags=re.I)


def thousands(text: str) -> str:
    """1,000 and 12,345,678 without their commas, where no list can be meant."""
    return re.sub(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])", lambda m: m.group().replace(",", ""), text)


def numbers(text: str) -> list[sp.Rational]:
    """Every number of a text, in order; fractions as 1/2."""
    return [sp.Rational(found.group()) for found in DECIMAL.finditer(text)]


def value(text: str) -> sp.Expr:
    """One number as people write it: 5, 2.5, 3/4, sqrt(2), 2pi."""
    found = parse(text.strip())
    if not found.is_number or not found.is_real:
        raise Unsupported(f"I expected a number where “{text.strip()[:30]}” stands.")
    return sp.nsimplify(found) if found.is_Float else found


def unit_in(text: str) -> str:
    """The one unit of length behind the numbers of a text, empty where there is none; several are refused."""
    found = set()
    for match in re.finditer(r"(?<![\w.])(?:\d+(?:\.\d+)?|\d+/\d+)[ -]?([a-zA-Z]+)\b", text):
        name = match[1].lower()
        name = UNITS.get(name, UNITS.get(name.removesuffix("s")))
        # "4 in a triangle" has no inches.
        if name and not (name == "in" and re.match(r"\s+\w", text[match.end():])):
            found.add(name)
    if len(found) > 1:
        raise Unsupported(f"The lengths have different units ({', '.join(sorted(found))}): give all of them in the same unit.")
    return found.pop() if found else ""
