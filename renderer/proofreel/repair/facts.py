"""What a module says of itself: its names, its scenes, which variable holds what."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from . import catalogue
from .tree import walk

MANIM_MODULES = ("manim", "manimlib", "manim_imports_ext", "manimlib.imports", "manim_gl", "manimgl", "big_ol_pile_of_manim_imports")
LITERALS = (ast.List, ast.Dict, ast.Set, ast.Constant, ast.JoinedStr, ast.ListComp, ast.DictComp, ast.SetComp)
SCENE_METHODS = ("construct", "setup", "tear_down")


@dataclass
class Facts:
    """`kinds`: by variable, the classes of Manim that made it; `literals`: variables that hold a list, a number, a string; `aliases`: names under which Manim was imported."""

    defined: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    star: bool = False
    scenes: dict[str, ast.ClassDef] = field(default_factory=dict)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    own_methods: set[str] = field(default_factory=set)
    literals: set[str] = field(default_factory=set)

    def kind(self, name: str) -> str | None:
        """The one class that made a variable."""
        found = self.kinds.get(name, set())
        return next(iter(found)) if len(found) == 1 else None

    def of_kind(self, base: type) -> list[str]:
        return [name for name, kinds in self.kinds.items() if kinds and all(catalogue.is_class(kind, base) for kind in kinds)]


def read_facts(tree: ast.Module) -> Facts:
    facts = Facts()
    for node in walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            facts.defined.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            facts.defined.add(node.name)
        elif isinstance(node, ast.arg):
            facts.defined.add(node.arg)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            facts.defined.add(node.name)
        elif isinstance(node, ast.Import):
            for one in node.names:
                facts.defined.add(one.asname or one.name.split(".")[0])
                if one.name in MANIM_MODULES:
                    facts.aliases.add(one.asname or one.name.split(".")[0])
        elif isinstance(node, ast.ImportFrom):
            if any(one.name == "*" for one in node.names):
                facts.star |= (node.module or "").split(".")[0] in MANIM_MODULES
            elif (node.module or "").split(".")[0] not in MANIM_MODULES:
                facts.defined.update(one.asname or one.name for one in node.names)
            else:
                # What Manim has is Manim's, whichever way it came in; an own name for it is the module's.
                facts.defined.update(one.asname for one in node.names if one.asname and one.asname != one.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            _note_kind(facts, node)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            methods = [one.name for one in node.body if isinstance(one, ast.FunctionDef)]
            facts.own_methods.update(methods)
            if any(name in SCENE_METHODS for name in methods) or any("Scene" in ast.unparse(base) for base in node.bases):
                facts.scenes[node.name] = node
    return facts


def _note_kind(facts: Facts, node: ast.Assign | ast.AnnAssign) -> None:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    kind = maker_of(node.value)
    for target in targets:
        name = target_name(target)
        if name is not None and isinstance(node.value, LITERALS):
            facts.literals.add(name)
        if name is not None:
            facts.kinds.setdefault(name, set()).add(kind or "?")


def target_name(node: ast.AST) -> str | None:
    """`x` or `self.x`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
        return f"self.{node.attr}"
    return None


# What gives another object than the one that it is called on.
MAKERS = {"plot": "ParametricFunction", "get_graph": "ParametricFunction", "copy": "", "plot_parametric_curve": "ParametricFunction", "get_vertical_line": "Line", "get_area": "Polygon"}


def maker_of(node: ast.AST | None) -> str | None:
    """The class at the root of `Class(…).method(…).method(…)`."""
    while isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name):
            return node.func.id
        if not isinstance(node.func, ast.Attribute):
            return None
        made = MAKERS.get(node.func.attr)
        if made is not None:
            return made or None
        if node.func.attr.startswith(("get_", "c2p", "point", "coords")):
            return None
        if isinstance(node.func.value, ast.Name) and catalogue.names().get(node.func.attr) is not None:
            return node.func.attr
        node = node.func.value
    return None
