"""What a file of scenes says without being run: its scenes, what it reads and imports, and hashes of what it means.

Runs by its path, with the standard library alone (`python -I read_file.py`): JSON on standard input, JSON on standard output.
Parsing is all that it does with the code, yet it runs in the sandbox, since a parser can be brought down too.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import sys

# Code that looks at its own text sees comments and line numbers, which don't count otherwise.
_SEES_ITS_TEXT = {"__file__", "inspect", "linecache", "traceback", "getsource", "_getframe", "co_firstlineno"}
# Code that looks at the module, or at all scenes there are, sees those that nothing names. Other code can't get at a class
# by a string that says its name.
_SEES_ITS_MODULE = {
    *("globals", "locals", "vars", "dir", "exec", "eval", "sys", "gc", "importlib", "pickle", "runpy", "get_type_hints"),
    *("__subclasses__", "__init_subclass__", "__globals__", "f_globals", "__builtins__", "__import__", "__main__"),
}
# What these bring differs from run to run, so that a clip of yesterday is not the clip of today.
_OF_THE_MOMENT = {"datetime", "time", "secrets", "uuid"}
_LONGEST_NAME = 200
_MOST_STRINGS = 5000


def main() -> None:
    asked = json.load(sys.stdin)
    json.dump(read(asked["code"], asked.get("modules", [])), sys.stdout)


def read(code: str, modules: list[str]) -> dict[str, object]:
    """The facts of a file and of the modules beside it that it imports."""
    manim = _manim_version()
    try:
        own = _parts(code)
        beside = [part for module in modules for part in _parts(module)]
        raw = hashlib.sha256("\0".join([code, *modules]).encode("utf-8", "surrogatepass")).hexdigest()
        parts = [*own, *beside]
        return {
            "scenes": _scenes(own, beside, raw),
            "hash": _meaning(parts, raw),
            "imports": sorted(set().union(*(part.imports for part in parts))),
            "strings": sorted(set().union(*(part.strings for part in parts)))[:_MOST_STRINGS],
            "momentary": any(part.imports & _OF_THE_MOMENT for part in parts),
            "manim": manim,
        }
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # Whoever renders it says what is wrong with it, or repairs it.
        return {"scenes": [], "hash": None, "imports": [], "strings": [], "momentary": False, "manim": manim}


class _Part:
    """A statement of a module, gone through once: the names that it uses, its strings, what it imports, what it means."""

    def __init__(self, node: ast.stmt) -> None:
        self.node = node
        self.names: set[str] = set()
        self.strings: set[str] = set()
        self.imports: set[str] = set()
        self.meaning = ast.dump(node)
        for inner in ast.walk(node):
            self._note(inner)

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Name):
            self.names.add(node.id)
        elif isinstance(node, ast.Attribute):
            self.names.add(node.attr)
        elif isinstance(node, ast.FunctionDef):
            self.names.add(node.name)
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, str) and 0 < len(node.value) <= _LONGEST_NAME and node.value.isprintable():
                self.strings.add(node.value)
        elif isinstance(node, ast.Import):
            self.names.update(alias.name for alias in node.names)
            self.imports.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            self.names.update(alias.name for alias in node.names)
            if node.module and not node.level:
                self.imports.add(node.module.partition(".")[0])


def _parts(code: str) -> list[_Part]:
    return [_Part(node) for node in ast.parse(code).body]


def _scenes(own: list[_Part], beside: list[_Part], raw: str) -> list[dict[str, object]]:
    classes = {part.node.name: part.node for part in own if isinstance(part.node, ast.ClassDef)}
    scenes = {name: node for name, node in classes.items() if _is_scene(node, classes, set())}
    built_on = {base for node in scenes.values() for base in _bases(node)}
    removable = {name for name, node in scenes.items() if _has_no_effect(node)}
    if any((part.names | part.strings) & (_SEES_ITS_TEXT | _SEES_ITS_MODULE) for part in [*own, *beside]):
        removable = set()
    found = []
    for name in (name for name, node in scenes.items() if _constructs(node, classes, set())):
        kept = _without(removable - {name}, own)
        others = [[part.node.lineno, part.node.end_lineno] for part in own if part not in kept]
        found.append({"name": name, "builtOn": name in built_on, "hash": _meaning([*kept, *beside], raw), "others": others})
    return found


def _is_scene(node: ast.ClassDef, classes: dict[str, ast.ClassDef], seen: set[str]) -> bool:
    """Whether it comes from a class called …Scene, here or elsewhere; or from one nobody here knows, with a construct of its own."""
    if node.name in seen:
        return False
    for base in _bases(node):
        if base in classes:
            if _is_scene(classes[base], classes, seen | {node.name}):
                return True
        elif base.endswith("Scene"):
            return True
    return False


def _constructs(node: ast.ClassDef, classes: dict[str, ast.ClassDef], seen: set[str]) -> bool:
    """A base class that only holds what others share is no scene to render; what is inherited from elsewhere may construct."""
    if any(isinstance(part, ast.FunctionDef) and part.name == "construct" for part in node.body):
        return True
    known = [base for base in _bases(node) if base in classes and base not in seen]
    return any(_constructs(classes[base], classes, seen | {node.name}) for base in known)


def _bases(node: ast.ClassDef) -> list[str]:
    names = [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases]
    return [name for name in names if name]


def _without(others: set[str], own: list[_Part]) -> list[_Part]:
    """The module without the other scenes that are not used, so that a change to them leaves a scene's clip what it was."""
    while True:
        kept = [part for part in own if not (isinstance(part.node, ast.ClassDef) and part.node.name in others)]
        used = others & set().union(*(part.names for part in kept))
        if not used:
            return kept
        others = others - used


def _has_no_effect(node: ast.ClassDef) -> bool:
    """A class whose definition alone does nothing: methods and plain values."""
    if node.decorator_list or node.keywords:
        return False
    for part in node.body:
        if isinstance(part, ast.FunctionDef):
            if part.decorator_list or any(not isinstance(value, ast.Constant) for value in part.args.defaults):
                return False
        elif isinstance(part, ast.Expr | ast.Assign | ast.AnnAssign):
            if not isinstance(part.value, ast.Constant):
                return False
        elif not isinstance(part, ast.Pass):
            return False
    return True


def _meaning(parts: list[_Part], raw: str) -> str:
    """A hash that comments, blank lines and the way of quoting leave as it is."""
    if any(part.names & _SEES_ITS_TEXT for part in parts):
        return raw
    dumped = "\0".join(part.meaning for part in parts)
    return hashlib.sha256(dumped.encode("utf-8", "surrogatepass")).hexdigest()


def _manim_version() -> str:
    """As its folder of facts has it; the library that reads such folders takes longer to import than the file to read."""
    for folder in sys.path:
        for name in os.listdir(folder) if os.path.isdir(folder) else []:
            if name.startswith("manim-") and name.endswith(".dist-info"):
                return name.removeprefix("manim-").removesuffix(".dist-info")
    return "none"


if __name__ == "__main__":
    main()
