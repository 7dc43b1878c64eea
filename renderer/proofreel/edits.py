"""Small changes of a scene's code, each asked for by one thing that its owner said; the rest of the text stays as it is.

Runs by its path, with the standard library alone (`python -I edits.py`): {"code", "edits"} on standard input,
{"code", "missing"} on standard output. `missing` holds the edits that found nothing to change. The code is parsed, never run.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

# Where the kit's methods take a role: by position, and by name.
ROLE_AT = {"curve": 1, "dots": 1, "area": 2, "shape": 1, "path": 1, "names": 3, "note": 1, "statement": 1}
# Class attributes of ProofreelScene that hold a factor.
FACTORS = ("pace", "magnified")


class Text:
    """A text whose parts are replaced by where they stood in the tree that was parsed from it."""

    def __init__(self, code: str) -> None:
        self.lines = code.encode().splitlines(keepends=True)
        self.tree = ast.parse(code)
        self.parts: list[tuple[int, int, bytes]] = []

    def place(self, line: int, column: int) -> int:
        return sum(map(len, self.lines[: line - 1])) + column

    def replace(self, node: Any, new: str) -> None:
        self.parts.append((self.place(node.lineno, node.col_offset), self.place(node.end_lineno, node.end_col_offset), new.encode()))

    def add_after(self, node: Any, new: str) -> None:
        at = self.place(node.end_lineno, node.end_col_offset)
        self.parts.append((at, at, new.encode()))

    def add_before(self, node: Any, new: str) -> None:
        at = self.place(node.lineno, node.col_offset)
        self.parts.append((at, at, new.encode()))

    def done(self) -> str:
        whole = b"".join(self.lines)
        for start, end, new in sorted(self.parts, reverse=True):
            whole = whole[:start] + new + whole[end:]
        return whole.decode()


def apply(code: str, edit: dict[str, Any]) -> str | None:
    """The code after one edit; None where it found nothing to change."""
    text = Text(code)
    found = EDITS[edit["do"]](text, edit)
    if not found:
        return None
    made = text.done()
    ast.parse(made)
    return made


def calls(text: Text, *names: str) -> Iterator[ast.Call]:
    """Calls of self.NAME, in the order of their lines."""
    found = [
        node
        for node in ast.walk(text.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names and isinstance(node.func.value, ast.Name) and node.func.value.id == "self"
    ]
    return iter(sorted(found, key=lambda call: (call.lineno, call.col_offset)))


def argument(call: ast.Call, position: int, name: str) -> ast.expr | None:
    named = next((one.value for one in call.keywords if one.arg == name), None)
    return named or (call.args[position] if position < len(call.args) else None)


def give(text: Text, call: ast.Call, position: int, name: str, value: str) -> None:
    """Sets an argument, by name where it is not there yet."""
    given = argument(call, position, name)
    if given is not None:
        text.replace(given, value)
    else:
        last = call.keywords[-1].value if call.keywords else call.args[-1]
        text.add_after(last, f", {name}={value}")


def colour(text: Text, edit: dict[str, Any]) -> bool:
    """What is of a kind gets a role: all of it, or the one with a label, or the one with a number."""
    kinds = [kind for kind in edit["of"] if kind in ROLE_AT]
    chosen = [call for call in calls(text, *kinds) if call.args]
    if edit.get("label"):
        chosen = [call for call in chosen if said(argument(call, 2, "label")) == edit["label"]]
    if edit.get("number"):
        chosen = chosen[edit["number"] - 1 : edit["number"]]
    for call in chosen:
        name = call.func.attr  # type: ignore[attr-defined]
        give(text, call, ROLE_AT[name], "role", repr(edit["role"]))
    return bool(chosen)


def recolour(text: Text, edit: dict[str, Any]) -> bool:
    """One role in the place of another, in arguments and in the marks of formulas."""
    before, after = edit["from"], edit["role"]
    found = False
    for node in strings(text):
        new = after if node.value == before else node.value.replace(f"⟦{before}|", f"⟦{after}|")
        if new != node.value:
            text.replace(node, repr(new))
            found = True
    return found


def strings(text: Text) -> list[ast.Constant]:
    """Strings that stand alone, not in pieces of an f-string."""
    inside = {id(part) for node in ast.walk(text.tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    return [node for node in ast.walk(text.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside]


def said(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def replace(text: Text, edit: dict[str, Any]) -> bool:
    """Words on the screen: whole words where there are such, else wherever the letters are."""
    cues = {id(call.args[0]) for call in ast.walk(text.tree) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "cue" and call.args}
    shown = [node for node in strings(text) if id(node) not in cues]
    for pattern in (rf"(?<!\w){re.escape(edit['from'])}(?!\w)", re.escape(edit["from"])):
        found = False
        for node in shown:
            new = re.sub(pattern, lambda _: edit["to"], node.value, flags=re.I)
            if new != node.value:
                text.replace(node, repr(new))
                found = True
        if found:
            return True
    return False


def title(text: Text, edit: dict[str, Any]) -> bool:
    call = next(calls(text, "title", "card"), None)
    if call is None or not call.args:
        return False
    text.replace(call.args[0], repr(edit["text"]))
    return True


def factor(text: Text, edit: dict[str, Any]) -> bool:
    """`self.pace` and `self.magnified`, set at the beginning of construct."""
    name, value = edit["name"], edit["value"]
    assert name in FACTORS
    for node in ast.walk(text.tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute) and node.targets[0].attr == name and isinstance(node.value, ast.Constant):
            text.replace(node.value, repr(round(float(node.value.value) * value, 3)))
            return True
    for node in ast.walk(text.tree):
        if isinstance(node, ast.FunctionDef) and node.name == "construct" and node.body[0].lineno > node.lineno:
            first = node.body[0]
            text.add_before(first, f"self.{name} = {value!r}\n" + " " * first.col_offset)
            return True
    return False


def labels(text: Text, _edit: dict[str, Any]) -> bool:
    """The names of curves and points go."""
    found = False
    for call in calls(text, "curve"):
        if said(given := argument(call, 2, "label")) and given is not None:
            text.replace(given, '""')
            found = True
    for call in calls(text, "dots"):
        given = argument(call, 2, "labels")
        if isinstance(given, ast.List) and given.elts:
            text.replace(given, "[]")
            found = True
    return found


def hide(text: Text, edit: dict[str, Any]) -> bool:
    """Statements that show something of a kind become nothing."""
    wanted = {id(call) for call in calls(text, *edit["of"])}
    gone = [node for node in ast.walk(text.tree) if isinstance(node, ast.Expr) and id(node.value) in wanted]
    for node in gone:
        text.replace(node, "pass")
    return bool(gone)


def span(text: Text, edit: dict[str, Any]) -> bool:
    """The range of a plot's axis; `factor` widens both."""
    found = False
    for call in calls(text, "plot"):
        for axis, position in (("x", 0), ("y", 1)):
            given = argument(call, position, axis)
            if given is None:
                continue
            if edit.get("factor"):
                try:
                    low, high = ast.literal_eval(given)
                except (ValueError, TypeError, SyntaxError):
                    continue
                middle, half = (low + high) / 2, (high - low) / 2 * edit["factor"]
                text.replace(given, repr([round(middle - half, 4), round(middle + half, 4)]))
                found = True
            elif edit["axis"] == axis:
                text.replace(given, repr([edit["low"], edit["high"]]))
                found = True
    return found


EDITS = {"colour": colour, "recolour": recolour, "replace": replace, "title": title, "factor": factor, "labels": labels, "hide": hide, "span": span}


def main() -> None:
    asked = json.load(sys.stdin)
    code, missing = asked["code"], []
    for number, edit in enumerate(asked["edits"]):
        made = apply(code, edit)
        if made is None:
            missing.append(number)
        else:
            code = made
    json.dump({"code": code, "missing": missing}, sys.stdout)


if __name__ == "__main__":
    main()
