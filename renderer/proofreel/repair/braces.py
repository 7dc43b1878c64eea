"""TeX in f-strings: which braces are Python's and which are TeX's."""

from __future__ import annotations

import ast
import tokenize

from .tree import walk
from .truncated import scan


def double_tex_braces(text: str, line: int | None) -> str | None:
    """Doubles the braces of f-strings that hold no Python; of those on one line, or of all. None where nothing changes."""
    assigned = _assigned(text)
    lines = text.split("\n")
    changed = False
    tokens, _ = scan(text)
    for token in reversed(tokens):
        prefix = token.string[: _quote_at(token.string)].lower() if token.type == tokenize.STRING else ""
        if "f" not in prefix or (line is not None and not token.start[0] <= line <= token.end[0]):
            continue
        if token.start[0] != token.end[0]:
            continue
        made = _doubled(token.string, assigned)
        if made != token.string:
            row = lines[token.start[0] - 1]
            lines[token.start[0] - 1] = row[: token.start[1]] + made + row[token.end[1] :]
            changed = True
    return "\n".join(lines) if changed else None


def _doubled(literal: str, assigned: set[str]) -> str:
    made, at = [], 0
    while at < len(literal):
        one = literal[at]
        if literal[at : at + 2] in ("{{", "}}"):
            made.append(literal[at : at + 2])
            at += 2
            continue
        end = _close_of(literal, at) if one == "{" else -1
        if one == "{" and end > 0 and _is_python(literal[at + 1 : end], assigned):
            made.append(literal[at : end + 1])
            at = end + 1
        elif one == "{" and end > 0:
            made.append("{{" + _doubled(literal[at + 1 : end], assigned) + "}}")
            at = end + 1
        else:
            made.append(one * 2 if one in "{}" else one)
            at += 1
    return "".join(made)


def _close_of(literal: str, start: int) -> int:
    depth = 0
    for at in range(start, len(literal)):
        depth += {"{": 1, "}": -1}.get(literal[at], 0)
        if depth == 0:
            return at
    return -1


def _is_python(inside: str, assigned: set[str]) -> bool:
    expression = inside.split("!")[0].split(":")[0].strip()
    try:
        tree = ast.parse(expression, mode="eval")
    except (SyntaxError, ValueError):
        return False
    if any(isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.func.id) == 1 for node in walk(tree)):
        return False  # n(n+1) is a product
    names = {node.id for node in walk(tree) if isinstance(node, ast.Name)}
    return bool(names) and all(name in assigned or len(name) > 3 for name in names)


def _assigned(text: str) -> set[str]:
    """Names that stand before an '=', after 'for' or in a header: known although the text does not parse."""
    tokens, _ = scan(text)
    found = {"self"}
    for before, token in zip(tokens, tokens[1:], strict=False):
        if before.type == tokenize.NAME and (token.string in ("=", ":=", "in") or token.string == "," ):
            found.add(before.string)
        if before.string in ("for", "def", "class", "lambda", "as", "import") and token.type == tokenize.NAME:
            found.add(token.string)
    return found


def _quote_at(literal: str) -> int:
    return min((at for at in (literal.find('"'), literal.find("'")) if at >= 0), default=0)
