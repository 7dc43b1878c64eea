"""Polynomial equations: linear, quadratic, and higher ones by taking out, substituting and rational roots; every line with its rule."""

import sympy as sp

from ..notation import equation, mark, tex
from ..speech import spoken
from ..story import Line, Unsolvable
from ..words import plain_text


def linear_lines(left: sp.Expr, right: sp.Expr, polynomial: sp.Poly, x: sp.Symbol) -> tuple[list[Line], list[sp.Expr]]:
    lines: list[Line] = []
    expanded = sp.expand(left), sp.expand(right)
    if (expanded[0], expanded[1]) != (left, right):
        left, right = expanded
        lines.append(Line("Expand the brackets", equation(left, right), f"Multiply out the brackets: {spoken(left)} equals {spoken(right)}"))
    squares = right.coeff(x, 2)
    if squares != 0:
        left, right = sp.expand(left - squares * x**2), sp.expand(right - squares * x**2)
        lines.append(Line("The squares cancel", equation(left, right), f"{spoken(squares * x**2)} stands on both sides. Take it away: {spoken(left)} equals {spoken(right)} is left"))
    if not left.has(x):
        left, right = right, left
        lines.append(Line("Swap the sides", equation(left, right), f"Swap the two sides, so that {x} stands on the left"))
    a_right = right.coeff(x, 1)
    if a_right != 0:
        left, right = left - a_right * x, right - a_right * x
        verb = f"Subtract {spoken(a_right * x)} on" if a_right > 0 else f"Add {spoken(-a_right * x)} on"
        lines.append(Line(f"Collect {x} on the left", equation(left, right), f"{verb} both sides, so that {x} stands on the left only"))
    b = left.coeff(x, 0)
    if b != 0:
        left, right = left - b, right - b
        verb, amount = ("Subtract", b) if b > 0 else ("Add", -b)
        lines.append(Line(f"{verb} {plain_text(amount)} on both sides", equation(left, right), f"{verb} {spoken(amount)} on both sides. That leaves {spoken(left)} equals {spoken(right)}"))
    a = left.coeff(x, 1)
    if a != 1:
        root = sp.radsimp(right / a)
        turned = a.is_Rational and abs(a.p) == 1 and a.q != 1
        by, verb = (1 / a, "Multiply") if turned else (a, "Divide")
        lines.append(Line(f"{verb} by {plain_text(by)}", f"{x} = {mark('yellow', tex(root))}", f"{verb} both sides by {spoken(by)}. So {x} equals {spoken(root)}"))
    return lines or [Line("Read off", equation(x, right), f"The equation already says it: {x} equals {spoken(right)}")], [sp.radsimp(right / a)]


def quadratic_lines(left: sp.Expr, right: sp.Expr, polynomial: sp.Poly, x: sp.Symbol) -> tuple[list[Line], list[sp.Expr]]:
    lines: list[Line] = []
    a, b, c = polynomial.all_coeffs()
    standard = polynomial.as_expr()
    if right != 0 or left != standard:
        lines.append(Line("Bring to standard form", equation(standard, 0), f"Bring everything to one side: {spoken(standard)} equals zero"))
    discriminant = b**2 - 4 * a * c
    roots = sorted({(-b + sign * sp.sqrt(discriminant)) / (2 * a) for sign in (1, -1)}, key=lambda r: (sp.re(r).evalf(), sp.im(r).evalf()))
    roots = [sp.radsimp(sp.simplify(root)) for root in roots]
    if all(root.is_rational for root in roots):
        return [*lines, *factoring(standard, a, b, c, roots, x)], roots
    return [*lines, *formula_lines(a, b, c, discriminant, roots, x)], roots


def factoring(standard: sp.Expr, a: sp.Expr, b: sp.Expr, c: sp.Expr, roots: list[sp.Expr], x: sp.Symbol) -> list[Line]:
    lines = []
    factored = sp.factor(standard)
    if len(roots) == 1:
        said = f"This is a perfect square. It factors as {spoken(factored)}"
    elif a == 1 and c != 0:
        first, second = -roots[0], -roots[1]
        said = f"Look for two numbers with product {spoken(c)} and sum {spoken(b)}: they are {spoken(first)} and {spoken(second)}"
    else:
        said = f"The left side factors: {spoken(factored)}"
    lines.append(Line("Factor", equation(factored, 0), said))
    factors = [x] if roots == [0] else [sp.numer(sp.together(x - root)) for root in roots]
    parts = r" \quad\text{or}\quad ".join(equation(factor, 0) for factor in factors)
    lines.append(Line("Zero product rule", parts, "A product is zero only when one of its factors is zero. So " + ", or ".join(f"{spoken(factor)} is zero" for factor in factors)))
    lines.append(solutions_line(x, roots))
    return lines


