"""Whether claims hold that somebody else has written, such as "diff(x**2, x) = 2*x".

A claim is read by the parser of expression.py, never evaluated, and tried with numbers: it is true where both sides agree
at many places, false where they clearly differ, and unknown in between, or where it can't be read.
"""

import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import mpmath as mp
import sympy as sp

from .expression import Unreadable, parse

# Seconds of CPU for one claim; a plan has a few dozen.
SECONDS_PER_CLAIM = 3.0
# Of CPU, for all; the solver's own limit is a little more.
SECONDS_IN_ALL = 15.0
MOST_CLAIMS = 120
MOST_TERMS = 300

# Some of them special in no way, some whole for what is defined for whole numbers alone.
POSITIVE = ("0.371", "0.813", "1.437", "2.29", "3.17")
NEGATIVE = ("-0.293", "-0.787", "-1.613")
WHOLE = (1, 2, 3, 5, 8)
AGREE = mp.mpf(10) ** -18
DIFFER = mp.mpf(10) ** -8

COMPARISONS = re.compile(r"(<=|>=|!=|==|≤|≥|≠|=|<|>)")
CALL = re.compile(r"\b(diff|integrate|limit|summation|Sum|Integral|Derivative|Limit|binomial|factorial|gcd|lcm|Abs|Rational|Mod)\s*\(")


class TooSlow(Exception):
    pass


def check_all(claims: object) -> list[dict[str, str]]:
    """For each claim its verdict (true, false or unknown) and, unless it is true, why."""
    if not isinstance(claims, list):
        return []
    end = time.process_time() + SECONDS_IN_ALL
    late = {"verdict": "unknown", "why": "there was no time left to check it"}
    return [verdict_of(claim) if number < MOST_CLAIMS and time.process_time() < end else late for number, claim in enumerate(claims)]


def verdict_of(claim: object) -> dict[str, str]:
    if not isinstance(claim, str):
        return {"verdict": "unknown", "why": "it is no text"}
    try:
        with within(SECONDS_PER_CLAIM):
            return judge(claim)
    except Unreadable as reason:
        return {"verdict": "unknown", "why": str(reason)}
    except TooSlow:
        return {"verdict": "unknown", "why": "it takes too long to check"}
    except (NotImplementedError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError, KeyError, IndexError, mp.NoConvergence) as reason:
        return {"verdict": "unknown", "why": f"it can't be checked ({type(reason).__name__})"}


