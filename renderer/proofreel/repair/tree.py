"""Going through a syntax tree quickly: past all that can hold no node that anybody here looks at."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterator

# Contexts, operators and what is no node.
_LEAVES = {"ctx", "op", "ops", "id", "attr", "arg", "name", "names", "asname", "module", "level", "kind", "conversion", "simple", "type_comment", "rest", "kwd_attrs"}


class _Fields(dict[type, tuple[str, ...]]):
    def __missing__(self, kind: type) -> tuple[str, ...]:
        fields = () if kind is ast.Constant else tuple(name for name in kind._fields if name not in _LEAVES)
        self[kind] = fields
        return fields


# By a node's class, its fields in which other nodes may stand.
fields_of = _Fields()


def walk(tree: ast.AST) -> Iterator[ast.AST]:
    """As `ast.walk`, without contexts, operators and names of imports."""
    todo = deque([tree])
    while todo:
        node = todo.popleft()
        for field in fields_of[type(node)]:
            value = getattr(node, field, None)
            if type(value) is list:
                todo.extend(one for one in value if isinstance(one, ast.AST))
            elif value is not None and isinstance(value, ast.AST):
                todo.append(value)
        yield node
