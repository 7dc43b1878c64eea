"""Code as a tree that can be changed and as text that keeps its lines.

A changed statement is written again on the lines where it stood, everything else stays as it was, comments included.
So a line number of the repaired code is a line number of the code that was given.
"""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass, field

from .tree import walk

COMPOUND = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.With, ast.Try, ast.Match)


@dataclass
class Changes:
    """What was changed in a tree; statements are known by identity."""

    touched: dict[int, ast.stmt] = field(default_factory=dict)
    replaced: dict[int, list[ast.stmt]] = field(default_factory=dict)
    before: dict[int, list[ast.stmt]] = field(default_factory=dict)
    after: dict[int, list[ast.stmt]] = field(default_factory=dict)

    def touch(self, statement: ast.stmt) -> None:
        self.touched[id(statement)] = statement

    def drop(self, statement: ast.stmt) -> None:
        self.replaced[id(statement)] = [ast.Pass()]

    def __bool__(self) -> bool:
        return bool(self.touched or self.replaced or self.before or self.after)


def render(text: str, tree: ast.Module, changes: Changes) -> str:
    """The text with the changed statements written again in their places."""
    if not changes:
        return text
    lines = text.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    edits: list[tuple[int, int, str]] = []
    _collect(tree.body, changes, starts, b"".join(lines), edits)
    whole = b"".join(lines)
    for start, end, new in sorted(edits, reverse=True):
        whole = whole[:start] + new.encode() + whole[end:]
    return whole.decode()


def _collect(body: list[ast.stmt], changes: Changes, starts: list[int], whole: bytes, edits: list[tuple[int, int, str]]) -> None:
    for statement in body:
        start = starts[statement.lineno - 1] + statement.col_offset
        end = starts[(statement.end_lineno or statement.lineno) - 1] + (statement.end_col_offset or 0)
        key = id(statement)
        before, after = changes.before.get(key, []), changes.after.get(key, [])
        if key in changes.replaced:
            edits.append((start, end, _padded([*before, *changes.replaced[key], *after], whole[start:end])))
        elif isinstance(statement, COMPOUND):
            if before:
                indent = whole[starts[statement.lineno - 1] : start].decode()
                edits.append((start, start, "; ".join(ast.unparse(one) for one in before) + "\n" + indent))
            if key in changes.touched and not isinstance(statement, (ast.Try, ast.Match)):
                _header(statement, start, starts, whole, edits)
            for inner in _bodies(statement):
                _collect(inner, changes, starts, whole, edits)
        elif key in changes.touched or before or after:
            edits.append((start, end, _padded([*before, statement, *after], whole[start:end])))


def _padded(statements: list[ast.stmt], old: bytes) -> str:
    """On one line, with as many empty ones after it as the old statement had more."""
    compound = [isinstance(one, COMPOUND) for one in statements]
    if any(compound):
        raise ValueError("only simple statements can be put in a statement's place")
    new = "; ".join(ast.unparse(ast.fix_missing_locations(one)) for one in statements)
    return new + "\n" * max(0, old.count(b"\n") - new.count("\n"))


def _header(statement: ast.stmt, start: int, starts: list[int], whole: bytes, edits: list[tuple[int, int, str]]) -> None:
    first = statement.body[0]  # type: ignore[attr-defined]
    line = min([first.lineno, *[one.lineno for one in getattr(first, "decorator_list", [])]])
    same_line = line == statement.lineno
    bare = copy.copy(statement)
    bare.body = [ast.Pass()]  # type: ignore[attr-defined]
    if hasattr(bare, "orelse"):
        bare.orelse = []  # type: ignore[attr-defined]
    if hasattr(bare, "decorator_list"):
        bare.decorator_list = []  # type: ignore[attr-defined]
    head = ast.unparse(ast.fix_missing_locations(bare)).rsplit("\n", 1)[0]
    if whole[start : start + 4] == b"elif":
        head = "el" + head
    if same_line:
        edits.append((start, starts[line - 1] + first.col_offset, head + " "))
        return
    # Up to the end of the line before the body, so that the body keeps its own.
    end = starts[line - 1] - 1
    edits.append((start, end, head + "\n" * max(0, whole[start:end].count(b"\n") - head.count("\n"))))


def _bodies(statement: ast.stmt) -> list[list[ast.stmt]]:
    bodies = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
    bodies += [handler.body for handler in getattr(statement, "handlers", [])]
    bodies += [case.body for case in getattr(statement, "cases", [])]
    return [body for body in bodies if body]


def statements_of(tree: ast.AST) -> list[ast.stmt]:
    return [node for node in walk(tree) if isinstance(node, ast.stmt)]


def innermost(tree: ast.AST, line: int) -> ast.stmt | None:
    """The smallest statement whose span holds a line; of a compound statement's header, that statement."""
    found: ast.stmt | None = None
    for node in walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            if found is None or (node.lineno, -(node.end_lineno or 0)) >= (found.lineno, -(found.end_lineno or 0)):
                found = node
    return found


def plays_in(tree: ast.AST) -> list[ast.Call]:
    """The calls of self.play, in the order of their lines."""
    calls = [
        node
        for node in walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "play"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("self", "scene")
    ]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))