def formula_lines(a: sp.Expr, b: sp.Expr, c: sp.Expr, discriminant: sp.Expr, roots: list[sp.Expr], x: sp.Symbol) -> list[Line]:
    kind = "zero, so there is just one solution" if discriminant == 0 else "positive, so there are two real solutions" if discriminant > 0 else "negative, so there is no real solution, but two complex ones"
    bracket = (lambda v: rf"\left({tex(v)}\right)" if v < 0 else tex(v))
    numbers = rf"{tex(x)} = \frac{{{tex(-b)} \pm \sqrt{{{tex(discriminant)}}}}}{{{tex(2 * a)}}}"
    return [
        Line("Discriminant", rf"D = b^2 - 4ac = {bracket(b)}^2 - 4 \cdot {bracket(a)} \cdot {bracket(c)} = ⟦blue|{tex(discriminant)}⟧", f"The discriminant, b squared minus four a c, is {spoken(discriminant)}. It is {kind}"),
        Line("Quadratic formula", numbers, "The quadratic formula: minus b, plus or minus the square root of the discriminant, over two a"),
        solutions_line(x, roots),
    ]


def solutions_line(x: sp.Symbol, roots: list[sp.Expr]) -> Line:
    shown = r" \quad\text{or}\quad ".join(f"{tex(x)} = {mark('yellow', tex(root))}" for root in roots)
    said = f"So {x} equals " + ", or ".join(spoken(root) for root in roots)
    named = "Solve each factor" if all(root.is_rational for root in roots) else "Both solutions" if len(roots) > 1 else "The solution"
    return Line(named, shown, said if len(roots) > 1 else said + ", twice over")


def either(parts: list[str]) -> str:
    """Equations of which one holds."""
    return r" \quad\text{or}\quad ".join(parts) if len(parts) < 4 else r",\quad ".join(parts)


def solutions_of(left: sp.Expr, right: sp.Expr, x: sp.Symbol, real: bool, method: str = "") -> tuple[list[Line], list[sp.Expr]]:
    """Lines and distinct roots of a polynomial equation with numbers as coefficients; only real roots where `real`."""
    polynomial = sp.Poly(sp.expand(left - right), x)
    if polynomial.degree() == 1:
        return linear_lines(left, right, polynomial, x)
    if polynomial.degree() == 2:
        lines, roots = quadratic_lines(left, right, polynomial, x)
        if method == "square":
            lines = square_lines(polynomial, x, roots)
        if real and not all(root.is_real for root in roots):
            return [*lines[:-1], nothing_real(x)] if len(lines) > 1 else [nothing_real(x)], []
        return lines, roots
    return higher_lines(left, right, polynomial, x, real)


def square_lines(polynomial: sp.Poly, x: sp.Symbol, roots: list[sp.Expr]) -> list[Line]:
    """x² + px = q becomes (x + p/2)² = q + (p/2)²."""
    a, b, c = polynomial.all_coeffs()
    p, q = sp.simplify(b / a), sp.simplify(-c / a)
    half = p / 2
    amount = sp.simplify(q + half**2)
    lines = [Line("Move the number over", equation(x**2 + p * x, q), f"Leave the terms with {x} on the left" + (f", and divide by {spoken(a)}" if a != 1 else "") + f": {spoken(x**2 + p * x)} equals {spoken(q)}")]
    if p != 0:
        added = f" + ⟦yellow|{tex(half**2)}⟧"
        lines += [
            Line("Add the square of half", f"{tex(x**2 + p * x)}{added} = {tex(q)}{added}", f"Half of {spoken(p)} is {spoken(half)}, and its square is {spoken(half**2)}. Add that on both sides"),
            Line("A perfect square", equation((x + half) ** 2, amount), f"Now the left side is the square of {spoken(x + half)}, and the right side is {spoken(amount)}"),
        ]
    lines.append(Line("Take the square root", rf"{tex(x + half)} = \pm {tex(sp.sqrt(amount))}" if amount != 0 else equation(x + half, 0), "Take the square root on both sides: it may have either sign" if amount != 0 else "A square is zero only where its base is"))
    return [*lines, solutions_line(x, roots)]


def nothing_real(x: sp.Symbol) -> Line:
    return Line("No real solution", rf"⟦red|\text{{no real }} {tex(x)}⟧", f"No real {x} does that, so there is no solution here")


