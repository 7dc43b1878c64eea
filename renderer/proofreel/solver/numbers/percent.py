"""Percentages: a share, the whole, the rate, growth and change; checked by the opposite calculation."""

import re

import sympy as sp

from ..notation import tex
from ..problem import Problem
from ..quantities import NUMBER, digits, thousands
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell

KIND = "percent"
HELP = ""
WHOLE = True

P = r"(" + NUMBER + r")\s*(?:%|\\%|percent|per cent)"
N = r"[$£€]?\s*(" + NUMBER + r")(?:\s*(?:dollars|euros|pounds|kg|g|km|m|cm|people|students))?"
PATTERNS = [
    ("whole", rf"^(?:if\s+)?{N} (?:is|=|equals|are) {P} of (?:what|which|a|some|how)", (0, 1)),
    ("whole", rf"^(?:if\s+)?{P} of (?:what|which|a|some)(?: (?:number|amount|value))? (?:is|equals|=) {N}$", (1, 0)),
    ("whole", rf"^(?:if\s+)?{P} of (?:a|some|the) number is {N}", (1, 0)),
    ("rate", rf"^{N} (?:is|=|equals|are) (?:what|which|how many) (?:percent|per cent|percentage|%)(?:age)? of {N}$", (0, 1)),
    ("rate", rf"^(?:what|which) (?:percent|per cent|percentage|%) of {N} (?:is|are|equals) {N}$", (1, 0)),
    ("rate", rf"^(?:what|which) (?:percent|per cent|percentage|%)(?:age)? (?:is|are) {N} (?:of|out of) {N}$", (0, 1)),
    ("rate", rf"^(?:express|write|what is) {N} (?:out of|of) {N} as a (?:percent|percentage)", (0, 1)),
    ("rate", rf"^{N} out of {N} (?:as a |in )?(?:percent|percentage)", (0, 1)),
    ("up", rf"^(?:increase|raise) {N} by {P}$", (0, 1)),
    ("up", rf"^{N} (?:increased|plus|raised) (?:by )?{P}$", (0, 1)),
    ("down", rf"^(?:decrease|reduce|lower) {N} by {P}$", (0, 1)),
    ("down", rf"^{N} (?:decreased|reduced|minus|less) (?:by )?{P}$", (0, 1)),
    ("down", rf"^{P} (?:off|discount on|discount off) (?:of )?(?:a )?{N}$", (1, 0)),
    ("change", rf"^(?:the )?(?:percent|percentage|%) (?:change|increase|decrease|difference) (?:from|when going from) {N} to {N}$", (0, 1)),
    ("share", rf"^(?:how much is )?{P} of {N}$", (1, 0)),
    ("share", rf"^(?:take )?{P} of {N}$", (1, 0)),
]
START = re.compile(r"^(?:please\s+|can you\s+|could you\s+)?(?:what(?:'s| is| will be)(?! (?:percent|per cent|percentage|%))|calculate|compute|find|work out|determine|tell me|how much is)\s+(?:the\s+(?:value of|result of|price after)?\s*)?(?!percent(?:age)? of)", re.I)


def read(text: str, named: str | None) -> Problem | None:
    if not re.search(r"%|\bper ?cent", text, re.I):
        return None
    body = thousands(digits(text)).strip()
    stripped = START.sub("", body).strip(" ?.")
    for candidate in (body, stripped):
        for asked, pattern, order in PATTERNS:
            if m := re.match(pattern, candidate, re.I):
                if asked == "change" and re.search(r"\bdecrease", candidate, re.I):
                    asked = "decrease"
                values = [sp.Rational(m[1]), sp.Rational(m[2])]
                return Problem(KIND, [values[k] for k in order], given={"asked": asked})
    return None


def shown(value: sp.Rational) -> str:
    """A decimal where it is a short one, else the fraction."""
    text = f"{float(value):.4f}".rstrip("0").rstrip(".")
    return text if sp.Rational(text) == value else tex(value)


