"""Whether a series converges: each test is tried in the usual order, and says what it found and why."""

from dataclasses import dataclass, field

import mpmath as mp
import sympy as sp

from .. import numeric
from ..notation import tex
from ..speech import spoken
from ..story import Line, Unsolvable
from .sums import bracketed, gaps, power_tex, ratio_of


@dataclass
class Verdict:
    """`value` is the sum where a formula has it; `growth` where a divergent series goes (infinite, or nan for nowhere)."""

    converges: bool
    lines: list[Line]
    value: sp.Expr | None = None
    growth: sp.Expr = sp.nan
    test: str = ""
    notes: list[str] = field(default_factory=list)


def verdict(term: sp.Expr, n: sp.Symbol, low: sp.Expr) -> Verdict:
    integer = sp.Symbol(str(n), integer=True, positive=True)
    for test in (geometric, telescoping, p_series, alternating, ratio, nth_term, bounded, comparison, logarithms):
        if found := test(term, n, low, integer):
            return found
    raise Unsolvable("I can't decide whether that series converges: try one that the ratio test, a comparison or the alternating series test settles.")


def limit(expr: sp.Expr, n: sp.Symbol) -> sp.Expr:
    try:
        value = sp.limit(sp.simplify(expr), n, sp.oo)
    except (NotImplementedError, ValueError, TypeError, AttributeError):
        return sp.nan
    return sp.nan if value.has(sp.AccumBounds, sp.Limit, sp.zoo) else value


def under(n: sp.Symbol) -> str:
    return rf"\lim_{{{n} \to \infty}}"


def geometric(term: sp.Expr, n: sp.Symbol, low: sp.Expr, _: sp.Symbol) -> Verdict | None:
    q = ratio_of(term, n)
    if q is None or not q.is_number or not q.is_real:
        return None
    first = sp.simplify(term.subs(n, low))
    lines = [Line("Geometric series", rf"a = {tex(first)},\quad q = {tex(q)}", f"From term to term we multiply by {spoken(q)}: the series is geometric, and its first term is {spoken(first)}")]
    if abs(q) < 1:
        value = sp.simplify(first / (1 - q))
        lines.append(Line("Formula of the geometric series", rf"\frac{{a}}{{1 - q}} = \frac{{{tex(first)}}}{{1 - {power_tex(q, sp.S.One)}}} = {tex(value)}", f"The ratio is smaller than one in size, so it converges, to a over one minus q: {spoken(value)}"))
        return Verdict(True, lines, value, test="geometric series")
    lines.append(Line("The ratio is too large", rf"\left|q\right| = {tex(abs(q))} \ge 1", "The ratio is not smaller than one in size, so the terms don't go to zero: the series diverges"))
    return Verdict(False, lines, growth=sp.oo * sp.sign(first) if q > 0 else sp.nan, test="geometric series")


def telescoping(term: sp.Expr, n: sp.Symbol, low: sp.Expr, _: sp.Symbol) -> Verdict | None:
    found = gaps(term, n)
    if not found:
        return None
    g, m = found
    left = sp.Add(*[g.subs(n, low + j) for j in range(m)])
    end = limit(g, n)
    lines = [Line("Write as a difference", rf"{tex(term)} = {tex(g)} - {bracketed(g.subs(n, n + m))}", "Write each term as a difference of the same function at two places")]
    if end.is_finite:
        value = sp.simplify(left - m * end)
        lines.append(Line("The series telescopes", rf"{tex(left)} - {tex(m * end)} = {tex(value)}", f"Neighbouring terms cancel. Only the beginning is left, {spoken(left)}, minus what the end goes to, {spoken(m * end)}"))
        return Verdict(True, lines, value, test="telescoping series")
    lines.append(Line("The end does not settle", rf"{under(n)} {tex(g)} = {tex(end)}", "Neighbouring terms cancel, but what is left at the end grows beyond every bound: the series diverges"))
    return Verdict(False, lines, growth=-m * end, test="telescoping series")


def p_series(term: sp.Expr, n: sp.Symbol, low: sp.Expr, _: sp.Symbol) -> Verdict | None:
    front, rest = term.as_independent(n, as_Add=False)
    base, exponent = rest.as_base_exp()
    if base != n or not exponent.is_real or exponent >= 0:
        return None
    p = -exponent
    lines = [Line("p-series", rf"\sum \frac{{1}}{{{n}^{{p}}}},\quad p = {tex(p)}", f"This is a p series, with p equal to {spoken(p)}")]
    if p > 1:
        value = sp.zeta(p) - sum(sp.Integer(j) ** -p for j in range(1, int(low)))
        lines.append(Line("p is larger than one", rf"p = {tex(p)} > 1", "A p series converges if p is larger than one, by comparison with the integral of one over x to the p"))
        value = sp.simplify(front * value)
        return Verdict(True, lines, value if p.is_Integer and p % 2 == 0 else None, test="p-series")
    lines.append(Line("p is not larger than one", rf"p = {tex(p)} \le 1", "A p series diverges if p is one or smaller" + (": this is the harmonic series" if p == 1 else "")))
    return Verdict(False, lines, growth=sp.oo * sp.sign(front), test="p-series")


