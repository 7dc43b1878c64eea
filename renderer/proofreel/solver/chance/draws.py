"""Drawing from a population of kinds (cards, balls) with or without putting back: probabilities step by step, and by counting."""

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from ..story import Line
from ..telling import assured
from .wording import ratio_tex


@dataclass
class Drawing:
    """`kinds` with how many there are of each; `holds` judges the kinds that were drawn, in order."""

    kinds: dict[str, int]
    count: int
    replaced: bool
    said: str
    holds: Callable[[tuple[str, ...]], bool]
    ordered: bool = False

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


def step_by_step(d: Drawing) -> tuple[sp.Rational, list[tuple[tuple[str, ...], sp.Rational]]]:
    """The probability, and the sequences that count, each with its own; one draw after the other."""
    chosen = []
    for sequence in itertools.product(d.kinds, repeat=d.count):
        if not d.holds(sequence):
            continue
        left = dict(d.kinds)
        remaining, share = d.total, sp.Integer(1)
        for kind in sequence:
            share *= sp.Rational(max(left[kind], 0), remaining) if remaining else 0
            if not d.replaced:
                left[kind] -= 1
                remaining -= 1
        if share:
            chosen.append((sequence, share))
    return sum((share for _, share in chosen), sp.Integer(0)), chosen


def by_counting(d: Drawing) -> sp.Rational | None:
    """The probability from numbers of selections; None where the order counts."""
    if d.ordered:
        return None
    kinds = list(d.kinds)
    total = sp.Integer(0)
    for amounts in itertools.product(range(d.count + 1), repeat=len(kinds)):
        if sum(amounts) != d.count:
            continue
        sequence = tuple(kind for kind, amount in zip(kinds, amounts, strict=True) for _ in range(amount))
        if not d.holds(sequence):
            continue
        if d.replaced:
            orders = math.factorial(d.count) // math.prod(math.factorial(a) for a in amounts)
            total += orders * math.prod(d.kinds[kind] ** a for kind, a in zip(kinds, amounts, strict=True))
        else:
            total += math.prod(math.comb(d.kinds[kind], a) for kind, a in zip(kinds, amounts, strict=True))
    return sp.Rational(total, d.total**d.count if d.replaced else math.comb(d.total, d.count))


def by_listing(d: Drawing) -> sp.Rational | None:
    """Every ordered draw of single things, listed; None where there are too many."""
    if d.total**d.count > 150_000:
        return None
    things = [kind for kind, amount in d.kinds.items() for _ in range(amount)]
    draws = itertools.product(things, repeat=d.count) if d.replaced else itertools.permutations(things, d.count)
    good = all_of = 0
    for sequence in draws:
        all_of += 1
        good += d.holds(sequence)
    return sp.Rational(good, all_of)


def worked(d: Drawing) -> tuple[sp.Rational, list[Line]]:
    value, chosen = step_by_step(d)
    others = [way for way in (by_counting(d), by_listing(d)) if way is not None]
    assured(others and all(way == value for way in others))
    if d.count == 1:
        good = sum(amount for kind, amount in d.kinds.items() if d.holds((kind,)))
        return value, [
            Line("Count what there is", str(d.total), f"There are {d.total} in all, equally likely"),
            Line("Count what fits", str(good), f"{good} of them fit{'s' if good == 1 else ''}"),
            Line("Divide", f"P = {ratio_tex(good, d.total)}", "The probability is their share"),
        ]
    complement = step_by_step(Drawing(d.kinds, d.count, d.replaced, "", lambda s: not d.holds(s)))[1]
    if len(chosen) > 2 and len(complement) < len(chosen) and len(complement) <= 2:
        rest = 1 - value
        return value, [
            Line("The opposite is easier", "P = 1 - P(\\text{opposite})", "The opposite can happen in fewer ways, so work that out first"),
            *[Line(order_name(sequence), chain(d, sequence) + f" = {sp.latex(share)}", f"Draw by draw: {spoken_order(sequence)}") for sequence, share in complement],
            Line("Take it from one", f"P = 1 - {sp.latex(rest)} = {sp.latex(value)}", "Subtract it from one"),
        ]
    if not chosen:
        return value, [Line("It can't happen", "P = 0", "There are not enough for that, so it can't happen")]
    groups: dict[tuple, list] = {}
    for sequence, share in chosen:
        groups.setdefault(tuple(sorted(sequence)), []).append((sequence, share))
    lines = []
    sums = []
    for members in list(groups.values()):
        sequence, share = members[0]
        if len(lines) < 3:
            lines.append(Line(order_name(sequence), chain(d, sequence) + f" = {sp.latex(share)}", f"Draw by draw: {spoken_order(sequence)}" if len(members) == 1 else f"One order is {spoken_order(sequence)}"))
            if len(members) > 1:
                lines.append(Line("All orders", rf"{len(members)} \cdot {sp.latex(share)} = {sp.latex(len(members) * share)}", f"There are {len(members)} such orders, all equally likely"))
        sums.append(len(members) * share)
    if len(groups) > 1:
        shown = " + ".join(sp.latex(s) for s in sums[:4]) + (r" + \cdots" if len(sums) > 4 else "")
        lines.append(Line("Add the cases", f"P = {shown} = {sp.latex(value)}", "These cases exclude each other, so add them"))
    else:
        lines.append(Line("Result", f"P = {sp.latex(value)}", "That is the probability"))
    return value, lines


def chain(d: Drawing, sequence: tuple[str, ...]) -> str:
    left, remaining, factors = dict(d.kinds), d.total, []
    for kind in sequence:
        factors.append(rf"\frac{{{left[kind]}}}{{{remaining}}}")
        if not d.replaced:
            left[kind] -= 1
            remaining -= 1
    return r" \cdot ".join(factors)


def order_name(sequence: tuple[str, ...]) -> str:
    return ", ".join(sequence) if len(", ".join(sequence)) < 40 else "One order"


def spoken_order(sequence: tuple[str, ...]) -> str:
    return f"all {sequence[0]}" if len(set(sequence)) == 1 and len(sequence) > 2 else ", then ".join(sequence)
