"""Reads mathematics as people type it (plain text, unicode or LaTeX) into SymPy.

A recursive-descent parser over a closed set of tokens: user text is never evaluated, and sizes are bounded before SymPy
sees them (`9^9^9^9` is refused instead of computed).
"""

import re

import sympy as sp

MAX_LENGTH = 400
MAX_DEPTH = 40
MAX_DIGITS = 12
MAX_EXPONENT = 60

FUNCTIONS = {
    "sin": sp.sin, "cos": sp.cos, "tan": sp.tan, "cot": sp.cot, "sec": sp.sec, "csc": sp.csc,
    "arcsin": sp.asin, "asin": sp.asin, "arccos": sp.acos, "acos": sp.acos, "arctan": sp.atan, "atan": sp.atan,
    "arccot": sp.acot, "acot": sp.acot, "arcsec": sp.asec, "asec": sp.asec, "arccsc": sp.acsc, "acsc": sp.acsc,
    "sinh": sp.sinh, "cosh": sp.cosh, "tanh": sp.tanh, "coth": sp.coth, "sech": sp.sech, "csch": sp.csch,
    "arcsinh": sp.asinh, "asinh": sp.asinh, "arsinh": sp.asinh, "arccosh": sp.acosh, "acosh": sp.acosh, "arcosh": sp.acosh,
    "arctanh": sp.atanh, "atanh": sp.atanh, "artanh": sp.atanh,
    "exp": sp.exp, "ln": sp.log, "log": sp.log, "sqrt": sp.sqrt, "cbrt": sp.cbrt, "abs": sp.Abs,
}
# What a function asks of its argument, where it asks something.
LIMITED = {"sqrt": "root", "cbrt": "odd root", "ln": "log", "log": "log", "abs": "bars"}
CONSTANTS = {"pi": sp.pi, "e": sp.E, "i": sp.I, "oo": sp.oo, "inf": sp.oo, "infinity": sp.oo, "infty": sp.oo}
LETTERS = set("abcdfghjklmnopqrstuvwxyzABCDFGHJKLMNPQRTUVWXYZ")
GREEK = {"theta", "alpha", "beta", "lambda", "phi", "omega", "mu", "sigma"}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")

INVERSES = {
    "sin": sp.asin, "cos": sp.acos, "tan": sp.atan, "cot": sp.acot, "sec": sp.asec, "csc": sp.acsc,
    "sinh": sp.asinh, "cosh": sp.acosh, "tanh": sp.atanh,
}
TOKEN = re.compile(r"\d+(?:\.\d+)?|\.\d+|[A-Za-z]+|\*\*|[-+*/^()\[\]{},|!_]|\s+")


DECIMAL_COMMA = re.compile(r"\d,\d")
SCIENTIFIC = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?[eE][-+]?\d")


class Unreadable(Exception):
    """The text is not a formula this parser reads; the message says why in one sentence."""


