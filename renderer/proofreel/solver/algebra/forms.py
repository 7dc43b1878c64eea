"""Tasks that bring a formula into another form: reading them, comparing values before and after, and the scenes they share."""

import re
from dataclasses import dataclass, field

import mpmath as mp
import sympy as sp

from .. import story
from ..expression import Unreadable, as_typed, parsed
from ..notation import mark, tex, typed_tex
from ..picture import frame, source
from ..speech import spoken
from ..story import Line, Scene, Solution, Step, Unsolvable
from ..words import plain_text
from .conditions import plausible, real_function
from .explain import FAILED
from .telling import half

# Values at which formulas are compared; with several letters each takes another of them.
POINTS = ("0.3719", "1.4371", "2.2913", "-0.7871", "-1.6133", "3.6127", "5.1931", "-4.4177", "0.0917", "7.8311")
FEWEST_POINTS = 3
LEAD = re.compile(r"^(?:(?:can|could|would) you|i (?:want|need|have) to|(?:please )?help me(?: to)?|how (?:do|can|would|to)(?: (?:i|you|we))?|what(?:'s| is| are)|find|give(?: me)?|write|show|get|let'?s)\b[\s:,]*", re.I)
NOUN = re.compile(r"^[\s:,]*(?:out\s+)?(?:(?:fully|completely|this|the|following|algebraic|given|rational|trig(?:onometric)?|radical|polynomial|quadratic|cubic)[\s:,]+)*(?:(?:expression|polynomial|trinomial|binomial|quadratic|formula|fraction|product|brackets|equation|function|root|radical|factors?|expansion)\b)?(?:\s+(?:of|in|for|out))?\s*:?\s*(?:the\s+)?", re.I)
TAIL = re.compile(r"[\s,]*\b(?:completely|fully|as (?:far|much) as possible|over the (?:integers|rationals|rational numbers)|by grouping|into (?:simplest|lowest) (?:form|terms)|to (?:its )?simplest form|and simplify|and collect like terms)$", re.I)
NAMED = re.compile(r"^(?:[a-zA-Z]\s*\(\s*[a-zA-Z]\s*\)|[yfpPqQ])\s*=\s*(?P<f>[^=]+)$")


@dataclass
class Form:
    """A formula as parsed, and as typed in `shown`."""

    value: sp.Expr
    shown: str
    limits: list[tuple[str, sp.Expr]] = field(default_factory=list)
    variable: sp.Symbol = sp.Symbol("x")
    text: str = ""

    @property
    def letters(self) -> list[sp.Symbol]:
        found = set(self.value.free_symbols) | {symbol for _, part in self.limits for symbol in part.free_symbols}
        return sorted(found, key=str)


def form_of(text: str) -> Form:
    """A formula with nothing around it; raises Unreadable."""
    text = text.strip(" .?:;,")
    if found := NAMED.match(text):
        text = found["f"].strip()
    if "=" in text or re.search(r"[<>]", text):
        raise Unreadable("That is an equation: I bring a formula into another form, or solve an equation.")
    read = parsed(text)
    form = Form(read.value, typed_tex(as_typed(text)), read.limits, text=text)
    if form.letters:
        form.variable = next((letter for letter in form.letters if str(letter) in ("x", "t", "y", "z", "u")), form.letters[0])
    return form


def form_in(text: str, verb: re.Pattern[str]) -> Form | None:
    """The formula behind a verb like "factor"; None where the verb is missing, or what follows is no formula."""
    if found := re.match(r"^(?P<f>[^a-z]*[a-z]?.*?)[\s,:]+(?P<verb>expand|simplify|factor|factori[sz]e)$", text, re.I):
        text = f"{found['verb']} {found['f']}"
    body = LEAD.sub("", text)
    body = LEAD.sub("", body)
    found = verb.match(body)
    if not found:
        return None
    body = NOUN.sub("", body[found.end():], count=1)
    for _ in range(2):
        body = TAIL.sub("", body)
    if not body.strip():
        return None
    # "Simplify my life" is not mathematics.
    if not re.search(r"[\d^²³√+*/()=|\\]|(?<![a-zA-Z])[a-zA-Z](?![a-zA-Z])|\b(?:sin|cos|tan|ln|log|sqrt)", body):
        return None
    return form_of(body)


