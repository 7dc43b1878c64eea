"""TeX of SymPy expressions in the house's form, with colour marks `⟦role|…⟧` that the kit turns into coloured parts."""

import re
from collections.abc import Callable

import sympy as sp
from sympy.printing.latex import LatexPrinter

MARK = re.compile(r"⟦[a-z]+\||⟧")


class Printer(LatexPrinter):
    def __init__(self, colours: dict[sp.Expr, str], typed: bool = False):
        order = {"order": "none"} if typed else {}
        super().__init__({"fold_func_brackets": True, "ln_notation": True, "fold_short_frac": False, **order})
        self.colours = colours
        self.marked = False

    def _print(self, expr, **kwargs):
        role = self.colours.get(expr) if isinstance(expr, sp.Basic) and not self.marked else None
        if role is None:
            return super()._print(expr, **kwargs)
        return self._marked(role, lambda: super(Printer, self)._print(expr, **kwargs))

    def _marked(self, role: str, print_inside: Callable[[], str]) -> str:
        """Marks do not nest: what is inside of one has no other."""
        self.marked = True
        try:
            return f"⟦{role}|{print_inside()}⟧"
        finally:
            self.marked = False

    def _print_Mul(self, expr):
        if not self.marked:
            for part, role in self.colours.items():
                # 2x inside 2x·sin x is no part of its own for SymPy, which keeps products flat.
                if part.is_Mul and len(part.args) < len(expr.args) and set(part.args) < set(expr.args):
                    rest = self._print(expr / part)
                    return f"{self._marked(role, lambda: super(Printer, self)._print_Mul(part))} {rest}"
        if (based := log_to_base(expr)) is not None:
            return self._print_based(*based)
        coefficient, rest = expr.as_coeff_Mul()
        if coefficient.is_Rational and coefficient.q != 1 and rest.has(sp.Integral, sp.Derivative):
            return f"{self._print(coefficient)} {self._print_bracketed(rest)}"
        return super()._print_Mul(expr)

    def _print_based(self, coefficient: sp.Expr, base: sp.Expr, argument: sp.Expr) -> str:
        inner = self._print(argument)
        inside = inner if argument.is_Symbol else rf"{{\left({inner} \right)}}"
        log = rf"\log_{{{self._print(base)}}} {inside}"
        if coefficient == 1:
            return log
        return f"- {log}" if coefficient == -1 else f"{self._print(coefficient)} {log}"

    def _print_bracketed(self, expr):
        text = self._print(expr)
        return rf"\left({text}\right)" if expr.is_Add else text

    def _print_log(self, expr, exp=None):
        if exp is None and isinstance(expr.args[0], sp.Abs):
            return rf"\ln {self._print(expr.args[0])}"
        return super()._print_log(expr, exp)

    def _print_Abs(self, expr, exp=None):
        inner = rf"\left|{self._print(expr.args[0])}\right|"
        return inner if exp is None else f"{inner}^{{{exp}}}"


def log_to_base(expr: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """Number, base and argument of 3·ln(x)/ln(2), which is three times the log to base 2 of x."""
    number, logs, bases = sp.S.One, [], []
    for factor in expr.args:
        if isinstance(factor, sp.log) and factor.args[0].free_symbols:
            logs.append(factor.args[0])
        elif factor.is_Pow and factor.exp == -1 and isinstance(factor.base, sp.log) and factor.base.args[0].is_Rational:
            bases.append(factor.base.args[0])
        elif factor.is_Rational:
            number *= factor
        else:
            return None
    return (number, bases[0], logs[0]) if len(logs) == len(bases) == 1 else None


def typed_tex(expr: sp.Expr) -> str:
    """TeX of a formula read by `as_typed`, in its own order."""
    return Printer({}, typed=True).doprint(expr)


def tex(expr: object, colours: dict[sp.Expr, str] | None = None) -> str:
    text = Printer(colours or {}).doprint(expr)
    text = text.replace(r"\, d", r"\,d").replace(r"{d x}", "{dx}")
    text = re.sub(r"\{d ([a-z])\}", r"{d\1}", text)
    return re.sub(r"(\\frac\{d\}\{d[a-z]\}) ", r"\1\\,", text)


def unmarked(text: str) -> str:
    return MARK.sub("", text)


def equation(left: object, right: object, colours: dict[sp.Expr, str] | None = None) -> str:
    return f"{tex(left, colours)} = {tex(right, colours)}"


def mark(role: str, text: str) -> str:
    return f"⟦{role}|{unmarked(text)}⟧"
