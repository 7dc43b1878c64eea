"""Sums, products and quotients of fractions and mixed numbers, one operation at a time; checked in decimals and by Python's Fraction."""

import re
from fractions import Fraction

import sympy as sp

from ..expression import plain as plain_syntax
from ..problem import Problem, Unsupported
from ..quantities import digits
from ..speech import number as said
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell

KIND = "fractions"
HELP = ""

VERBS = re.compile(
    r"^(?:please |can you |could you |how (?:do|can) (?:i|you|we) |help me |i need to )*(?:what(?:'s| is| does)|calculate|compute|evaluate|work out|find|solve|simplify|reduce|add|multiply|divide|subtract|how much is|write|express)?\s*(?:the )?(?:fractions?|sum of|product of|quotient of|difference (?:of|between)|value of|result of|number|mixed numbers?)?\s*:?\s*", re.I
)
TAIL = re.compile(r"\s*(?:in|to|into|as)\s+(?:its |the |a )?(?:simplest|lowest|reduced|simplified)\s*(?:form|terms?|fraction)?$|\s*(?:as|to|into) a (?:single |simplified )?(?:fraction|improper fraction)$|\s*equals?\s*$|\s*=\s*\??$|\s+completely$", re.I)
UNICODE = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
TOKEN = re.compile(r"(?P<mixed>\d+\s+\d+/\d+)|(?P<fraction>\d+/\d+)|(?P<whole>\d+)|(?P<op>[-+*:()]|/)")

Node = tuple


def read(text: str, named: str | None) -> Problem | None:
    low = text.lower()
    verb = re.match(r"(?:.*?\b)?(add|subtract|multiply|divide|sum|product|quotient|difference)\b", low)
    for mark, plain in UNICODE.items():
        text = re.sub(rf"(\d)\s*{mark}", rf"\1 {plain}", text).replace(mark, plain)
    body = TAIL.sub("", VERBS.sub("", digits(text), count=1).strip(" .?:"))
    # LaTeX fractions touch, so that they can be told from a division.
    body = re.sub(r"(\d)\s*\\[dt]?frac\s*\{\s*(\d+)\s*\}\s*\{\s*(\d+)\s*\}", r"\1 \2/\3", body)
    body = re.sub(r"\\[dt]?frac\s*\{\s*(-?\d+)\s*\}\s*\{\s*(\d+)\s*\}", r" \1/\2 ", body)
    body = re.sub(r"\\left|\\right", "", body)
    body = re.sub(r"÷|\\div|\bdivided by\b|\bover\b", ":", re.sub(r"[×·⋅]|\\times|\\cdot|\btimes\b|\bmultiplied by\b|\bof\b|(?<=\d)\s*x\s*(?=\d)", "*", body))
    body = re.sub(r"\bplus\b", "+", re.sub(r"\bminus\b", "-", body))
    if verb and " and " in body or verb and " by " in body or verb and " from " in body:
        joint = {"add": "+", "sum": "+", "multiply": "*", "product": "*", "divide": ":", "quotient": ":", "difference": "-", "subtract": "-"}[verb[1]]
        if verb[1] == "subtract" and " from " in body:
            first, _, second = body.partition(" from ")
            body = f"{second} - ({first})"
        else:
            body = re.sub(r"\s*,?\s*\b(?:and|by)\b\s*", f" {joint} ", body)
    body = plain_syntax(body) if "\\" in body else body
    body = body.replace("−", "-").replace("–", "-")
    if not re.fullmatch(r"[\d\s/*:()+-]+", body) or not re.search(r"\d\s*/\s*\d|:\s*\d", body) or "**" in body:
        return None
    # A sum that goes on, "1 + 1/2 + 1/4 + ...", is a series.
    if re.search(r"[+-]\s*$", body):
        return None
    if re.search(r"\d/\d+/|/\s*\d+\s*/\s*\d+\s*/", body):
        raise Unsupported("I can't tell what is divided by what: use ÷ for the division, like 1/2 ÷ 3/4.")
    tokens = tokens_of(re.sub(r"(\d) /(\d)|(\d)/ (\d)", r"\1\3/\2\4", body))
    if not any(kind in ("fraction", "mixed") for kind, _ in tokens):
        return None
    tree, rest = sums(tokens)
    if rest:
        return None
    return Problem(KIND, [tree])


def tokens_of(text: str) -> list[tuple[str, str]]:
    return [(m.lastgroup or "", m.group()) for m in TOKEN.finditer(text)]


def sums(tokens: list) -> tuple[Node, list]:
    tree, tokens = products(tokens)
    while tokens and tokens[0][1] in ("+", "-"):
        sign = tokens[0][1]
        right, tokens = products(tokens[1:])
        tree = (sign, tree, right)
    return tree, tokens


