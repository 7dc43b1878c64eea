"""Methods that Manim's objects do not have, and keywords that its methods do not take."""

from __future__ import annotations

import ast
import inspect
from functools import cache

from manim import Arrow, Axes, Dot, Line, Mobject, Scene

from . import catalogue
from .rewriter import Rewriter, expression, give, keyword, number, take
from .tree import walk

RENAMED = {
    "get_graph": "plot", "get_parametric_curve": "plot_parametric_curve", "get_area_under_curve": "get_area", "get_area_under_graph": "get_area", "put_start_and_end": "put_start_and_end_on",
    "get_point_from_proportion": "point_from_proportion", "coords_to_pos": "c2p", "coord_to_point": "c2p", "coordinate_to_point": "c2p", "get_bottom_center": "get_bottom", "get_top_center": "get_top",
    "get_center_point": "get_center", "get_position": "get_center", "get_middle": "get_center", "translate": "shift", "move": "shift", "move_by": "shift", "set_position": "move_to", "set_location": "move_to", "move_to_point": "move_to",
    "resize": "scale", "set_alpha": "set_opacity", "set_fill_color": "set_fill", "set_transparency": "set_opacity", "place_at": "move_to", "place_next_to": "next_to", "align_with": "align_to", "change_color": "set_color",
    "set_colour": "set_color", "recolor": "set_color", "arrange_submobjects": "arrange", "set_rotation": "rotate", "rotate_by": "rotate", "set_stroke_width": "set_stroke_width", "get_function_graph": "plot", "draw_graph": "plot",
    "plot_function": "plot", "add_graph": "plot", "get_x_axis_label_": "get_x_axis_label", "increment": "increment_value", "update_value": "set_value", "add_coords": "add_coordinates", "get_lines_to_point": "get_lines_to_point",
    "to_corners": "to_corner", "to_center": "center", "set_scale": "scale", "go_to": "move_to", "scale_by": "scale", "scale_to": "scale", "fade_out": "fade", "highlight": "set_color", "fade_to_color": "set_color", "set_number": "set_value", "set_fontsize": "set_font_size", "add_mobject": "add", "add_object": "add", "pause": "pause",
}  # fmt: skip
CORNERS = {"top_right": "UR", "upper_right": "UR", "top_left": "UL", "upper_left": "UL", "bottom_right": "DR", "lower_right": "DR", "bottom_left": "DL", "lower_left": "DL"}
KEYWORDS = {
    "next_to": {"align": "aligned_edge", "spacing": "buff", "distance": "buff", "padding": "buff", "margin": "buff", "buffer": "buff"},
    "arrange": {"align": "aligned_edge", "spacing": "buff", "padding": "buff", "gap": "buff", "alignment": "aligned_edge"}, "arrange_in_grid": {"spacing": "buff", "gap": "buff", "columns": "cols", "n_rows": "rows", "n_cols": "cols"},
    "to_edge": {"padding": "buff", "margin": "buff", "spacing": "buff"}, "to_corner": {"padding": "buff", "margin": "buff"},
    "set_fill": {"alpha": "opacity", "fill_opacity": "opacity", "fill_color": "color"}, "set_stroke": {"alpha": "opacity", "stroke_width": "width", "stroke_color": "color", "thickness": "width"},
    "set_color": {"alpha": "opacity"}, "rotate": {"about": "about_point", "around": "about_point", "center": "about_point", "point": "about_point"}, "scale": {"about": "about_point", "center": "about_point", "scale_x": "scale_factor"},
    "get_graph_label": {"x": "x_val"}, "get_axis_labels": {"x_axis_label": "x_label", "y_axis_label": "y_label"}, "flip": {"direction": "axis"}, "match_style": {}, "align_to": {"edge": "direction"},
}  # fmt: skip
POINT_TAKERS = ("shift", "move_to", "next_to", "move_arc_center_to", "put_start_and_end_on", "set_start_and_end")
POINTS = ("get_center", "get_top", "get_bottom", "get_left", "get_right", "get_start", "get_end", "get_value")


