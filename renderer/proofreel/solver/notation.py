"""TeX of SymPy expressions in the house's form, with colour marks `⟦role|…⟧` that the kit turns into coloured parts."""

import re
from collections.abc import Callable

import sympy as sp
from sympy.printing.latex import LatexPrinter

MARK = re.compile(r"⟦[a-z]+\||⟧")


class Printer(LatexPrinter):
    def __init__(self, colours: dict[sp.Expr, str]):
        super().__init__({"fold_func_brackets": True, "ln_notation": True, "fold_short_frac": False})
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
        coefficient, rest = expr.as_coeff_Mul()
        if coefficient.is_Rational and coefficient.q != 1 and rest.has(sp.Integral, sp.Derivative):
            return f"{self._print(coefficient)} {self._print_bracketed(rest)}"
        return super()._print_Mul(expr)

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
