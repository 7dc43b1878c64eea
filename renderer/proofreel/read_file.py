"""What a file of scenes says without being run: its scenes, what it reads and imports, and hashes of what it means.

Runs by its path, with the standard library alone (`python -I read_file.py`): JSON on standard input, JSON on standard output.
Parsing is all that it does with the code, yet it runs in the sandbox, since a parser can be brought down too.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

# Code that looks at its own text sees comments and line numbers, which don't count otherwise.
_SEES_ITS_TEXT = {"__file__", "inspect", "linecache", "traceback", "getsource", "_getframe", "co_firstlineno"}
# Code that looks at the module, or at all scenes there are, sees those that nothing names.
_SEES_ITS_MODULE = {"globals", "vars", "dir", "sys", "__subclasses__", "__init_subclass__", "exec", "eval"}
# What these bring differs from run to run, so that a clip of yesterday is not the clip of today.
_OF_THE_MOMENT = {"datetime", "time", "secrets", "uuid"}
_LONGEST_NAME = 200
_MOST_STRINGS = 5000

SceneClass = tuple[ast.ClassDef, bool]


def main() -> None:
    asked = json.load(sys.stdin)
    json.dump(read(asked["code"], asked.get("modules", [])), sys.stdout)


def read(code: str, modules: list[str]) -> dict[str, Any]:
    """The facts of a file and of the modules beside it that it imports."""
    try:
        tree = ast.parse(code)
        trees = [tree, *(ast.parse(module) for module in modules)]
        raw = hashlib.sha256("\0".join([code, *modules]).encode("utf-8", "surrogatepass")).hexdigest()
        return {
            "scenes": _scenes(tree, [code, *modules], trees, raw),
            "hash": _meaning(trees, raw),
            "imports": sorted({name for part in trees for name in _imports(part)}),
            "strings": sorted({text for part in trees for text in _strings(part)})[:_MOST_STRINGS],
            "momentary": any(name in _OF_THE_MOMENT for part in trees for name in _imports(part)),
            "manim": _manim_version(),
        }
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # Whoever renders it says what is wrong with it, or repairs it.
        return {"scenes": [], "hash": None, "imports": [], "strings": [], "momentary": False, "manim": _manim_version()}


def _scenes(tree: ast.Module, sources: list[str], trees: list[ast.Module], raw: str) -> list[dict[str, Any]]:
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    scenes = {name: node for name, node in classes.items() if _is_scene(node, classes, set())}
    built_on = {base for node in scenes.values() for base in _bases(node)}
    names = {name for part in trees for name in _names(part)}
    whole = bool(names & (_SEES_ITS_TEXT | _SEES_ITS_MODULE))
    return [
        {
            "name": name,
            "builtOn": name in built_on,
            "hash": _meaning(trees if whole else [_without_others(tree, name, scenes, classes), *trees[1:]], raw),
        }
        for name, node in scenes.items()
        if _constructs(node, classes, set())
    ]


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


def _without_others(
    tree: ast.Module, name: str, scenes: dict[str, ast.ClassDef], classes: dict[str, ast.ClassDef]
) -> ast.Module:
    """The module without the scenes that this one does not use, so that a change to them leaves its clip what it was."""
    removable = {other for other, node in scenes.items() if other != name and _has_no_effect(node)}
    rest = [node for node in tree.body if not (isinstance(node, ast.ClassDef) and node.name in removable)]
    kept = ast.Module(body=rest, type_ignores=[])
    while True:
        used = set(_names(kept)) | {text for text in _strings(kept)}
        back = removable & used
        if not back:
            return kept
        removable -= back
        rest = [node for node in tree.body if not (isinstance(node, ast.ClassDef) and node.name in removable)]
        kept = ast.Module(body=rest, type_ignores=[])


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


def _meaning(trees: list[ast.Module], raw: str) -> str:
    """A hash that comments, blank lines and the way of quoting leave as it is."""
    if any(name in _SEES_ITS_TEXT for part in trees for name in _names(part)):
        return raw
    dumped = "\0".join(ast.dump(part) for part in trees)
    return hashlib.sha256(dumped.encode("utf-8", "surrogatepass")).hexdigest()


def _names(tree: ast.AST) -> Iterable[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def _imports(tree: ast.Module) -> Iterable[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _strings(tree: ast.Module) -> Iterable[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and 0 < len(node.value) <= _LONGEST_NAME:
            if node.value.isprintable():
                yield node.value


def _manim_version() -> str:
    try:
        return version("manim")
    except PackageNotFoundError:
        return "none"


if __name__ == "__main__":
    main()
