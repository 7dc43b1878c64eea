"""Integration by hand: the ways are tried in a teacher's order, and each that leads to the end leaves its lines behind."""

from collections.abc import Callable

import sympy as sp

from ..notation import tex
from ..speech import spoken
from ..story import Line, Unsolvable
from .antiderivatives import LINEAR, known

Wrap = Callable[[sp.Expr], sp.Expr]
MAX_LINES = 10
MAX_DEPTH = 7
# How many ways are followed at all, since each may branch again.
MAX_TRIES = 60


class NoWay(Unsolvable):
    """No way that is tried here leads to the integral."""


def with_bars(expression: sp.Expr, keeps: frozenset) -> sp.Expr:
    """The logarithms that integration brings in are of absolute values, since 1/x has an integral on either side of zero."""

    def bars(u: sp.Expr) -> sp.Expr:
        on_line = u.subs({symbol: sp.Dummy(real=True) for symbol in u.free_symbols})
        return sp.log(u) if not u.free_symbols or on_line.is_positive or sp.log(u) in keeps or (u.is_Symbol and str(u) == "w") else sp.log(sp.Abs(u))

    return expression.replace(sp.log, bars)


class Integration:
    """Collects the lines of one integral; `keeps` are the logarithms of the question itself, which stay without bars."""

    def __init__(self, keeps: frozenset = frozenset()) -> None:
        self.lines: list[Line] = []
        self.keeps = keeps
        # The change of variable at the top: what is integrated then, the new variable, what it stands for, its integral, its note.
        self.change: tuple | None = None
        self.depth = 0
        self.tries = 0

    def say(self, expression: sp.Expr) -> str:
        return spoken(with_bars(expression, self.keeps))

    def add(self, rule: str, expression: sp.Expr, say: str, after: str = "") -> None:
        if len(self.lines) >= MAX_LINES:
            raise NoWay("That integral takes more steps than one video can hold.")
        if len(say.split()) > 45:
            say = f"{rule}: this is what we get"
        self.lines.append(Line(rule, "= " + tex(with_bars(expression, self.keeps)) + after, say))

    def find(self, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr:
        """The antiderivative; `wrap` puts it into the whole line. Raises NoWay."""
        from .integration_ways import WAYS

        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                raise NoWay("That integral takes more steps than one video can hold.")
            if f.is_Add:
                return self.terms(f, x, wrap)
            constant, rest = f.as_independent(x, as_Add=False)
            if constant != 1 and rest != 1:
                return self.multiple(constant, rest, x, wrap)
            if (found := known(f, x)) and (LINEAR.lower() not in found[0] or self.depth > 1):
                return self.read_off(f, x, found, wrap)
            for way in WAYS:
                mark = len(self.lines)
                self.tries += 1
                if self.tries > MAX_TRIES:
                    break
                try:
                    value = way(self, f, x, wrap)
                except NoWay:
                    value = None
                if value is not None:
                    return value
                del self.lines[mark:]
            raise NoWay("I can't explain that integral step by step: try one that needs only substitution, parts, partial fractions and the basic rules.")
        finally:
            self.depth -= 1

    def read_off(self, f: sp.Expr, x: sp.Symbol, found: tuple[str, sp.Expr], wrap: Wrap) -> sp.Expr:
        rule, value = found
        self.add(rule, wrap(value), f"The integral of {spoken(f)} is {self.say(value)}")
        return value

    def multiple(self, constant: sp.Expr, rest: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr:
        if found := known(rest, x):
            value = constant * found[1]
            self.add(f"Constant multiple, {found[0][0].lower()}{found[0][1:]}", wrap(value), f"The factor {spoken(constant)} stays in front, and the integral of {spoken(rest)} is {self.say(found[1])}")
            return value
        mark = len(self.lines)
        from .integration_ways import substitute

        # A substitution may use the factor up: 2x cos(x²).
        try:
            value = substitute(self, constant * rest, x, wrap)
            if value is not None:
                return value
        except NoWay:
            pass
        del self.lines[mark:]
        self.add("Constant multiple rule", wrap(constant * sp.Integral(rest, x)), f"The constant factor {spoken(constant)} goes in front of the integral")
        return constant * self.find(rest, x, lambda value: wrap(constant * value))

    def terms(self, f: sp.Expr, x: sp.Symbol, wrap: Wrap) -> sp.Expr:
        parts = f.as_ordered_terms()
        found = []
        for part in parts:
            constant, rest = part.as_independent(x, as_Add=False)
            one = known(rest, x)
            found.append(constant * one[1] if one else None)
        if all(value is not None for value in found):
            if len(parts) <= 3:
                said = ". ".join(f"The integral of {spoken(part)} is {self.say(value)}" for part, value in zip(parts, found, strict=True))
            elif f.is_polynomial(x):
                said = "Integrate term by term. Each power goes up by one, and we divide by the new power"
            else:
                said = "Integrate term by term, each by its basic rule"
            self.add("Sum rule, term by term", wrap(sp.Add(*found)), said)
            return sp.Add(*found)
        # What is known goes in one line, what is left one by one.
        easy = sp.Add(*[part for part, value in zip(parts, found, strict=True) if value is not None])
        done = sp.Add(*[value for value in found if value is not None])
        hard = [part for part, value in zip(parts, found, strict=True) if value is None]
        pending = sp.Add(*[sp.Integral(part, x) for part in hard])
        if easy != 0:
            self.add("Sum rule", wrap(done + pending), f"Integrate term by term. The integral of {spoken(easy)} is {self.say(done)}")
        else:
            self.add("Sum rule", wrap(pending), "The integral of a sum is the sum of the integrals")
        for index, part in enumerate(hard):
            later = sp.Add(*[sp.Integral(other, x) for other in hard[index + 1:]])
            done = done + self.find(part, x, lambda value, done=done, later=later: wrap(done + value + later))
        return done

    def replace(self, f_of_u: sp.Expr, u: sp.Symbol, u_is: sp.Expr, x: sp.Symbol, wrap: Wrap, say: str = "", shown: str = "", back: dict | None = None) -> sp.Expr:
        """A change of variable: its line, what follows in the new variable, and the way back."""
        top = not self.lines
        said = say or f"Substitute {u} for {spoken(u_is)}. Then what is to be integrated is {spoken(f_of_u)}, with respect to {u}"
        note = rf",\quad ⟦blue|{shown or f'{u} = {tex(u_is)}'}⟧"
        self.add("Substitution", wrap(sp.Integral(f_of_u, u)), said, note)
        value = self.find(f_of_u, u, wrap)
        if top:
            self.change = (f_of_u, u, u_is, with_bars(value, self.keeps), note)
        old = sp.simplify(value.subs(back)) if back else value.subs(u, u_is)
        self.add("Substitute back", wrap(old), f"Put {spoken(u_is)} back for {u}" if not back else "Go back to the old variable")
        return old