def products(tokens: list) -> tuple[Node, list]:
    tree, tokens = atom(tokens)
    while tokens and tokens[0][1] in ("*", ":", "/"):
        sign = "*" if tokens[0][1] == "*" else ":"
        right, tokens = atom(tokens[1:])
        tree = (sign, tree, right)
    return tree, tokens


def atom(tokens: list) -> tuple[Node, list]:
    if not tokens:
        raise Unsupported("A number is missing in that calculation.")
    kind, text = tokens[0]
    if text == "(":
        tree, rest = sums(tokens[1:])
        if not rest or rest[0][1] != ")":
            raise Unsupported("A bracket is missing in that calculation.")
        return tree, rest[1:]
    if text in ("-", "+"):
        tree, rest = atom(tokens[1:])
        return (tree if text == "+" else negative(tree)), rest
    if kind == "op":
        raise Unsupported("A number is missing in that calculation.")
    if kind == "mixed":
        whole, part = text.split(None, 1)
        top, bottom = (int(v) for v in part.split("/"))
        return ("mixed", int(whole), top, bottom), tokens[1:]
    top, _, bottom = text.partition("/")
    return ("number", int(top), int(bottom or 1)), tokens[1:]


def negative(tree: Node) -> Node:
    if tree[0] == "number":
        return ("number", -tree[1], tree[2])
    raise Unsupported("Put the sign in front of a plain fraction, like -3/4.")


def exact(tree: Node) -> Fraction:
    """The value by Python's Fraction, with no step shown."""
    if tree[0] == "number":
        return Fraction(tree[1], tree[2])
    if tree[0] == "mixed":
        return tree[1] + Fraction(tree[2], tree[3])
    a, b = exact(tree[1]), exact(tree[2])
    return {"+": a + b, "-": a - b, "*": a * b}[tree[0]] if tree[0] != ":" else a / b


def decimals(tree: Node) -> float:
    if tree[0] in ("number", "mixed"):
        return tree[1] / tree[2] if tree[0] == "number" else tree[1] + tree[2] / tree[3]
    a, b = decimals(tree[1]), decimals(tree[2])
    return {"+": a + b, "-": a - b, "*": a * b}[tree[0]] if tree[0] != ":" else a / b


def tex_of(tree: Node, outer: str = "") -> str:
    if tree[0] == "number":
        return number_tex(tree[1], tree[2], bool(outer))
    if tree[0] == "mixed":
        return rf"{tree[1]}\tfrac{{{tree[2]}}}{{{tree[3]}}}"
    sign = {"*": r"\cdot", ":": r"\div"}.get(tree[0], tree[0])
    text = f"{tex_of(tree[1], '' if tree[0] in '+-' else tree[0])} {sign} {tex_of(tree[2], tree[0])}"
    return rf"\left({text}\right)" if outer in ("*", ":") and tree[0] in "+-" or outer in ("-", ":") and tree[0] in "+-*:" else text


def number_tex(top: int, bottom: int, inside: bool = False) -> str:
    text = str(abs(top)) if bottom == 1 else rf"\frac{{{abs(top)}}}{{{bottom}}}"
    return (rf"\left(-{text}\right)" if inside else f"-{text}") if top < 0 else text


def fraction_tex(value: Fraction, inside: bool = False) -> str:
    return number_tex(value.numerator, value.denominator, inside)


def spoken(value: Fraction) -> str:
    return said(sp.Rational(value.numerator, value.denominator))


def innermost(tree: Node) -> Node | None:
    """The operation that comes first: both of its sides are numbers."""
    if tree[0] in ("number", "mixed"):
        return None
    for side in (tree[1], tree[2]):
        if found := innermost(side):
            return found
    return tree


def replaced(tree: Node, old: Node, new: Node) -> tuple[Node, bool]:
    if tree is old:
        return new, True
    if tree[0] in ("number", "mixed"):
        return tree, False
    left, done = replaced(tree[1], old, new)
    right, done_right = (tree[2], False) if done else replaced(tree[2], old, new)
    return (tree[0], left, right), done or done_right


def improper(tree: Node, lines: list[Line]) -> Node:
    if tree[0] == "mixed":
        top = tree[1] * tree[3] + tree[2]
        return ("number", top, tree[3])
    return tree if tree[0] == "number" else (tree[0], improper(tree[1], lines), improper(tree[2], lines))


def mixed_inside(tree: Node) -> bool:
    return tree[0] == "mixed" or tree[0] != "number" and (mixed_inside(tree[1]) or mixed_inside(tree[2]))