@contextmanager
def within(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def judge(claim: str) -> dict[str, str]:
    text = claim.strip()
    if (inside := re.fullmatch(r"Eq\((.*)\)", text)) and len(halves := arguments(inside[1])) == 2:
        text = f"{halves[0]} = {halves[1]}"
    left, sign, right = sides(text)
    if sign in ("=", "==") and (primitive := antiderivative(left)):
        # An antiderivative is right where its slope is: constants may differ.
        integrand, variable = primitive
        return compared(sp.diff(read(re.sub(r"\+\s*[Cc]\s*$", "", right)), variable), integrand, "=")
    return compared(read(left), read(right), sign)


def sides(text: str) -> tuple[str, str, str]:
    parts = COMPARISONS.split(text)
    if len(parts) != 3:
        raise Unreadable("A claim has two sides and one sign of comparison.")
    left, sign, right = (part.strip() for part in parts)
    return left, {"≤": "<=", "≥": ">=", "≠": "!="}.get(sign, sign), right


def antiderivative(text: str) -> tuple[sp.Expr, sp.Symbol] | None:
    """Integrand and variable where the text is one indefinite integral and nothing else."""
    found = re.match(r"(?:integrate|Integral)\s*\(", text)
    if not found or closing(text, found.end() - 1) != len(text) - 1:
        return None
    given = arguments(text[found.end() : -1])
    if len(given) != 2 or given[1].startswith("("):
        return None
    return read(given[0]), symbol(given[1])


def read(text: str) -> sp.Expr:
    """A formula in SymPy's own writing; calls are read one by one, the rest by the solver's parser."""
    text = re.sub(r"\bE\b", " e ", re.sub(r"\bI\b", " i ", text))
    values: dict[sp.Symbol, sp.Expr] = {}
    free = iter([letter for letter in "qwvukjhQWVUKJHRTPNML" if letter not in text])
    while found := CALL.search(text):
        end = closing(text, found.end() - 1)
        letter = next(free, None)
        if letter is None:
            raise Unreadable("The claim has too many parts.")
        values[sp.Symbol(letter)] = called(found[1], arguments(text[found.end() : end]))
        text = f"{text[: found.start()]} ({letter}) {text[end + 1 :]}"
    return parse(text).xreplace(values)


def called(name: str, given: list[str]) -> sp.Expr:
    match name, len(given):
        case ("diff" | "Derivative"), count if count >= 2:
            f, order = read(given[0]), [symbol(given[1])]
            for more in given[2:]:
                order += order[-1:] * (small(more) - 1) if more.strip().isdigit() else [symbol(more)]
            return sp.diff(f, *order[:6])
        case ("integrate" | "Integral"), 2 if given[1].startswith("("):
            variable, low, high = bounds(given[1])
            return sp.Integral(read(given[0]), (variable, low, high))
        case ("integrate" | "Integral"), 2:
            return sp.integrate(read(given[0]), symbol(given[1]))
        case ("limit" | "Limit"), 3:
            return sp.limit(read(given[0]), symbol(given[1]), read(given[2]))
        case ("limit" | "Limit"), 4:
            return sp.limit(read(given[0]), symbol(given[1]), read(given[2]), given[3].strip(" '\""))
        case ("summation" | "Sum"), 2 if given[1].startswith("("):
            variable, low, high = bounds(given[1])
            return sp.Sum(read(given[0]), (variable, low, high))
        case "binomial", 2:
            return sp.binomial(read(given[0]), read(given[1]))
        case "factorial", 1:
            return sp.factorial(bounded(read(given[0])))
        case "gcd", 2:
            return sp.gcd(read(given[0]), read(given[1]))
        case "lcm", 2:
            return sp.lcm(read(given[0]), read(given[1]))
        case "Mod", 2:
            return sp.Mod(read(given[0]), read(given[1]))
        case "Rational", 2:
            return read(given[0]) / read(given[1])
        case "Abs", 1:
            return sp.Abs(read(given[0]))
    raise Unreadable(f"I can't read this call of {name}.")


def bounded(number: sp.Expr) -> sp.Expr:
    if number.is_number and abs(number) > 500:
        raise Unreadable("The numbers in the claim are too large.")
    return number


def bounds(text: str) -> tuple[sp.Symbol, sp.Expr, sp.Expr]:
    given = arguments(text.strip()[1:-1])
    if len(given) != 3:
        raise Unreadable("Bounds are written (x, a, b).")
    return symbol(given[0]), read(given[1]), read(given[2])


def symbol(text: str) -> sp.Symbol:
    found = parse(text)
    if not isinstance(found, sp.Symbol):
        raise Unreadable(f"“{text.strip()[:20]}” is no variable.")
    return found


def small(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 6:
        raise Unreadable("Derivatives are checked up to the sixth.")
    return number


def closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise Unreadable("A bracket is not closed.")


def arguments(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def compared(left: sp.Expr, right: sp.Expr, sign: str) -> dict[str, str]:
    names = sorted(left.free_symbols | right.free_symbols, key=str)
    whole = any(side.has(sp.Sum, sp.binomial, sp.factorial, sp.gcd, sp.lcm, sp.Mod) for side in (left, right)) and bool(names)
    positive = differences(left, right, names, WHOLE if whole else POSITIVE)
    everywhere = [*positive, *(differences(left, right, names, NEGATIVE) if names and not whole else [])]
    if not everywhere:
        return {"verdict": "unknown", "why": "its sides have no values that could be compared"}
    if sign in ("=", "=="):
        return equality(names, positive, everywhere, left, right)
    if not names:
        return ordering(everywhere[0], sign)
    # Places prove nothing for all numbers; it may be meant for some numbers alone where it fails at a few.
    if all(ordering(place, sign)["verdict"] == "false" for place in everywhere):
        return {"verdict": "false", "why": f"it does not hold at {everywhere[0][0]}"}
    return {"verdict": "unknown", "why": "an inequality for all numbers is not proved by places"}


Place = tuple[str, mp.mpc, mp.mpc]


def equality(names: list[sp.Symbol], positive: list[Place], everywhere: list[Place], left: sp.Expr, right: sp.Expr) -> dict[str, str]:
    wrong = [place for place in positive if apart(place) > DIFFER]
    if wrong and len(wrong) == len(positive):
        where, one, other = wrong[0]
        at = f" at {where}" if where else ""
        return {"verdict": "false", "why": f"the sides differ{at}: {written(one)} and {written(other)}"}
    if all(apart(place) < AGREE for place in everywhere) and (not names or len(everywhere) >= 4):
        return {"verdict": "true", "why": ""}
    if not any(apart(place) < AGREE for place in everywhere):
        return {"verdict": "unknown", "why": "its sides could not be told apart for certain"}
    return {"verdict": "unknown", "why": "it holds at some places and not at others"}


def ordering(place: Place, sign: str) -> dict[str, str]:
    _, one, other = place
    if abs(one.imag) > AGREE or abs(other.imag) > AGREE:
        return {"verdict": "unknown", "why": "complex numbers have no order"}
    same = apart(place) < AGREE
    if not same and apart(place) < DIFFER:
        return {"verdict": "unknown", "why": "its sides could not be told apart for certain"}
    holds: dict[str, Callable[[], bool]] = {
        "<": lambda: not same and one.real < other.real,
        ">": lambda: not same and one.real > other.real,
        "<=": lambda: same or one.real < other.real,
        ">=": lambda: same or one.real > other.real,
        "!=": lambda: not same,
    }
    return {"verdict": "true", "why": ""} if holds[sign]() else {"verdict": "false", "why": f"{mp.nstr(one.real, 6)} {sign} {mp.nstr(other.real, 6)} does not hold"}


def written(number: mp.mpc) -> str:
    return mp.nstr(number.real if number.imag == 0 else number, 6)


def apart(place: Place) -> mp.mpf:
    _, one, other = place
    if mp.isinf(one) or mp.isinf(other):
        return mp.mpf(0) if one == other else mp.inf
    return abs(one - other) / (1 + abs(other))


def differences(left: sp.Expr, right: sp.Expr, names: list[sp.Symbol], numbers: tuple[str | int, ...]) -> list[Place]:
    """Both sides where all names have numbers, which differ from name to name."""
    found = []
    for index in range(len(numbers) if names else 1):
        at = {name: sp.Rational(str(numbers[(index + 2 * place) % len(numbers)])) for place, name in enumerate(names)}
        one, other = value(left.subs(at)), value(right.subs(at))
        if one is not None and other is not None:
            found.append((", ".join(f"{name} = {float(number):g}" for name, number in at.items()), one, other))
    return found


def value(expr: sp.Expr) -> mp.mpc | None:
    """A number of 40 digits, by quadrature and summing up where SymPy left an integral or a sum."""
    expr = expr.replace(sp.Sum, finite_sum)
    if expr in (sp.oo, -sp.oo):
        return mp.mpc(mp.inf if expr == sp.oo else -mp.inf)
    if expr.has(sp.nan, sp.zoo, sp.oo, -sp.oo) and not expr.has(sp.Integral, sp.Sum):
        return None
    number = sp.N(expr, 40, maxn=200)
    if not number.is_number or number.has(sp.nan, sp.zoo, sp.oo, sp.Integral, sp.Sum):
        return None
    real, imaginary = number.as_real_imag()
    if not (real.is_Float or real.is_Rational) or not (imaginary.is_Float or imaginary.is_Rational):
        return None
    with mp.workdps(40):
        return mp.mpc(mp.mpf(str(real)), mp.mpf(str(imaginary)))


def finite_sum(term: sp.Expr, bounds: sp.Tuple) -> sp.Expr:
    variable, low, high = bounds
    if low.is_Integer and high.is_Integer:
        if high - low > MOST_TERMS:
            raise Unreadable("The sum has too many terms.")
        return sp.Add(*[term.subs(variable, k) for k in range(int(low), int(high) + 1)])
    return sp.summation(term, (variable, low, high))
