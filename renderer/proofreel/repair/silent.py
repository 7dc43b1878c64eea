"""Defects that raise no error: found by reading, mended where it is plain what was meant, else told."""

from __future__ import annotations

import ast

from . import catalogue
from .facts import target_name
from .plays import builder_of, is_of_scene
from .record import Repair
from .rewriter import Rewriter, keyword, number, string
from .source import statements_of
from .tree import walk

# A letter of Text is about this wide per point of its size; the frame is 14.2 units wide.
LETTER_WIDTH = 0.0062
FRAME_WIDTH = 14.2
WIDEST = 13.0
ENTRANCES = ("FadeIn", "Create", "Write", "GrowFromCenter", "DrawBorderThenFill", "ReplacementTransform", "FadeTransform", "TransformFromCopy", "TransformMatchingShapes", "TransformMatchingTex", "SpinInFromNothing", "GrowArrow", "GrowFromPoint", "GrowFromEdge", "ShowIncreasingSubsets", "AddTextLetterByLetter")


class Silent(Rewriter):
    step = "silent"

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        if self.within(ast.ClassDef):
            self.left_behind(node)
            self.frozen_trackers(node)
            self.broken_groups(node)
        self.generic_visit(node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = self.manim_name(node.func)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("to_edge", "to_corner") and node.args and ast.unparse(node.args[0]) == "ORIGIN":
            self.changed(node, f".{node.func.attr}(ORIGIN) became .move_to(ORIGIN)", "the origin is no edge: nothing would have moved")
            node.func.attr = "move_to"
            node.keywords = []
        if name == "Text" and node.args and not self.clamped():
            return self.too_wide(node)
        return node

    def clamped(self) -> bool:
        """Whether the statement scales the text itself, or sets it in some other measure."""
        return any(word in ast.unparse(self.statement) for word in ("scale", "width", "wrap", "arrange_in"))

    def too_wide(self, node: ast.Call) -> ast.expr:
        text = string(node.args[0])
        size = keyword(node, "font_size")
        points = number(size.value) if size is not None else 48.0
        if text is None or points is None:
            return node
        longest = max((len(line) for line in text.split("\n")), default=0)
        if longest * points * LETTER_WIDTH < FRAME_WIDTH:
            return node
        self.changed(node, f"Text of {longest} letters was scaled to the frame", "it was wider than the frame")
        return ast.copy_location(ast.Call(ast.Attribute(node, "scale_to_fit_width", ast.Load()), [ast.Constant(WIDEST)], []), node)

    def left_behind(self, function: ast.FunctionDef) -> None:
        """After Transform(a, b) it is a that is on screen: FadeOut(b) would leave it there for ever."""
        became: dict[str, str] = {}
        shown: set[str] = set()
        for statement in sorted(statements_of(function), key=lambda one: one.lineno):
            if isinstance(statement, ast.Assign):
                for target in statement.targets:
                    became.pop(target_name(target) or "", None)
            if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
                continue
            call = statement.value
            if is_of_scene(call, "add"):
                shown.update(filter(None, (target_name(one) for one in call.args)))
            if not is_of_scene(call, "play"):
                continue
            for animation in [one for one in walk(call) if isinstance(one, ast.Call)]:
                name = self.manim_name(animation.func)
                named = [target_name(one) for one in animation.args]
                if name == "Transform" and len(named) > 1 and named[0] and named[1]:
                    became[named[1]] = became.get(named[0], named[0])
                elif name in ENTRANCES:
                    shown.update(one for one in named if one)
                elif name in ("FadeOut", "Uncreate", "Unwrite") and animation.args:
                    gone = named[0]
                    if gone in became and gone not in shown and became[gone] not in (None, gone):
                        self.path.append(statement)
                        self.changed(animation, f"{name}({gone}) became {name}({became[gone]})", f"after Transform({became[gone]}, {gone}) it is {became[gone]} that is on screen")
                        self.path.pop()
                        animation.args[0] = ast.parse(became.pop(gone), mode="eval").body

    def frozen_trackers(self, function: ast.FunctionDef) -> None:
        """An object built from tracker.get_value() once stays as it was when the tracker moves."""
        trackers = {name for name in self.facts.kinds if self.facts.kind(name) == "ValueTracker"}
        moved = {builder[0]: call.lineno for call in walk(function) if isinstance(call, ast.Call) and (builder := builder_of(call)) and builder[0] in trackers}
        if not moved:
            return
        source = ast.unparse(function)
        for statement in [one for one in walk(function) if isinstance(one, ast.Assign) and one.lineno]:
            name = target_name(statement.targets[0])
            if name is None or not isinstance(statement.value, ast.Call) or not catalogue.is_mobject(self.kind_of(statement.targets[0]) or ""):
                continue
            used = {ast.unparse(call.func.value) for call in walk(statement.value) if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "get_value"}
            late = [one for one in used if moved.get(one, 0) > statement.lineno]
            deferred = any(isinstance(one, ast.Lambda) for one in walk(statement.value))
            if late and not deferred and f"{name}.add_updater" not in source and "always_redraw" not in ast.unparse(statement.value):
                self.path.append(statement)
                self.note(statement, f"{name} is made once from {late[0]}.get_value() and won't follow it", "always_redraw(lambda: …) makes it again for every frame")
                self.path.pop()

    def broken_groups(self, function: ast.FunctionDef) -> None:
        """FadeOut(group[0]) takes the group apart; a later FadeOut(group) leaves parts behind."""
        parts: dict[str, int] = {}
        for call in sorted((one for one in walk(function) if isinstance(one, ast.Call)), key=lambda one: one.lineno):
            if self.manim_name(call.func) not in ("FadeOut", "Uncreate") or not call.args:
                continue
            gone = call.args[0]
            if isinstance(gone, ast.Subscript) and isinstance(gone.slice, ast.Constant) and target_name(gone.value):
                parts.setdefault(str(target_name(gone.value)), call.lineno)
            elif (name := target_name(gone)) in parts:
                self.path.append(call)
                self.repairs.append(Repair(self.step, call.lineno, f"{name} was taken apart in line {parts[str(name)]} and fades as a whole here", "the scene keeps the parts of a broken group one by one"))
                self.path.pop()