def signs_of(term: sp.Expr, n: sp.Symbol) -> sp.Expr | None:
    """The sizes b where the term is (-1)^n b or -(-1)^n b, with b positive; None where the signs don't alternate."""
    swap = {base: None for base in term.atoms(sp.Pow) if base.base == -1 and base.exp.has(n)}
    if not swap and not term.has(sp.cos(sp.pi * n)):
        # (-2)^n/n: the sign is in the base.
        for power in term.atoms(sp.Pow):
            if power.base.is_negative and sp.simplify(power.exp - n).is_Integer:
                return sp.simplify(term / power * abs(power.base) ** power.exp)
        return None
    sizes = term.xreplace({power: sp.S.One for power in swap}).subs(sp.cos(sp.pi * n), 1)
    values = [sp.N(term.subs(n, j)) for j in range(2, 14)]
    if any(not value.is_real for value in values) or any(a * b >= 0 for a, b in zip(values, values[1:], strict=False)):
        return None
    return sizes if sp.N(sizes.subs(n, 7)) > 0 else -sizes


def alternating(term: sp.Expr, n: sp.Symbol, low: sp.Expr, integer: sp.Symbol) -> Verdict | None:
    b = signs_of(term, n)
    if b is None or b.has(sp.factorial) and False:
        return None
    end = limit(b, n)
    if end != 0:
        if end is sp.nan:
            return None
        return Verdict(False, [Line("Divergence test", rf"{under(n)} {bracketed(b)} = {tex(end)} \neq 0", f"The sizes of the terms go to {spoken(end)}, not to zero. So the series diverges")], test="divergence test")
    sizes = [sp.N(b.subs(n, j), 30) for j in [*range(max(int(low), 1) + 6, max(int(low), 1) + 60), 200, 201, 1000, 1001]]
    slope = sp.simplify(sp.diff(b, n)) if not b.has(sp.factorial) else None
    if any(later >= earlier for earlier, later in zip(sizes, sizes[1:], strict=False)):
        return None
    if slope is not None and not all(sp.N(slope.subs(n, j)) < 0 for j in (50, 500, 5000)):
        return None
    lines = [
        Line("The signs alternate", rf"a_{n} = \pm b_{n},\quad b_{n} = {tex(b)}", f"The signs alternate. The sizes are {spoken(b)}"),
        Line("Alternating series test", rf"b_{{{n}+1}} < b_{n},\quad {under(n)} {bracketed(b)} = 0", "The sizes get smaller and smaller, and go to zero. By the alternating series test, the series converges"),
    ]
    notes = []
    try:
        absolute = verdict(b, n, low)
        notes.append("absolutely" if absolute.converges else "conditionally")
        said = "The series of the sizes converges too, so the convergence is absolute" if absolute.converges else "The series of the sizes diverges, so the convergence is only conditional"
        lines.append(Line("Absolute or conditional", rf"\sum {bracketed(b)}\ \text{{{'converges' if absolute.converges else 'diverges'}}}", f"{said}, by the {absolute.test}"))
    except Unsolvable:
        pass
    return Verdict(True, lines, known_alternating(term, n, low), test="alternating series test", notes=notes)


def known_alternating(term: sp.Expr, n: sp.Symbol, low: sp.Expr) -> sp.Expr | None:
    try:
        value = sp.Sum(term, (n, low, sp.oo)).doit()
    except (NotImplementedError, ValueError, TypeError, AttributeError):
        return None
    return sp.simplify(value) if not value.has(sp.Sum, sp.Integral, sp.Piecewise, sp.hyper, sp.meijerg, sp.nan) and value.is_real and sp.count_ops(value) < 15 else None


