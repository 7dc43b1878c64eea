"""Whole numbers in other bases, by division or by place values; checked by Python's own conversion and back again."""

import re

from ..problem import Problem, Unsupported
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell

KIND = "number_base"
HELP = ""
WHOLE = True

NAMES = {"binary": 2, "ternary": 3, "octal": 8, "oct": 8, "decimal": 10, "denary": 10, "hexadecimal": 16, "hex": 16}
BASE = rf"(?:{'|'.join(NAMES)}|base[- ]?(?:\d+|ten|two|three|five|eight|sixteen)|\d+)"
DIGITS = "0123456789ABCDEF"
SPELLED = {"ten": 10, "two": 2, "three": 3, "five": 5, "eight": 8, "sixteen": 16}
NUMBER = r"(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|[0-9][0-9A-Fa-f]*|[A-Fa-f][0-9A-Fa-f]*[0-9][0-9A-Fa-f]*|[A-F]+)"


def base_of(name: str) -> int:
    name = name.lower().strip()
    if name in NAMES:
        return NAMES[name]
    last = re.sub(r"base[- ]?", "", name)
    return SPELLED.get(last) or int(last)


def read(text: str, named: str | None) -> Problem | None:
    named_base = rf"(?:{'|'.join(NAMES)}|base[- ]?(?:\d+|ten|two|three|five|eight|sixteen))"
    if not re.search(rf"\b{named_base}\b|0[xb][0-9a-f]+|\d_\{{?\d", text, re.I) or re.search(r"\bdecimal (?:places?|point|form|expansion)|\bbinary (?:search|tree|operation|relation)|\btriangle|\blog|\bprism|\bpyramid|\bhex(?:agon|adecagon)", text, re.I):
        return None
    source: int | None = None
    target: int | None = None
    number = ""
    rest = text
    if m := re.search(rf"\b({NUMBER})\s*_\s*\{{?\s*(\d+)\s*\}}?", rest):
        number, source = m[1], int(m[2])
    elif m := re.search(rf"\b({NUMBER})\s*,?\s*\(?\s*(?:in|from|which is|written in|is in)?\s*({named_base})\s*\)?\s*(?:number|numeral|notation)?\s*,?\s*(?:\b(?:to|into|in|as)\b)", rest, re.I):
        number, source = m[1], base_of(m[2])
    elif m := re.search(rf"\b({named_base})\s*(?:number|numeral|value)?:?\s+({NUMBER})\b(?!\s*(?:to|in|into)?\s*base)?", rest, re.I):
        if not re.search(rf"(?:to|into|in|as)\s+(?:a |an )?$", rest[: m.start()], re.I):
            number, source = m[2], base_of(m[1])
    if number:
        rest = rest[: m.start()] + " NUMBER " + (" to " if re.search(r"\b(?:to|into|in|as)$", m.group(), re.I) else "") + rest[m.end():]
    if m := re.search(rf"\bfrom\s+({named_base})\b", rest, re.I):
        source = base_of(m[1])
        rest = rest[: m.start()] + rest[m.end():]
    if (m := re.search(rf"\b(?:to|into|in|as)\s+(?:a |an |its )?({named_base})\b", rest, re.I)) or (m := re.search(rf"\b({named_base})\s+(?:representation|form|expansion|notation|equivalent|value|digits)\s+(?:of|for)\b", rest, re.I)) or (m := re.search(rf"\b({named_base})\s+(?:of|for)\b", rest, re.I)):
        target = base_of(m[1])
        rest = rest[: m.start()] + " TARGET " + rest[m.end():]
    if not number:
        found = re.findall(rf"(?<![\w.,-])({NUMBER})(?![\w]|[.,]\d)", re.sub(r"\b(?:a|add|be|bad|face|dad|fed|A)\b", " ", rest))
        if re.search(r"\d\.\d", rest):
            raise Unsupported("I convert whole numbers between bases: write one without a decimal point.")
        if len(found) != 1:
            return None
        number = found[0]
    if re.search(r"[-+*/^]\s*(?:NUMBER|\d)|\d\s*[-+*/^]", rest):
        raise Unsupported("I convert one whole number at a time between bases, without a sign and without arithmetic.")
    prefix = {"0x": 16, "0b": 2, "0o": 8}.get(number[:2].lower())
    if prefix and (source in (None, prefix)):
        source, number = prefix, number[2:]
    if target is None and source not in (None, 10):
        target = 10
    if target is None:
        return None
    understood = source is None
    if source is None:
        source = 10
        if target == 10:
            if not re.fullmatch("[01]{4,}", number):
                raise Unsupported("Say in which base the number is written, like: convert 1011 from binary to decimal.")
            source = 2
    if source == target:
        return None
    return Problem(KIND, [number.upper()], given={"from": source, "to": target, "guessed": understood})


