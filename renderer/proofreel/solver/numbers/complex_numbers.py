"""Complex numbers: sum, product, quotient, modulus, argument, polar form, powers and roots; checked by Python's complex arithmetic."""

import re

import sympy as sp

from .. import story
from ..expression import Unreadable, parse
from ..notation import tex
from ..problem import Problem
from ..quantities import digits
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, green, tell
from . import polar
from .plane import bracket, close, complex_tex, imaginary, parts, plane, say, standard, wrapped

KIND = "complex_numbers"
HELP = ""
WHOLE = True

I = sp.I
VERBS = re.compile(
    r"^(?:please |can you |could you |how (?:do|can) (?:i|you|we) |help me )*(?:what(?:'s| is| are)|calculate|compute|evaluate|work out|find|determine|simplify|expand|write|express|give|convert|put|multiply|divide|add|subtract|show)?\s*"
    r"(?:the )?(?:all )?(?:the )?(?:value of|result of|complex numbers?|product of|sum of|quotient of|difference (?:of|between)|product|sum|quotient)?\s*:?\s*", re.I
)
FORM = re.compile(r"\s*,?\s*(?:and (?:write|express|give|simplify)\b.*|(?:in|to|into|as) (?:the )?(?:standard|rectangular|cartesian|algebraic|simplest|a ?\+ ?bi|a ?\+ ?ib|form a ?\+ ?bi)\b.*|(?:by|using|with) (?:de moivre|demoivre)\S*.*|=\s*\??)$", re.I)
GIVEN = re.compile(r"^(?:let|if|given(?: that)?)?\s*z\s*=\s*([^=]+?)\s*[,.;:]\s*(?:then\s*)?([^=]*)$", re.I)
ROOTS = {"square": 2, "cube": 3, "cubic": 3, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "7th": 7, "8th": 8, "seventh": 7}
SINGLE = [
    ("polar_pair", r"\b(?:modulus|magnitude|absolute value) and (?:the )?(?:argument|angle|phase)|\b(?:argument|angle) and (?:the )?(?:modulus|magnitude)"),
    ("polar", r"\bpolar\b|\bexponential form|\btrigonometric form|\btrig form"),
    ("modulus", r"\bmodulus\b|\babsolute value\b|\bmagnitude\b|\|.*\|"),
    ("argument", r"\bargument\b|\barg\b|\\arg|\bphase\b"),
    ("conjugate", r"\bconjugate\b|\\overline"),
    ("real", r"\breal part\b"), ("imaginary", r"\bimaginary part\b"),
    ("reciprocal", r"\breciprocal of\b|\bmultiplicative inverse of\b"),
]


