"""What is needed of a complex number: its parts, how it is written and said, and where it lies in the plane."""

import sympy as sp

from ..notation import tex
from ..picture import circle_points, to_scale
from ..speech import spoken


def standard(value: sp.Expr) -> sp.Expr:
    return sp.simplify(sp.expand_complex(value))


def parts(value: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    return sp.simplify(sp.re(value)), sp.simplify(sp.im(value))


def complex_tex(value: sp.Expr) -> str:
    """Real part first, as people write it."""
    a, b = parts(value)
    if b == 0:
        return tex(a)
    size = abs(b) if b.is_Rational else (-b if b.could_extract_minus_sign() else b)
    text = "i" if size == 1 else rf"\left({tex(size)}\right) i" if size.is_Add else f"{tex(size)} i" if not size.is_Rational or size.q == 1 else rf"{tex(size)} i"
    minus = b.could_extract_minus_sign()
    return (f"-{text}" if minus else text) if a == 0 else f"{tex(a)} {'-' if minus else '+'} {text}"


def say(value: sp.Expr) -> str:
    a, b = parts(value)
    if b == 0:
        return spoken(a)
    minus = b.could_extract_minus_sign()
    size = -b if minus else b
    text = "i" if size == 1 else f"{spoken(size)} i" if size.is_Rational and size.q == 1 else f"{spoken(size)} times i"
    return (f"minus {text}" if minus else text) if a == 0 else f"{spoken(a)} {'minus' if minus else 'plus'} {text}"


def bracket(value: sp.Expr) -> str:
    a, b = parts(value)
    return rf"({complex_tex(value)})" if a != 0 and b != 0 or (a + b).could_extract_minus_sign() else complex_tex(value)


def close(value: sp.Expr, other: complex) -> bool:
    return abs(complex(sp.N(value, 20)) - other) <= 1e-9 * (1 + abs(other))


def plane(values: list[sp.Expr], radius: float = 0.0) -> tuple[tuple, list[tuple[float, float]]]:
    points = [(z.real, z.imag) for z in (complex(sp.N(v)) for v in values)]
    around = circle_points((0, 0), radius) if radius else []
    return to_scale([(0.0, 0.0), *points, *around]), points


def wrapped(value: sp.Expr) -> str:
    return rf"({tex(value)})" if value.could_extract_minus_sign() or value.is_Add else tex(value)


def imaginary(value: sp.Expr) -> str:
    return "i" if value == 1 else rf"({'-' if value == -1 else tex(value)} i)" if value.could_extract_minus_sign() else f"{wrapped(value)} i"
