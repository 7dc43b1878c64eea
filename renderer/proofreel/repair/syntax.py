"""Errors of syntax, one after the other, from what the parser says and the tokens around it.

What no rule covers is a line that can't be read: it is left out and the rest is tried again.
"""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Callable

from .braces import double_tex_braces
from .record import Repair
from .truncated import CLOSERS, scan

# Each round mends one place; a text with more errors than this is no program.
MOST_ROUNDS = 40
MOST_DROPPED = 6
LOOKALIKES = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "−": "-", "–": "-", "—": "-", "×": "*", "÷": "/", "，": ",", "（": "(", "）": ")", "：": ":", "；": ";", "…": "..."}

Fix = Callable[[list[str], int, int, str], "tuple[list[str], str] | None"]


def mend(text: str) -> tuple[str, list[Repair]] | None:
    """Text that parses and what was done for it; None where too little would be left."""
    repairs: list[Repair] = []
    dropped = 0
    for _ in range(MOST_ROUNDS):
        try:
            compile(text, "scene.py", "exec", dont_inherit=True)
            return text, repairs
        except SyntaxError as error:
            line, column, message = error.lineno or 1, error.offset or 1, error.msg
        except (ValueError, RecursionError, MemoryError):
            return None
        lines = text.split("\n")
        line = min(max(line, 1), len(lines))
        for fix in FIXES:
            made = fix(list(lines), line, column, message)
            if made is not None and made[0] != lines:
                lines, what = made
                break
        else:
            dropped += 1
            if dropped > MOST_DROPPED:
                return None
            what = f"the line was left out: {lines[line - 1].strip()[:80]}"
            lines = _dropped(lines, line)
        repairs.append(Repair("syntax", line, what, message))
        text = "\n".join(lines)
    return None


def _dropped(lines: list[str], line: int) -> list[str]:
    old = lines[line - 1]
    kept = old[: len(old) - len(old.lstrip())] + "pass"
    return [*lines[: line - 1], kept if old.strip() != "pass" else "", *lines[line:]]


def _lookalikes(lines: list[str], line: int, column: int, message: str) -> tuple[list[str], str] | None:
    if "invalid character" not in message and "invalid non-printable" not in message:
        return None
    old = lines[line - 1]
    lines[line - 1] = "".join(LOOKALIKES.get(one, one if ord(one) < 128 or one.isalnum() else " ") for one in old)
    return lines, "typographic characters were replaced by those of Python"


def _indentation(lines: list[str], line: int, column: int, message: str) -> tuple[list[str], str] | None:
    if "inconsistent use of tabs" in message:
        return [one.expandtabs(4) for one in lines], "tabs were made spaces"
    if "expected an indented block" in message:
        found = re.search(r"on line (\d+)", message)
        header = int(found[1]) if found else line - 1
        old = lines[header - 1]
        indent = old[: len(old) - len(old.lstrip())]
        # On the header's own line, so that those after it keep their numbers.
        if old.rstrip().endswith(":"):
            lines[header - 1] = old.rstrip() + " pass"
            return lines, "the empty block got a body"
        return [*lines[:header], indent + "    pass", *lines[header:]], "the empty block got a body"
    if "unexpected indent" in message or "unindent does not match" in message:
        before = next((one for one in reversed(lines[: line - 1]) if one.strip() and not one.strip().startswith("#")), "")
        indent = len(before) - len(before.lstrip())
        if "unindent" in message:
            own = len(lines[line - 1]) - len(lines[line - 1].lstrip())
            levels = sorted({len(one) - len(one.lstrip()) for one in lines[: line - 1] if one.strip()}, key=lambda level: abs(level - own))
            indent = levels[0] if levels else 0
        lines[line - 1] = " " * indent + lines[line - 1].lstrip()
        return lines, "the line was indented as the one before it"
    return None


def _colon(lines: list[str], line: int, column: int, message: str) -> tuple[list[str], str] | None:
    if "expected ':'" not in message:
        return None
    code, _, comment = lines[line - 1].partition("  #")
    lines[line - 1] = code.rstrip() + ":" + (f"  #{comment}" if comment else "")
    return lines, "the missing ':' was written"


def _brackets(lines: list[str], line: int, column: int, message: str) -> tuple[list[str], str] | None:
    if message.startswith("unmatched") or "does not match opening" in message:
        old = lines[line - 1]
        at = column - 1
        if at < len(old) and old[at] in ")]}":
            wanted = re.search(r"opening parenthesis '(.)'", message)
            lines[line - 1] = old[:at] + (CLOSERS[wanted[1]] if wanted else "") + old[at + 1 :]
            return lines, "a bracket that closes nothing was replaced" if wanted else "a bracket that closes nothing was removed"
        return None
    if "was never closed" not in message and "Perhaps you forgot a comma" not in message and message != "invalid syntax":
        return None
    return _close_forgotten(lines, line)


