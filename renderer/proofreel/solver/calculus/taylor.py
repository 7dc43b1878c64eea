"""Taylor and Maclaurin polynomials: derivatives at the centre, then the sum; checked by how fast the remainder vanishes."""

import re

import mpmath as mp
import sympy as sp

from .. import numeric, story
from ..notation import mark, tex
from ..picture import frame, source, values
from ..problem import Problem, Unsupported, variable_of
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .asking import function_of, number, undressed

KIND = "taylor_polynomial"
HELP = "Taylor polynomials"

MAX_ORDER = 12
USUAL_ORDER = 5
COUNTED = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "linear": 1, "quadratic": 2, "cubic": 3}
COUNT = r"(\d+|" + "|".join(COUNTED) + r")"
ASKED = re.compile(r"\btaylor|\bmac ?laurin|\b(?:series|power series) expansion|\bexpand\b.*\bseries\b|\bpower series (?:for|representation)|\b(?:linear|quadratic|cubic|tangent line) approximation\b|\blinearization\b", re.I)
TERMS = re.compile(rf"(?:the\s+)?first\s+{COUNT}\s+(?:non[- ]?zero\s+)?terms\s*(?:of|in|for)?\s*", re.I)
ORDERS = [
    re.compile(rf"\b{COUNT}(?:st|nd|rd|th)?[- ]?(?:degree|order)\b", re.I),
    re.compile(rf"[,\s]*(?:\b(?:up to|to|through|until|of|with|by)\s+)?(?:and including\s+)?(?:the\s+)?(?:terms? (?:of|in|up to)\s+)?(?:the\s+)?(?:order|degree)\s*(?:n\s*=\s*)?{COUNT}\b(?:\s+terms?)?", re.I),
    re.compile(r"[,\s]*\b(?:up to|to|through|until|up through)\s+(?:and including\s+)?(?:the\s+)?(?:terms? (?:of|in|with)\s+)?(?:O\()?(?:\(?[a-z]\s*(?:[-+]\s*\w+\s*\))?\s*(?:\^\s*\{?|\*\*)\s*(\d+)\}?|[a-z]([²³⁴⁵⁶⁷⁸⁹]))\)?(?:\s*[- ]?terms?)?", re.I),
    re.compile(r"\b[TP]_?\{?(\d)\}?\b(?:\(x\))?"),
    re.compile(r"\b(linear|quadratic|cubic)\b", re.I),
]
CENTRE = re.compile(r"[,\s]*\b(?:(?:cent(?:ered|er|red|re)|expanded|expansion)\s+)?(?:at|about|around|near|in powers of|cent(?:ered|er|red|re)\s*(?:at|on|=)?|with cent(?:er|re))\s+(?:the\s+)?(?:point\s+)?(?:[a-z](?:_0)?\s*=\s*)?(?P<a>\(?[a-z]\s*[-+]\s*[^,\s()]+\)|[^,=\s]+(?:\s*/\s*\w+)?|the origin)", re.I)
NOISE = re.compile(r"\b(?:find|determine|compute|calculate|give|write|what is|what's|the|a|taylor|mac ?laurin|polynomials?|series|expansions?|approximations?|linearization|power|representation|expand|into|in|as|of|for|to|function|tangent line|linear|quadratic|cubic|its)\b", re.I)


def read(text: str, named: str | None) -> Problem | None:
    text = undressed(text)
    if not ASKED.search(text) or re.search(r"\bradius|interval of convergence|\bsum\b|\\sum|∑|Σ", text):
        return None
    order, terms = None, None
    if re.search(r"tangent line approximation|linearization|linear approximation", text, re.I):
        order = 1
    if found := TERMS.search(text):
        terms, text = count(found[1]), text[: found.start()] + " " + text[found.end():]
    for pattern in ORDERS:
        if found := pattern.search(text):
            digit = next(group for group in found.groups() if group)
            order = count(digit) if digit not in "²³⁴⁵⁶⁷⁸⁹" else "²³⁴⁵⁶⁷⁸⁹".index(digit) + 2
            text = text[: found.start()] + " " + text[found.end():]
            break
    centre = sp.S.Zero
    if found := CENTRE.search(text):
        said = found["a"].strip("()")
        powers = re.match(r"^[a-z]\s*([-+])\s*(.+)$", said)
        value = sp.S.Zero if "origin" in said else number(("" if powers[1] == "-" else "-") + powers[2]) if powers else number(said)
        if value is None or not value.is_finite:
            raise Unsupported("The centre of a Taylor polynomial must be a number, as in: about x = 1.")
        centre, text = value, text[: found.start()] + " " + text[found.end():]
    body = re.sub(r"\s+", " ", NOISE.sub(" ", text)).strip(" ,:.")
    expression = function_of(body)
    if (order or 0) > MAX_ORDER or (terms or 0) > 8:
        raise Unsupported(f"I find Taylor polynomials up to order {MAX_ORDER}.")
    return Problem(KIND, [expression], variable_of([expression], named), order=order if order is not None else USUAL_ORDER, given={"centre": centre, "terms": terms})


