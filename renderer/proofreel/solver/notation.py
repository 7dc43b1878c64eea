"""TeX of SymPy expressions in the house's form, with colour marks `⟦role|…⟧` that the kit turns into coloured parts."""

import re

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
        self.marked = True
        try:
            return f"⟦{role}|{super()._print(expr, **kwargs)}⟧"
        finally:
            self.marked = False

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
