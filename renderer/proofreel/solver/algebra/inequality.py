"""Inequalities: linear ones side by side, compound ones, and all others by a chart of signs; tried out at many points."""

import re
from dataclasses import dataclass, field

import sympy as sp

from ..expression import as_typed, parsed
from ..notation import tex, typed_tex
from ..problem import Problem, Unsupported
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from .asked import REAL, relations, unknown_of, without_words
from .conditions import plausible, real_function
from .explain import FAILED
from .ranges import said, shown
from .signs import chart, turned

KIND = "inequality"
HELP = "inequalities"

TEX_SIGN = {"<": "<", ">": ">", "<=": r"\leq", ">=": r"\geq"}
SAID_SIGN = {"<": "is less than", ">": "is greater than", "<=": "is at most", ">=": "is at least"}
SPLIT = re.compile(r"(<=|>=|<|>)")
JOIN = re.compile(r"\s*(?:[,;]\s*(?:and|or)?|\b(?:and|or)\b|\\text\s*\{\s*(?:and|or)\s*\}|\\cup|∪|∨|∧)\s*", re.I)


@dataclass
class Relation:
    """left sign right; `limits` as in `Parser.limits`."""

    left: sp.Expr
    sign: str
    right: sp.Expr
    limits: list[tuple[str, sp.Expr]] = field(default_factory=list)
    variable: sp.Symbol = sp.Symbol("x")

    def holds(self, difference: object) -> bool:
        return {"<": difference < 0, ">": difference > 0, "<=": difference <= 0, ">=": difference >= 0}[self.sign]

    @property
    def strict(self) -> bool:
        return self.sign in "<>"

    def tex(self) -> str:
        return f"{tex(self.left)} {TEX_SIGN[self.sign]} {tex(self.right)}"

    def said(self) -> str:
        return f"{spoken(self.left)} {SAID_SIGN[self.sign]} {spoken(self.right)}"


@dataclass
class Compound:
    """One or more relations, all of which hold ("and") or any of which ("or")."""

    relations: list[Relation]
    either: bool
    chain: bool
    shown: str
    variable: sp.Symbol


def read(text: str, named: str | None) -> Problem | None:
    if not re.search(r"[<>≤≥]|\\[lg]eq?\b|\\[lg]t\b|\b(?:less|greater|more|at least|at most|positive|negative)\b", text, re.I):
        return None
    body, named, said_so = without_words(relations(REAL.sub("", relations(text))), named)
    if not SPLIT.search(body) or re.search(r"(?<![<>])=", body):
        return None
    body = re.sub(r"^(?:is|are)\s+", "", body)
    if not said_so and re.search(r"(?<!\\)\b(?!sqrt|cbrt|sinh?\b|cosh?\b|tanh?\b|theta|frac|left|right|cdot|times|and\b|or\b|text)[a-zA-Z]{3,}", body) and not re.search(r"\b(?:abs|log|ln|exp|sin|cos|tan)\b", body):
        return None
    either = bool(re.search(r"\bor\b|\\cup|∪|∨", body, re.I))
    parts = [part for part in JOIN.split(body) if part and SPLIT.search(part)]
    if not parts or len(parts) > 3 or (either and re.search(r"\band\b", body, re.I)):
        return None
    found: list[Relation] = []
    shown_parts = []
    for part in parts:
        pieces = [piece.strip() for piece in SPLIT.split(part)]
        sides, signs = pieces[::2], pieces[1::2]
        if not all(sides) or len(signs) > 2:
            return None
        values = [parsed(side) for side in sides]
        typed = [typed_tex(as_typed(side)) for side in sides]
        shown_parts.append("".join(side + (f" {TEX_SIGN[signs[index]]} " if index < len(signs) else "") for index, side in enumerate(typed)))
        for index, sign in enumerate(signs):
            found.append(Relation(values[index].value, sign, values[index + 1].value, [*values[index].limits, *values[index + 1].limits]))
        if any(value.bare_log for value in values):
            raise Unsupported("“log” means base 10 to some and base e to others: write log_10(x) or ln(x).")
    letters = {str(symbol) for relation in found for symbol in relation.left.free_symbols | relation.right.free_symbols}
    variable = unknown_of(letters, named, tuple(parts))
    if letters - {str(variable)}:
        raise Unsupported("I solve inequalities with one unknown: put numbers in place of the other letters.")
    if not letters:
        return None
    for relation in found:
        relation.variable = variable
    joined = (r" \quad\text{or}\quad " if either else r" \quad\text{and}\quad ").join(shown_parts)
    compound = Compound(found, either, len(parts) == 1 and len(found) == 2, joined, variable)
    return Problem(KIND, found, variable, given={"compound": compound})


