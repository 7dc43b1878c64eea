"""The way all rewrites go: they walk the tree, change nodes in place, and note what they did and to which statement."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from . import catalogue
from .facts import Facts
from .record import Repair
from .source import Changes
from .tree import fields_of


class Rewriter(ast.NodeTransformer):
    """A `visit_…` is given a node and gives the node that takes its place, never none or several."""

    step = "rewrite"
    # By a node's class, who visits it.
    _methods: dict[type, Callable[[Any, Any], ast.AST]]

    def __init_subclass__(cls) -> None:
        names = [name for name in dir(cls) if name.startswith("visit_") and hasattr(ast, name.removeprefix("visit_"))]
        cls._methods = {getattr(ast, name.removeprefix("visit_")): getattr(cls, name) for name in names if name != "visit_Constant"}

    def __init__(self, facts: Facts, changes: Changes, repairs: list[Repair]) -> None:
        self.facts = facts
        self.changes = changes
        self.repairs = repairs
        self.path: list[ast.AST] = []

    def visit(self, node: ast.AST) -> ast.AST:
        self.path.append(node)
        try:
            method = self._methods.get(type(node))
            return node if method is None and not fields_of[type(node)] else (method or type(self).generic_visit)(self, node)
        finally:
            self.path.pop()

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """As NodeTransformer's, for rewrites that give a node for every node."""
        for field in fields_of[type(node)]:
            value = getattr(node, field, None)
            if type(value) is list:
                value[:] = [self.visit(one) if isinstance(one, ast.AST) else one for one in value]
            elif value is not None and isinstance(value, ast.AST):
                new = self.visit(value)
                if new is not value:
                    setattr(node, field, new)
        return node

    @property
    def statement(self) -> ast.stmt:
        return next(node for node in reversed(self.path) if isinstance(node, ast.stmt))

    @property
    def parent(self) -> ast.AST | None:
        return self.path[-2] if len(self.path) > 1 else None

    def within(self, *kinds: type) -> bool:
        return any(isinstance(node, kinds) for node in self.path[:-1])

    def scene_class(self) -> ast.ClassDef | None:
        return next((node for node in self.path if isinstance(node, ast.ClassDef) and node.name in self.facts.scenes), None)

    def changed(self, node: ast.AST, what: str, why: str, step: str | None = None) -> None:
        """Notes a change of the statement that is being visited."""
        statement = self.statement
        self.changes.touch(statement)
        self.note(node, what, why, step)

    def note(self, node: ast.AST, what: str, why: str, step: str | None = None) -> None:
        self.repairs.append(Repair(step or self.step, getattr(node, "lineno", self.statement.lineno), what, why))

    def manim_name(self, node: ast.AST) -> str | None:
        """The name by which code calls something of Manim, unless the module defines that name itself."""
        if isinstance(node, ast.Name):
            return None if node.id in self.facts.defined else node.id
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in self.facts.aliases:
            return node.attr
        return None

    def kind_of(self, node: ast.AST) -> str | None:
        """The class of Manim that a variable or an expression is of, where that is plain to see."""
        from .facts import maker_of, target_name

        name = target_name(node)
        kind = self.facts.kind(name) if name else maker_of(node)
        return kind if kind in catalogue.names() else None


def rename(node: ast.AST, new: str) -> None:
    """Gives a Name or Attribute another name."""
    if isinstance(node, ast.Name):
        node.id = new
    elif isinstance(node, ast.Attribute):
        node.attr = new


def expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def number(node: ast.AST) -> float | None:
    """A number that is written as such."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = number(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        return float(node.value)
    return None


def string(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def keyword(call: ast.Call, *names: str) -> ast.keyword | None:
    return next((one for one in call.keywords if one.arg in names), None)


def take(call: ast.Call, *names: str) -> ast.expr | None:
    """Takes a keyword out of a call and gives its value."""
    found = keyword(call, *names)
    if found is None:
        return None
    call.keywords.remove(found)
    return found.value


def give(call: ast.Call, name: str, value: ast.expr) -> None:
    """Sets a keyword that is not set yet."""
    if keyword(call, name) is None:
        call.keywords.append(ast.keyword(arg=name, value=value))


def chain(node: ast.expr) -> Iterator[ast.Call]:
    """The calls of `a.b().c()` from the last to the first."""
    while isinstance(node, ast.Call):
        yield node
        node = node.func.value if isinstance(node.func, ast.Attribute) else node.func
