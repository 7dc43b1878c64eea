"""What is given to self.play and self.wait, and animations that are made the wrong way."""

from __future__ import annotations

import ast

from manim import VMobject

from . import catalogue
from .facts import target_name
from .rewriter import Rewriter, expression, keyword, number, rename, string, take

GROUPS = ("Succession", "AnimationGroup", "LaggedStart")
TRANSFORMS = ("Transform", "ReplacementTransform", "TransformMatchingShapes", "TransformMatchingTex", "TransformFromCopy", "FadeTransform")
LENGTHS = ("duration", "time", "runtime", "seconds", "length", "run_duration")
DIRECTIONS = ("UP", "DOWN", "LEFT", "RIGHT", "UL", "UR", "DL", "DR", "ORIGIN", "IN", "OUT")
OF_ANIMATION = ("run_time", "rate_func", "lag_ratio")
SHORTEST = 0.1


class Plays(Rewriter):
    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = self.manim_name(node.func)
        if name is not None:
            self.animation(node, name)
        self.strings(node)
        self.chained(node)
        if is_of_scene(node, "play"):
            return self.play(node)
        if is_of_scene(node, "wait"):
            self.wait(node)
        elif is_of_scene(node, "add") and node.args and all(self.is_animation(one) for one in node.args):
            self.changed(node, "self.add() of animations became self.play()", "only objects are added")
            node.func.attr = "play"  # type: ignore[attr-defined]
        return node

    # -- self.play

    def play(self, node: ast.Call) -> ast.expr:
        self.lengths(node)
        alone = node.args[0] if len(node.args) == 1 else None
        if isinstance(alone, ast.Call):
            if isinstance(alone.func, ast.Name) and alone.func.id in ("Remove", "Add") and alone.func.id not in catalogue.names():
                method = alone.func.id.lower()
                self.changed(node, f"self.play({alone.func.id}(…)) became self.{method}(…)", "this is no animation")
                return ast.copy_location(ast.Call(ast.Attribute(ast.Name("self", ast.Load()), method, ast.Load()), alone.args, []), node)
            if isinstance(alone.func, ast.Attribute) and isinstance(alone.func.value, ast.Name) and alone.func.value.id == "self" and alone.func.attr in ("clear", "wait", "add", "remove", "play", "move_camera"):
                self.changed(node, f"self.play(self.{alone.func.attr}()) became self.{alone.func.attr}()", "it is no animation")
                return alone
        self.methods_by_name(node)
        node.args = [self.argument(one) for one in node.args]
        self.same_target(node)
        return node

    def lengths(self, node: ast.Call) -> None:
        for wrong in LENGTHS:
            found = keyword(node, wrong)
            if found is None:
                continue
            if keyword(node, "run_time") is None:
                found.arg = "run_time"
            else:
                node.keywords.remove(found)
            self.changed(node, f"self.play({wrong}=) became run_time=", "Manim takes any keyword here and ignores this one: it would have played one second", "silent")
        self.positive(node, "run_time")

    def methods_by_name(self, node: ast.Call) -> None:
        """`play(m.shift, UP)` becomes `play(m.animate.shift(UP))`."""
        at = 0
        while at < len(node.args):
            one = node.args[at]
            if isinstance(one, ast.Attribute) and one.attr in catalogue.animatable() and not (isinstance(one.value, ast.Name) and one.value.id == "self"):
                end = at + 1
                while end < len(node.args) and not self.is_animation(node.args[end]) and not isinstance(node.args[end], ast.Attribute):
                    end += 1
                call = ast.Call(ast.Attribute(ast.Attribute(one.value, "animate", ast.Load()), one.attr, ast.Load()), node.args[at + 1 : end], [])
                self.changed(node, f"self.play(….{one.attr}, …) became .animate.{one.attr}(…)", "methods are played through .animate")
                node.args[at:end] = [ast.copy_location(call, one)]
            at += 1

    def argument(self, node: ast.expr) -> ast.expr:
        """What is played instead of an argument that is no animation."""
        if isinstance(node, ast.Starred):
            return node
        if is_of_scene(node, "wait"):
            assert isinstance(node, ast.Call)
            self.changed(node, "self.wait() inside of an animation became Wait()", "self.wait() is no animation")
            return ast.copy_location(ast.Call(ast.Name("Wait", ast.Load()), node.args, []), node)
        animated = self.animated(node)
        if animated is not None:
            self.changed(node, "a method was played through .animate", "calling it moves the object at once")
            return ast.copy_location(animated, node)
        kind = self.mobject_kind(node)
        if kind is not None:
            entrance = entrance_of(kind)
            self.changed(node, f"{ast.unparse(node)[:40]} is played by {entrance}", "an object is no animation")
            return ast.copy_location(ast.Call(ast.Name(entrance, ast.Load()), [node], []), node)
        return node

    def animated(self, node: ast.expr) -> ast.expr | None:
        """`m.shift(UP).scale(2)` with .animate after m; None for anything else."""
        links: list[ast.Call] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
            if inner.func.attr not in catalogue.animatable():
                return None
            links.append(inner)
            inner = inner.func.value
        if not links or not isinstance(inner, (ast.Name, ast.Attribute, ast.Subscript)) or "animate" in ast.unparse(inner):
            return None
        root = ast.unparse(inner)
        if root == "self" or (isinstance(inner, ast.Attribute) and not root.startswith("self.")):
            return None
        kind = self.kind_of(inner)
        if kind is not None and catalogue.is_animation(kind):
            return None
        last = links[-1].func
        assert isinstance(last, ast.Attribute)
        last.value = ast.copy_location(ast.Attribute(inner, "animate", ast.Load()), inner)
        return node

    def mobject_kind(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Call):
            name = self.manim_name(node.func)
            return name if name and catalogue.is_mobject(name) else None
        name = target_name(node)
        kinds = self.facts.kinds.get(name, set()) if name else set()
        return next(iter(sorted(kinds))) if kinds and all(catalogue.is_mobject(kind) for kind in kinds) else None

    def is_animation(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Call):
            name = self.manim_name(node.func)
            if name is not None and catalogue.is_animation(name):
                return True
        return ".animate" in ast.unparse(node)

    def same_target(self, node: ast.Call) -> None:
        """Two .animate of one object: the later one wins and the earlier is lost; chained, both are played."""
        first: dict[str, ast.expr] = {}
        for one in list(node.args):
            found = builder_of(one)
            if found is None:
                continue
            target, links = found
            if target not in first:
                first[target] = one
                continue
            before = first[target]
            whole: ast.expr = before
            for link in links:
                assert isinstance(link.func, ast.Attribute)
                whole = ast.Call(ast.Attribute(whole, link.func.attr, ast.Load()), link.args, link.keywords)
            node.args[node.args.index(before)] = first[target] = ast.copy_location(whole, before)
            node.args.remove(one)
            self.changed(node, f"two animations of {target} became one chain", "of two .animate of one object in one play the first is lost", "silent")

    # -- self.wait

    def wait(self, node: ast.Call) -> None:
        length = take(node, "run_time", "time", "seconds")
        if length is not None:
            node.args = [length]
            self.changed(node, "self.wait(run_time=) became self.wait(…)", "wait takes a duration")
        value = number(node.args[0]) if node.args else None
        if value is not None and value <= 0:
            node.args[0] = ast.Constant(SHORTEST)
            self.changed(node, f"self.wait({value:g}) became {SHORTEST}", "a wait has a length")

    # -- animations

    def animation(self, node: ast.Call, name: str) -> None:
        if name in GROUPS:
            node.args = [self.argument(one) for one in node.args]
            for one in node.args:
                if isinstance(one, (ast.List, ast.Tuple)):
                    one.elts = [self.argument(inner) for inner in one.elts]
        if name in TRANSFORMS and len(node.args) == 1 and not isinstance(node.args[0], ast.Starred) and not node.keywords:
            self.changed(node, f"{name} of one object became FadeIn", "a transformation needs something to become")
            rename(node.func, "FadeIn")
        if name == "always_redraw" and node.args and not isinstance(node.args[0], (ast.Lambda, ast.Name, ast.Attribute)):
            self.changed(node, "always_redraw got a function", "it calls what it is given")
            node.args[0] = ast.copy_location(ast.Lambda(no_arguments(), node.args[0]), node.args[0])
        if name == "UpdateFromAlphaFunc" and len(node.args) > 1 and isinstance(node.args[1], ast.Lambda) and len(node.args[1].args.args) == 1:
            self.changed(node, "the function of UpdateFromAlphaFunc takes alpha, too", "it is called with the object and how far it is")
            node.args[1].args.args.append(ast.arg("alpha"))
        if name == "Wait":
            length = take(node, "duration")
            if length is not None:
                node.args = [length]
                self.changed(node, "Wait(duration=) became Wait(…)", "Wait takes run_time")
        if catalogue.is_animation(name):
            self.positive(node, "run_time")
            for one in node.args[:1]:
                if isinstance(one, ast.List) and name not in GROUPS and one.elts:
                    self.changed(node, f"the list in {name} became a Group", "an animation has one object")
                    node.args[0] = ast.copy_location(ast.Call(ast.Name("VGroup" if name in ("Create", "Write") else "Group", ast.Load()), one.elts, []), one)

    def positive(self, node: ast.Call, name: str) -> None:
        found = keyword(node, name)
        value = number(found.value) if found else None
        if found is not None and value is not None and value <= 0:
            found.value = ast.Constant(SHORTEST)
            self.changed(node, f"{name}={value:g} became {SHORTEST}", "an animation has a length")

    def strings(self, node: ast.Call) -> None:
        """Rate functions and directions that were written as strings."""
        for one in node.keywords:
            text = string(one.value)
            if text is None:
                continue
            if one.arg == "rate_func":
                known = catalogue.names()
                name = text if text in known else f"rate_functions.{text}" if text in catalogue.rate_functions() else "smooth"
                one.value = expression(name)
                self.changed(node, f"rate_func={text!r} became {name}", "a rate function is a function")
            elif one.arg in ("shift", "direction", "aligned_edge", "edge", "about_edge") and text.upper() in DIRECTIONS:
                one.value = ast.Name(text.upper(), ast.Load())
                self.changed(node, f"{one.arg}={text!r} became {text.upper()}", "a direction is a vector")
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("to_edge", "to_corner", "next_to", "shift", "arrange", "move_to"):
            for at, value in enumerate(node.args):
                text = (string(value) or "").upper()
                if text in DIRECTIONS:
                    node.args[at] = ast.Name(text, ast.Load())
                    self.changed(node, f"{text!r} became {text}", "a direction is a vector")

    def chained(self, node: ast.Call) -> None:
        """`m.animate.shift(UP, run_time=2)` becomes `m.animate(run_time=2).shift(UP)`."""
        if not isinstance(node.func, ast.Attribute) or ".animate" not in ast.unparse(node.func.value):
            return
        moved = [one for one in node.keywords if one.arg in OF_ANIMATION]
        if not moved:
            return
        inner: ast.expr = node
        holder: ast.Attribute | None = None
        while isinstance(inner, (ast.Call, ast.Attribute)):
            if isinstance(inner, ast.Attribute):
                if isinstance(inner.value, ast.Attribute) and inner.value.attr == "animate":
                    holder = inner
                    break
                inner = inner.value
            else:
                inner = inner.func
        if holder is None:
            return
        node.keywords = [one for one in node.keywords if one not in moved]
        holder.value = ast.copy_location(ast.Call(holder.value, [], moved), node)
        self.changed(node, f"{moved[0].arg}= went to .animate(…)", "the method does not take it")


def is_of_scene(node: ast.AST, method: str) -> bool:
    """Whether it is `self.method(…)`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method and isinstance(node.func.value, ast.Name) and node.func.value.id == "self"


def builder_of(node: ast.expr) -> tuple[str, list[ast.Call]] | None:
    """Of `m.animate.a().b()`: m, and the calls from the first to the last."""
    links: list[ast.Call] = []
    inner: ast.expr = node
    while isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
        links.append(inner)
        inner = inner.func.value
    if isinstance(inner, ast.Attribute) and inner.attr == "animate" and links:
        return ast.unparse(inner.value), links[::-1]
    return None


def entrance_of(kind: str) -> str:
    if kind in ("Text", "Tex", "MathTex", "MarkupText", "Paragraph", "BulletedList", "Title"):
        return "Write"
    return "Create" if catalogue.is_class(kind, VMobject) and kind not in ("VGroup", "VDict", "Code", "Table") else "FadeIn"


def no_arguments() -> ast.arguments:
    return ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])


