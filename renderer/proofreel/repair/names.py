"""Unknown names: renamed by the table, found by likeness, made a colour, or imported."""

from __future__ import annotations

import ast
import importlib.util

from . import catalogue
from .colours import named_colour
from .facts import MANIM_MODULES
from .names_table import EXPRESSIONS, FROM_MODULES, FROM_TYPING, MODULES, PACKAGES, RENAMED
from .rewriter import Rewriter, expression, rename, string


class Names(Rewriter):
    """Resolves what neither the module nor Python nor Manim defines."""

    step = "name"

    def visit_Name(self, node: ast.Name) -> ast.expr:
        name = node.id
        if not isinstance(node.ctx, ast.Load) or not self.unknown(name):
            return node
        if name in RENAMED and RENAMED[name][0] in catalogue.names():
            new, why = RENAMED[name]
            self.changed(node, f"{name} became {new}", why, "rewrite")
            rename(node, new)
        elif name in EXPRESSIONS:
            self.changed(node, f"{name} became {EXPRESSIONS[name]}", "this name needs the module it lives in", "rewrite")
            return ast.copy_location(expression(EXPRESSIONS[name]), node)
        elif name in catalogue.rate_functions():
            self.changed(node, f"{name} became rate_functions.{name}", "only a few rate functions are at the top level", "rewrite")
            return ast.copy_location(expression(f"rate_functions.{name}"), node)
        elif name not in FROM_MODULES and name not in MODULES and name not in PACKAGES and name not in FROM_TYPING:
            return self.guess(node)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        name = self.manim_name(node)
        if name is not None and name not in catalogue.names() and not hasattr(catalogue.manim, name):
            new = RENAMED.get(name, (None,))[0] or named_colour(name) or catalogue.nearest(name, catalogue.names())
            if new is not None and new.startswith("#"):
                self.changed(node, f"{name} became {new!r}", "Manim has no such colour")
                return ast.copy_location(ast.Constant(new), node)
            if new is not None:
                self.changed(node, f"{name} became {new}", "Manim has no such name")
                node.attr = new
            return node
        if isinstance(node.value, ast.Name) and node.value.id == "rate_functions" and node.attr not in catalogue.rate_functions():
            new = catalogue.nearest(node.attr, catalogue.rate_functions(), 0.7) or "smooth"
            self.changed(node, f"rate_functions.{node.attr} became {new}", "Manim has no such rate function")
            node.attr = new
        self.generic_visit(node)
        return node

    def unknown(self, name: str) -> bool:
        return not (
            name in self.facts.defined
            or name in catalogue.BUILTINS
            or name in catalogue.names()
            or name in catalogue.proofreel_names()
            or name.startswith("__")
        )

    def guess(self, node: ast.Name) -> ast.expr:
        name = node.id
        colour = named_colour(name)
        if colour is not None:
            self.changed(node, f"{name} became {colour}", "Manim has no such colour")
            return ast.copy_location(ast.Constant(colour) if colour.startswith("#") else ast.Name(colour, ast.Load()), node)
        called = isinstance(self.parent, ast.Call) and self.parent.func is node
        if not called and name[:1].isupper() and name != name.upper():
            options = list(catalogue.classes())
        elif called and name[:1].isupper():
            options = list(catalogue.classes())
        elif name == name.upper() and len(name) > 1:
            options = [one for one in catalogue.names() if one == one.upper()]
        else:
            options = [*self.facts.defined, *(catalogue.rate_functions() if not called else [])]
        new = catalogue.nearest(name, options, 0.8 if len(name) > 4 else 0.9)
        if new is not None and new != name:
            self.changed(node, f"{name} became {new}", "it is not defined; this is the nearest name that is")
            node.id = new
        return node


