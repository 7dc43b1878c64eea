"""Dice: every outcome is listed and counted; checked by building up the distribution die by die."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from .. import story
from ..problem import Problem, Unsupported
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .wording import ASKED, TWISTED, about, comparison, probability_tex, ratio_tex, said, tidied

KIND = "dice"
HELP = ""
WHOLE = True

KINDS_OF = r"(?:(?:fair|standard|regular|ordinary|normal|6[- ]sided|sided|different|distinct|identical|balanced|red|blue)[ -]+)*"
HELPS = "I work out probabilities of sums, faces and equal numbers of dice: try the probability that the sum of two dice is 7."


@dataclass
class Event:
    """What counts: folded die by die from `start` by `step`, and judged at the end by `holds`."""

    said: str
    start: object
    step: Callable
    holds: Callable
    sums: bool = False


def read(text: str, named: str | None) -> Problem | None:
    low = tidied(text)
    if not ASKED.search(low) or not re.search(r"\bdice\b|\bdie\b|\bd6\b", low) and not re.search(r"\broll(?:s|ed|ing)?\b.*(?:\b[1-6]|sixes\b)|\b(?:[1-6]|sixes)\b.*\brolls\b", low):
        return None
    if TWISTED.search(low) or re.search(r"\bcoin|\bcards?\b|\bspinner|\bgame\b|\bbayes", low):
        raise Unsupported(HELPS)
    sides = 6
    if m := re.search(r"\b(\d+)[- ]sided\b|\bd(4|6|8|10|12|20)\b", low):
        sides = int(m[1] or m[2])
        low = low.replace(m.group(), "sided")
    count = count_of(low)
    if count == 1 and not re.search(r"\bdice\b|\bdie\b", low) and (m := re.search(r"\b(\d+) (?:[1-6]|sixe|one|two|three|four|five)'?s\b", low)):
        count = int(m[1])
    event = event_of(low, count, sides)
    if event is None:
        raise Unsupported(HELPS)
    return Problem(KIND, [count, sides], given={"event": event})


def count_of(low: str) -> int:
    if re.search(r"\bpair of (?:\w+ )?dice|\bboth (?:the )?dice", low):
        return 2
    if m := re.search(rf"\b(\d+) {KINDS_OF}(?:dice|die)\b", low):
        if int(m[1]) > 1 and re.search(r"\b\d+ times\b", low):
            raise Unsupported(HELPS)
        if int(m[1]) > 1:
            return int(m[1])
    if m := re.search(r"\b(\d+) times\b|\bin (\d+) (?:rolls|throws|tosses)\b|\b(\d+) (?:rolls|throws|tosses)\b|\b(\d+) successive", low):
        return int(next(g for g in m.groups() if g))
    if re.search(r"\bdice\b", low) and not re.search(r"\b(?:a|1|single|one) (?:\w+[- ])*dice\b", low):
        raise Unsupported("How many dice are rolled? Say it, like: the probability that the sum of two dice is 7.")
    return 1


def clause(low: str) -> str:
    """What is asked about, without how the dice are rolled."""
    text = re.sub(r"\bwhat(?:'s| is| are)?\b|\bthe\b|\bfind\b|\bprobability\b|\bchances?\b|\blikelihood\b|\bthat\b|\bhow likely\b|\bis it\b", " ", low)
    text = re.sub(rf"\b(?:when|if|by|on|after|from|with|in)?\s*(?:you |i |we |one )?\b(?:roll|throw|toss)(?:s|ing|ed|n)?\b\s*(?:a |an )?(?:pair of |\d+ )?{KINDS_OF}(?:dice|die)\b(?:\s*(?:is|are)?\s*(?:rolled|thrown|tossed))?(?: \d+ times)?", " ", text)
    text = re.sub(rf"\b(?:a |pair of |\d+ )?{KINDS_OF}\b(?:dice|die)\b\s*(?:(?:is|are)\s*)?(?:rolled|thrown|tossed)?(?:\s*(?:\d+ times))?", " ", text)
    text = re.sub(r"\b(?:in|on|after|of|from|over)\s+(?:a )?(?:\d+ )?(?:single )?(?:rolls?|throws?|tosses|toss)\b|\b\d+ times\b|\b\d+ (?:rolls|throws|tosses)\b", " ", text)
    return re.sub(r"\s+(?:with|using|on|from)$", "", " ".join(text.split()))


def event_of(low: str, count: int, sides: int) -> Event | None:
    asked = clause(low)
    if re.search(r"\bsum\b|\btotal\b|\badd(?:s|ing)? (?:up )?to\b", asked):
        if re.search(r"\bdifference|\bproduct|\bat least (?:a|1|one) \d|\bdoubles?\b|\bboth\b.*\bsum\b|\bor (?:doubles|a double)", asked):
            return None
        compared = comparison(re.sub(r".*?\b(?:sum|total|add(?:s|ing)? (?:up )?to)\b", "", asked, count=1)) or comparison(asked)
        return compared and Event(f"the sum is {compared.said}", 0, lambda total, face: total + face, compared.holds, True)
    if re.search(r"\bproduct\b", asked):
        compared = comparison(re.sub(r".*?\bproduct\b", "", asked, count=1))
        return compared and Event(f"the product is {compared.said}", 1, lambda total, face: total * face, compared.holds)
    if re.search(r"\bdifference\b|\blarger\b|\bmaximum\b|\bminimum\b|\bhighest\b|\blowest\b|\bincreasing\b|\bfirst\b|\bsecond\b|\bconsecutive\b", asked):
        return None
    if count > 1 and re.search(r"\bdoubles?\b|\bsame\b|\bidentical\b|\bmatch|\bequal (?:numbers|values|faces)|\ba pair\b", asked):
        if re.search(r"\bat least\b|\bnot\b|\bno\b", asked) or count > 2 and not re.search(r"\ball\b|\bsame\b", asked):
            return None
        return Event("all show the same number", None, lambda seen, face: face if seen is None or seen == face else 0, lambda seen: seen != 0)
    if count > 1 and re.search(r"\b(?:all )?(?:different|distinct|unequal)\b", asked):
        return Event("all numbers are different", frozenset(), lambda seen, face: None if seen is None or face in seen else seen | {face}, lambda seen: seen is not None)
    if count > 1 and (m := re.search(r"^(?:of )?(?:getting |rolling )?an? (\d+)$", asked)) and int(m[1]) > sides:
        return Event(f"the sum is {m[1]}", 0, lambda total, face: total + face, lambda v: v == int(m[1]), True)
    if count > 1 and low and (m := re.search(r"\ban? (\d+)\b.*\b(?:in a row|in row|each time|every time|both times|on each|on every)", asked)):
        face_wanted = int(m[1])
        return Event(f"{'both' if count == 2 else 'all'} show a {face_wanted}", 0, lambda k, face: k + (face == face_wanted), lambda k: k == count) if face_wanted <= sides else None
    if count == 1:
        if re.search(r"\bnot\b|\bisn't\b|\bother than\b", asked):
            m = re.search(r"(?:not|isn't|other than)(?: (?:get|roll|rolling|getting|show|a|an|be))*\s+(\d+)\b", asked)
            if not m:
                return None
            return Event(f"it is not {m[1]}", 0, lambda total, face: face, lambda v: v != int(m[1]))
        compared = comparison(asked)
        if re.search(r"\b(?:even|odd|prime)\b.*\b(?:and|or)\b|\b(?:and|or)\b.*\b(?:even|odd|prime)\b", asked):
            return None
        return compared and Event(f"it is {compared.said.removeprefix('exactly ')}", 0, lambda total, face: face, compared.holds)
    return several(asked, count, sides)


def several(asked: str, count: int, sides: int) -> Event | None:
    """How many of the dice show something."""
    asked = re.sub(r"\b([1-9])(?:'?e?s)\b", r"face\1", asked).replace("sixes", "face6")
    asked = re.sub(r"\bones\b|\b1's\b", "face1", re.sub(r"\btwos\b", "face2", re.sub(r"\bthrees\b", "face3", re.sub(r"\bfours\b", "face4", re.sub(r"\bfives\b", "face5", asked)))))
    if m := re.search(r"\b(both|all|every|each|none|neither|no)\b.*?\b(even|odd|prime)\b", asked):
        test = {"even": lambda f: f % 2 == 0, "odd": lambda f: f % 2 == 1, "prime": lambda f: sp.isprime(f)}[m[2]]
        want = 0 if m[1] in ("none", "neither", "no") else count
        return Event(f"{'none' if want == 0 else 'both' if count == 2 else 'all'} of the numbers {'are' if want else 'is'} {m[2]}", 0, lambda k, face: k + bool(test(face)), lambda k: k == want)
    if m := re.search(r"\bat least (?:a|an|1) (even|odd|prime)\b", asked):
        test = {"even": lambda f: f % 2 == 0, "odd": lambda f: f % 2 == 1, "prime": lambda f: sp.isprime(f)}[m[1]]
        return Event(f"at least one number is {m[1]}", 0, lambda k, face: k + bool(test(face)), lambda k: k >= 1)
    if re.search(r"\beven\b|\bodd\b|\bprime\b|\b(?:greater|more|less|higher|lower) than\b", asked):
        return None
    if m := re.search(r"\b(?:both|all)\b(?: \w+)*? (?:face)?(\d+)\b", asked):
        face, holds, words = int(m[1]), (lambda k: k == count), f"{'both' if count == 2 else 'all'} show"
    elif m := re.search(r"\b(?:no|not (?:getting |rolling )?(?:a |any )?|without (?:a |any )?|0)\s*(?:face)?(\d+)\b", asked):
        face, holds, words = int(m[1]), (lambda k: k == 0), "none shows"
    elif m := re.search(r"\b(at least|at most|exactly|precisely|only|more than|fewer than|less than)\s+(a|an|\d+)\s+(?:of (?:them|the numbers) (?:is|shows|are) )?(?:a )?(?:face)?(\d+)\b", asked):
        amount = 1 if m[2] in ("a", "an") else int(m[2])
        face = int(m[3])
        holds = {"at least": lambda k: k >= amount, "at most": lambda k: k <= amount, "more than": lambda k: k > amount, "fewer than": lambda k: k < amount, "less than": lambda k: k < amount}.get(m[1], lambda k: k == amount)
        words = f"{m[1]} {amount} show{'s' if amount == 1 else ''}"
    elif m := re.search(r"\b(\d+)\s+face(\d+)\b", asked):
        amount, face = int(m[1]), int(m[2])
        holds, words = (lambda k: k == amount), f"exactly {amount} show{'s' if amount == 1 else ''}"
    else:
        return None
    if not 1 <= face <= sides or re.search(r"\bor\b|\band\b", asked):
        return None
    return Event(f"{words} a {face}", 0, lambda k, f: k + (f == face), holds)


def distribution(event: Event, count: int, sides: int) -> dict:
    found = {event.start: 1}
    for _ in range(count):
        step: dict = {}
        for state, ways in found.items():
            for face in range(1, sides + 1):
                new = event.step(state, face)
                step[new] = step.get(new, 0) + ways
        found = step
    return found


def solve(problem: Problem) -> Solution:
    (count, sides), event = problem.expressions, problem.given["event"]
    if sides**count > 60_000 or not 2 <= sides <= 100:
        raise Unsolvable("I list every outcome of the dice, and that would be too many: try up to six dice.")
    favourable = []
    for faces in itertools.product(range(1, sides + 1), repeat=count):
        state = event.start
        for face in faces:
            state = event.step(state, face)
        if event.holds(state):
            favourable.append(faces)
    total = sides**count
    found = distribution(event, count, sides)
    assured(sum(found.values()) == total and sum(ways for state, ways in found.items() if event.holds(state)) == len(favourable))
    value = sp.Rational(len(favourable), total)
    dice = "one die" if count == 1 else f"{count} dice"
    usual = "" if sides == 6 else f" with {sides} sides"
    lines = [Line("All outcomes", rf"{sides}^{{{count}}} = {total}" if count > 1 else str(total), f"{'Each die' if count > 1 else 'The die'} shows one of {sides} numbers, so there are {total} outcomes, all equally likely")]
    if count > 1 and len(favourable) <= 12 and favourable:
        shown = r",\ ".join(f"({', '.join(map(str, faces))})" for faces in favourable[:6])
        lines.append(Line("Those that count", shown + (r",\ \dots" if len(favourable) > 6 else ""), f"In {len(favourable)} of them, {event.said}"))
    else:
        lines.append(Line("Those that count", str(len(favourable)), f"In {len(favourable)} of them, {event.said}"))
    lines.append(Line("Divide", f"P = {ratio_tex(len(favourable), total)}", "The probability is their share"))
    picture, found_too = drawn(event, count, sides, favourable, found)
    return tell(Account(
        KIND, f"Probability, with {dice}{usual}, that {event.said}", f"With {dice}: {event.said}", str(value), f"How likely is it, with {dice}{usual}, that {event.said}?", r"P = \frac{\text{outcomes that count}}{\text{all outcomes}}", r"P = \frac{\text{outcomes that count}}{\text{all outcomes}}", lines,
        f"The probability is {said(value)}, {about(value)}", f"P = {probability_tex(value)}", "Built up die by die instead of listed, the count is the same", "same die by die", opening="All outcomes are equally likely, so we count",
        picture=picture, found=found_too, aside=aside(event, count, sides) if picture else "",
    ))


def aside(event: Event, count: int, sides: int) -> str:
    if count == 2:
        return f"Here are all outcomes, one die down and one across{', with their sums' if event.sums else ''}. Those that count are marked"
    return "Here are the numbers of the die. Those that count are marked" if count == 1 else "Here are all sums, each as high as it has ways. Those that count are marked"


def drawn(event: Event, count: int, sides: int, favourable: list, found: dict) -> tuple[list[dict], list[dict]]:
    if count == 1 and sides <= 8:
        return [story.grid([[str(face) for face in range(1, sides + 1)]], [(0, faces[0] - 1) for faces in favourable])], []
    if count == 2 and sides <= 8:
        rows = [[str(a + b) if event.sums else f"{a},{b}" for b in range(1, sides + 1)] for a in range(1, sides + 1)]
        return [story.grid(rows, [(a - 1, b - 1) for a, b in favourable])], []
    if event.sums and len(found) <= 24:
        sums = sorted(found)
        top = max(found.values())
        return [story.plot((sums[0] - 1, sums[-1] + 1), (0, top * 1.1)), story.bars([(s, found[s]) for s in sums], [k for k, s in enumerate(sums) if event.holds(s)])], []
    return [], []