def digits_of(value: int, base: int) -> str:
    text = ""
    while value:
        text = DIGITS[value % base] + text
        value //= base
    return text or "0"


def solve(problem: Problem) -> Solution:
    number, source, target = problem.expressions[0], problem.given["from"], problem.given["to"]
    if not all(2 <= b <= 16 for b in (source, target)):
        raise Unsolvable("I convert between the bases from 2 to 16.")
    wrong = next((d for d in number if DIGITS.index(d) >= source), None)
    if wrong:
        raise Unsolvable(f"The digit {wrong} does not exist in base {source}: check the number or its base.")
    if len(number) > 24:
        raise Unsolvable("I convert numbers of up to 24 digits.")
    value = sum(DIGITS.index(d) * source**k for k, d in enumerate(reversed(number)))
    if value > 10**12:
        raise Unsolvable("I convert numbers up to 1,000,000,000,000.")
    found = digits_of(value, target)
    assured(int(number, source) == value and int(found, target) == value)
    lines: list[Line] = []
    if source != 10:
        places = [(DIGITS.index(d), len(number) - 1 - k) for k, d in enumerate(number) if d != "0"] or [(0, 0)]
        if len(places) <= 6:
            lines.append(Line("Place values", " + ".join(rf"{d} \cdot {source}^{{{k}}}" for d, k in places), f"Each place counts a power of {source}: the last one ones, the one before it {source}, and so on"))
            lines.append(Line("Work out the powers", " + ".join(str(d * source**k) for d, k in places) + f" = ⟦yellow|{value}⟧", f"Added up, that makes {value}"))
        else:
            half = len(places) // 2
            lines.append(Line("Place values", " + ".join(rf"{d} \cdot {source}^{{{k}}}" for d, k in places[:3]) + r" + \cdots", f"Each place counts a power of {source}: the last one ones, the one before it {source}, and so on"))
            for part in (places[:half], places[half:]):
                lines.append(Line("Work out the powers", " + ".join(str(d * source**k) for d, k in part) + f" = {sum(d * source**k for d, k in part)}", "Add the first places" if part is not places[half:] and part == places[:half] else "And the others"))
            lines.append(Line("Add up", f"= ⟦yellow|{value}⟧", f"Together that makes {value}"))
    if target != 10:
        rest, rows = value, []
        while rest:
            rows.append((rest, rest // target, rest % target))
            rest //= target
        shown = rows if len(rows) <= 8 else [*rows[:4], *rows[-2:]]
        for position in range(0, len(shown), 2):
            pair = shown[position : position + 2]
            tex = r",\quad ".join(rf"{a} = {q} \cdot {target} + ⟦yellow|{r}⟧" for a, q, r in pair)
            lines.append(Line(f"Divide by {target}", tex, f"Divide by {target} and keep the remainder" if not position else "Divide what came out in the same way" if position == 2 else "And on, until nothing is left"))
        lines.append(Line("Remainders from the last to the first", rf"{value} = ⟦green|{plain(found)}⟧_{{{target}}}", "The remainders, read from the last to the first, are the digits"))
    answer = found if not re.search("[A-F]", found) and target != 16 else f"0x{found}" if target == 16 else found
    start = rf"{plain(number)}_{{{source}}}"
    return tell(Account(
        KIND, f"{number} from base {source} to base {target}" + (f" ({found})" if target == 16 else ""), f"{number} from base {source} to base {target}", answer, f"How is the number {spelled(number)}, of base {source}, written in base {target}?", start, start, lines,
        f"In base {target} it is {spelled(found)}", rf"{start} = ⟦green|{plain(found)}⟧_{{{target}}}", "Turned back, it is the number we began with", "turned back", opening=f"This is the number in base {source}",
    ))


def plain(number: str) -> str:
    return rf"\mathrm{{{number}}}" if re.search("[A-F]", number) else number


def spelled(number: str) -> str:
    return number if number.isdigit() and len(number) <= 4 and not set(number) <= set("01") else " ".join(number)