def lines_of(tree: Node) -> tuple[Fraction, list[Line]]:
    lines: list[Line] = []
    if mixed_inside(tree):
        tree = improper(tree, lines)
        lines.append(Line("Mixed to improper", f"= {tex_of(tree)}", "Turn the mixed numbers into improper fractions: multiply the whole part by the denominator, and add the numerator"))
    whole = tree
    while operation := innermost(whole):
        a, b = exact(operation[1]), exact(operation[2])
        kind = operation[0]
        top_a, bottom_a, top_b, bottom_b = operation[1][1], operation[1][2], operation[2][1], operation[2][2]

        def show(node: Node, whole: Node = whole, operation: Node = operation) -> Node:
            return replaced(whole, operation, node)[0]

        if kind in "+-":
            common = bottom_a * bottom_b // sp.igcd(bottom_a, bottom_b)
            common = int(common)
            first, second = top_a * (common // bottom_a), top_b * (common // bottom_b)
            if bottom_a != bottom_b:
                lines.append(Line("Common denominator", f"= {tex_of(show((kind, ('number', first, common), ('number', second, common))))}", f"Bring both to the common denominator {common}"))
            result = first + second if kind == "+" else first - second
            lines.append(Line("Add the numerators" if kind == "+" else "Subtract the numerators", f"= {tex_of(show(('number', result, common)))}", f"{'Add' if kind == '+' else 'Subtract'} the numerators, and keep the denominator"))
            raw = ("number", result, common)
        else:
            if kind == ":":
                if b == 0:
                    raise Unsolvable("That divides by zero, which has no value.")
                sign = -1 if top_b < 0 else 1
                lines.append(Line("Turn the divisor over", f"= {tex_of(show(('*', operation[1], ('number', sign * bottom_b, abs(top_b)))))}", "To divide by a fraction, multiply by it turned over"))
                top_b, bottom_b = sign * bottom_b, abs(top_b)
            raw = ("number", top_a * top_b, bottom_a * bottom_b)
            lines.append(Line("Multiply across", f"= {tex_of(show(raw))}", "Multiply numerator by numerator, and denominator by denominator"))
        value = Fraction(raw[1], raw[2])
        if (value.numerator, value.denominator) != (raw[1], raw[2]):
            divisor = sp.igcd(raw[1], raw[2])
            lines.append(Line("Reduce", f"= {tex_of(show(('number', value.numerator, value.denominator)))}", f"Divide numerator and denominator by {divisor}" if raw[1] else "Zero over anything is zero"))
        assured(value == (a + b if kind == "+" else a - b if kind == "-" else a * b if kind == "*" else a / b))
        whole = show(("number", value.numerator, value.denominator))
    value = Fraction(whole[1], whole[2])
    if (value.numerator, value.denominator) != (whole[1], whole[2]):
        divisor = sp.igcd(whole[1], whole[2])
        lines.append(Line("Reduce", f"= {fraction_tex(value)}", f"{divisor} divides numerator and denominator, so divide both by it"))
    elif not lines:
        lines.append(Line("Already reduced", f"= {fraction_tex(value)}", "Numerator and denominator have no divisor in common, so it can't be reduced"))
    return value, lines


def denominators(tree: Node) -> list[int]:
    if tree[0] in ("number", "mixed"):
        return [tree[-1]]
    return [*denominators(tree[1]), *denominators(tree[2])]


def solve(problem: Problem) -> Solution:
    tree = problem.expressions[0]
    bottoms = denominators(tree)
    if 0 in bottoms:
        raise Unsolvable("A denominator there is zero, so it has no value.")
    if len(bottoms) > 5 or max(bottoms) > 10**5:
        raise Unsolvable("I work with up to five fractions whose denominators are at most 100,000.")
    value, lines = lines_of(tree)
    assured(value == exact(tree) and abs(float(value) - decimals(tree)) < 1e-9 * (1 + abs(float(value))))
    start = tex_of(tree)
    text = f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)
    single = tree[0] in ("number", "mixed")
    named = plain_text(tree)
    return tell(Account(
        KIND, f"{'Reduce' if single else 'Evaluate'} {named}", f"{'Reducing' if single else 'Working out'} {named}", text, "How is this fraction written in lowest terms?" if single else "What does this come to, as one fraction?", start, start, lines,
        f"The result is {spoken(value)}", f"{start} = ⟦green|{fraction_tex(value)}⟧", f"In decimals, both sides are {decimal(value)}", "same in decimals", opening="We begin with it as it stands",
    ))


def decimal(value: Fraction) -> str:
    shown = f"{float(value):.4f}".rstrip("0").rstrip(".")
    return shown if Fraction(shown) == value else f"about {shown}"


def plain_text(tree: Node, outer: str = "") -> str:
    if tree[0] == "number":
        return f"{tree[1]}/{tree[2]}" if tree[2] != 1 else str(tree[1])
    if tree[0] == "mixed":
        return f"{tree[1]} {tree[2]}/{tree[3]}"
    text = f"{plain_text(tree[1], '' if tree[0] in '+-' else tree[0])} {dict(zip('*:', '·÷', strict=True)).get(tree[0], tree[0])} {plain_text(tree[2], tree[0])}"
    return f"({text})" if outer in ("*", ":") and tree[0] in "+-" or outer in ("-", ":") and tree[0] in "+-*:" else text