class Methods(Rewriter):
    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        if node.attr == "value" and isinstance(node.ctx, ast.Load) and self.kind_of(node.value) == "ValueTracker":
            self.changed(node, ".value became .get_value()", "a tracker gives its value by a call")
            return ast.copy_location(ast.Call(ast.Attribute(node.value, "get_value", ast.Load()), [], []), node)
        if node.attr in POINTS and isinstance(node.ctx, ast.Load) and self.wants_point():
            self.changed(node, f".{node.attr} became .{node.attr}()", "a point was meant, not the method that gives it")
            return ast.copy_location(ast.Call(node, [], []), node)
        return node

    def wants_point(self) -> bool:
        parent = self.parent
        if isinstance(parent, ast.BinOp):
            return True
        if not isinstance(parent, ast.Call) or parent.func is self.path[-1]:
            return False
        name = self.manim_name(parent.func)
        taker = isinstance(parent.func, ast.Attribute) and parent.func.attr in (*POINT_TAKERS, "c2p", "coords_to_point")
        return taker or bool(name and any(catalogue.is_class(name, one) for one in (Line, Dot, Arrow)))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if self.points(node):
            self.changed(node, "a point of two numbers got a third", "Manim's points have three coordinates")
        if not isinstance(node.func, ast.Attribute) or self.manim_name(node.func):
            return node
        name = node.func.attr
        if name not in catalogue.methods() and name not in self.facts.own_methods:
            made = self.unknown(node, name)
            if made is not None:
                return made
        return self.known(node)

    def unknown(self, node: ast.Call, name: str) -> ast.expr | None:
        assert isinstance(node.func, ast.Attribute)
        of = node.func.value
        root = of.id if isinstance(of, ast.Name) else ""
        if root in ("np", "math", "random", "config", "plt") or self.foreign(of, root):
            return None
        corner = CORNERS.get(name.removeprefix("get_").removesuffix("_corner").removesuffix("_point"))
        if corner and name.startswith("get_"):
            self.changed(node, f".{name}() became .get_corner({corner})", "Manim asks for corners by direction")
            node.func.attr, node.args = "get_corner", [ast.Name(corner, ast.Load())]
        elif name in RENAMED and root != "self" and (RENAMED[name] in catalogue.methods() or RENAMED[name] == "set_font_size"):
            self.changed(node, f".{name}() became .{RENAMED[name]}()", "Manim has no such method")
            node.func.attr = RENAMED[name]
        elif name == "get_tangent_line" and node.args:
            self.changed(node, ".get_tangent_line() became TangentLine", "axes draw no tangents")
            graph = next((one for one in node.args if self.kind_of(one) == "ParametricFunction"), node.args[0])
            where = next((one for one in node.args if one is not graph), None) or take(node, "x", "x_val") or ast.Constant(0.5)
            made = f"TangentLine({ast.unparse(graph)}, alpha=min(1, max(0, ({ast.unparse(where)} - {ast.unparse(graph)}.t_min) / ({ast.unparse(graph)}.t_max - {ast.unparse(graph)}.t_min))), length=4)"
            return ast.copy_location(expression(made), node)
        elif name == "scale_about_point" and len(node.args) == 2:
            self.changed(node, ".scale_about_point() became .scale(about_point=)", "a name of ManimGL")
            give(node, "about_point", node.args.pop())
            node.func.attr = "scale"
        elif name == "set_size" and len(node.args) == 2:
            self.changed(node, ".set_size() became two stretchings", "Manim has no such method")
            wide = ast.Call(ast.Attribute(of, "stretch_to_fit_width", ast.Load()), [node.args[0]], [])
            return ast.copy_location(ast.Call(ast.Attribute(wide, "stretch_to_fit_height", ast.Load()), [node.args[1]], []), node)
        elif name in ("hide", "show") and not node.args:
            self.changed(node, f".{name}() became .set_opacity()", "Manim has no such method")
            node.func.attr, node.args = "set_opacity", [ast.Constant(0 if name == "hide" else 1)]
        elif name.startswith("set_") and len(node.args) == 1 and not node.keywords:
            return self.silent_setter(node, name)
        elif len(name) > 4 and not name.startswith("_"):
            near = catalogue.nearest(name, catalogue.methods(), 0.86)
            if near is not None and self.likely(of):
                self.changed(node, f".{name}() became .{near}()", "Manim has no such method; this is the nearest", "name")
                node.func.attr = near
        return None

    def foreign(self, of: ast.AST, root: str) -> bool:
        """Whether a value is none of Manim's: a string, a list, an own object."""
        if isinstance(of, (ast.Constant, ast.List, ast.Dict, ast.JoinedStr, ast.ListComp)):
            return True
        kinds = self.facts.kinds.get(root, set())
        return bool(kinds) and all(kind not in catalogue.names() and kind != "?" for kind in kinds) or root in self.facts.literals

    def likely(self, of: ast.AST) -> bool:
        return self.kind_of(of) is not None or (isinstance(of, ast.Name) and of.id == "self") or ".animate" in ast.unparse(of)

    def silent_setter(self, node: ast.Call, name: str) -> ast.expr | None:
        """Any set_… of one argument only stores an attribute: nothing is seen of it, and no error is raised."""
        assert isinstance(node.func, ast.Attribute)
        of, kind = node.func.value, self.kind_of(node.func.value)
        why = "Manim stores an unknown set_… as an attribute and shows nothing of it"
        if name in ("set_text", "set_string", "set_tex", "set_tex_string", "set_content") and (kind is None or catalogue.is_mobject(kind)):
            maker = kind if kind in ("Text", "Tex", "MathTex", "MarkupText") else "MathTex" if "tex" in name else "Text"
            target = of.value if isinstance(of, ast.Attribute) and of.attr == "animate" else of
            self.changed(node, f".{name}() became .become({maker}(…))", why, "silent")
            return ast.copy_location(expression(f"{ast.unparse(of)}.become({maker}({ast.unparse(node.args[0])}).match_height({ast.unparse(target)}).move_to({ast.unparse(target)}))"), node)
        property_name = name.removeprefix("set_")
        cls = catalogue.names().get(kind or "")
        if isinstance(getattr(cls, property_name, None), property):
            return None
        near = catalogue.nearest(name, catalogue.methods(), 0.86)
        if near is not None and near.startswith("set_") and self.likely(of):
            self.changed(node, f".{name}() became .{near}()", why, "silent")
            node.func.attr = near
        elif self.likely(of):
            self.note(node, f".{name}() has no effect", why, "silent")
        return None

    def known(self, node: ast.Call) -> ast.expr:
        assert isinstance(node.func, ast.Attribute)
        name = node.func.attr
        if name in self.facts.own_methods:
            return node
        if name in ("set_x", "set_y", "set_z") and len(node.args) == 1:
            self.coordinate(node, "xyz".index(name[-1]))
        if name in ("plot", "get_riemann_rectangles", "get_area", "plot_parametric_curve"):
            self.ranges(node, name)
        parameters, sure = method_parameters(name)
        for one in list(node.keywords):
            if one.arg is None or one.arg in parameters:
                continue
            right = KEYWORDS.get(name, {}).get(one.arg)
            if right is not None and keyword(node, right) is None:
                self.changed(node, f".{name}({one.arg}=) became {right}=", f".{name} takes no {one.arg}")
                one.arg = right
            elif sure and parameters and name not in ("play", "wait") and one.arg not in ("run_time", "rate_func", "lag_ratio"):
                near = catalogue.nearest(one.arg, parameters, 0.82)
                if near is not None:
                    self.changed(node, f".{name}({one.arg}=) became {near}=", f".{name} takes no {one.arg}", "keyword")
                    one.arg = near
                elif self.likely(node.func.value):
                    self.changed(node, f".{name}({one.arg}=) was left out", f".{name} takes no {one.arg}", "keyword")
                    node.keywords.remove(one)
        if name == "get_area" or name == "plot":
            dash = take(node, "dash_length", "dashed") if name == "plot" else None
            if dash is not None:
                self.changed(node, ".plot(dash_length=) became DashedVMobject", "dashes are an object of their own")
                return ast.copy_location(expression(f"DashedVMobject({ast.unparse(node)})"), node)
        return node

    def coordinate(self, node: ast.Call, axis: int) -> None:
        said = ast.unparse(node.args[0])
        words = {name.id for name in walk(node.args[0]) if isinstance(name, ast.Name)}
        if not isinstance(node.args[0], ast.Subscript) and words and words <= {"UP", "DOWN", "LEFT", "RIGHT", "UR", "UL", "DR", "DL", "ORIGIN"}:
            self.changed(node, f".set_{'xyz'[axis]}() got a number", "a coordinate is a number, not a direction")
            node.args[0] = expression(f"({said})[{axis}]")

    def ranges(self, node: ast.Call, name: str) -> None:
        for wrong in ("x", "t"):
            low, high = keyword(node, f"{wrong}_min"), keyword(node, f"{wrong}_max")
            right = "t_range" if name == "plot_parametric_curve" else "x_range"
            if low is None and high is None:
                continue
            take(node, f"{wrong}_min")
            take(node, f"{wrong}_max")
            if low is not None and high is not None:
                give(node, right, ast.List([low.value, high.value], ast.Load()))
            self.changed(node, f".{name}({wrong}_min=, {wrong}_max=) became {right}=", f".{name} takes a range")
        if name == "get_area" and keyword(node, "x_range") is None:
            bounds = take(node, "bounds", "t_range", "range", "x_vals")
            if bounds is not None:
                give(node, "x_range", bounds)
                self.changed(node, ".get_area() got x_range=", ".get_area takes x_range")

    def points(self, node: ast.Call) -> bool:
        """Gives `[1, 2]` a third coordinate where a point is taken; raw data goes through the only axes."""
        name = self.manim_name(node.func)
        takes = name is not None and any(catalogue.is_class(name, one) for one in (Line, Dot, Arrow)) or name in ("Polygon", "CubicBezier", "ArcBetweenPoints")
        takes = takes and name != "Vector"
        takes = takes or (isinstance(node.func, ast.Attribute) and node.func.attr in POINT_TAKERS)
        if not takes:
            return False
        changed = False
        for holder in [*node.args, *[one.value for one in node.keywords if one.arg in ("point", "start", "end", "arc_center")]]:
            inner = holder.args[0] if isinstance(holder, ast.Call) and ast.unparse(holder.func) in ("np.array", "array") and holder.args else holder
            if isinstance(inner, (ast.List, ast.Tuple)) and len(inner.elts) == 2 and not any(isinstance(one, (ast.List, ast.Tuple, ast.Starred, ast.Call)) for one in inner.elts):
                values = [number(one) for one in inner.elts]
                axes = self.facts.of_kind(Axes)
                far = all(value is not None for value in values) and (abs(values[0] or 0) > 7.2 or abs(values[1] or 0) > 4.1)
                if far and len(axes) == 1 and holder in node.args:
                    node.args[node.args.index(holder)] = expression(f"{axes[0]}.c2p({ast.unparse(inner.elts[0])}, {ast.unparse(inner.elts[1])})")
                else:
                    inner.elts.append(ast.Constant(0))
                changed = True
        return changed


@cache
def method_parameters(name: str) -> tuple[frozenset[str], bool]:
    """What the methods of this name take, over all of Manim's objects; and whether nothing else is taken."""
    found: set[str] = set()
    sure = False
    classes = [value for value in catalogue.classes().values() if issubclass(value, (Mobject, Scene))]
    # Most have it from the same base.
    for method in dict.fromkeys(one for one in (getattr(value, name, None) for value in classes) if inspect.isfunction(one)):
        try:
            parameters = list(inspect.signature(method).parameters.values())
        except (TypeError, ValueError):
            return frozenset(), False
        if any(one.kind is one.VAR_KEYWORD for one in parameters):
            return frozenset(found), False
        found.update(one.name for one in parameters)
        sure = True
    return frozenset(found - {"self"}), sure