def ratio(term: sp.Expr, n: sp.Symbol, low: sp.Expr, integer: sp.Symbol) -> Verdict | None:
    if not (term.has(sp.factorial) or any(power.exp.has(n) for power in term.atoms(sp.Pow, sp.exp))):
        return None
    quotient = sp.combsimp(sp.powsimp(sp.expand_power_exp(sp.simplify(term.subs(n, integer + 1) / term.subs(n, integer)))))
    size = sp.simplify(sp.Abs(quotient))
    back = {integer: n}
    value = limit(size.subs(integer, sp.Symbol("m", positive=True)), sp.Symbol("m", positive=True))
    if value is sp.nan or value == 1 or not value.is_extended_nonnegative:
        return None
    shown = rf"\left|\frac{{a_{{{n}+1}}}}{{a_{n}}}\right| = {tex(size.subs(back))} \to {tex(value)}"
    lines = [Line("Ratio test", shown, f"Take the ratio of neighbouring terms. It goes to {spoken(value)}")]
    if value < 1:
        lines.append(Line("The limit is smaller than one", rf"{tex(value)} < 1", "The limit of the ratio is smaller than one, so the series converges, even absolutely"))
        return Verdict(True, lines, known_alternating(term, n, low), test="ratio test", notes=["absolutely"])
    lines.append(Line("The limit is larger than one", rf"{tex(value)} > 1", "The limit of the ratio is larger than one, so the series diverges"))
    positive = sp.N(term.subs(n, 12)) > 0 and sp.N(term.subs(n, 13)) > 0
    return Verdict(False, lines, growth=sp.oo if positive else sp.nan, test="ratio test")


def nth_term(term: sp.Expr, n: sp.Symbol, low: sp.Expr, _: sp.Symbol) -> Verdict | None:
    end = limit(term, n)
    if end is sp.nan or end == 0:
        return None
    lines = [Line("Divergence test", rf"{under(n)} {bracketed(term)} = {tex(end)} \neq 0", f"The terms go to {spoken(end)}, not to zero. So the series diverges")]
    return Verdict(False, lines, growth=sp.oo * sp.sign(end), test="divergence test")


def bounded(term: sp.Expr, n: sp.Symbol, low: sp.Expr, integer: sp.Symbol) -> Verdict | None:
    """sin(n)/n²: at most 1/n² in size."""
    swings = [g for g in term.atoms(sp.sin, sp.cos, sp.Abs) if g.has(n) and g.func in (sp.sin, sp.cos)]
    if len(swings) != 1:
        return None
    plain = term.subs(sp.Abs(swings[0]), 1).subs(swings[0], 1)
    if plain.has(sp.sin, sp.cos) or sp.simplify(term / plain).has(n) is False or not (sp.simplify(term / swings[0] / plain) == 1 or sp.simplify(term / swings[0] ** 2 / plain) == 1):
        return None
    rest = verdict(plain, n, low)
    if not rest.converges:
        return None
    line = Line("Comparison test", rf"\left|{tex(term)}\right| \le {tex(plain)}", f"A sine or cosine is at most one in size. So each term is at most {spoken(plain)}")
    last = Line("The larger series converges", rf"\sum {tex(plain)}\ \text{{converges}}", f"That series converges, by the {rest.test}. So ours converges, even absolutely")
    return Verdict(True, [line, last], test="comparison test", notes=["absolutely"])


def comparison(term: sp.Expr, n: sp.Symbol, low: sp.Expr, _: sp.Symbol) -> Verdict | None:
    """Algebraic terms behave like a power of n; so do sines and exponentials of powers."""
    if term.has(sp.log, sp.factorial) or any(power.exp.has(n) for power in term.atoms(sp.Pow)):
        return None
    m = sp.Symbol("m", positive=True)
    positive = term.subs(n, m)
    p = limit(-m * sp.diff(positive, m) / positive, m)
    if not (p.is_real and p.is_finite and p.is_Rational):
        return None
    c = limit(positive * m**p, m)
    if not (c.is_real and c.is_finite and c != 0):
        return None
    shown = rf"{under(n)} \frac{{{tex(term)}}}{{1/{n}^{{{tex(p)}}}}} = {tex(c)}" if p != 1 else rf"{under(n)} \frac{{{tex(term)}}}{{1/{n}}} = {tex(c)}"
    lines = [Line("Limit comparison test", shown, f"Far out, the terms behave like a multiple of one over {n}{'' if p == 1 else f' to the {spoken(p)}'}: the quotient goes to {spoken(c)}")]
    if p > 1:
        lines.append(Line("Like a convergent p-series", rf"p = {tex(p)} > 1", "A p series with p larger than one converges, and so does ours"))
        return Verdict(True, lines, known_alternating(term, n, low), test="limit comparison test")
    lines.append(Line("Like a divergent p-series", rf"p = {tex(p)} \le 1", "A p series with p not larger than one diverges, and so does ours"))
    return Verdict(False, lines, growth=sp.oo * sp.sign(c), test="limit comparison test")


