"""Factoring over the rational numbers: one named rule after another, until no factor can be split any more."""

import re

import sympy as sp

from ..notation import tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..words import plain_text
from .forms import Form, form_in, said, told
from .polynomials import rational_candidates

KIND = "factoring"
HELP = "factoring, expanding and simplifying"

VERB = re.compile(r"^(?:factori[sz]e|factori[sz]ing|factor(?:ing)?(?!ial)|(?:the\s+)?factori[sz]ation of|(?:the\s+)?factored form of|in factored form:?|as a product of factors:?|(?:the\s+)?factors of)\b", re.I)
MAX_ROUNDS = 8


def read(text: str, named: str | None) -> Problem | None:
    form = form_in(text, VERB)
    if form is None or not form.letters:
        return None
    return Problem(KIND, [form.value], form.variable, given={"form": form})


def solve(problem: Problem) -> Solution:
    form: Form = problem.given["form"]
    value = form.value
    if not value.is_polynomial(*form.letters) or any(kind == "divisor" and part.free_symbols for kind, part in form.limits):
        raise Unsupported("I factor polynomials: this formula has the letter under a fraction bar, under a root or in a function.")
    expanded = sp.expand(value)
    if not all(c.is_Rational for c in sp.Poly(expanded, *form.letters).coeffs()):
        raise Unsolvable("I factor polynomials with whole numbers, fractions or decimals as coefficients.")
    result = sp.factor(expanded)
    content, parts = sp.factor_list(expanded)
    if len(parts) <= 1 and (not parts or parts[0][1] == 1) and abs(content) == 1:
        raise Unsolvable(f"{plain_text(expanded)} can't be split into factors with rational numbers: it is prime, and there are no steps to show.")
    lines: list[Line] = []
    if value != expanded:
        lines.append(Line("Multiply out first", tex(expanded), f"Write it as one sum first: {said(expanded)}"))
    derive(expanded, form, lines)
    if not lines or not same_product(lines, result):
        lines.append(Line("All together", tex(result), f"All together: {said(result)}"))
    for base, _ in parts:
        if len(sp.factor_list(base)[1]) != 1:
            raise Unsolvable("My factors can be split further, so I don't show them.")
    remark = "None of the factors can be split further with rational numbers"
    return told(KIND, form, f"Factor {value}", f"Factoring {plain_text(value)}", f"Write {plain_text(value)} as a product", lines, str(result), result, remark=remark)


def same_product(lines: list[Line], result: sp.Expr) -> bool:
    return lines[-1].tex == tex(result)


def derive(expanded: sp.Expr, form: Form, lines: list[Line]) -> None:
    """Splits the first factor that can be split, again and again."""
    factors: list[tuple[sp.Expr, int]] = [(expanded, 1)]
    for _ in range(MAX_ROUNDS):
        at = next((index for index, (base, _) in enumerate(factors) if splits(base)), None)
        if at is None:
            return
        base, power = factors[at]
        rule, pieces, words = split(base, form)
        factors[at : at + 1] = [(piece, count * power) for piece, count in pieces if piece != 1]
        lines.append(Line(rule, shown(factors), words))


def splits(base: sp.Expr) -> bool:
    if not base.free_symbols:
        return False
    content, parts = sp.factor_list(base)
    many = len(parts) > 1 or (parts and parts[0][1] > 1)
    return bool(many and not base.is_Symbol) or (content != 1 and base.is_Add)


def shown(factors: list[tuple[sp.Expr, int]]) -> str:
    numbers = sp.Mul(*[base**power for base, power in factors if not base.free_symbols])
    rest = [base**power for base, power in factors if base.free_symbols]
    rest.sort(key=lambda f: (not f.is_Symbol and not (f.is_Pow and f.base.is_Symbol), sp.count_ops(f)))
    text = " ".join(rf"\left({tex(f)}\right)" if f.is_Add else tex(f) for f in rest)
    return text if numbers == 1 else f"-{text}" if numbers == -1 else f"{tex(numbers)} {text}"


Split = tuple[str, list[tuple[sp.Expr, int]], str]


def split(base: sp.Expr, form: Form) -> Split:
    terms = sp.Add.make_args(base)
    common = common_factor(terms)
    if common != 1:
        rest = sp.expand(base / common)
        number, letters = common.as_coeff_Mul()
        pieces = [(number, 1), *[(part.base, part.exp) if part.is_Pow else (part, 1) for part in sp.Mul.make_args(letters) if part != 1], (rest, 1)]
        return "Take out the common factor", pieces, f"Every term holds {spoken(common)}. Take it out, and {said(rest)} is left"
    for rule in (square_difference, perfect_square, cubes, trinomial, in_a_power, grouping, rational_root):
        if found := rule(base, form):
            return found
    parts = [(part, count) for part, count in sp.factor_list(base)[1]]
    return "Factor", parts, f"It splits into {said(sp.factor(base))}"


def common_factor(terms: tuple[sp.Expr, ...]) -> sp.Expr:
    if len(terms) < 2:
        return sp.S.One
    names = sorted(sp.Add(*terms).free_symbols, key=str)
    polynomial = sp.Poly(sp.Add(*terms), *names)
    content, _ = polynomial.primitive()
    letters = sp.Mul(*[name ** min(monomial[index] for monomial in polynomial.monoms()) for index, name in enumerate(names)])
    return (-content if polynomial.LC() < 0 else content) * letters


