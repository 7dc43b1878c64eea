"""Arguments of calls in text that does not parse yet, found by its tokens."""

from __future__ import annotations

import tokenize
from dataclasses import dataclass

from .truncated import CLOSERS, scan


@dataclass
class Argument:
    """Its text from `start` to `end` (row from 1, column from 0) and its keyword."""

    start: tuple[int, int]
    end: tuple[int, int]
    keyword: str | None


def drop_repeated(text: str, keyword: str, line: int) -> str | None:
    """Leaves out the second `keyword=` of the call on a line."""
    for call in _calls(text):
        same = [one for one in call if one.keyword == keyword]
        if len(same) > 1 and call[0].start[0] <= line <= call[-1].end[0] + 1:
            at = call.index(same[1])
            return _cut(text, call[at - 1].end, same[1].end)
    return None


def move_positional(text: str, line: int) -> str | None:
    """Puts a positional argument before the keywords; a colour becomes the keyword that it was meant as."""
    for call in _calls(text):
        first = next((at for at, one in enumerate(call) if one.keyword), None)
        if first is None or not call[0].start[0] <= line <= call[-1].end[0] + 1:
            continue
        late = next((one for one in call[first:] if one.keyword is None and not _slice(text, one.start, one.end).startswith("*")), None)
        if late is None:
            continue
        said = _slice(text, late.start, late.end)
        if said.isupper() and said.isidentifier() and not any(one.keyword == "color" for one in call):
            return _insert(text, late.start, "color=")
        before = call[call.index(late) - 1]
        return _insert(_cut(text, before.end, late.end), call[first].start, said + ", ")
    return None


def _calls(text: str) -> list[list[Argument]]:
    """The arguments of every bracket that follows a name; inner calls before outer ones."""
    tokens = [one for one in scan(text)[0] if one.type not in (tokenize.NL, tokenize.COMMENT)]
    found: list[list[Argument]] = []
    stack: list[tuple[bool, list[Argument], list[tokenize.TokenInfo]]] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == tokenize.OP and token.string in CLOSERS:
            if stack:
                stack[-1][2].append(token)
            is_call = token.string == "(" and before is not None and (before.type == tokenize.NAME or before.string in ")]")
            stack.append((is_call, [], []))
        elif token.type == tokenize.OP and token.string in CLOSERS.values() and stack:
            is_call, arguments, own = stack.pop()
            if own:
                arguments.append(_argument(own))
            if is_call and arguments:
                found.append(arguments)
            if stack:
                stack[-1][2].append(token)
        elif stack and token.string == "," and token.type == tokenize.OP:
            if stack[-1][2]:
                stack[-1][1].append(_argument(stack[-1][2]))
                stack[-1][2].clear()
        elif stack:
            stack[-1][2].append(token)
    return found


def _argument(tokens: list[tokenize.TokenInfo]) -> Argument:
    named = len(tokens) > 2 and tokens[0].type == tokenize.NAME and tokens[1].string == "="
    return Argument(tokens[0].start, tokens[-1].end, tokens[0].string if named else None)


def _offset(text: str, place: tuple[int, int]) -> int:
    lines = text.split("\n")
    return sum(len(one) + 1 for one in lines[: place[0] - 1]) + place[1]


def _slice(text: str, start: tuple[int, int], end: tuple[int, int]) -> str:
    return text[_offset(text, start) : _offset(text, end)]


def _cut(text: str, start: tuple[int, int], end: tuple[int, int]) -> str:
    first, last = _offset(text, start), _offset(text, end)
    return text[:first] + "\n" * text[first:last].count("\n") + text[last:]


def _insert(text: str, place: tuple[int, int], new: str) -> str:
    at = _offset(text, place)
    return text[:at] + new + text[at:]
