"""The part of the ladder before a scene is loaded: text in, text that parses out, every change told."""

from __future__ import annotations

import ast
import tokenize

from . import catalogue
from .extract import extract, parses
from .facts import Facts, read_facts
from .keywords import Keywords
from .methods import Methods
from .names import Imports, Names, OldCalls, missing_imports
from .plays import Plays
from .record import MOST_REPAIRS, Repair, Repaired
from .rewriter import Rewriter
from .scenes import Scenes
from .silent import Silent
from .source import COMPOUND, Changes, plays_in, render
from .syntax import mend
from .tex_strings import TexStrings
from .tree import walk
from .truncated import complete, find_cut, scan

# In this order: what one makes, the next may have to change.
REWRITES: tuple[type[Rewriter], ...] = (Imports, OldCalls, Names, Scenes, TexStrings, Keywords, Methods, Plays, Silent)
# What the repairs make may need one more look; more rounds change nothing.
ROUNDS = 2


def repair(code: str, scene: str | None = None) -> Repaired:
    """Repairs what can be told from the code alone; code that needs nothing is given back as it is.

    Where the code can't be made to parse, `code` is what came in: loading it tells the error.
    """
    text, repairs = extract(code)
    truncated = False
    said = _counted(text)
    if not parses(text):
        cut = find_cut(text)
        if cut is not None:
            truncated = True
            text, done = complete(text, cut)
            repairs += done
        if not parses(text):
            mended = mend(text)
            if mended is None:
                return Repaired(code, repairs, truncated, said, said)
            text, done = mended
            repairs += done
    try:
        tree = ast.parse(text)
        whole = parses(code)
        written = _plays_of(tree, scene) if whole else said
        lost = 0 if whole else max(0, said - len(plays_in(tree)))
        for _ in range(ROUNDS):
            text, done = rewrite(text)
            repairs += [one for one in done if one not in repairs]
            if not done:
                break
    except RecursionError:
        return Repaired(code, repairs, truncated, said, said)
    return Repaired(text, repairs[:MOST_REPAIRS], truncated, written, lost)


def rewrite(text: str) -> tuple[str, list[Repair]]:
    """One round of all rewrites over code that parses."""
    repairs: list[Repair] = []
    tree = ast.parse(text)
    facts = read_facts(tree)
    for kind in REWRITES:
        changes = Changes()
        kind(facts, changes, repairs).visit(tree)
        if changes:
            text = _rendered(text, tree, changes, repairs)
            tree = ast.parse(text)
            facts = read_facts(tree)
    return _with_imports(text, tree, facts, repairs), repairs


def _rendered(text: str, tree: ast.Module, changes: Changes, repairs: list[Repair]) -> str:
    try:
        made = render(text, tree, changes)
    except ValueError as error:
        # Python 3.11 can't write every f-string again.
        repairs.append(Repair("rewrite", None, "changes were given up", str(error)))
        return text
    return made if parses(made) else text


def with_statements(text: str, statements: list[str]) -> str:
    """Puts statements before the first, on its line where that is possible."""
    tree = ast.parse(text)
    first = next((one for one in tree.body if not _must_be_first(one)), None)
    if first is None:
        return text
    lines = text.encode().split(b"\n")
    at = min([first.lineno, *[one.lineno for one in getattr(first, "decorator_list", [])]]) - 1
    glue = b"\n" if isinstance(first, COMPOUND) else b"; "
    lines[at] = "; ".join(statements).encode() + glue + lines[at]
    return b"\n".join(lines).decode()


def _with_imports(text: str, tree: ast.Module, facts: Facts, repairs: list[Repair]) -> str:
    """Imports for what is used and never defined, on the line of the first statement."""
    used = {node.id for node in walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    unknown = used - facts.defined - catalogue.BUILTINS - _imported(tree)
    found = missing_imports(tree, unknown)
    if not found or not tree.body:
        return text
    needs_star = not facts.star and sum(statement.startswith("from manim import") for statement, _ in found) > 3
    statements = list(dict.fromkeys("from manim import *" if needs_star and one.startswith("from manim import") else one for one, _ in found))
    made = with_statements(text, statements)
    if not parses(made):
        return text
    repairs += [Repair("import", tree.body[0].lineno, statement, f"{name} is used and was never imported") for statement, name in found]
    return made


def _imported(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        for one in node.names:
            if one.name != "*":
                found.add(one.asname or one.name)
            elif node.module == "manim":
                found.update(catalogue.names())
            elif node.module == "proofreel":
                found.update(catalogue.proofreel_names())
            else:
                found.update(_star(node.module or ""))
    return found


def _star(module: str) -> set[str]:
    """What a star brings from a module that is known to be harmless."""
    if module not in ("math", "numpy", "random", "sympy", "itertools", "typing", "manim.utils.color", "colorsys"):
        return set()
    import importlib

    return set(dir(importlib.import_module(module)))


def _must_be_first(node: ast.stmt) -> bool:
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return docstring or (isinstance(node, ast.ImportFrom) and node.module == "__future__")


def _plays_of(tree: ast.Module, scene: str | None) -> int:
    """Of the scene that is asked for and of what it is built on; of all of the module where none is named."""
    scenes = read_facts(tree).scenes
    others = [cls for name, cls in scenes.items() if scene in scenes and name != scene and not _builds_on(scenes, str(scene), name)]
    return len(plays_in(tree)) - sum(len(plays_in(cls)) for cls in others)


def _builds_on(scenes: dict[str, ast.ClassDef], scene: str, base: str) -> bool:
    names = [one.id for one in scenes[scene].bases if isinstance(one, ast.Name)] if scene in scenes else []
    return base in names or any(_builds_on(scenes, name, base) for name in names if name != scene)


def _counted(text: str) -> int:
    """Calls of self.play by the tokens, since the text may not parse."""
    tokens, _ = scan(text)
    words = [one.string for one in tokens if one.type in (tokenize.NAME, tokenize.OP)]
    return sum(words[at : at + 4] == ["self", ".", "play", "("] for at in range(len(words)))