def solve(problem: Problem) -> Solution:
    from .inequality_scenes import told

    compound: Compound = problem.given["compound"]
    x = compound.variable
    lines: list[Line] = []
    charts: list[list[list[str]]] = []
    if compound.chain and all(linear(relation) for relation in compound.relations) and chained(compound):
        area = chain_lines(compound, lines)
    else:
        areas = []
        for number, relation in enumerate(compound.relations):
            if len(compound.relations) > 1:
                lines.append(Line(f"Part {number + 1}", relation.tex(), f"Part {number + 1}: {relation.said()}"))
            areas.append(alone(relation, lines, charts))
        area = areas[0]
        for other in areas[1:]:
            area = area | other if compound.either else area & other
        if len(areas) > 1:
            word = "either" if compound.either else "both"
            lines.append(Line(f"Put {'them' if len(areas) > 2 else 'both'} together", shown(area, x), f"{'One of the parts is enough' if compound.either else 'All parts must hold'}: {said(area, x)}" if word else ""))
    area = sp.S.Reals if area == sp.Interval(-sp.oo, sp.oo) else sp.simplify(area)
    if not lines:
        lines.append(Line("Read off", shown(area, x), f"It already says so: {said(area, x)}"))
    tried = try_out(compound, area)
    return told(KIND, compound, lines, charts, area, tried)


def linear(relation: Relation) -> bool:
    difference = sp.expand(relation.left - relation.right)
    return difference.is_polynomial(relation.variable) and sp.degree(difference, relation.variable) == 1


def chained(compound: Compound) -> bool:
    """a < p(x) < b with numbers outside."""
    first, second = compound.relations
    x = compound.variable
    return not first.left.has(x) and not second.right.has(x) and first.sign[0] == second.sign[0]


def chain_lines(compound: Compound, lines: list[Line]) -> sp.Set:
    first, second = compound.relations
    x = compound.variable
    low, middle, high = first.left, sp.expand(first.right), second.right
    signs = [first.sign, second.sign]

    def text() -> str:
        return f"{tex(low)} {TEX_SIGN[signs[0]]} {tex(middle)} {TEX_SIGN[signs[1]]} {tex(high)}"

    b, a = middle.coeff(x, 0), middle.coeff(x, 1)
    if b != 0:
        low, middle, high = low - b, middle - b, high - b
        verb = f"Subtract {spoken(b)} from" if b > 0 else f"Add {spoken(-b)} to"
        lines.append(Line("The same to all three parts", text(), f"{verb} all three parts"))
    if a != 1:
        low, middle, high = low / a, x, high / a
        if a < 0:
            signs = [turned(sign) for sign in signs]
        lines.append(Line("Divide all three parts", text(), f"Divide all three parts by {spoken(a)}" + (". It is negative, so both signs turn around" if a < 0 else "")))
    if signs[0][0] == ">":
        low, high, signs = high, low, [turned(signs[1]), turned(signs[0])]
        lines.append(Line("In order", text(), "Write it from the smaller to the larger number"))
    if low > high or (low == high and "<" in signs):
        return sp.S.EmptySet
    return sp.Interval(low, high, signs[0] == "<", signs[1] == "<")


def alone(relation: Relation, lines: list[Line], charts: list[list[list[str]]]) -> sp.Set:
    x = relation.variable
    difference = sp.expand(relation.left - relation.right)
    if not difference.has(x) and not any(part.has(x) for _, part in relation.limits):
        holds = relation.holds(sp.N(difference))
        lines.append(Line("The unknown cancels", f"{tex(difference)} {TEX_SIGN[relation.sign]} 0 \\quad " + (r"⟦green|\text{true}⟧" if holds else r"⟦red|\text{false}⟧"), f"The {x} is gone, and what is left is {'true, whatever it is' if holds else 'false, whatever it is'}"))
        return sp.S.Reals if holds else sp.S.EmptySet
    if linear(relation) and not any(part.has(x) for _, part in relation.limits):
        return linear_lines(relation, lines)
    return chart(relation, lines, charts)