def said(value: sp.Rational) -> str:
    text = f"{float(value):.4f}".rstrip("0").rstrip(".")
    return text.replace("-", "minus ") if sp.Rational(text) == value else spoken(value)


def solve(problem: Problem) -> Solution:
    a, b = problem.expressions
    asked = problem.given["asked"]
    if asked in ("rate", "whole", "change", "decrease") and (b if asked in ("rate", "whole") else a) == 0:
        raise Unsolvable("That would divide by zero: give me a number that is not zero.")
    if asked in ("change", "decrease") and a < 0:
        raise Unsolvable("I compare positive numbers by percent.")
    pick = {"share": share, "up": grown, "down": grown, "whole": the_whole, "rate": rate, "change": change, "decrease": change}[asked]
    return tell(pick(a, b, asked))


def share(n: sp.Rational, p: sp.Rational, asked: str) -> Account:
    value = n * p / 100
    assured(value * 100 == n * p and (p == 0 or value * 100 / p == n))
    lines = [
        Line("Percent means hundredths", rf"\frac{{{shown(p)}}}{{100}} \cdot {shown(n)}", f"{said(p)} percent is {said(p)} hundredths, and of means times"),
        Line("One percent first", rf"= {shown(p)} \cdot {shown(n / 100)}", f"One percent of {said(n)} is {said(n / 100)}"),
        Line("Multiply", f"= ⟦green|{shown(value)}⟧", f"{said(p)} times that is {said(value)}"),
    ]
    return Account(
        KIND, f"{shown(p)} percent of {shown(n)}", f"{shown(p)} % of {shown(n)}", str(value), f"How much is {said(p)} percent of {said(n)}?", rf"{shown(p)}\,\% \text{{ of }} {shown(n)}", rf"{shown(p)}\,\% \text{{ of }} {shown(n)}", lines,
        f"{said(p)} percent of {said(n)} is {said(value)}", rf"{shown(p)}\,\% \text{{ of }} {shown(n)} = ⟦green|{shown(value)}⟧", f"{said(value)} divided by {said(n)} is {said(p)} hundredths again" if n != 0 else "Any share of zero is zero", "divided back", opening="This is what we look for",
    )


def grown(n: sp.Rational, p: sp.Rational, asked: str) -> Account:
    sign = 1 if asked == "up" else -1
    factor = 1 + sign * p / 100
    value = n * factor
    assured(value == n + sign * n * p / 100)
    word = "Increase" if sign > 0 else "Decrease"
    mark = "+" if sign > 0 else "-"
    lines = [
        Line("Share that changes", rf"{shown(p)}\,\% \text{{ of }} {shown(n)} = {shown(n * p / 100)}", f"{said(p)} percent of {said(n)} is {said(n * p / 100)}"),
        Line("Add it" if sign > 0 else "Take it away", rf"{shown(n)} {mark} {shown(n * p / 100)} = ⟦green|{shown(value)}⟧", f"{'Added' if sign > 0 else 'Taken away'}, that makes {said(value)}"),
    ]
    return Account(
        KIND, f"{word} {shown(n)} by {shown(p)} percent", f"{shown(n)} {mark.replace('-', '−')} {shown(p)} %", str(value), f"What is {said(n)}, {'increased' if sign > 0 else 'reduced'} by {said(p)} percent?", rf"{shown(n)} {mark} {shown(p)}\,\%", rf"{shown(n)} {mark} {shown(p)}\,\%", lines,
        f"The result is {said(value)}", rf"{shown(n)} {mark} {shown(p)}\,\% = ⟦green|{shown(value)}⟧", f"Multiplied by {said(factor)} at once, it is the same", f"same in one step", opening="This is what we look for",
    )


