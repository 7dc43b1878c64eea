"""Mean, median, mode, range, variance, standard deviation of a list of numbers; checked by Python's statistics."""

import re
import statistics as python
from collections import Counter
from fractions import Fraction

import sympy as sp

from .. import story
from ..notation import tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell

KIND = "statistics"
HELP = ""
WHOLE = True

NAMES = {
    "mean": r"\bmean\b|\baverage\b", "median": r"\bmedian\b", "mode": r"\bmode\b", "range": r"\brange\b", "deviation": r"\bstandard deviation\b|\bstd\.? ?dev\w*\b|\bstdev\b|\bstd\b|\bs\.?d\.?(?=\s+of)|\\sigma|\bσ\b",
    "variance": r"\bvariance\b|\bvar\b(?=\s*\(|\s+of)",
}
OTHER = re.compile(
    r"\bmean value\b|\bharmonic|\bgeometric|\bweighted|\brate\b|\baverage value\b|\bspeed|\bvelocity|\bfunction\b|\bnormal|\bdistribution|\bbinomial|\bpoisson|\bz-?score|\bdomain\b|\bprobab|\bfrequenc|\bquartile|\bpercentile|\binterquartile|\biqr\b|\bmissing\b|\bso that\b|\bx\b|\bconfidence|\bregression|\bcorrelation|\bmatrix|\bmean absolute|\bdie\b|\bdice\b|\bof the first\b|\bfirst \d+|\bintegers from\b|\bnumbers from\b|\bdegrees? of freedom", re.I
)


def read(text: str, named: str | None) -> Problem | None:
    asked = [name for name, pattern in NAMES.items() if re.search(pattern, text, re.I)]
    if not asked or OTHER.search(text):
        return None
    body = re.sub(r"\b\d+(?:st|nd|rd|th)\b|\b\d+ (?:numbers|values|data points|scores|students|people)\b(?=\s*:|\s*,? (?:are|have|scored))", " ", text)
    if re.search(r"\d,\d{3}\b(?!\s*[,\d])", body) and not re.search(r"\d,\d{1,2}\b|\d,\d{4}|\d, ", body):
        raise Unsupported("I can't tell whether those commas divide thousands or numbers: put a space behind each comma of the list.")
    if re.search(r"\d,\d{3}\b", body) and re.search(r"\d,\s", body):
        raise Unsupported("I can't tell whether those commas divide thousands or numbers: write 1000 instead of 1,000.")
    # One list: numbers with nothing but commas, spaces and "and" between them.
    number = r"(?<![\w.])-?(?:\d+/\d+|\d*\.\d+|\d+)(?![\w/%]|\.\d)"
    lists = [m.group() for m in re.finditer(rf"{number}(?:(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s+|\s*&\s*){number})+", body)]
    if len(lists) != 1 or len(re.findall(r"\d+(?:\.\d+)?", body)) != len(re.findall(r"\d+(?:\.\d+)?", lists[0])):
        return None
    values = [sp.Rational(v) for v in re.findall(number, lists[0])]
    if re.search(r"[a-z]\s*[=^]\s*[a-z\d]*[a-z]|\d\s*[*^+]\s*\d", body, re.I):
        return None
    sample = bool(re.search(r"\bsample\b|\bn\s*-\s*1\b|\bunbiased\b", text, re.I))
    population = bool(re.search(r"\bpopulation\b", text, re.I))
    if sample and population:
        raise Unsupported("Say whether the numbers are a sample or the whole population.")
    return Problem(KIND, values, given={"asked": asked, "sample": sample})


def number_tex(value: sp.Expr) -> str:
    if value.is_Rational and value.q != 1:
        text = f"{float(value):.6f}".rstrip("0").rstrip(".")
        if sp.Rational(text) == value:
            return text
    return tex(value)


def number_said(value: sp.Expr) -> str:
    text = number_tex(value)
    return text.replace("-", "minus ") if re.fullmatch(r"-?[\d.]+", text) else spoken(value)