def higher_lines(left: sp.Expr, right: sp.Expr, polynomial: sp.Poly, x: sp.Symbol, real: bool) -> tuple[list[Line], list[sp.Expr]]:
    standard = polynomial.as_expr()
    exponents = [monomial[0] for monomial in polynomial.monoms()]
    step = sp.igcd(0, *exponents)
    lines: list[Line] = []
    given = sp.factor(left) if right == 0 else None
    if given is not None and left == given and left.is_Mul:
        return from_factors(left, x, real, [])
    if len(exponents) == 2 and exponents[1] == 0:
        return binomial(left, right, polynomial, x, real)
    if right != 0 or left != standard:
        lines.append(Line("Bring to standard form", equation(standard, 0), f"Bring everything to one side: {spoken(standard)} equals zero"))
    whole = sp.factor(standard) if all(c.is_Rational for c in polynomial.all_coeffs()) else standard
    lead, middle, last = (polynomial.nth(k * step) for k in (2, 1, 0))
    if polynomial.degree() == 2 * step and not (whole.is_Mul and not real and middle**2 < 4 * lead * last):
        return by_substitution(polynomial, x, step, real, lines)
    low = min(exponents)
    number = sp.gcd_list(polynomial.all_coeffs()) if all(c.is_Rational for c in polynomial.all_coeffs()) else sp.S.One
    rest = polynomial
    taken: sp.Expr = sp.S.One
    if low:
        rest = sp.Poly(sp.cancel(polynomial.as_expr() / (number * x**low)), x)
        taken = number * x**low
        lines.append(Line("Take out the common factor", equation(sp.Mul(taken, rest.as_expr(), evaluate=False), 0), f"Every term holds {spoken(taken)}. Take it out"))
    if not all(c.is_Rational for c in polynomial.all_coeffs()):
        raise Unsolvable("I solve equations of a degree above two when their coefficients are whole numbers, fractions or decimals.")
    while rest.degree() > 2:
        root = next((root for root in rational_candidates(rest) if rest.eval(root) == 0), None)
        if root is None:
            break
        factor = sp.numer(sp.together(x - root))
        quotient = sp.Poly(sp.quo(rest.as_expr(), factor, x), x)
        lines.append(Line(
            f"Try {x} = {plain_text(root)}", equation(sp.Mul(taken, factor, quotient.as_expr(), evaluate=False), 0),
            f"Try the divisors of the constant term: {x} equal to {spoken(root)} gives zero. So divide by {spoken(factor)}",
        ))
        taken, rest = sp.Mul(taken, factor, evaluate=False), quotient
    return from_factors(sp.factor(standard), x, real, lines)


def rational_candidates(polynomial: sp.Poly) -> list[sp.Rational]:
    """Divisors of the constant term over those of the leading coefficient, the smallest first."""
    whole = polynomial.clear_denoms(convert=True)[1]
    last, first = abs(int(whole.nth(0))), abs(int(whole.LC()))
    if last > 10**9 or first > 10**6 or last == 0:
        return []
    found = {sp.Rational(sign * p, q) for p in sp.divisors(last) for q in sp.divisors(first) for sign in (1, -1)}
    return sorted(found, key=lambda r: (abs(r), bool(r < 0)))


def from_factors(product: sp.Expr, x: sp.Symbol, real: bool, lines: list[Line]) -> tuple[list[Line], list[sp.Expr]]:
    """The zero product rule, then each factor for itself."""
    factors = [base for base, _ in sp.factor_list(product, x)[1]]
    if len(factors) == 1 and sp.degree(factors[0], x) > 2:
        raise Unsolvable("I find no rational solution of that equation, and no way to factor it: it has to be solved numerically.")
    if not lines or equation(product, 0) != lines[-1].tex:
        if len(factors) > 1 and lines:
            lines.append(Line("Factor", equation(product, 0), f"Factor what is left: {spoken(product)} equals zero"))
    parts = either([equation(factor, 0) for factor in factors])
    lines.append(Line("Zero product rule", parts, "A product is zero only when one of its factors is zero" + (". So " + ", or ".join(f"{spoken(factor)} is zero" for factor in factors) if len(factors) < 4 else "")))
    roots: list[sp.Expr] = []
    for factor in factors:
        roots += factor_roots(factor, x, real)
    return [*lines, solutions_line(x, ordered(roots))], ordered(roots)


def factor_roots(factor: sp.Expr, x: sp.Symbol, real: bool) -> list[sp.Expr]:
    polynomial = sp.Poly(factor, x)
    if polynomial.degree() <= 2:
        found = [tidied(root) for root in sp.roots(polynomial)]
    elif len(polynomial.monoms()) == 2:
        found = binomial_roots(polynomial, x, real)
    else:
        raise Unsolvable(f"I can't solve the factor {plain_text(factor)} = 0 exactly: it has no rational solution.")
    return [root for root in found if not real or root.is_real]