def read(text: str, named: str | None) -> Problem | None:
    if m := GIVEN.match(text) or re.match(r"^(?P<rest>[^=]*?\bz\b[^=]*?),?\s+(?:for|if|when|where|with|given(?: that)?)\s+z\s*=\s*(?P<z>[^=]+)$", text, re.I):
        asked, value = (m["rest"], m["z"]) if "z" in m.groupdict() else (m[2], m[1])
        text = re.sub(r"(?<![a-z])z(?![a-z])", f"({value})", asked)
    low = text.lower()
    if re.search(r"(?<![a-z])[xyzuvwjkn](?![a-z])\s*[=^+*/-]|=\s*0|\[\[|matrix|vector|eigen|\bpolynomial|\bequation|\bsolve\b|integra|deriv|\blim|\bcurve", low) and "unity" not in low:
        return None
    unit = bool(re.search(r"(?<![a-z])\d*\.?\d*i(?![a-z])", low.replace("\\", " ")))
    if not unit and not re.search(r"\bcomplex\b|roots? of unity|\broots? of -|\bpolar form\b", low):
        return None
    text = re.sub(r"\b(?:where|with|if)\s+i\s*(?:\^\s*2|²)\s*=\s*-\s*1.*$", "", digits(text).strip()).strip(" ,.")
    if m := re.search(r"\b(\w+) roots? of (?:the complex number )?(.+?)(?:\s+(?:in|over|among) (?:the )?(?:complex (?:numbers|plane)|C))?$", text, re.I):
        order = ROOTS.get(m[1].lower())
        if order is None:
            return None
        value = number("1" if re.match(r"unity\b", m[2]) else FORM.sub("", m[2]))
        if value is None or (m[1].lower() == "square" and not value.has(I)) or (not value.has(I) and not re.search("complex|unity|all", low) and value > 0):
            return None
        return Problem(KIND, [value], given={"asked": "roots", "order": order})
    for asked, pattern in SINGLE:
        if re.search(pattern, text, re.I):
            body = re.sub(r".*\b(?:of|for)\s+", "", FORM.sub("", text), count=1, flags=re.I) if re.search(r"\b(?:of|for)\b", text) else re.sub(pattern, " ", text, flags=re.I)
            bars = re.search(r"\|([^|]+)\|", text)
            body = bars[1] if asked == "modulus" and bars else body
            body = re.sub(r"\b(?:the|its|in|to|into|as|form|complex|numbers?|find|what is|convert|express|write|put|conjugate|arg|and|give|using|exponential)\b|\\(?:arg|overline)", " ", body, flags=re.I).strip(" :?,.")
            value = number(body.strip("|") if asked == "modulus" else body)
            if value is None:
                return None
            return Problem(KIND, [value], given={"asked": asked})
    return operation(FORM.sub("", VERBS.sub("", text, count=1)).strip(" ?.:"), low)


def number(text: str) -> sp.Expr | None:
    try:
        value = parse(text.strip())
    except Unreadable:
        return None
    if value.free_symbols or not value.is_number or value.is_infinite:
        return None
    return sp.expand_complex(value)


def operation(body: str, low: str) -> Problem | None:
    body = re.sub(r"\bdivided by\b|\bover\b|÷", "/", re.sub(r"\btimes\b|\bmultiplied by\b|[×·⋅]|\\cdot|\\times", "*", body))
    body = re.sub(r"\bplus\b", "+", re.sub(r"\bminus\b", "-", body))
    body = re.sub(r"\\frac\s*\{([^{}]+)\}\s*\{([^{}]+)\}", r"(\1)/(\2)", body)
    body = re.sub(r"\\(?:left|right)", "", body)
    verb = re.search(r"\b(multipl\w*|product|add|sum|divide|quotient|subtract|difference)\b", low)
    if verb and (m := re.match(r"^\(?([^()]+?)\)?\s+(and|by|from|to|with)\s+\(?([^()]+?)\)?$", body)):
        sign = {"mul": "*", "pro": "*", "add": "+", "sum": "+", "div": "/", "quo": "/", "sub": "-", "dif": "-"}[verb[1][:3]]
        first, second = (m[3], m[1]) if m[2] == "from" else (m[1], m[3])
        body = f"({first}){sign}({second})"
    if m := re.fullmatch(r"\(((?:[^()]|\([^()]*\))+)\)\s*(?:\^|\*\*)\s*[({]?\s*(\d+)\s*[)}]?|(i)\s*(?:\^|\*\*)\s*[({]?\s*(\d+)\s*[)}]?|\(((?:[^()]|\([^()]*\))+)\)\s*([²³⁴⁵⁶⁷⁸⁹])", body.strip()):
        base, exponent = m[1] or m[3] or m[5], int(m[2] or m[4] or "²³⁴⁵⁶⁷⁸⁹".index(m[6]) + 2)
        value = I if base == "i" else number(base)
        return Problem(KIND, [value], given={"asked": "power", "order": exponent}) if value is not None and value.has(I) else None
    if m := re.fullmatch(r"\(((?:[^()]|\([^()]*\))+)\)\s*([-+*/]?)\s*\(((?:[^()]|\([^()]*\))+)\)|([-\d./i+ ]*?\d*i|\d+)\s*([*/])\s*\(((?:[^()]|\([^()]*\))+)\)|\(((?:[^()]|\([^()]*\))+)\)\s*([*/])\s*([\d.]*i|\d+)|([\d.]*i?)()\(((?:[^()]|\([^()]*\))+)\)", body.strip()):
        parts = [part for part in m.groups() if part is not None]
        if len(parts) != 3 or not parts[0].strip():
            return None
        a, b = number(parts[0]), number(parts[2])
        if a is None or b is None or not (a.has(I) or b.has(I)):
            return None
        return Problem(KIND, [a, b], given={"asked": parts[1] or "*"})
    if m := re.fullmatch(r"([-+\d./ ]*\d*i|[-\d./ ]+[-+][\d./ ]*i)\s*([-+])\s*([^()]+)", body.strip()):
        a, b = number(m[1]), number(m[3])
        if a is not None and b is not None and a.has(I) and b.has(I) and m[2] == "+":
            return Problem(KIND, [a, b], given={"asked": "+"})
    if re.fullmatch(r"1\s*/\s*i", body.strip()):
        return Problem(KIND, [I], given={"asked": "reciprocal"})
    return None