def listing(values: list, most: int = 8) -> str:
    shown = [number_tex(v) for v in values]
    return r",\ ".join(shown) if len(shown) <= most + 2 else r",\ ".join([*shown[:most], r"\dots", shown[-1]])


def sum_tex(terms: list[str]) -> str:
    return " + ".join(terms) if len(terms) <= 8 else " + ".join(terms[:4]) + r" + \cdots + " + terms[-1]


def solve(problem: Problem) -> Solution:
    data, asked, sample = problem.expressions, problem.given["asked"], problem.given["sample"]
    n = len(data)
    if n > 60:
        raise Unsolvable("I take up to 60 numbers.")
    if sample and n < 2:
        raise Unsolvable("A sample variance needs at least two numbers.")
    order = [name for name in ("mean", "median", "mode", "range", "variance", "deviation") if name in asked]
    plain = [Fraction(int(v.p), int(v.q)) for v in data]
    lines: list[Line] = []
    answers: dict[str, object] = {}
    average = sum(data, sp.Integer(0)) / n
    ranked = sorted(data)
    if "mean" in order or "variance" in order or "deviation" in order:
        terms = [number_tex(v) if v >= 0 else f"({number_tex(v)})" for v in data]
        lines.append(Line("Mean", rf"\bar x = \frac{{{sum_tex(terms)}}}{{{n}}} = \frac{{{number_tex(sum(data))}}}{{{n}}} = {number_tex(average)}", f"Add all {n} numbers, {number_said(sum(data))}, and divide by {n}. The mean is {number_said(average)}"))
        assured(python.mean(plain) == Fraction(int(average.p), int(average.q)))
        if "mean" in order:
            answers["mean"] = average
    if "median" in order:
        lines.append(Line("Sort", listing(ranked), "Put the numbers in order"))
        middle = ranked[n // 2] if n % 2 else (ranked[n // 2 - 1] + ranked[n // 2]) / 2
        if n % 2:
            lines.append(Line("Median", rf"\text{{median}} = {number_tex(middle)}", f"The one in the middle is {number_said(middle)}"))
        else:
            lines.append(Line("Median", rf"\text{{median}} = \frac{{{number_tex(ranked[n // 2 - 1])} + {number_tex(ranked[n // 2])}}}{{2}} = {number_tex(middle)}", "There are two in the middle. The median is halfway between them"))
        assured(python.median(plain) == Fraction(int(middle.p), int(middle.q)))
        answers["median"] = middle
    if "mode" in order:
        counts = Counter(data)
        most = max(counts.values())
        modes = sorted(v for v, c in counts.items() if c == most) if most > 1 or n == 1 else []
        assured(not modes or sorted(python.multimode(plain)) == [Fraction(int(v.p), int(v.q)) for v in modes])
        if modes:
            lines.append(Line("Mode", rf"\text{{mode}} = {listing(modes)}", f"{' and '.join(number_said(v) for v in modes)} occur{'s' if len(modes) == 1 else ''} most often, {most} times"))
        else:
            lines.append(Line("No mode", r"\text{no mode}", "No number occurs more often than the others, so there is no mode"))
        answers["mode"] = modes[0] if len(modes) == 1 else modes
    if "range" in order:
        spread = ranked[-1] - ranked[0]
        lines.append(Line("Range", rf"{number_tex(ranked[-1])} - {number_tex(ranked[0]) if ranked[0] >= 0 else '(' + number_tex(ranked[0]) + ')'} = {number_tex(spread)}", f"The largest minus the smallest number is {number_said(spread)}"))
        assured(max(plain) - min(plain) == Fraction(int(spread.p), int(spread.q)))
        answers["range"] = spread
    divisor = n - 1 if sample else n
    symbol = "s" if sample else r"\sigma"
    which = "sample" if sample else "population"
    if "variance" in order or "deviation" in order:
        deviations = [v - average for v in data]
        squares = [v**2 for v in deviations]
        total = sum(squares, sp.Integer(0))
        variance = total / divisor
        # Mean of the squares minus the square of the mean: another formula than the one that is shown.
        assured(variance == (sum(v**2 for v in data) / sp.Integer(n) - average**2) * n / divisor)
        check = python.variance(plain) if sample else python.pvariance(plain)
        assured(Fraction(int(variance.p), int(variance.q)) == check)
        lines.append(Line("Distances from the mean", listing(deviations), "How far is each number from the mean?"))
        lines.append(Line("Square and add", rf"{sum_tex([number_tex(v) for v in squares])} = {number_tex(total)}", f"Square these distances and add them: {number_said(total)}"))
        lines.append(Line("Sample variance" if sample else "Population variance", rf"{symbol}^2 = \frac{{{number_tex(total)}}}{{{divisor}}} = {number_tex(variance)}", f"Divide by {divisor}, {'one less than their number, because it is a sample' if sample else 'the number of values, because they are all there is'}"))
        if "variance" in order:
            answers["variance"] = variance
        if "deviation" in order:
            deviation = sp.sqrt(variance)
            lines.append(Line("Square root", rf"{symbol} = \sqrt{{{number_tex(variance)}}}" + (f" = {number_tex(deviation)}" if deviation.is_Rational else rf" \approx {float(deviation):.4f}"), "The standard deviation is the square root of the variance"))
            answers["standard_deviation"] = deviation
    keys = {"mean": "Mean", "median": "Median", "mode": "Mode", "range": "Range", "variance": f"{which.capitalize()} variance", "standard_deviation": f"{which.capitalize()} standard deviation"}
    if len(answers) == 1:
        (key, value), = answers.items()
        answer = str(value)
        title = f"{keys[key]} of {n} numbers"
    else:
        answer = "{" + ", ".join(f"{key}: {value}" for key, value in answers.items()) + "}"
        title = ", ".join(keys[k].lower() if i else keys[k] for i, k in enumerate(answers)) + f" of {n} numbers"
    shown = r",\quad ".join(rf"\text{{{keys[k].replace('Population ', '').replace('Sample ', '').lower()}}} = ⟦green|{tidy(v)}⟧" for k, v in list(answers.items())[:3])
    said_all = "; ".join(f"the {keys[k].lower()} is {said_value(v)}" for k, v in answers.items())
    text = ", ".join(str(v) for v in data)
    picture, found = drawn(data, average, answers)
    return tell(Account(
        KIND, f"{', '.join(keys[k].lower() if i else keys[k] for i, k in enumerate(answers))} of {text}", title, answer, f"What is the {' and the '.join(keys[k].lower() for k in answers)} of these numbers?", listing(data), listing(data), lines,
        said_all, shown, "Another formula gives the same" if "variance" in answers or "standard_deviation" in answers else "Computed a second time, it is the same", "same by another formula" if "variance" in answers or "standard_deviation" in answers else "computed twice", opening="These are the numbers",
        picture=picture, found=found, aside="Each dot is one of the numbers" if picture else "",
    ))


def tidy(value: object) -> str:
    if isinstance(value, list):
        return listing(value) if value else r"\text{none}"
    return number_tex(value)


def said_value(value: object) -> str:
    if isinstance(value, list):
        return " and ".join(number_said(v) for v in value) if value else "none"
    return number_said(value) if value.is_Rational else f"about {float(value):.2f}"


def drawn(data: list, average: sp.Rational, answers: dict) -> tuple[list[dict], list[dict]]:
    """The numbers as dots over an axis, equal ones on top of each other."""
    counts: Counter = Counter()
    points = []
    for v in sorted(data):
        counts[v] += 1
        points.append((float(v), counts[v]))
    low, high = float(min(data)), float(max(data))
    most = max(counts.values())
    if high == low or len(data) > 24 or most > 8:
        return [], []
    pad = (high - low) * 0.12
    view = (low - pad, high + pad), (0, max(4, most + 1))
    middle = answers.get("median", average if "mean" in answers or "variance" in answers or "standard_deviation" in answers else None)
    found = [story.path([(float(middle), 0), (float(middle), view[1][1])], "green", dashed=True)] if middle is not None else []
    return [story.plot(*view), story.dots(points, "blue")], found
