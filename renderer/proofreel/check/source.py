"""The scene's code as a syntax tree with places: finds calls by where they stand, and makes edits of the text.

Edits are dicts of line, column, endLine, endColumn (lines from 1, columns in characters from 0) and text.
"""

from __future__ import annotations

import ast
from typing import Any

from .origin import Span

Edit = dict[str, Any]


class Source:
    def __init__(self, code: str) -> None:
        self.code = code
        # Not splitlines: Python's lines end with \n alone.
        self.lines = code.split("\n")
        self.tree = ast.parse(code)
        self.parents: dict[ast.AST, ast.AST] = {}
        self.calls: dict[Span, ast.Call] = {}
        for node in ast.walk(self.tree):
            for child in ast.iter_child_nodes(node):
                self.parents[child] = node
            if isinstance(node, ast.Call):
                self.calls[_span(node)] = node

    def call_at(self, span: Span | None) -> ast.Call | None:
        return None if span is None else self.calls.get(span)

    def chain_at(self, span: Span | None) -> ast.expr | None:
        """The call at a place with all methods that are called on its result at once."""
        node: ast.expr | None = self.call_at(span)
        while node is not None:
            attribute = self.parents.get(node)
            call = self.parents.get(attribute) if isinstance(attribute, ast.Attribute) else None
            if not isinstance(call, ast.Call) or call.func is not attribute:
                return node
            node = call
        return None

    def before_shown(self, span: Span | None, methods: str) -> list[Edit]:
        """A statement that calls methods on what was made at a place, before the first play or add that names it."""
        made = self.chain_at(span)
        assigned = None if made is None else self.parents.get(made)
        if not isinstance(assigned, ast.Assign) or len(assigned.targets) != 1:
            return []
        target, block = assigned.targets[0], self._block_of(assigned)
        if not isinstance(target, ast.Name | ast.Attribute) or assigned not in block:
            return []
        name = self.text(target)
        for statement in block[block.index(assigned) + 1 :]:
            if self._shows(statement, name):
                return [self._insert_line(statement, f"{name}{methods}")]
        return []

    def animate_in(self, argument: ast.expr) -> ast.Attribute | None:
        """The `x.animate` that a chain of methods begins with."""
        node: ast.expr = argument
        while isinstance(node, ast.Call | ast.Attribute):
            if isinstance(node, ast.Attribute) and node.attr == "animate":
                return node
            node = node.func if isinstance(node, ast.Call) else node.value
        return None

    def animate_call(self, animate: ast.Attribute) -> ast.expr:
        """`x.animate`, or `x.animate(…)` where it has options."""
        call = self.parents.get(animate)
        return call if isinstance(call, ast.Call) and call.func is animate else animate

    def text(self, node: ast.expr) -> str:
        return ast.get_source_segment(self.code, node) or ""

    def replace(self, node: ast.expr | ast.keyword, text: str) -> Edit:
        line, column, end_line, end_column = _span(node)
        return self._edit(line, column, end_line, end_column, text)

    def insert_after(self, node: ast.expr, text: str) -> Edit:
        _, _, line, column = _span(node)
        return self._edit(line, column, line, column, text)

    def delete_between(self, before: ast.expr, last: ast.expr) -> Edit:
        """Takes away an argument with the comma before it."""
        _, _, line, column = _span(before)
        _, _, end_line, end_column = _span(last)
        return self._edit(line, column, end_line, end_column, "")

    def _insert_line(self, statement: ast.stmt, text: str) -> Edit:
        line, column = statement.lineno, statement.col_offset
        before = self.lines[line - 1].encode()[:column].decode()
        if before.strip():
            return self._edit(line, column, line, column, f"{text}; ")
        return self._edit(line, 0, line, 0, f"{before}{text}\n")

    def _edit(self, line: int, column: int, end_line: int, end_column: int, text: str) -> Edit:
        return {
            "line": line,
            "column": self._characters(line, column),
            "endLine": end_line,
            "endColumn": self._characters(end_line, end_column),
            "text": text,
        }

    def _characters(self, line: int, column: int) -> int:
        """The syntax tree counts bytes of UTF-8; who edits counts UTF-16, as JavaScript does."""
        return len(self.lines[line - 1].encode()[:column].decode().encode("utf-16-le")) // 2

    def _block_of(self, statement: ast.stmt) -> list[ast.stmt]:
        parent = self.parents.get(statement)
        for field in ("body", "orelse", "finalbody"):
            block = getattr(parent, field, None)
            if isinstance(block, list) and statement in block:
                return block
        return []

    def _shows(self, statement: ast.stmt, name: str) -> bool:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("play", "add"):
                if any(isinstance(part, ast.Name | ast.Attribute) and self.text(part) == name for part in ast.walk(node)):
                    return True
        return False


def _span(node: ast.expr | ast.keyword) -> Span:
    return node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
