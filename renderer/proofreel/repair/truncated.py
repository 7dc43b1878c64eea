"""Code that was cut off by a limit of length, told apart from code with an error in it."""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass

from .extract import parses
from .record import Repair

CLOSERS = {"(": ")", "[": "]", "{": "}"}


@dataclass
class Cut:
    """Where the text ends in the middle of something; `line` is where the unfinished statement begins, from 1."""

    line: int
    what: str


def scan(text: str) -> tuple[list[tokenize.TokenInfo], str | None]:
    """The tokens up to where the text stops being tokens, and why it does."""
    found: list[tokenize.TokenInfo] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            found.append(token)
    except (tokenize.TokenError, IndentationError, SyntaxError) as error:
        return found, str(error)
    return found, None


def find_cut(text: str) -> Cut | None:
    """Whether the text ends too early: inside a bracket or a string, after a header, in the middle of an expression.

    A bracket that was forgotten in the middle is none: after it, statements go on at its own indentation.
    """
    stripped = text.rstrip()
    if not stripped or parses(text):
        return None
    lines = stripped.split("\n")
    opened = _open_brackets(stripped)
    if opened:
        start = _statement_start(lines, opened[0][1])
        indent = _indent(lines[start - 1])
        for line in lines[start:]:
            if line.strip() and _indent(line) <= indent and line.strip()[0] not in ")]}#":
                return None
        return Cut(start, f"a '{opened[-1][0]}' is open at its end")
    if _in_long_string(stripped):
        tokens, _ = scan(stripped)
        at = tokens[-1].end[0] if tokens else 1
        return Cut(_statement_start(lines, min(at, len(lines))), "a string is open at its end")
    last = len(lines)
    start = _statement_start(lines, last)
    head = "\n".join(lines[: start - 1])
    if lines[-1].rstrip().endswith(":") and parses("\n".join([*lines, _spaces(lines[-1]) + "    pass"])):
        return Cut(start, "a header has no body at its end")
    if _parses_when_closed(head) and _ends_unfinished(stripped):
        return Cut(start, "its last statement is not finished")
    return None


def _ends_unfinished(text: str) -> bool:
    """Whether the error is that the text ends, and not that its last statement is wrong."""
    try:
        ast.parse(text)
    except SyntaxError as error:
        if "unterminated string" in error.msg:
            return True
        return not error.msg.startswith("f-string") and text[-1] not in ")]}\"'"
    return False


def complete(text: str, cut: Cut) -> tuple[str, list[Repair]]:
    """Closes what can be closed without guessing, else leaves the unfinished statement out."""
    lines = text.rstrip().split("\n")
    repairs = [Repair("truncated", len(lines), f"the code was cut off: {cut.what}", "a model's answer ended at its limit of length")]
    for candidate, what in _candidates(lines, cut):
        if _parses_when_closed(candidate):
            repairs.append(Repair("truncated", cut.line, what, "what follows it was never written"))
            return _with_bodies(candidate), repairs
    while lines and not _parses_when_closed("\n".join(lines)):
        lines.pop()
    repairs.append(Repair("truncated", len(lines) + 1, "the unfinished end was left out", "it can't be read"))
    return _with_bodies("\n".join(lines)), repairs


def _candidates(lines: list[str], cut: Cut) -> list[tuple[str, str]]:
    head, statement = lines[: cut.line - 1], "\n".join(lines[cut.line - 1 :])
    found = []
    closed = _closed_after_comma(statement)
    if closed is not None:
        found.append(("\n".join([*head, closed]), "the last statement was closed after its last whole argument"))
    found.append(("\n".join(head), "the unfinished last statement was left out"))
    return found


def _closed_after_comma(statement: str) -> str | None:
    """`f(a, g(b, c` becomes `f(a, g(b))`; None where no argument is whole."""
    tokens, _ = scan(statement)
    stack: list[str] = []
    best: tuple[tuple[int, int], list[str]] | None = None
    for token in tokens:
        if token.type != tokenize.OP:
            continue
        if token.string in CLOSERS:
            stack.append(token.string)
        elif token.string in CLOSERS.values():
            if not stack:
                return None
            stack.pop()
            if stack and token.string != ":":
                continue
        elif token.string == "," and stack:
            best = (token.start, list(stack))
    if best is None or not stack:
        return None
    (row, column), open_then = best
    if not set(open_then) <= {"(", "["} or "lambda" in statement.split("\n")[row - 1]:
        return None
    rows = statement.split("\n")[:row]
    rows[-1] = rows[-1][:column]
    return "\n".join(rows) + "".join(CLOSERS[one] for one in reversed(open_then))


def _open_brackets(text: str) -> list[tuple[str, int]]:
    stack: list[tuple[str, int]] = []
    tokens, _ = scan(text + "\n")
    for token in tokens:
        if token.type != tokenize.OP:
            continue
        if token.string in CLOSERS:
            stack.append((token.string, token.start[0]))
        elif token.string in CLOSERS.values() and stack:
            stack.pop()
    return stack


def _in_long_string(text: str) -> bool:
    _, reason = scan(text)
    return reason is not None and "multi-line string" in reason


def _statement_start(lines: list[str], line: int) -> int:
    """The first line of the logical line that holds `line`."""
    tokens, _ = scan("\n".join(lines) + "\n")
    start = 1
    fresh = True
    for token in tokens:
        if token.type in (tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
            continue
        if fresh:
            if token.start[0] > line:
                break
            start = token.start[0]
        fresh = token.type == tokenize.NEWLINE
    return start


def _parses_when_closed(text: str) -> bool:
    return parses(text) or parses(_with_bodies(text))


def _with_bodies(text: str) -> str:
    """Gives the headers at the end a body."""
    for _ in range(6):
        if parses(text):
            return text
        lines = text.rstrip().split("\n")
        last = next((line for line in reversed(lines) if line.strip() and not line.strip().startswith("#")), "")
        if last.rstrip().endswith(":"):
            text = text.rstrip() + "\n" + _spaces(last) + "    pass\n"
        else:
            try:
                ast.parse(text)
            except SyntaxError as error:
                if "expected 'except' or 'finally'" not in str(error.msg):
                    return text
                tries = [line for line in lines if line.strip() == "try:"]
                if not tries:
                    return text
                text = text.rstrip() + "\n" + _spaces(tries[-1]) + "finally:\n" + _spaces(tries[-1]) + "    pass\n"
    return text


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _spaces(line: str) -> str:
    return line[: _indent(line)]