def tidied(root: sp.Expr) -> sp.Expr:
    return sp.radsimp(sp.sqrtdenest(sp.expand_complex(root) if root.has(sp.I) else sp.simplify(root)))


def ordered(roots: list[sp.Expr]) -> list[sp.Expr]:
    """Without repetition: the real ones by size, then the others."""
    distinct: list[sp.Expr] = []
    for root in roots:
        if not any(root == other or abs(complex(sp.N(root - other, 30))) < 1e-20 for other in distinct):
            distinct.append(root)
    return sorted(distinct, key=lambda r: (not r.is_real, float(sp.re(r)), float(sp.im(r))))


def binomial(left: sp.Expr, right: sp.Expr, polynomial: sp.Poly, x: sp.Symbol, real: bool) -> tuple[list[Line], list[sp.Expr]]:
    """a·xⁿ + c = 0."""
    degree = polynomial.degree()
    value = -polynomial.nth(0) / polynomial.LC()
    lines: list[Line] = []
    if (left, right) != (x**degree, value):
        lines.append(Line(f"Isolate {x}{plain_text(x**degree)[1:]}", equation(x**degree, value), f"Bring the equation to {spoken(x**degree)} equals {spoken(value)}"))
    roots = ordered(binomial_roots(polynomial, x, real))
    name = {3: "cube root", 4: "fourth root", 5: "fifth root", 6: "sixth root"}.get(degree, "root")
    if not roots:
        return [*lines, nothing_real(x)], []
    if degree in (3, 4, 6) and not all(root.is_real for root in roots):
        factored = sp.factor(x**degree - value)
        if factored.is_Mul:
            lines.append(Line("Factor", equation(factored, 0), f"Bring all to one side and factor: {spoken(factored)} equals zero"))
            return [*lines, solutions_line(x, roots)], roots
    said = f"Take the {name} on both sides" + (": an even power has two real roots, one of each sign" if degree % 2 == 0 else "")
    shown = either([f"{tex(x)} = {mark('yellow', tex(root))}" for root in roots])
    return [*lines, Line(f"Take the {name}", shown, said)], roots


def binomial_roots(polynomial: sp.Poly, x: sp.Symbol, real: bool) -> list[sp.Expr]:
    """Beyond the sixth power, and for the fifth, the real ones alone: the others are of no use to anybody who asks for steps."""
    degree, value = polynomial.degree(), -polynomial.nth(0) / polynomial.LC()
    if value == 0:
        return [sp.S.Zero]
    size = sp.root(abs(value), degree)
    found = []
    if degree % 2:
        found.append(size * sp.sign(value))
    elif value > 0:
        found += [size, -size]
    if not real and degree in (3, 4, 6):
        turn = sp.pi * (0 if value > 0 else 1)
        found += [tidied(sp.expand(size * (sp.cos((turn + 2 * sp.pi * k) / degree) + sp.I * sp.sin((turn + 2 * sp.pi * k) / degree)))) for k in range(degree)]
    return found


def by_substitution(polynomial: sp.Poly, x: sp.Symbol, step: int, real: bool, lines: list[Line]) -> tuple[list[Line], list[sp.Expr]]:
    """a·x²ᵏ + b·xᵏ + c = 0 is quadratic in xᵏ."""
    u = sp.Symbol("u" if str(x) != "u" else "v")
    quadratic = sum(c * u ** (m[0] // step) for m, c in polynomial.terms())
    power = x**step
    lines.append(Line(f"Substitute {u} = {plain_text(power)}", equation(quadratic, 0), f"Only powers of {spoken(power)} occur. Call it {u}, and the equation is quadratic: {spoken(quadratic)} equals zero"))
    more, values = quadratic_lines(quadratic, sp.S.Zero, sp.Poly(quadratic, u), u)
    lines += more
    lines.append(Line("Go back", either([equation(power, value) for value in values]), f"{u} stands for {spoken(power)}. So " + ", or ".join(f"{spoken(power)} equals {spoken(value)}" for value in values)))
    roots: list[sp.Expr] = []
    for value in values:
        if not value.is_real:
            if real:
                continue
            raise Unsolvable("That equation leads to roots of complex numbers: ask for its real solutions alone.")
        roots += binomial_roots(sp.Poly(x**step - value, x), x, real) if step > 2 else [root for root in (sp.sqrt(value), -sp.sqrt(value)) if not real or root.is_real]
    roots = ordered([tidied(root) for root in roots])
    if not roots:
        return [*lines, nothing_real(x)], []
    return [*lines, solutions_line(x, roots)], roots