def root_of(term: sp.Expr, n: int) -> sp.Expr | None:
    """The n-th root of a monomial, where it is one as well."""
    found = sp.root(sp.Mul(*[part for part in sp.Mul.make_args(term) if not part.free_symbols]), n)
    if not found.is_Rational:
        return None
    for part in sp.Mul.make_args(term):
        if part.free_symbols:
            base, exponent = part.as_base_exp()
            if not base.is_Symbol or exponent % n:
                return None
            found *= base ** (exponent // n)
    return found


def square_difference(base: sp.Expr, form: Form) -> Split | None:
    terms = sp.Add.make_args(base)
    if len(terms) != 2:
        return None
    plus = [term for term in terms if not term.could_extract_minus_sign()]
    minus = [-term for term in terms if term.could_extract_minus_sign()]
    if len(plus) != 1 or len(minus) != 1:
        return None
    a, b = root_of(plus[0], 2), root_of(minus[0], 2)
    if a is None or b is None:
        return None
    return "Difference of squares", [(a - b, 1), (a + b, 1)], f"It is {spoken(a)} squared minus {spoken(b)} squared: a difference of squares. That is their difference times their sum"


def perfect_square(base: sp.Expr, form: Form) -> Split | None:
    parts = sp.factor_list(base)
    if parts[0] == 1 and len(parts[1]) == 1 and parts[1][0][1] == 2 and len(sp.Add.make_args(base)) == 3:
        inner = parts[1][0][0]
        return "Perfect square", [(inner, 2)], f"First and last term are squares, and the middle one is twice their product: it is the square of {spoken(inner)}"
    return None


def cubes(base: sp.Expr, form: Form) -> Split | None:
    terms = sp.Add.make_args(base)
    if len(terms) != 2:
        return None
    first, second = sorted(terms, key=lambda term: term.could_extract_minus_sign())
    sign = -1 if second.could_extract_minus_sign() else 1
    a, b = root_of(first, 3), root_of(sign * second, 3)
    if a is None or b is None or first.could_extract_minus_sign():
        return None
    if sign == 1 and not a.free_symbols:
        a, b = b, a
    name = "Sum of cubes" if sign == 1 else "Difference of cubes"
    return name, [(a + sign * b, 1), (sp.expand(a**2 - sign * a * b + b**2), 1)], f"It is {spoken(a)} cubed {'plus' if sign == 1 else 'minus'} {spoken(b)} cubed, for which there is a formula"


def trinomial(base: sp.Expr, form: Form) -> Split | None:
    letters = sorted(base.free_symbols, key=str)
    if len(letters) != 1 or sp.degree(base, letters[0]) != 2:
        return None
    x = letters[0]
    a, b, c = sp.Poly(base, x).all_coeffs()
    parts = sp.factor_list(base)[1]
    first, second = (parts[0][0], parts[1][0]) if len(parts) == 2 else (parts[0][0], parts[0][0])
    if a == 1:
        p, q = first.subs(x, 0), second.subs(x, 0)
        words = f"Look for two numbers with product {spoken(c)} and sum {spoken(b)}: they are {spoken(p)} and {spoken(q)}"
        return "Two numbers", [(first, 1), (second, 1)], words
    p, q = sp.LC(first, x) * second.subs(x, 0), sp.LC(second, x) * first.subs(x, 0)
    words = f"Look for two numbers with product {spoken(a)} times {spoken(c)}, and sum {spoken(b)}: they are {spoken(p)} and {spoken(q)}. Split the middle term with them, and group"
    return "Split the middle term", [(first, 1), (second, 1)], words


def in_a_power(base: sp.Expr, form: Form) -> Split | None:
    """A trinomial in x², as x⁴ - 5x² + 4."""
    letters = sorted(base.free_symbols, key=str)
    if len(letters) != 1 or len(sp.Add.make_args(base)) != 3:
        return None
    x = letters[0]
    step = sp.igcd(0, *[m[0] for m in sp.Poly(base, x).monoms()])
    if step < 2 or sp.degree(base, x) != 2 * step:
        return None
    u = sp.Symbol("u")
    parts = sp.factor_list(sp.expand(base).subs(x**step, u) if step > 1 else base, u)[1]
    if sum(count for _, count in parts) != 2:
        return None
    return f"A trinomial in {plain_text(x**step)}", [(part.subs(u, x**step), count) for part, count in parts], f"Read it as a trinomial in {spoken(x**step)}, and factor that"


def grouping(base: sp.Expr, form: Form) -> Split | None:
    terms = list(base.as_ordered_terms())
    if len(terms) != 4:
        return None
    for pair in ((0, 1), (0, 2), (0, 3)):
        one = sp.Add(*[terms[i] for i in pair])
        other = sp.Add(*[terms[i] for i in range(4) if i not in pair])
        a, b = common_factor(sp.Add.make_args(one)), common_factor(sp.Add.make_args(other))
        left, right = sp.expand(one / a), sp.expand(other / b)
        if left == right or left == -right:
            sign = 1 if left == right else -1
            return "Group in pairs", [(left, 1), (sp.expand(a + sign * b), 1)], f"Group the terms in pairs. Both pairs hold {said(left)}: take it out"
    return None


def rational_root(base: sp.Expr, form: Form) -> Split | None:
    letters = sorted(base.free_symbols, key=str)
    if len(letters) != 1:
        return None
    x = letters[0]
    polynomial = sp.Poly(base, x)
    root = next((root for root in rational_candidates(polynomial) if polynomial.eval(root) == 0), None)
    if root is None:
        return None
    factor = sp.numer(sp.together(x - root))
    return f"{x} = {plain_text(root)} is a zero", [(factor, 1), (sp.quo(base, factor, x), 1)], f"Try the divisors of the constant term: {x} equal to {spoken(root)} gives zero. So divide by {spoken(factor)}"