def plain(text: str) -> str:
    """Rewrites LaTeX and unicode into the plain syntax of the parser."""
    text = re.sub(r"\b(square|cube) root of (?=\s*(?:\(|\d+(?![\d.]*\s*[-+*/^])|[a-z]\s*(?:$|[=<>≤≥,)])))", lambda m: {"square": "sqrt ", "cube": "cbrt "}[m[1].lower()], text, flags=re.I)
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+", lambda m: "^(" + m.group().translate(SUPERSCRIPTS) + ")", text)
    # Without a bar over it, a root reaches as far as the one number or letter behind it: √2x is √2 times x.
    text = re.sub(r"([√∛])\s*(\d+(?:\.\d+)?|[a-zA-Zπ](?![a-zA-Z]))", r"\1(\2)", text)
    for mark, word in {
        "−": "-", "–": "-", "·": "*", "⋅": "*", "×": "*", "÷": "/", "π": " pi ", "∞": " oo ", "√": " sqrt ", "θ": " theta ",
        "∛": " cbrt ", "½": "(1/2)", "′": "'", "’": "'", "\u00a0": " ", "\u2009": " ", "$": " ",
        "α": " alpha ", "β": " beta ", "λ": " lambda ",
    }.items():
        text = text.replace(mark, word)
    text = re.sub(r"\\[,;:!> ]|~|\\quad|\\qquad|\\displaystyle|\\limits", " ", text)
    text = re.sub(r"\\(?:left|right|bigl|bigr|Bigl|Bigr|big|Big)(?![a-zA-Z])\s*\.?", "", text)
    text = re.sub(r"\\(?:d|t)frac", r"\\frac", text)
    text = re.sub(r"\\frac\s*(\d)\s*(\d)", r"((\1)/(\2))", text)
    for _ in range(12):
        once = re.sub(r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"((\1)/(\2))", text)
        once = re.sub(r"\\sqrt\s*\[\s*3\s*\]\s*\{([^{}]*)\}", r" cbrt(\1)", once)
        once = re.sub(r"\\sqrt\s*\{([^{}]*)\}", r" sqrt(\1)", once)
        once = re.sub(r"\\(?:operatorname|mathrm|text|mathit)\s*\{([^{}\\]*)\}", r" \1 ", once)
        once = re.sub(r"(\^|_)\{([^{}]*)\}", r"\1(\2)", once)
        if once == text:
            break
        text = once
    # A number right behind "log" is its base, in whatever way it is written.
    text = re.sub(r"\blog\s*(?:base\s+|_\s*)(\([^()]*\)|\d+|[a-z])\s*(?:of\s+)?", r"log_\1 ", text, flags=re.I)
    text = re.sub(r"\blog(2|10)\s*(?=\()", r"log_\1 ", text)
    text = re.sub(r"[₀-₉]+", lambda m: "_" + "".join(str(ord(digit) - ord("₀")) for digit in m.group()) + " ", text)
    text = re.sub(r"\\(?:cdot|times|ast)(?![a-zA-Z])", "*", text)
    text = re.sub(r"\\div(?![a-zA-Z])", "/", text)
    text = re.sub(r"\\([a-zA-Z]+)", r" \1 ", text)
    return text.replace("{", "(").replace("}", ")")


def split_word(word: str) -> list[str]:
    """Splits a run of letters into names: "xsin" is x and sin, "xy" is x and y."""
    if word in FUNCTIONS or word in CONSTANTS or word in GREEK or len(word) == 1:
        return [word]
    lower = word.lower()
    if lower in FUNCTIONS or lower in ("pi", "infinity"):
        return [lower]
    for name in sorted([*FUNCTIONS, "pi", *GREEK], key=len, reverse=True):
        at = word.find(name)
        if at >= 0 and len(word) - len(name) <= 3:
            return [p for part in (word[:at], name, word[at + len(name):]) if part for p in (split_word(part) if part != name else [name])]
    if len(word) <= 3 and all(letter in LETTERS or letter in "ei" for letter in word):
        return list(word)
    raise Unreadable(f"I don't know what “{word[:30]}” means in a formula.")


def tokens(text: str) -> list[str]:
    if len(text) > MAX_LENGTH:
        raise Unreadable(f"A formula may have {MAX_LENGTH} characters.")
    if DECIMAL_COMMA.search(text):
        raise Unreadable("I read a comma as a separator: write decimals with a point, 3.5 instead of 3,5, and thousands without a mark.")
    if found := SCIENTIFIC.search(text):
        raise Unreadable(f"I can't tell whether “{found.group()}” holds a power of ten or the number e: write 3*10^2 or 3*e.")
    found = []
    at = 0
    text = plain(text).strip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise Unreadable(f"I can't read “{text[at:at + 12]}” in a formula.")
        token = match.group()
        at = match.end()
        if token.isspace():
            continue
        if token[0].isalpha():
            found += split_word(token)
        else:
            found.append("^" if token == "**" else token)
    return found