def linear_lines(relation: Relation, lines: list[Line]) -> sp.Set:
    x = relation.variable
    now = Relation(sp.expand(relation.left), relation.sign, sp.expand(relation.right), [], x)

    def add(rule: str, text: str) -> None:
        lines.append(Line(rule, now.tex(), text))

    if (now.left, now.right) != (relation.left, relation.right):
        add("Expand the brackets", f"Multiply out the brackets: {now.said()}")
    if not now.left.has(x):
        now = Relation(now.right, turned(now.sign), now.left, [], x)
        add("Read it from the right", f"Read it the other way round, so that {x} stands on the left: {now.said()}")
    if now.right.has(x):
        term = now.right.coeff(x, 1) * x
        now = Relation(sp.expand(now.left - term), now.sign, sp.expand(now.right - term), [], x)
        add(f"Collect {x} on the left", f"{'Subtract' if term.coeff(x) > 0 else 'Add'} {spoken(term if term.coeff(x) > 0 else -term)} on both sides: {now.said()}")
    b = now.left.coeff(x, 0)
    if b != 0:
        now = Relation(sp.expand(now.left - b), now.sign, sp.expand(now.right - b), [], x)
        add("Collect the numbers on the right", f"{'Subtract' if b > 0 else 'Add'} {spoken(abs(b))} on both sides: {now.said()}")
    a = now.left.coeff(x, 1)
    if a != 1:
        now = Relation(x, turned(now.sign) if a < 0 else now.sign, sp.radsimp(now.right / a), [], x)
        add("Divide, and turn the sign" if a < 0 else f"Divide by {a}", f"Divide both sides by {spoken(a)}" + (", which is negative: so the sign turns around" if a < 0 else "") + f". So {now.said()}")
    edge = now.right
    if not lines:
        lines.append(Line("Read off", now.tex(), f"It already says so: {now.said()}"))
    return sp.Interval(-sp.oo, edge, True, now.sign == "<") if now.sign[0] == "<" else sp.Interval(edge, sp.oo, now.sign == ">", True)


def try_out(compound: Compound, area: sp.Set) -> int:
    """Whether the set has a number just when the inequality holds for it, at many points and near every end; raises where not."""
    x = compound.variable
    differences = [real_function(relation.left - relation.right, x) for relation in compound.relations]
    ends = [end for part in ([*area.args] if isinstance(area, sp.Union) else [area]) if part != sp.S.EmptySet for end in (part.inf, part.sup) if end.is_finite]
    points = [sp.Rational(k, 10) + sp.Rational(1, 73) for k in range(-160, 161)]
    points += [sp.nsimplify(sp.N(end, 20), rational=True) + shift for end in ends for shift in (sp.Rational(-1, 997), sp.Rational(1, 997))]
    tried = 0
    for point in points:
        truths = []
        for relation, difference in zip(compound.relations, differences, strict=True):
            value = difference(sp.N(point, 30)) if plausible(relation, sp.N(point, 30)) else None
            if value is not None and abs(value) < 1e-12:
                break
            truths.append(value is not None and relation.holds(value))
        else:
            wanted = any(truths) if compound.either else all(truths)
            if bool(area.contains(point) == sp.true) != wanted:
                raise Unsolvable(FAILED)
            tried += 1
    for end in ends:
        truths = []
        for relation in compound.relations:
            value = sp.N((relation.left - relation.right).subs(x, end), 30)
            real = value.is_real and value.is_finite and not any(kind == "divisor" and part.has(x) and abs(sp.N(part.subs(x, end))) < 1e-20 for kind, part in relation.limits)
            truths.append(bool(real) and relation.holds(0 if abs(value) < 1e-20 else value))
        wanted = any(truths) if compound.either else all(truths)
        if bool(area.contains(end) == sp.true) != wanted:
            raise Unsolvable(FAILED)
    return tried


