"""Whether an answer means what was expected: both are SymPy text, compared as numbers, sets, families or expressions."""

import ast
import itertools
import re

import sympy as sp

N = sp.Symbol("n")
# Whole numbers that are put in place of n, and the range in which two families must then agree.
FAMILY = range(-30, 31)
WINDOW = 40
SAMPLES = [sp.Rational(*pair) for pair in ((37, 100), (143, 100), (229, 100), (31, 7), (89, 10), (-29, 100), (-81, 50), (-737, 100))]


def read(text: str, positive: bool = False) -> object:
    """Lists, objects and SymPy expressions in a text; names of letters stay letters. Only texts of this project are read."""
    text = text.strip()
    if text.startswith("{") and ":" in text:
        return {str(key): value for key, value in mapping(text, positive).items()}
    if text.startswith("["):
        return [read(part, positive) for part in split(text[1:-1])]
    # In Eq(y(x), ...) the letter before the bracket is a function.
    names = {letter: sp.Function(letter) if re.search(rf"\b{letter}\([a-z]\)", text) else sp.Symbol(letter, positive=True if positive else None) for letter in re.findall(r"[A-Za-z_]\w*", text) if not hasattr(sp, letter) or letter in "CNSQO"}
    return sp.sympify(text, locals=names)


def mapping(text: str, positive: bool) -> dict[str, object]:
    found = {}
    for part in split(text[1:-1]):
        key, value = part.split(":", 1)
        found[key.strip(" '\"")] = read(value, positive)
    return found


def split(text: str) -> list[str]:
    """At commas that stand in no bracket."""
    parts, depth, part = [], 0, ""
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += letter
    return [part for part in [*parts, part] if part.strip()]


def same(given: str, entry: dict) -> bool:
    """Whether the given answer is right; raises ValueError and the like where it can't be read."""
    wanted = entry.get("answers") or [entry["answer"]]
    return any(matches(given, expected, entry) for expected in wanted)


def matches(given: str, expected: str, entry: dict) -> bool:
    positive = bool(entry.get("positive"))
    a, b = read(given, positive), read(expected, positive)
    if "places" in entry:
        return near(a, b, entry["places"])
    if entry.get("up_to") == "constant":
        return all(equal(sp.diff(a, x), sp.diff(b, x)) for x in b.free_symbols)
    if entry.get("up_to") == "constants":
        return same_general_solution(a, b)
    return alike(a, b) and ("form" not in entry or FORMS[entry["form"]](given, a, b))


def near(a: object, b: object, places: int) -> bool:
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and any(all(near(x, y, places) for x, y in zip(order, b, strict=True)) for order in itertools.permutations(a))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(near(a[key], b[key], places) for key in b)
    return abs(complex(sp.N(a)) - complex(sp.N(b))) <= 0.51 * 10 ** -places


def alike(a: object, b: object) -> bool:
    if isinstance(a, dict) and isinstance(b, dict):
        return same_mapping(a, b)
    if isinstance(a, list) or isinstance(b, list):
        return same_list(as_list(a), as_list(b))
    if is_set(a) or is_set(b):
        return as_set(a) == as_set(b) if not (is_equality(a) or is_equality(b)) else same_equality(a, b)
    if isinstance(a, sp.MatrixBase) or isinstance(b, sp.MatrixBase):
        return sp.Matrix(a).shape == sp.Matrix(b).shape and all(equal(x, y) for x, y in zip(sp.Matrix(a), sp.Matrix(b), strict=True))
    if isinstance(a, tuple | sp.Tuple) and isinstance(b, tuple | sp.Tuple):
        return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) or isinstance(b, dict):
        return False
    return equal(a, b)


def as_list(value: object) -> list:
    if isinstance(value, list):
        return value
    if value in (sp.S.EmptySet, sp.false):
        return []
    if isinstance(value, sp.MatrixBase):
        return value.tolist()
    return list(value) if isinstance(value, sp.FiniteSet) else [value]