class OldCalls(Rewriter):
    """Names that need more than another name: arguments move, or one call becomes another."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = self.manim_name(node.func)
        rule = getattr(self, f"rewrite_{name}", None) if name and name not in catalogue.names() else None
        if rule is None:
            return node
        made = rule(node)
        new = made.func.id if isinstance(made, ast.Call) and isinstance(made.func, ast.Name) else ast.unparse(made)
        self.changed(node, f"{name} became {new[:60]}", RENAMED.get(name or "", ("", "Manim has no such name"))[1])
        return ast.copy_location(made, node)

    def named(self, node: ast.Call, new: str) -> ast.Call:
        rename(node.func, new)
        return node

    def with_keyword(self, node: ast.Call, new: str, **values: str) -> ast.Call:
        for name, value in values.items():
            if all(one.arg != name for one in node.keywords):
                node.keywords.append(ast.keyword(name, expression(value)))
        return self.named(node, new)

    def rewrite_TextMobject(self, node: ast.Call) -> ast.Call:
        return self.named(node, "Tex" if any("$" in (string(one) or "") for one in node.args) else "Text")

    def rewrite_FadeInFrom(self, node: ast.Call) -> ast.Call:
        # The direction was where it came from; shift is where it goes.
        came = node.args.pop(1) if len(node.args) > 1 else next((one.value for one in node.keywords if one.arg == "direction"), expression("DOWN"))
        node.keywords = [one for one in node.keywords if one.arg != "direction"]
        node.keywords.append(ast.keyword("shift", ast.UnaryOp(ast.USub(), came)))
        return self.named(node, "FadeIn")

    def rewrite_FadeInFromDown(self, node: ast.Call) -> ast.Call:
        return self.with_keyword(node, "FadeIn", shift="UP")

    def rewrite_FadeInFromLarge(self, node: ast.Call) -> ast.Call:
        node.keywords = [one for one in node.keywords if one.arg != "scale_factor"]
        return self.with_keyword(ast.Call(node.func, node.args[:1], node.keywords), "FadeIn", scale="1.5")

    def rewrite_FadeInFromPoint(self, node: ast.Call) -> ast.Call:
        if len(node.args) > 1:
            node.keywords.append(ast.keyword("target_position", node.args.pop(1)))
        return self.named(node, "FadeIn")

    def rewrite_FadeOutAndShift(self, node: ast.Call) -> ast.Call:
        if len(node.args) > 1:
            node.keywords.append(ast.keyword("shift", node.args.pop(1)))
        return self.named(node, "FadeOut")

    def rewrite_FadeInAndShift(self, node: ast.Call) -> ast.Call:
        self.rewrite_FadeOutAndShift(node)
        return self.named(node, "FadeIn")

    def rewrite_FadeOutAndShiftDown(self, node: ast.Call) -> ast.Call:
        return self.with_keyword(node, "FadeOut", shift="DOWN")

    def rewrite_SlideIn(self, node: ast.Call) -> ast.Call:
        way = next((one.value for one in node.keywords if one.arg in ("direction", "from_edge")), expression("RIGHT"))
        node.keywords = [one for one in node.keywords if one.arg not in ("direction", "from_edge")]
        return self.with_keyword(node, "FadeIn", shift=ast.unparse(way))

    def rewrite_SlideOut(self, node: ast.Call) -> ast.Call:
        self.rewrite_SlideIn(node)
        return self.named(node, "FadeOut")

    def rewrite_ZoomIn(self, node: ast.Call) -> ast.Call:
        return self.with_keyword(node, "FadeIn", scale="0.5")

    def rewrite_ZoomOut(self, node: ast.Call) -> ast.Call:
        return self.with_keyword(node, "FadeOut", scale="0.5")

    def rewrite_Checkmark(self, node: ast.Call) -> ast.Call:
        node.args = [ast.Constant("✓")]
        return self.named(node, "Text")

    rewrite_CheckMark = rewrite_Tick = rewrite_Checkmark

    def rewrite_Exmark(self, node: ast.Call) -> ast.Call:
        node.args = [ast.Constant("✗")]
        return self.named(node, "Text")

    rewrite_XMark = rewrite_CrossMark = rewrite_Exmark

    def rewrite_Hexagon(self, node: ast.Call) -> ast.Call:
        return self.polygon(node, 6)

    def rewrite_Pentagon(self, node: ast.Call) -> ast.Call:
        return self.polygon(node, 5)

    def rewrite_Octagon(self, node: ast.Call) -> ast.Call:
        return self.polygon(node, 8)

    def polygon(self, node: ast.Call, corners: int) -> ast.Call:
        node.keywords = [one for one in node.keywords if one.arg not in ("side_length", "radius", "size")]
        return self.with_keyword(ast.Call(node.func, [], node.keywords), "RegularPolygon", n=str(corners))

    def rewrite_Trapezoid(self, node: ast.Call) -> ast.Call:
        return self.outline(node, "[-1, -0.6, 0], [1, -0.6, 0], [0.6, 0.6, 0], [-0.6, 0.6, 0]")

    def rewrite_Parallelogram(self, node: ast.Call) -> ast.Call:
        return self.outline(node, "[-1.3, -0.6, 0], [0.7, -0.6, 0], [1.3, 0.6, 0], [-0.7, 0.6, 0]")

    def rewrite_Rhombus(self, node: ast.Call) -> ast.Call:
        return self.outline(node, "[0, -1, 0], [0.7, 0, 0], [0, 1, 0], [-0.7, 0, 0]")

    def rewrite_Pyramid(self, node: ast.Call) -> ast.Call:
        return self.outline(node, "[-1, -0.8, 0], [1, -0.8, 0], [0, 0.9, 0]")

    def outline(self, node: ast.Call, corners: str) -> ast.Call:
        known = catalogue.keywords_of("Polygon") or frozenset()
        call = expression(f"Polygon({corners})")
        assert isinstance(call, ast.Call)
        call.keywords = [one for one in node.keywords if one.arg in known]
        return call

    def rewrite_Cloud(self, node: ast.Call) -> ast.Call:
        known = catalogue.keywords_of("Ellipse") or frozenset()
        return ast.Call(ast.Name("Ellipse", ast.Load()), [], [one for one in node.keywords if one.arg in known])

    def rewrite_TextBox(self, node: ast.Call) -> ast.expr:
        said = ast.unparse(node.args[0]) if node.args else "''"
        return expression(f"(lambda words: VGroup(SurroundingRectangle(words, color=WHITE, buff=0.3), words))(Text({said}, font_size=32))")

    rewrite_Callout = rewrite_TextBubble = rewrite_TextBox

    def rewrite_VerticalLine(self, node: ast.Call) -> ast.Call:
        return self.straight(node, "UP * 3", "DOWN * 3")

    def rewrite_HorizontalLine(self, node: ast.Call) -> ast.Call:
        return self.straight(node, "LEFT * 5", "RIGHT * 5")

    def straight(self, node: ast.Call, start: str, end: str) -> ast.Call:
        known = catalogue.keywords_of("Line") or frozenset()
        ends = node.args[:2] if len(node.args) >= 2 else [expression(start), expression(end)]
        return ast.Call(ast.Name("Line", ast.Load()), ends, [one for one in node.keywords if one.arg in known])

    def rewrite_Histogram(self, node: ast.Call) -> ast.Call:
        values = [one for one in node.keywords if one.arg in ("values", "data", "heights")]
        names = [one for one in node.keywords if one.arg in ("labels", "names", "bar_names", "categories")]
        call = ast.Call(ast.Name("BarChart", ast.Load()), node.args[:1], [])
        if values and not call.args:
            call.args = [values[0].value]
        if not call.args:
            call.args = [expression("[1, 2, 3]")]
        call.keywords = [ast.keyword("bar_names", one.value) for one in names[:1]]
        return call

    rewrite_LineChart = rewrite_PieChart = rewrite_BarGraph = rewrite_ScatterPlot = rewrite_Histogram

    def rewrite_ProgressBar(self, node: ast.Call) -> ast.Call:
        return ast.Call(ast.Name("Rectangle", ast.Load()), [], [ast.keyword("width", ast.Constant(5)), ast.keyword("height", ast.Constant(0.4))])

    def rewrite_Bar(self, node: ast.Call) -> ast.Call:
        known = catalogue.keywords_of("Rectangle") or frozenset()
        kept = [one for one in node.keywords if one.arg in known]
        return ast.Call(ast.Name("Rectangle", ast.Load()), [], kept)

    def rewrite_ParametricSurface(self, node: ast.Call) -> ast.Call:
        return self.named(node, "Surface")

    def rewrite_Update(self, node: ast.Call) -> ast.Call:
        if len(node.args) == 2:
            return self.named(node, "UpdateFromFunc")
        return self.named(node, "always_redraw")

    rewrite_always_updating = rewrite_always_update = rewrite_Update


class Imports(Rewriter):
    """Modules that are not there leave, what is used without an import gets one."""

    step = "import"

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt:
        module = node.module or ""
        root = module.split(".")[0]
        if root in MANIM_MODULES and root != "manim":
            self.changed(node, f"{module} became manim", "ManimGL's module is not the one that is installed", "rewrite")
            node.module = "manim"
            node.names = [ast.alias("*")]
            self.facts.star = True
        elif root == "manim":
            self.from_manim(node, module)
        elif self.absent(root) and node.level == 0 and not self.guarded():
            self.leave(node, root)
        return node

    def from_manim(self, node: ast.ImportFrom, module: str) -> None:
        if module != "manim" and self.absent(module):
            self.changed(node, f"{module} became manim", "Manim has no such module")
            node.module = module = "manim"
        missing = [one for one in node.names if one.name != "*" and module == "manim" and one.name not in catalogue.names() and not hasattr(catalogue.manim, one.name)]
        if missing:
            self.changed(node, f"{', '.join(one.name for one in missing)}: imported no longer", "Manim has no such name")
            node.names = [one for one in node.names if one not in missing] or [ast.alias("*")]

    def visit_Import(self, node: ast.Import) -> ast.stmt:
        for one in node.names:
            root = one.name.split(".")[0]
            if root in MANIM_MODULES and root != "manim":
                self.changed(node, f"{one.name} became manim", "ManimGL's module is not the one that is installed", "rewrite")
                one.name, one.asname = "manim", one.asname or (root if root != "manim" else None)
        gone = [one for one in node.names if self.absent(one.name.split(".")[0])]
        if gone and not self.guarded():
            self.leave(node, gone[0].name) if len(gone) == len(node.names) else self.changed(node, f"{gone[0].name} is imported no longer", "it is not installed")
            node.names = [one for one in node.names if one not in gone] or node.names
        return node

    def guarded(self) -> bool:
        return self.within(ast.Try)

    def leave(self, node: ast.stmt, module: str) -> None:
        self.changes.drop(node)
        self.note(node, f"the import of {module} was left out", "it is not installed")

    @staticmethod
    def absent(module: str) -> bool:
        try:
            return importlib.util.find_spec(module) is None
        except (ImportError, ValueError):
            return True


def missing_imports(tree: ast.Module, unknown: set[str]) -> list[tuple[str, str]]:
    """(statement, name) for names that an import would define."""
    found: list[tuple[str, str]] = []
    for name in sorted(unknown):
        if name in PACKAGES and (PACKAGES[name] != "scipy" or importlib.util.find_spec("scipy")):
            package = PACKAGES[name]
            found.append((f"import {package}" + (f" as {name}" if name != package else ""), name))
        elif name in MODULES:
            found.append((f"import {name}", name))
        elif name in FROM_MODULES:
            found.append((f"from {FROM_MODULES[name]} import {name}", name))
        elif name in FROM_TYPING:
            found.append((f"from typing import {name}", name))
        elif name in catalogue.names():
            found.append((f"from manim import {name}", name))
        elif name in catalogue.proofreel_names():
            found.append((f"from proofreel import {name}", name))
    return found