def same_values(before: Form, after: sp.Expr) -> int:
    """At how many points the two agree; raises where they do not, or where there are too few to tell."""
    letters = before.letters
    agreed = 0
    with mp.workdps(30):
        if not letters:
            one, other = sp.N(before.value, 40), sp.N(after, 40)
            if abs(complex(one - other)) > 1e-25 * (1 + abs(complex(one))):
                raise Unsolvable(FAILED)
            return 1
        for shift in range(len(POINTS)):
            point = {letter: sp.Rational(POINTS[(shift + 3 * index) % len(POINTS)]) for index, letter in enumerate(letters)}
            keep = letters[0]
            others = {letter: value for letter, value in point.items() if letter != keep}
            limited = Form(before.value.subs(others), "", [(kind, part.subs(others)) for kind, part in before.limits], keep)
            where = sp.N(point[keep], 30)
            if not plausible(limited, where):
                continue
            one, other = real_function(limited.value, keep)(where), real_function(after.subs(others), keep)(where)
            if one is None:
                continue
            if other is None or abs(one - other) > mp.mpf(10) ** -18 * (1 + abs(one)):
                raise Unsolvable(FAILED)
            agreed += 1
    if agreed < FEWEST_POINTS:
        raise Unsolvable("I can't compare that formula with its result at enough numbers, so I don't show it.")
    return agreed


def told(
    kind: str, form: Form, understood: str, title: str, ask: str, lines: list[Line], answer: sp.Expr | str, result: sp.Expr,
    *, after: str | None = None, extra: Scene | None = None, remark: str | None = None, picture: dict | None = None,
) -> Solution:
    """`result` is what has the same values as the formula; `after` its TeX; `remark` is said of it at the end."""
    agreed = same_values(form, result)
    after = after or tex(result)
    steps, derived = story.derivation(form.shown, lines, ask, opening="We begin with the formula as it stands")
    if len(derived) == 1 and len(lines) > 1:
        middle = (len(lines) + 1) // 2
        derived = [*story.derivation(form.shown, lines[:middle], ask, opening="We begin with the formula as it stands")[1], *story.derivation(lines[middle - 1].tex, lines[middle:], ask, opening="This is where we are")[1]]
        for number, scene in enumerate(derived):
            scene.key = f"step-{number + 1}"
    scenes = [question(form, result, ask, picture), *derived, *([extra] if extra else []), ending(form, result, after, agreed, remark)]
    return Solution(kind, understood, title[:200], str(answer), True, steps or [Step("Read off", form.shown, after)], scenes)


def question(form: Form, result: sp.Expr, ask: str, picture: dict | None) -> Scene:
    scene = Scene("question", "The question", ask)
    if picture:
        scene.split = True
        scene.beat("A product is the area of a rectangle: here are its parts", picture)
        return scene.beat(said_ask(ask), story.formula(form.shown))
    view = frame([form.value], form.variable) if len(form.letters) == 1 and half(form.value) else None
    if view:
        scene.split = True
        scene.beat("This curve shows the values of our formula", story.plot(*view), story.curve(source(form.value, form.variable), "blue", "before"))
        return scene.beat(f"{said_ask(ask)}. The curve must stay the same", story.formula(form.shown))
    scene.beat(said_ask(ask), story.formula(form.shown))
    return scene.beat("It will look different afterwards, but have the same value")


def said_ask(ask: str) -> str:
    return "The task: " + ask[:1].lower() + ask[1:]


def ending(form: Form, result: sp.Expr, after: str, agreed: int, remark: str | None) -> Scene:
    scene = Scene("result", "Result and check", "Show the result and compare it with the formula")
    scene.beat("So this is the result", story.formula(mark("yellow", after)))
    if remark:
        scene.beat(remark)
    if form.letters:
        rows = values_table(form, result)
        shows = [story.table(rows)] if rows else []
        scene.beat("Put numbers into both: before and after give the same", *shows)
    else:
        number = sp.N(result, 8)
        scene.beat("As decimal numbers, before and after are the same", story.formula(rf"{form.shown} \approx {tex(number)}" if not result.is_Rational else rf"{form.shown} = {after}"))
    scene.claim(f"{plain_text(form.value)} equals {plain_text(result)}"[:900], f"Eq({form.value}, {result})", True)
    words = f"compared at {agreed} points" if form.letters else "compared to 25 digits"
    return scene.beat("So the two are the same", story.check(words))


def values_table(form: Form, result: sp.Expr) -> list[list[str]]:
    if len(form.letters) != 1:
        return []
    rows = [[str(form.variable), "before", "after"]]
    for value in (0, 1, 2, 3, 4, 5, sp.Rational(1, 2), 7):
        where = sp.N(value, 30)
        if not plausible(form, where):
            continue
        one, other = real_function(form.value, form.variable)(where), real_function(result, form.variable)(where)
        if one is None or other is None:
            continue
        rows.append([plain_text(sp.sympify(value)), shortly(one), shortly(other)])
        if len(rows) == 3:
            break
    return rows if len(rows) > 2 else []


def shortly(value: mp.mpf) -> str:
    return mp.nstr(value, 6, strip_zeros=True).removesuffix(".0").replace("-", "−")


def said(expr: sp.Expr, most: int = 14) -> str:
    """Words of a formula, or a reference to it where it is long."""
    words = spoken(expr)
    return words if len(words.split()) <= most else "what you see here"