class Parser:
    """`exact` keeps the formula as it was typed, for showing it: 6/8 stays 6/8, and x·x stays a product."""

    def __init__(self, text: str, factorials: bool = False, exact: bool = False, common_log: bool = False):
        self.factorials = factorials
        self.tokens = tokens(text)
        self.exact = exact
        self.common_log = common_log
        self.value: sp.Expr = sp.S.NaN
        self.at = 0
        self.depth = 0
        self.bars = 0
        # What is divided by, and what functions are taken of: SymPy cancels and simplifies before anybody can look.
        self.limits: list[tuple[str, sp.Expr]] = []
        # Whether a logarithm without a base was written as "log", which means base 10 to some and e to others.
        self.bare_log = False
        self.brackets: list[sp.Expr] = []

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> str:
        token = self.peek()
        if token is None:
            raise Unreadable("The formula ends too early.")
        self.at += 1
        return token

    def expect(self, token: str) -> None:
        if self.peek() != token:
            raise Unreadable(f"A “{token}” is missing in the formula.")
        self.at += 1

    def whole(self) -> sp.Expr:
        if not self.tokens:
            raise Unreadable("There is no formula.")
        value = self.sum()
        if self.peek() is not None:
            raise Unreadable(f"I can't read the formula from “{self.peek()}” on.")
        return value

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable("The formula is nested too deeply.")

    def sum(self) -> sp.Expr:
        self.deeper()
        value = self.product()
        while self.peek() in ("+", "-"):
            sign = self.take()
            term = self.product()
            if self.exact:
                terms = value.args if value.is_Add and not self.bracketed(value) else (value,)
                value = sp.Add(*terms, term if sign == "+" else negated(term), evaluate=False)
            else:
                value = value + term if sign == "+" else value - term
        self.depth -= 1
        return value

    def product(self) -> sp.Expr:
        value = self.signed()
        while True:
            token = self.peek()
            if token == "*":
                self.take()
                value = self.times(value, self.signed())
            elif token == "/":
                self.take()
                divisor = self.signed()
                if divisor == 0:
                    raise Unreadable("The formula divides by zero.")
                self.limits.append(("divisor", divisor))
                value = self.times(value, sp.Pow(divisor, -1, evaluate=False)) if self.exact else value / divisor
            elif self.starts_factor(token):
                value = self.times(value, self.power())
            else:
                return value

    def times(self, one: sp.Expr, other: sp.Expr) -> sp.Expr:
        if not self.exact:
            return one * other
        if one == 1:
            return other
        return sp.Mul(*(one.args if one.is_Mul and not self.bracketed(one) else (one,)), other, evaluate=False)

    def bracketed(self, value: sp.Expr) -> bool:
        return any(value is inner for inner in self.brackets)

    def starts_factor(self, token: str | None) -> bool:
        return token is not None and (token == "(" or token[0].isalnum() or token[0] == "." or (token == "|" and self.bars == 0))

    def signed(self) -> sp.Expr:
        sign = 1
        while self.peek() in ("+", "-"):
            sign = -sign if self.take() == "-" else sign
        value = self.power()
        return value if sign == 1 else negated(value) if self.exact else -value

    def power(self) -> sp.Expr:
        self.deeper()
        base = self.atom()
        while self.peek() == "!":
            self.take()
            if not self.factorials or (base.is_number and not (base.is_Integer and 0 <= base <= 30)):
                raise Unreadable("Factorials are not among the formulas I explain.")
            base = sp.factorial(base)
        if self.peek() == "^":
            self.take()
            exponent = self.exponent()
            if exponent.could_extract_minus_sign():
                self.limits.append(("divisor", base))
            if not exponent.is_Integer:
                # An odd root can be taken of any number.
                self.limits.append(("odd root" if exponent.is_Rational and exponent.q % 2 else "root", base))
            base = sp.Pow(base, exponent, evaluate=False) if self.exact and bounded_power(base, exponent) is not None else bounded_power(base, exponent)
        self.depth -= 1
        return base

    def exponent(self) -> sp.Expr:
        sign = 1
        while self.peek() in ("+", "-"):
            sign = -sign if self.take() == "-" else sign
        return sign * self.power()

    def atom(self) -> sp.Expr:
        token = self.take()
        if token == "(":
            value = self.sum()
            self.expect(")")
            self.brackets.append(value)
            return value
        if token == "|":
            self.bars += 1
            value = self.sum()
            self.expect("|")
            self.bars -= 1
            self.limits.append(("bars", value))
            return sp.Abs(value, evaluate=False) if self.exact else sp.Abs(value)
        if token[0].isdigit() or token[0] == ".":
            if len(token) > MAX_DIGITS:
                raise Unreadable(f"A number may have {MAX_DIGITS} digits.")
            return sp.Rational(token)
        if token in FUNCTIONS:
            return self.function(token)
        if token in CONSTANTS:
            return CONSTANTS[token]
        if token in ("f", "g") and self.peek() == "(":
            raise Unreadable(f"I don't know the function {token}: write its formula instead.")
        if token in GREEK or token in LETTERS:
            return sp.Symbol(token)
        raise Unreadable(f"I can't read “{token}” in a formula.")

    def function(self, name: str) -> sp.Expr:
        exponent = base = None
        if self.peek() == "_" and name == "log":
            self.take()
            base = self.atom()
            if base.is_number and not (base.is_positive and base != 1):
                raise Unreadable("The base of a logarithm is a positive number other than one.")
        elif name == "log":
            self.bare_log = True
            base = sp.Integer(10) if self.common_log else None
        if self.peek() == "^":
            self.take()
            exponent = self.exponent()
        argument = self.argument()
        self.limits.append((LIMITED.get(name, "function"), argument))
        if exponent == -1 and name in INVERSES:
            return INVERSES[name](argument)
        if self.exact:
            value = root_as_typed(name, argument) if name in ("sqrt", "cbrt") else FUNCTIONS[name](argument, evaluate=False)
        else:
            value = FUNCTIONS[name](argument)
        if base is not None:
            value = self.times(value, 1 / sp.log(base))
        if self.exact and exponent is not None:
            return sp.Pow(value, exponent, evaluate=False)
        return value if exponent is None else bounded_power(value, exponent)

    def argument(self) -> sp.Expr:
        """`sin(x)`, or without brackets `sin 2x`: numbers and names up to the next function, sign or bracket."""
        if self.peek() == "(":
            self.take()
            value = self.sum()
            self.expect(")")
            return value
        value = self.power()
        while (token := self.peek()) is not None and token not in FUNCTIONS and token != "(" and (
            token[0].isalnum() and (value.is_number or token in GREEK or token in LETTERS)
        ):
            value = value * self.power()
        return value