def count(text: str) -> int:
    return COUNTED.get(text.lower()) or int(text)


def solve(problem: Problem) -> Solution:
    f, x, a, terms = problem.expressions[0], problem.variable, problem.given["centre"], problem.given["terms"]
    if f.has(sp.Abs):
        raise Unsolvable("I find Taylor polynomials of functions without absolute values: leave the bars out where the inside is positive.")
    if f.free_symbols != {x}:
        raise Unsolvable("I find Taylor polynomials of formulas in one variable, with numbers for all other letters.")
    rows = derivatives(f, x, a, problem.order, terms)
    order = len(rows) - 1
    step = x - a
    answer = sp.Add(*[value / sp.factorial(k) * step**k for k, (_, value) in enumerate(rows)])
    refuse_if_remainder_is_large(f, answer, x, a, order)
    name = "Maclaurin" if a == 0 else "Taylor"
    around = "" if a == 0 else f" about {x} = {plain_text(a)}"
    title = f"The {name} polynomial of {plain_text(f)}{around}"
    steps, scenes = story.derivation(f"f({x}) = {tex(f)}", lines_of(rows, x, a, answer), f"Find the {name} polynomial of order {order}", opening=f"We want a polynomial that follows {spoken(f)} closely near {spoken(a)}")
    return Solution(
        KIND, f"The {name} polynomial of {f} about {x} = {a} up to order {order}", title, str(answer), True, steps,
        [question(f, x, a, order), *scenes, result(f, x, a, answer, order, title)],
    )


def derivatives(f: sp.Expr, x: sp.Symbol, a: sp.Expr, order: int, terms: int | None) -> list[tuple[sp.Expr, sp.Expr]]:
    rows: list[tuple[sp.Expr, sp.Expr]] = []
    current = f
    while len(rows) <= (MAX_ORDER + 3 if terms else order):
        value = current.subs(x, a)
        if value.has(sp.nan, sp.zoo, sp.oo):
            value = sp.limit(current, x, a)
        value = sp.simplify(value)
        if not (value.is_real and value.is_finite):
            raise Unsolvable(f"{plain_text(f)} has no Taylor polynomial about {x} = {plain_text(a)}: it or one of its derivatives has no value there. Choose another centre.")
        rows.append((current, value))
        if terms and sum(value != 0 for _, value in rows) == terms:
            return rows
        current = sp.diff(current, x)
        current = min((current, sp.factor(current), sp.simplify(current)), key=sp.count_ops)
    if terms:
        raise Unsolvable("The series does not have so many terms, or they lie too far out: ask for fewer.")
    return rows


def lines_of(rows: list[tuple[sp.Expr, sp.Expr]], x: sp.Symbol, a: sp.Expr, answer: sp.Expr) -> list[Line]:
    centre = tex(a)
    power = f"{x}^k" if a == 0 else rf"\left({tex(x - a)}\right)^k"
    lines = [Line("Taylor's formula", rf"T({x}) = \sum_{{k=0}}^{{{len(rows) - 1}}} \frac{{f^{{(k)}}\left({centre}\right)}}{{k!}} {power}", f"Taylor's formula: each coefficient is a derivative at {spoken(a)}, divided by a factorial")]
    for begin in range(0, min(len(rows), 8), 2):
        pair = list(enumerate(rows))[begin: begin + 2]
        shown = r",\quad ".join(rf"{prime(k)}({x}) = {tex(g)}" if len(tex(g)) < 34 else rf"{prime(k)}" for k, (g, _) in pair)
        numbers = r",\ ".join(rf"{prime(k)}\left({centre}\right) = ⟦blue|{tex(value)}⟧" for k, (_, value) in pair)
        which = " and ".join("the function itself" if k == 0 else f"derivative {k}" for k, _ in pair)
        text = numbers if len(shown) > 70 else rf"{shown}:\quad {numbers}"
        name = "Derivatives at the centre" if begin == 0 else f"Derivatives {begin} and {begin + 1}" if len(pair) > 1 else f"Derivative {begin}"
        lines.append(Line(name, text, f"At {spoken(a)}, {which} {'have the values' if len(pair) > 1 else 'has the value'} {' and '.join(spoken(value) for _, (_, value) in pair)}"))
    if len(rows) > 8:
        numbers = r",\ ".join(rf"{prime(k)}\left({centre}\right) = {tex(value)}" for k, (_, value) in list(enumerate(rows))[8:])
        lines.append(Line("Higher derivatives", numbers, "The next derivatives follow in the same way"))
    lines.append(Line("Put in the coefficients", rf"T({x}) = {mark('yellow', ascending(answer, x, a))}", f"Put them in. The polynomial has {len(sp.Add.make_args(answer))} terms that are not zero"))
    return lines