def same_list(a: list, b: list) -> bool:
    if any(isinstance(item, sp.Expr) and item.has(N) for item in [*a, *b]):
        return family(a) == family(b)
    left = list(b)
    for item in a:
        match = next((other for other in left if alike(item, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def family(solutions: list) -> set[str]:
    values = {sp.N(solution.subs(N, k), 20) for solution in solutions for k in FAMILY}
    return {f"{value:.9f}" for value in values if abs(value) < WINDOW}


def same_mapping(a: dict, b: dict) -> bool:
    if a.keys() == b.keys():
        return all(alike(a[key], b[key]) for key in b)
    # Another choice of parameters: each must fulfil the other's equations.
    if not all(isinstance(value, sp.Expr) for value in [*a.values(), *b.values()]) or len(a) != len(b):
        return False
    return all(equal(sp.Symbol(key).subs(point), value.subs(point)) for one, other in ((a, b), (b, a)) for point in [{sp.Symbol(k): v for k, v in one.items()}] for key, value in other.items())


def is_set(value: object) -> bool:
    return isinstance(value, sp.Set | sp.core.relational.Relational | sp.logic.boolalg.Boolean)


def is_equality(value: object) -> bool:
    return isinstance(value, sp.Eq)


def same_equality(a: object, b: object) -> bool:
    """y = 2x + 1 and 2x - y + 1 = 0 are one line: the same but for a factor."""
    if not (is_equality(a) and is_equality(b)):
        return False
    ratio = sp.simplify((a.lhs - a.rhs) / (b.lhs - b.rhs))
    return ratio.is_number and ratio != 0


def as_set(value: object) -> sp.Set:
    if isinstance(value, sp.Set):
        return value
    if value == sp.true:
        return sp.S.Reals
    return sp.S.EmptySet if value == sp.false else sp.simplify(value.as_set())


def equal(a: object, b: object) -> bool:
    a, b = sp.sympify(a), sp.sympify(b)
    if a == b:
        return True
    if a.has(sp.oo, sp.zoo, sp.nan) or b.has(sp.oo, sp.zoo, sp.nan):
        return False
    letters = sorted(a.free_symbols | b.free_symbols, key=str)
    if not letters:
        return abs(complex(sp.N(a - b, 30))) < 1e-15 * (1 + abs(complex(sp.N(b))))
    return sampled(a, b, letters) and (sp.simplify(a - b) == 0 or sampled(a, b, letters, 3))


def sampled(a: sp.Expr, b: sp.Expr, letters: list[sp.Symbol], shift: int = 0) -> bool:
    agreed = 0
    for k in range(len(SAMPLES)):
        point = {letter: abs(value) if letter.is_positive else value for index, letter in enumerate(letters) for value in [SAMPLES[(k + shift + 3 * index) % len(SAMPLES)]]}
        one, other = sp.N(a.subs(point), 25), sp.N(b.subs(point), 25)
        if not (one.is_number and other.is_number and one.is_finite and other.is_finite):
            continue
        if abs(complex(one - other)) > 1e-12 * (1 + abs(complex(other))):
            return False
        agreed += 1
    return agreed > 0


def same_general_solution(a: object, b: object) -> bool:
    """Solutions of a differential equation: constants may be named, signed and scaled otherwise."""
    a, b = (value.rhs if is_equality(value) else value for value in (a, b))
    constants = [sorted((s for s in value.free_symbols if re.fullmatch(r"[CK]\d*", str(s))), key=str) for value in (a, b)]
    if len(constants[0]) != len(constants[1]):
        return False
    [x] = [s for s in b.free_symbols if s not in constants[1]][:1] or [sp.Symbol("x")]
    zero = [value.subs(dict.fromkeys(names, 0)) for value, names in zip((a, b), constants, strict=True)]
    bases = [[sp.diff(value, name) for name in names] for value, names in zip((a, b), constants, strict=True)]
    if any(entry.free_symbols - {x} for basis in bases for entry in basis):
        # Not linear in its constants: a constant of the one must be had from that of the other.
        [c], [d] = constants
        return any(equal(a.subs(c, form), b) for form in (d, -d, sp.exp(d), 1 / d, 2 * d, d / 2, sp.log(d)))

    def within(value: sp.Expr, basis: list[sp.Expr]) -> bool:
        points = SAMPLES[: len(basis) + 3]
        rows = sp.Matrix([[sp.N(entry.subs(x, abs(p)), 30) for entry in [*basis, value]] for p in points])
        left = rows[:, :-1]
        solved = (left.T * left).inv() * left.T * rows[:, -1]
        return max(abs(r) for r in left * solved - rows[:, -1]) < 1e-15

    return within(zero[0] - zero[1], bases[1]) and all(within(entry, bases[1]) for entry in bases[0])


# -- forms


def plain(text: str) -> sp.Expr:
    return sp.sympify(text, evaluate=False)


def factored(text: str, a: sp.Expr, _: sp.Expr) -> bool:
    parts = [part for part in sp.Mul.make_args(plain(text)) if part.free_symbols]
    bases = [part.base if part.is_Pow else part for part in parts]
    return len(parts) > 1 or parts[0].is_Pow if all(sum(m for _, m in sp.factor_list(base)[1]) == 1 for base in bases) else False


def expanded(_: str, a: sp.Expr, __: sp.Expr) -> bool:
    return sp.expand(a) == a


def simple(_: str, a: sp.Expr, b: sp.Expr) -> bool:
    return sp.count_ops(a) <= sp.count_ops(b) + 2


def completed(text: str, a: sp.Expr, _: sp.Expr) -> bool:
    [x] = a.free_symbols
    return len(re.findall(rf"\b{x}\b", text)) == 1


def apart(_: str, a: sp.Expr, __: sp.Expr) -> bool:
    return all(len(sp.factor_list(sp.denom(term))[1]) <= 1 for term in sp.Add.make_args(a))


FORMS = {"factored": factored, "expanded": expanded, "simple": simple, "completed": completed, "apart": apart}