def logarithms(term: sp.Expr, n: sp.Symbol, low: sp.Expr, _: sp.Symbol) -> Verdict | None:
    """n^(-p) (ln n)^(-q): the integral test where p is one, else a power between."""
    found = sp.simplify(term)
    front, rest = found.as_independent(n, as_Add=False)
    p = q = sp.S.Zero
    for factor in sp.Mul.make_args(rest):
        base, exponent = factor.as_base_exp()
        if base == n:
            p -= exponent
        elif base == sp.log(n):
            q -= exponent
        else:
            return None
    if not (p.is_Rational and q.is_Rational) or q == 0:
        return None
    if p == 1 and low >= 2 or p == 1 and q < 0:
        value = sp.log(sp.log(n)) if q == 1 else sp.log(n) ** (1 - q) / (1 - q)
        converges = q > 1
        lines = [
            Line("Integral test", rf"\int {tex(rest)}\,d{n} = {tex(value)}", f"The terms fall, so compare with the integral. An antiderivative is {spoken(value)}"),
            Line("The integral converges" if converges else "The integral diverges", rf"{under(n)} {bracketed(value)} = {tex(limit(value, n))}", "It stays finite, so the series converges" if converges else "It grows beyond every bound, so the series diverges"),
        ]
        return Verdict(converges, lines, growth=sp.oo * sp.sign(front), test="integral test")
    if p > 1:
        between = (p + 1) / 2
        lines = [Line("Comparison test", rf"{under(n)} \frac{{{tex(rest)}}}{{{n}^{{-{tex(between)}}}}} = 0", f"A logarithm grows more slowly than every power. So the terms are in the end smaller than one over {n} to the {spoken(between)}"), Line("The larger series converges", rf"p = {tex(between)} > 1", "That is a convergent p series. So ours converges")]
        return Verdict(True, lines, test="comparison test")
    if p < 1:
        between = (p + 1) / 2
        lines = [Line("Comparison test", rf"{under(n)} \frac{{{tex(rest)}}}{{{n}^{{-{tex(between)}}}}} = \infty", f"A logarithm grows more slowly than every power. So the terms are in the end larger than one over {n} to the {spoken(between)}"), Line("The smaller series diverges", rf"p = {tex(between)} < 1", "That is a divergent p series. So ours diverges")]
        return Verdict(False, lines, growth=sp.oo * sp.sign(front), test="comparison test")
    return None


def refuse_if_contradicted(term: sp.Expr, n: sp.Symbol, low: sp.Expr, found: Verdict) -> None:
    """Adds up blocks of terms, each twice as long as the one before, and asks SymPy's own test where it has an answer."""
    try:
        other = sp.Sum(term, (n, low, sp.oo)).is_convergent()
    except (NotImplementedError, ValueError, TypeError, AttributeError, RecursionError):
        other = None
    if other in (sp.true, sp.false) and bool(other) != found.converges:
        raise Unsolvable("My test did not pass its own check, so I don't show it.")
    at = numeric.real(term.replace(sp.factorial, lambda u: sp.gamma(u + 1)), n, 30)
    blocks = []
    with mp.workdps(30):
        for k in range(4, 12):
            terms = [at(j) for j in range(2**k, 2 ** (k + 1))]
            if any(value is None for value in terms):
                break
            blocks.append(abs(mp.fsum(terms)))
    if len(blocks) < 4:
        return
    if found.converges and blocks[-1] > blocks[0] * 0.9 and blocks[-1] > mp.mpf(10) ** -12 and not (found.test in ("comparison test", "alternating series test") and blocks[-1] < 1e-2):
        raise Unsolvable("My test did not pass its own check, so I don't show it.")
    if not found.converges and blocks[-1] < 0.3 * blocks[0] and found.growth is not sp.nan:
        raise Unsolvable("My test did not pass its own check, so I don't show it.")
    if found.value is not None:
        with mp.workdps(25):
            try:
                # Extrapolation loses digits, so that the terms need more of them.
                fine = numeric.real(term.replace(sp.factorial, lambda u: sp.gamma(u + 1)), n, 120)
                added = mp.nsum(lambda j: fine(int(j)), [int(low), mp.inf])
            except (ValueError, ZeroDivisionError, TypeError, OverflowError, mp.libmp.NoConvergence):
                added = None
            said = mp.mpf(sp.N(found.value, 25))
            if added is None or abs(added - said) > mp.mpf(10) ** -8 * (1 + abs(said)):
                found.value = None