def prime(k: int) -> str:
    return "f" + ("'" * k if k <= 3 else f"^{{({k})}}")


def ascending(polynomial: sp.Expr, x: sp.Symbol, a: sp.Expr) -> str:
    """Lowest powers first, as series are written."""
    text = ""
    for term in sorted(sp.Add.make_args(polynomial), key=lambda part: sp.degree(sp.expand(part), x) if part.has(x) else 0):
        negative = term.could_extract_minus_sign() and a == 0 or term.as_coeff_Mul()[0].is_negative
        shown = -term if negative else term
        text += (" - " if negative else " + " if text else "") + (rf"\left({tex(shown)}\right)" if shown.is_Add and text else tex(shown))
    return text.strip()


def refuse_if_remainder_is_large(f: sp.Expr, answer: sp.Expr, x: sp.Symbol, a: sp.Expr, order: int) -> None:
    """Near the centre, what is left must vanish faster than the highest power, on both sides."""
    height, polynomial = numeric.real(f, x, numeric.FINE_DIGITS), numeric.real(answer, x, numeric.FINE_DIGITS)
    with mp.workdps(numeric.FINE_DIGITS):
        start = mp.mpf(sp.N(a, numeric.FINE_DIGITS))
        for side in (1, -1):
            ratios = []
            for k in (3, 7):
                h = side * mp.mpf(10) ** -k
                pair = height(start + h), polynomial(start + h)
                if None in pair:
                    raise Unsolvable("The function has values on one side of that centre only: choose another centre.")
                ratios.append(abs(pair[0] - pair[1]) / abs(h) ** order)
            if ratios[1] > mp.mpf(10) ** -3 * (ratios[0] + mp.mpf(10) ** -20) * 10 and ratios[1] > mp.mpf(10) ** -4:
                raise Unsolvable("My polynomial did not pass its own check, so I don't show it.")


def view_of(f: sp.Expr, x: sp.Symbol, a: sp.Expr) -> tuple | None:
    centre = float(a)
    for reach in (4.0, 2.5, 1.5, 0.9):
        heights = [y for _, y in values(f, x, centre - reach, centre + reach)]
        if len(heights) > 100:
            low, high = min(heights), max(heights)
            if high - low < 60:
                pad = max((high - low) * 0.25, 0.5)
                return (centre - reach, centre + reach), (min(low - pad, 0.0), max(high + pad, 0.0))
    return frame([f], x, [centre])


def question(f: sp.Expr, x: sp.Symbol, a: sp.Expr, order: int) -> Scene:
    scene = Scene("question", "The question", "Show the function and the centre of its Taylor polynomial")
    asked = story.formula(f"f({x}) = ⟦blue|{tex(f)}⟧")
    view = view_of(f, x, a)
    if view is None:
        return scene.beat(f"Take the function {spoken(f)}", asked).beat(f"We want its Taylor polynomial of order {order} about {spoken(a)}")
    scene.split = True
    scene.beat(f"Here is the graph of {spoken(f)}", story.plot(*view), story.curve(source(f, x), "blue", "f"), asked)
    return scene.beat(f"We want the polynomial of order {order} that fits it best near {spoken(a)}", story.dots([(a, f.subs(x, a) if not f.subs(x, a).has(sp.nan) else sp.limit(f, x, a))]), story.note(f"order {order} about {x} = {plain_text(a)}", "yellow"))


def result(f: sp.Expr, x: sp.Symbol, a: sp.Expr, answer: sp.Expr, order: int, title: str) -> Scene:
    scene = Scene("result", "Result and check", "Draw the polynomial beside the function and look at the remainder")
    view = view_of(f, x, a)
    if view:
        scene.split = True
        scene.beat("In blue the function, in yellow the polynomial: near the centre you can't tell them apart", story.plot(*view), story.curve(source(f, x), "blue", "f"), story.curve(source(answer, x), "yellow", f"T of order {order}"))
    scene.beat("This is the polynomial", story.formula(rf"T({x}) = {mark('yellow', ascending(answer, x, a))}"))
    scene.beat(f"Computed very near the centre, what is left vanishes faster than the power {order} of the distance", story.check("the remainder vanishes fast enough"))
    return scene.claim(f"{title} up to order {order} is {plain_text(answer)}"[:900], f"Eq(series({f}, {x}, {a}, {order + 1}).removeO(), {answer})", True)