def _close_forgotten(lines: list[str], line: int) -> tuple[list[str], str] | None:
    """A bracket that is open where the next statement begins is closed before it."""
    stack: list[tuple[str, int]] = []
    tokens, _ = scan("\n".join(lines) + "\n")
    for at, token in enumerate(tokens):
        if stack and token.type not in (tokenize.NL, tokenize.COMMENT) and token.string not in CLOSERS.values():
            opened = lines[stack[0][1] - 1]
            first_of_line = not lines[token.start[0] - 1][: token.start[1]].strip()
            indent = len(opened) - len(opened.lstrip())
            if first_of_line and token.start[0] > stack[0][1] and token.start[1] <= indent:
                end = tokens[at - 1].start[0] if tokens[at - 1].type == tokenize.NL else token.start[0] - 1
                while end > 1 and not lines[end - 1].split("#")[0].strip():
                    end -= 1
                closing = "".join(CLOSERS[one] for one, _ in reversed(stack))
                last = [one for one in tokens[:at] if one.end[0] == end and one.type not in (tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT)]
                column = last[-1].end[1] if last else len(lines[end - 1])
                colon = column and lines[end - 1][column - 1] == ":"
                column -= 1 if colon else 0
                lines[end - 1] = lines[end - 1][:column].rstrip().rstrip(",") + closing + lines[end - 1][column:]
                return lines, f"the missing '{closing}' was written"
        if token.type == tokenize.OP and token.string in CLOSERS:
            stack.append((token.string, token.start[0]))
        elif token.type == tokenize.OP and token.string in CLOSERS.values() and stack:
            stack.pop()
    return None


def _strings(lines: list[str], line: int, column: int, message: str) -> tuple[list[str], str] | None:
    if "unterminated string literal" not in message:
        return None
    old = lines[line - 1]
    quote = next((one for one in old[column - 1 :] if one in "\"'"), '"')
    # The string may go on: a line break was written where \n was meant.
    for more in range(1, 4):
        if line - 1 + more < len(lines) and quote in lines[line - 1 + more]:
            joined = "\\n".join([old.rstrip(), *[one.strip() for one in lines[line : line + more]]])
            try:
                ast.parse(_opened(joined))
            except SyntaxError:
                continue
            return [*lines[: line - 1], joined, *[""] * more, *lines[line + more :]], "the string's line break was written as \\n"
    found = re.match(r"(.*?)([)\]}]*,?)\s*$", old, re.DOTALL)
    body, tail = (found[1], found[2]) if found else (old, "")
    lines[line - 1] = body + quote + tail
    return lines, "the string was closed at the end of its line"


def _opened(line: str) -> str:
    """A line with its brackets closed, so that it parses where it is only the begin of a call."""
    stack: list[str] = []
    tokens, _ = scan(line.strip() + "\n")
    for token in tokens:
        if token.type == tokenize.OP and token.string in CLOSERS:
            stack.append(token.string)
        elif token.type == tokenize.OP and token.string in CLOSERS.values() and stack:
            stack.pop()
    return line.strip().rstrip(",") + "".join(CLOSERS[one] for one in reversed(stack))


def _f_strings(lines: list[str], line: int, column: int, message: str) -> tuple[list[str], str] | None:
    if not message.startswith("f-string"):
        return None
    made = double_tex_braces("\n".join(lines), None if line >= len(lines) else line) or double_tex_braces("\n".join(lines), None)
    return None if made is None else (made.split("\n"), "TeX braces in an f-string were doubled")


def _arguments(lines: list[str], line: int, column: int, message: str) -> tuple[list[str], str] | None:
    """A keyword that is given twice, and a positional argument after keywords."""
    from .arguments import drop_repeated, move_positional

    if message.startswith("keyword argument repeated"):
        made = drop_repeated("\n".join(lines), message.rsplit(" ", 1)[-1], line)
        return None if made is None else (made.split("\n"), "a keyword that was given twice was left out once")
    if message.startswith("positional argument follows"):
        made = move_positional("\n".join(lines), line)
        return None if made is None else (made.split("\n"), "a positional argument was moved before the keywords")
    return None


FIXES: tuple[Fix, ...] = (_lookalikes, _indentation, _colon, _f_strings, _arguments, _strings, _brackets)