def solve(problem: Problem) -> Solution:
    asked, values = problem.given["asked"], problem.expressions
    if not all(p.is_number and abs(complex(sp.N(p))) < 1e6 and sp.count_ops(p) < 12 for p in values):
        raise Unsolvable("I work with complex numbers of short form, like 3 + 4i or sqrt(3) - i.")
    if asked in "+-*/":
        return tell(binary(values[0], values[1], asked))
    if asked == "power":
        return tell(polar.power(values[0], problem.given["order"]))
    if asked == "roots":
        return tell(polar.roots(values[0], problem.given["order"]))
    if asked in ("polar", "polar_pair", "argument", "modulus"):
        return tell(polar.form(values[0], asked))
    if asked == "reciprocal":
        return tell(binary(sp.Integer(1), values[0], "/"))
    return tell(part_of(values[0], asked))


def binary(a: sp.Expr, b: sp.Expr, sign: str) -> Account:
    if sign == "/" and b == 0:
        raise Unsolvable("That divides by zero, which has no value.")
    value = standard({"+": a + b, "-": a - b, "*": a * b, "/": a / b if sign == "/" else sp.Integer(0)}[sign])
    x, y = complex(sp.N(a, 20)), complex(sp.N(b, 20))
    assured(close(value, {"+": x + y, "-": x - y, "*": x * y}[sign] if sign != "/" else x / y))
    (p, q), (r, s) = parts(a), parts(b)
    symbol = {"*": r"\cdot", "/": "/"}.get(sign, sign)
    start = rf"\frac{{{complex_tex(a)}}}{{{complex_tex(b)}}}" if sign == "/" else rf"({complex_tex(a)}) {symbol} ({complex_tex(b)})"
    lines: list[Line] = []
    if sign in "+-":
        lines = [
            Line("Real and imaginary parts", rf"= ({tex(p)} {sign} {wrapped(r)}) + ({tex(q)} {sign} {wrapped(s)})\, i", "Take the real parts together, and the imaginary parts together"),
            Line("Work out", f"= {green(complex_tex(value))}", f"That gives {say(value)}"),
        ]
    elif sign == "*":
        lines = [
            Line("Each with each", rf"= {wrapped(p)} \cdot {wrapped(r)} + {wrapped(p)} \cdot {imaginary(s)} + {imaginary(q)} \cdot {wrapped(r)} + {imaginary(q)} \cdot {imaginary(s)}", "Multiply each part of the first with each part of the second"),
            Line("i squared is −1", rf"= {tex(p * r)} + {wrapped(p * s + q * r)}\, i - {wrapped(q * s)}", "In the last product stands i squared, which is minus one"),
            Line("Collect", f"= {green(complex_tex(value))}", f"Collected, that is {say(value)}"),
        ]
    else:
        conjugate = standard(sp.conjugate(b))
        top, bottom = standard(a * conjugate), standard(b * conjugate)
        lines = [
            Line("Multiply by the conjugate", rf"= \frac{{{bracket(a)} ({complex_tex(conjugate)})}}{{({complex_tex(b)})({complex_tex(conjugate)})}}", "Multiply above and below by the conjugate of the denominator"),
            Line("The denominator becomes real", rf"= \frac{{{complex_tex(top)}}}{{{tex(bottom)}}}", f"Below, that gives the square of the modulus, {spoken(bottom)}"),
            Line("Divide both parts", f"= {green(complex_tex(value))}", f"Divide both parts, and {say(value)} is left"),
        ]
    names = {"+": "sum", "-": "difference", "*": "product", "/": "quotient"}
    view, points = plane([a, b, value])
    picture = [story.plot(*view), *(story.path([(0, 0), point], role, arrow=True) for point, role, z in zip(points, ("blue", "yellow"), (a, b), strict=False) if z != 0)]
    found = [story.path([(0, 0), points[2]], "green", arrow=True)] if value != 0 else []
    size = view[0][1] - view[0][0]
    small = any(0 < abs(complex(*point)) < size / 25 for point in points)
    ask = {"+": "What is their sum?", "-": "What is their difference?", "*": "What is their product?", "/": "What is their quotient?"}[sign]
    proof = {"+": "The sum minus the second number is the first again", "-": "The difference plus the second number is the first again", "*": "Computed in decimals, the product is the same", "/": "The quotient times the denominator is the numerator again"}[sign]
    op = {"*": "*", "/": "/"}.get(sign, sign)
    return Account(
        KIND, f"({a}) {op} ({b})", f"A {names[sign]} of complex numbers", str(value), ask, start, start, lines, f"The {names[sign]} is {say(value)}", f"{start} = {green(complex_tex(value))}", proof, "checked in decimals" if sign == "*" else "checked backwards",
        opening="This is what we work out", picture=[] if small else picture, found=[] if small else found, aside="" if small else f"In the plane of complex numbers, one is {say(a)}, the other {say(b)}",
    )