def negated(value: sp.Expr) -> sp.Expr:
    return -value if value.is_Number else sp.Mul(sp.S.NegativeOne, value, evaluate=False)


def root_as_typed(name: str, argument: sp.Expr) -> sp.Expr:
    return sp.Pow(argument, sp.Rational(1, 2 if name == "sqrt" else 3), evaluate=False)


def bounded_power(base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
    if exponent.is_number and not exponent.is_finite:
        raise Unreadable("An exponent must be finite.")
    if exponent.is_number and abs(float(sp.re(exponent.evalf(8)))) > MAX_EXPONENT:
        raise Unreadable(f"Exponents beyond {MAX_EXPONENT} are too large to be explained.")
    if base.is_number and exponent.is_number and sp.count_ops(base) + sp.count_ops(exponent) > 12:
        raise Unreadable("That power is too large to be explained.")
    if base == 0 and exponent.is_negative:
        raise Unreadable("The formula divides by zero.")
    value = base**exponent
    if value.is_Integer and abs(value) > 10**40:
        raise Unreadable("The numbers in that formula are too large.")
    return value


def parse(text: str, factorials: bool = False) -> sp.Expr:
    return parse_guarded(text, factorials)[0]


def parse_guarded(text: str, factorials: bool = False) -> tuple[sp.Expr, list[sp.Expr]]:
    """The formula, and the parts of it that may restrict where it is defined: divisors, and arguments of functions."""
    parser = parsed(text, factorials)
    return parser.value, [part for _, part in parser.limits]


def parsed(text: str, factorials: bool = False, common_log: bool = False) -> Parser:
    """The parser that has read the text, with its `value` and its `limits`: pairs of a kind ("divisor", "root", …) and the part it is about."""
    parser = Parser(text, factorials, common_log=common_log)
    parser.value = parser.whole()
    if parser.value.has(sp.nan, sp.zoo):
        raise Unreadable("The formula has no value.")
    return parser


def as_typed(text: str) -> sp.Expr:
    """The formula for showing it, with nothing worked out or cancelled."""
    return Parser(text, exact=True).whole()
