"""Where a scene failed: the statement and the very expression, from the exception's own positions."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from itertools import islice
from types import FrameType, TracebackType

from ..loading import SCENE_FILE
from .source import innermost
from .tree import walk


@dataclass
class Place:
    """`node` is the expression that failed, where Python tells it; `parents` leads from any node outwards."""

    error: BaseException
    tree: ast.Module
    statement: ast.stmt
    node: ast.expr | None
    frame: FrameType | None
    parents: dict[int, ast.AST]

    @property
    def message(self) -> str:
        return str(self.error)

    def call(self) -> ast.Call | None:
        return self.node if isinstance(self.node, ast.Call) else None

    def outwards(self, node: ast.AST) -> list[ast.AST]:
        """The nodes around one, from the nearest, up to its statement."""
        found: list[ast.AST] = []
        while (node := self.parents.get(id(node), self.tree)) is not self.tree:
            found.append(node)
            if isinstance(node, ast.stmt):
                break
        return found


def locate(code: str, error: BaseException) -> Place | None:
    """None where the failure does not lie in the scene's code."""
    tree = ast.parse(code)
    parents = {id(child): node for node in walk(tree) for child in ast.iter_child_nodes(node)}
    trace = _deepest(error.__traceback__)
    if trace is None:
        # A failure that another process told has no frames, only its line.
        line = getattr(error, "line", None)
        statement = innermost(tree, line) if isinstance(line, int) else None
        return None if statement is None else Place(error, tree, statement, None, None, parents)
    line, end_line, column, end_column = _position(trace)
    statement = innermost(tree, line)
    if statement is None:
        return None
    node = _expression_at(statement, (line, column, end_line, end_column))
    return Place(error, tree, statement, node, trace.tb_frame, parents)


def _deepest(trace: TracebackType | None) -> TracebackType | None:
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == SCENE_FILE:
            found = trace
        trace = trace.tb_next
    return found


def _position(trace: TracebackType) -> tuple[int, int | None, int | None, int | None]:
    positions = trace.tb_frame.f_code.co_positions()
    found = next(islice(positions, trace.tb_lasti // 2, None), (None, None, None, None))
    return (found[0] or trace.tb_lineno, found[1], found[2], found[3])


def _expression_at(statement: ast.stmt, position: tuple[int, int | None, int | None, int | None]) -> ast.expr | None:
    """The outermost expression with exactly these bounds, else the smallest call around their begin."""
    line, column, end_line, end_column = position
    if column is None:
        return None
    exact = [node for node in walk(statement) if isinstance(node, ast.expr) and (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset) == (line, column, end_line, end_column)]
    if exact:
        return exact[0]
    around = [node for node in walk(statement) if isinstance(node, ast.Call) and (node.lineno, node.col_offset) <= (line, column) and (node.end_lineno or 0, node.end_col_offset or 0) >= (end_line or line, end_column or column)]
    return min(around, key=lambda node: (node.end_lineno or 0) * 1000 + (node.end_col_offset or 0) - node.lineno * 1000 - node.col_offset, default=None)


def manim_locals(error: BaseException, function: str, name: str) -> object | None:
    """A local of the deepest frame of one of Manim's functions."""
    found: object | None = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_name == function:
            found = trace.tb_frame.f_locals.get(name, found)
        trace = trace.tb_next
    return found