def part_of(z: sp.Expr, asked: str) -> Account:
    a, b = parts(z)
    value = {"conjugate": standard(sp.conjugate(z)), "real": a, "imaginary": b}[asked]
    numeric = complex(sp.N(z, 20))
    assured(close(value, {"conjugate": numeric.conjugate(), "real": complex(numeric.real), "imaginary": complex(numeric.imag)}[asked]))
    name = {"conjugate": "conjugate", "real": "real part", "imaginary": "imaginary part"}[asked]
    head = {"conjugate": r"\overline{z}", "real": r"\operatorname{Re} z", "imaginary": r"\operatorname{Im} z"}[asked]
    say_it = {"conjugate": "Change the sign of the imaginary part: in the plane, that is a mirror image in the real axis", "real": "The real part is what stands without i", "imaginary": "The imaginary part is the number that stands with i, without i itself"}[asked]
    view, points = plane([z, value])
    return Account(
        KIND, f"The {name} of {z}", f"The {name} of a complex number", str(value), f"What is its {name}?", f"z = {complex_tex(z)}", f"z = {complex_tex(z)}",
        [Line("Standard form", rf"z = {wrapped(a)} + {wrapped(b)}\, i", "Write it as real part plus imaginary part times i"), Line(name.capitalize(), f"{head} = {green(complex_tex(value))}", say_it)], f"The {name} is {say(value)}", f"{head} = {green(complex_tex(value))}",
        "Computed in decimals, it is the same", "same in decimals", opening="This is the number", picture=[story.plot(*view), story.path([(0, 0), points[0]], "blue", arrow=True)] if z != 0 else [], found=[story.path([(0, 0), points[1]], "green", arrow=True)] if value != 0 else [],
        aside="Here is the number in the complex plane",
    )
