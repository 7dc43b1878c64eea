"""From an equation as asked to its solution: candidates by rules, each put into what was typed, and a search for missing ones."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import mpmath as mp
import sympy as sp

from ..expression import parsed
from ..notation import tex
from ..problem import Problem
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..words import plain_text
from . import engine
from .asked import Asked, equation_in
from .conditions import DIGITS, broken, fits, found_by_looking
from .polynomials import either, ordered

# Whole numbers that stand in for n where a family of solutions is checked.
TURNS = range(-2, 3)
MANY_TURNS = range(-80, 81)
FAILED = "My solution did not pass its own check, so I don't show it."


@dataclass
class Found:
    """`everywhere`: the real numbers that all solve the equation, where its sides are the same."""

    asked: Asked
    lines: list[Line]
    solutions: list[sp.Expr]
    rejected: list[tuple[sp.Expr, str]] = field(default_factory=list)
    everywhere: sp.Set | None = None

    @property
    def family(self) -> bool:
        return any(solution.has(whole_number(self.asked.variable)) for solution in self.solutions)


def whole_number(x: sp.Symbol) -> sp.Symbol:
    return sp.Symbol("n" if str(x) != "n" else "k", integer=True)


def reader(kind: str, applies: Callable[[Asked], bool]) -> Callable[[str, str | None], Problem | None]:
    """`read` of a topic that has the equations with one unknown to which it applies."""

    def read(text: str, named: str | None) -> Problem | None:
        asked = equation_in(text, named)
        if asked is None or asked.letters or not applies(asked):
            return None
        return Problem(kind, [asked.left, asked.right], asked.variable, given={"asked": asked})

    return read


def solver(kind: str) -> Callable[[Problem], Solution]:
    def solve(problem: Problem) -> Solution:
        from .telling import told

        asked = problem.given["asked"]
        return told(kind, based(asked))

    return solve


def based(asked: Asked) -> Found:
    """With "log" and no base, the base is 10 or e: answered where that makes no difference, or only 10 makes sense."""
    if asked.left.has(sp.I) or asked.right.has(sp.I):
        raise Unsolvable("I solve equations with real numbers as coefficients: this one has the imaginary unit i in it; use another letter for an unknown.")
    if not asked.bare_log:
        return find(asked)
    common = replace(asked, left=parsed(asked.texts[0], common_log=True).value, right=parsed(asked.texts[1], common_log=True).value)
    ten = find(common)
    try:
        natural = find(asked).solutions
    except Unsolvable:
        natural = []
    if {*ten.solutions} == {*natural}:
        return ten
    several = sum(text.count("log") for text in asked.texts) > 1
    if several and ten.solutions and all(root.is_rational for root in ten.solutions) and not any(root.is_rational for root in natural):
        return ten
    raise Unsolvable("“log” means base 10 to some and base e to others, and here that matters: write log_10(x) or ln(x).")


def find(asked: Asked) -> Found:
    x = asked.variable
    work = engine.Work(x, asked.real or asked.between is not None, method=asked.method)
    try:
        candidates = engine.candidates(asked.left, asked.right, work)
    except engine.Everywhere:
        return everywhere(asked, work)
    n = whole_number(x)
    families = any(candidate.has(n) for candidate in candidates)
    solutions: list[sp.Expr] = []
    rejected: list[tuple[sp.Expr, str]] = []
    for candidate in candidates if families else ordered(candidates):
        reason = refused(asked, candidate, n)
        if reason is None:
            if candidate not in solutions:
                solutions.append(candidate)
        elif candidate not in [value for value, _ in rejected]:
            rejected.append((candidate, reason))
    for value, reason in rejected:
        work.say("Check and reject", rf"⟦red|{tex(x)} = {tex(value)}⟧ \quad \text{{is no solution}}", f"Put {spoken(value)} into the equation: {reason}. So it is no solution")
    if asked.between is not None:
        solutions = within(asked, solutions, n, work)
    found = Found(asked, work.lines, solutions, rejected)
    if rejected and solutions:
        work.say("What remains", either([rf"{tex(x)} = ⟦yellow|{tex(value)}⟧" for value in solutions]), f"What remains is {x} equal to " + ", or ".join(spoken(value) for value in solutions))
    complete(found, n)
    return found


def refused(asked: Asked, candidate: sp.Expr, n: sp.Symbol) -> str | None:
    """Why a candidate is no solution, None where it is one."""
    if candidate.has(n):
        holds = [fits(asked, candidate.subs(n, turn)) for turn in TURNS]
        if all(holds):
            return None
        if any(holds):
            raise Unsolvable("Only some of the solutions that I found fit, so I don't show them: ask for those in an interval, as 0 <= x <= 2*pi.")
        return reason_of(asked, candidate.subs(n, 0))
    if candidate.has(sp.oo, sp.nan, sp.zoo) or fits(asked, candidate):
        return None if not candidate.has(sp.oo, sp.nan, sp.zoo) else "it is no number"
    return reason_of(asked, candidate)


def reason_of(asked: Asked, candidate: sp.Expr) -> str:
    if (why := broken(asked, candidate)) is not None:
        return {"divisor": "a denominator becomes zero", "log": "a logarithm would be taken of a number that is not positive", "root": "a square root would be taken of a negative number"}[why[0]]
    return "the two sides differ"


def within(asked: Asked, solutions: list[sp.Expr], n: sp.Symbol, work: engine.Work) -> list[sp.Expr]:
    """Those in the interval that was asked for."""
    between, x = asked.between, asked.variable
    values = [solution.subs(n, turn) for solution in solutions for turn in MANY_TURNS] if any(s.has(n) for s in solutions) else solutions
    if any(s.has(n) for s in solutions) and not (between.low.is_finite and between.high.is_finite):
        raise Unsolvable("That interval is endless, and so are the solutions in it: give it two ends, as in 0 <= x <= 2*pi.")
    area = between.set()
    inside = ordered([sp.simplify(value) for value in values if value.is_real and area.contains(value) == sp.true])
    if len(inside) > 12:
        raise Unsolvable("There are more solutions in that interval than one video can show: choose a shorter one.")
    if set(inside) != set(solutions):
        shown = either([rf"{tex(x)} = ⟦yellow|{tex(value)}⟧" for value in inside]) if inside else r"⟦red|\text{none lies in the interval}⟧"
        ends = f"from {spoken(between.low)} to {spoken(between.high)}" if between.low.is_finite and between.high.is_finite else f"above {spoken(between.low)}" if between.low.is_finite else f"below {spoken(between.high)}"
        said = ", ".join(spoken(value) for value in inside) if inside and len(inside) < 6 else f"{len(inside)} of them"
        work.say("Keep what lies in the interval", shown, f"Asked for are the solutions {ends}: " + (said if inside else "there are none"))
    return inside


def complete(found: Found, n: sp.Symbol) -> None:
    """Looks for solutions by other means; raises where one is missing from the answer."""
    asked, x = found.asked, found.asked.variable
    low, high = -25.0, 25.0
    if asked.between is not None:
        low = float(asked.between.low) if asked.between.low.is_finite else low
        high = float(asked.between.high) if asked.between.high.is_finite else high
    values = [solution.subs(n, turn) for solution in found.solutions for turn in MANY_TURNS] if found.family else found.solutions
    known = [mp.mpf(sp.N(value, 20)) for value in values if value.is_real]
    for seen in found_by_looking(asked, low, high):
        # A solution at an end that is left out is none.
        if min(abs(seen - low), abs(seen - high)) < 1e-6 and asked.between is not None:
            continue
        if not any(abs(seen - value) < 1e-5 * (1 + abs(value)) for value in known):
            raise Unsolvable(FAILED)
    difference = sp.together(asked.left - asked.right)
    if difference.is_rational_function(x) and asked.between is None:
        left_over = sp.numer(sp.cancel(difference))
        roots = sp.Poly(left_over, x).nroots(n=20, maxsteps=200) if left_over.has(x) else []
        for root in roots:
            number = complex(root)
            near = [abs(complex(sp.N(value, 20)) - number) for value in [*found.solutions, *[value for value, _ in found.rejected]]]
            # A double root is found to half of the digits.
            if (not near or min(near) > 1e-6 * (1 + abs(number))) and not (asked_real(asked, found) and abs(number.imag) > 1e-8):
                raise Unsolvable(FAILED)


def asked_real(asked: Asked, found: Found) -> bool:
    """Whether complex solutions are left out: asked for, or of a power beyond the sixth."""
    return asked.real or any(line.rule in ("Take the root", "Take the fifth root") for line in found.lines)


def everywhere(asked: Asked, work: engine.Work) -> Found:
    """Both sides are the same: every number solves it where the equation is defined."""
    x = asked.variable
    holes: set[sp.Expr] = set()
    for kind, part in asked.limits:
        if not part.has(x) or kind == "bars":
            continue
        if kind != "divisor" or not part.is_polynomial(x):
            raise Unsolvable("Both sides of that equation are always equal where they have a value, so there are no steps to show. Check how it is written.")
        holes |= {root for root in sp.roots(sp.Poly(part, x)) if root.is_real}
    area = sp.S.Reals - sp.FiniteSet(*holes)
    with mp.workdps(DIGITS):
        if not all(fits(asked, sp.Rational(point, 7)) for point in range(-20, 21) if sp.Rational(point, 7) in area):
            raise Unsolvable(FAILED)
    work.say("Always true", rf"{tex(sp.expand(asked.left))} = {tex(sp.expand(asked.left))}", "Worked out, both sides are the same, whatever the number is")
    return Found(asked, work.lines, [], everywhere=area)


def answer_of(found: Found) -> str:
    if found.everywhere is not None:
        return str(found.everywhere)
    return str(found.solutions[0] if len(found.solutions) == 1 else found.solutions)


def understood(found: Found) -> str:
    asked = found.asked
    where = f" on {asked.between.set()}" if asked.between is not None else " over the real numbers" if asked_real(asked, found) else ""
    return f"Solve Eq({asked.left}, {asked.right}) for {asked.variable}{where}"


def titled(asked: Asked) -> str:
    return f"Solving {plain_text(asked.left)} = {plain_text(asked.right)}"