def the_whole(part: sp.Rational, p: sp.Rational, asked: str) -> Account:
    value = part * 100 / p
    assured(value * p / 100 == part)
    lines = [
        Line("As an equation", rf"\frac{{{shown(p)}}}{{100}} \cdot x = {shown(part)}", f"{said(p)} hundredths of the unknown are {said(part)}"),
        Line("One percent", rf"\frac{{x}}{{100}} = \frac{{{shown(part)}}}{{{shown(p)}}} = {shown(part / p)}", f"One percent of it is {said(part)} divided by {said(p)}"),
        Line("A hundred percent", rf"x = 100 \cdot {shown(part / p)} = ⟦green|{shown(value)}⟧", "The whole is a hundred times that"),
    ]
    return Account(
        KIND, f"The number of which {shown(part)} is {shown(p)} percent", f"{shown(part)} is {shown(p)} % of what?", str(value), f"{said(part)} is {said(p)} percent of which number?", rf"{shown(p)}\,\% \text{{ of }} x = {shown(part)}", rf"{shown(p)}\,\% \text{{ of }} x = {shown(part)}", lines,
        f"The whole is {said(value)}", f"x = ⟦green|{shown(value)}⟧", f"{said(p)} percent of {said(value)} is {said(part)} again", "put back", opening="This is what we know",
    )


def rate(part: sp.Rational, whole: sp.Rational, asked: str) -> Account:
    value = part * 100 / whole
    assured(whole * value / 100 == part)
    lines = [
        Line("Part over whole", rf"\frac{{{shown(part)}}}{{{shown(whole)}}} = {shown(part / whole)}", f"Divide the part by the whole: {said(part)} by {said(whole)}"),
        Line("In hundredths", rf"{shown(part / whole)} \cdot 100\,\% = ⟦green|{shown(value)}⟧\,\%", f"A hundred times that is the percentage, {said(value)}"),
    ]
    return Account(
        KIND, f"Percentage that {shown(part)} is of {shown(whole)} (the answer is in percent)", f"{shown(part)} out of {shown(whole)} in percent", str(value), f"What percentage of {said(whole)} is {said(part)}?", rf"\frac{{{shown(part)}}}{{{shown(whole)}}} = \;?\,\%", rf"\frac{{{shown(part)}}}{{{shown(whole)}}}", lines,
        f"It is {said(value)} percent", rf"\frac{{{shown(part)}}}{{{shown(whole)}}} = ⟦green|{shown(value)}⟧\,\%", f"{said(value)} percent of {said(whole)} is {said(part)} again", "multiplied back", opening="This is the part over the whole",
    )


def change(old: sp.Rational, new: sp.Rational, asked: str) -> Account:
    difference = new - old
    value = difference * 100 / old
    assured(old * (1 + value / 100) == new)
    if asked == "decrease" and value > 0:
        raise Unsolvable(f"From {shown(old)} to {shown(new)} is an increase, not a decrease: swap the numbers, or ask for the percent change.")
    answer = -value if asked == "decrease" else value
    word = "increase" if value >= 0 else "decrease"
    lines = [
        Line("Difference", rf"{shown(new)} - {shown(old)} = {shown(difference)}", f"The difference is {said(difference)}"),
        Line("Over the old value", rf"\frac{{{shown(difference)}}}{{{shown(old)}}} = {shown(difference / old)}", "Divide it by the old value, not by the new one"),
        Line("In hundredths", rf"{shown(difference / old)} \cdot 100\,\% = ⟦green|{shown(value)}⟧\,\%", f"That is {said(value)} percent"),
    ]
    return Account(
        KIND, f"Percent {'decrease' if asked == 'decrease' else 'change'} from {shown(old)} to {shown(new)} (the answer is in percent)", f"From {shown(old)} to {shown(new)} in percent", str(answer), f"By how many percent does it change from {said(old)} to {said(new)}?", rf"{shown(old)} \to {shown(new)}", rf"{shown(old)} \to {shown(new)}", lines,
        f"It is {'an' if word == 'increase' else 'a'} {word} of {said(abs(value))} percent", rf"{shown(old)} \to {shown(new)}:\quad ⟦green|{shown(value)}⟧\,\%", f"{said(old)} changed by {said(value)} percent gives {said(new)} again", "put back", opening="These are the old and the new value",
    )
