"""Keywords that a class of Manim does not take: given their right name, turned into what was meant, or left out."""

from __future__ import annotations

import ast

from manim import Animation, ArcBetweenPoints, Arrow, Axes, BarChart, Circle, Code, Dot, Graph, Line, MarkupText, MathTex, Mobject, NumberPlane, Paragraph, Rectangle, Rotating, Sector, SingleStringMathTex, Square, Surface, SurroundingRectangle, Tex, Text, VMobject

from . import catalogue
from .colours import written_colour
from .rewriter import Rewriter, expression, give, keyword, number, rename, string, take

TYPED = (Text, MarkupText, Paragraph)
TEX = (SingleStringMathTex, MathTex, Tex)

# (classes, wrong keyword, right keyword)
RENAMED: list[tuple[tuple[type, ...], str, str]] = [
    ((Square,), "side", "side_length"), ((Square,), "size", "side_length"), ((Square,), "width", "side_length"), ((Square,), "length", "side_length"), ((Square,), "height", "side_length"), ((Rectangle,), "w", "width"), ((Rectangle,), "h", "height"),
    ((Rectangle,), "x_length", "width"), ((Rectangle,), "y_length", "height"),
    ((*TYPED, *TEX), "size", "font_size"), ((*TYPED, *TEX), "text_size", "font_size"), ((*TYPED, *TEX), "fontsize", "font_size"), (TYPED, "font_family", "font"), (TYPED, "font_weight", "weight"), (TYPED, "font_color", "color"), (TYPED, "text_color", "color"), (TEX, "font_color", "color"), (TEX, "text_color", "color"),
    ((Arrow,), "tip_size", "tip_length"), ((Line,), "start_point", "start"), ((Line,), "end_point", "end"), ((ArcBetweenPoints,), "start_point", "start"), ((ArcBetweenPoints,), "end_point", "end"),
    ((Sector,), "outer_radius", "radius"), ((Axes,), "width", "x_length"), ((Axes,), "height", "y_length"), ((Axes,), "x_axis_length", "x_length"), ((Axes,), "y_axis_length", "y_length"), ((Axes,), "axes_color", "color"),
    ((BarChart,), "labels", "bar_names"), ((BarChart,), "names", "bar_names"), ((BarChart,), "colors", "bar_colors"), ((BarChart,), "data", "values"), ((BarChart,), "x_labels", "bar_names"),
    ((Surface,), "x_range", "u_range"), ((Surface,), "y_range", "v_range"),
    ((Code,), "code", "code_string"), ((Code,), "file_name", "code_file"), ((Code,), "insert_line_no", "add_line_numbers"), ((Code,), "line_numbers", "add_line_numbers"), ((Code,), "style", "formatter_style"), ((Code,), "background_style", "background"),
    ((Rotating,), "radians", "angle"), ((Animation,), "duration", "run_time"), ((Animation,), "runtime", "run_time"), ((Animation,), "time", "run_time"), ((Animation,), "rate_function", "rate_func"), ((Animation,), "easing", "rate_func"), ((Animation,), "rate", "rate_func"),
    ((VMobject,), "fill", "fill_color"), ((VMobject,), "stroke", "stroke_color"), ((VMobject,), "line_width", "stroke_width"), ((VMobject,), "thickness", "stroke_width"), ((VMobject,), "border_color", "stroke_color"), ((VMobject,), "border_width", "stroke_width"), ((VMobject,), "outline_color", "stroke_color"), ((VMobject,), "line_color", "stroke_color"), ((VMobject,), "colour", "color"), ((VMobject,), "strokewidth", "stroke_width"), ((VMobject,), "alpha", "fill_opacity"),
]  # fmt: skip

# Named by a base, and set by the class itself: given as well, they are given twice.
SET_BY_ITSELF = {("Square", "width"), ("Square", "height"), ("Sector", "outer_radius")}
# Left out where they can't mean anything.
IDLE = {
    "label": "a label is an object of its own", "shadow": "Manim draws no shadows", "max_width": "the width is a matter of scaling", "dash_length": "only dashed lines have dashes", "layer": "Manim orders by z_index",
    "justify": "lines are arranged", "align": "lines are arranged", "alignment": "only paragraphs are aligned", "text_align": "lines are arranged",
}  # fmt: skip


class Keywords(Rewriter):
    step = "keyword"

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = self.manim_name(node.func)
        if name is None or not isinstance(catalogue.names().get(name), type):
            return node
        if not node.keywords and not node.args:
            return node
        cls = catalogue.names()[name]
        for rule in RULES:
            said = rule(node, name, cls)
            if said:
                name = self.manim_name(node.func) or name
                cls = catalogue.names().get(name, cls)
                self.changed(node, said, f"{name} takes no such argument", "rewrite")
        self.table(node, name, cls)
        self.by_signature(node, name)
        return self.outside(node, name, cls)

    def table(self, node: ast.Call, name: str, cls: type) -> None:
        taken = catalogue.parameters_of(name)
        for classes, wrong, right in RENAMED:
            found = keyword(node, wrong)
            if found is None or (wrong in taken and (name, wrong) not in SET_BY_ITSELF) or not issubclass(cls, classes):
                continue
            if keyword(node, right) is not None:
                node.keywords.remove(found)
                self.changed(node, f"{name}({wrong}=) was left out", f"{right}= says it already", "rewrite")
            else:
                found.arg = right
                self.changed(node, f"{name}({wrong}=) became {right}=", f"{name} takes no {wrong}", "rewrite")

    def by_signature(self, node: ast.Call, name: str) -> None:
        """Against what the installed class takes; a keyword that none of its makers takes would end the scene."""
        known = catalogue.parameters_of(name)
        for one in list(node.keywords):
            if one.arg is None or one.arg in known:
                continue
            taken = catalogue.keywords_of(name)
            near = catalogue.nearest(one.arg, known - {other.arg for other in node.keywords}, 0.82)
            if near is not None and (taken is not None or one.arg not in catalogue.all_parameters()):
                self.changed(node, f"{name}({one.arg}=) became {near}=", f"{name} takes no {one.arg}; this is the nearest that it takes")
                one.arg = near
            elif taken is not None and one.arg not in ("label", "max_width"):
                node.keywords.remove(one)
                self.changed(node, f"{name}({one.arg}=) was left out", IDLE.get(one.arg, f"{name} takes no {one.arg}"))

    def outside(self, node: ast.Call, name: str, cls: type) -> ast.expr:
        """What was given as a keyword and is a matter of a call of its own."""
        taken = catalogue.parameters_of(name)
        if issubclass(cls, (*TYPED, *TEX)) and "max_width" not in taken:
            widest = take(node, "max_width")
            if widest is not None:
                self.changed(node, f"{name}(max_width=) became a scaling", "text is as wide as it is set", "rewrite")
                return ast.copy_location(expression(f"(lambda text: text.scale_to_fit_width(min(text.width, {ast.unparse(widest)})))({ast.unparse(node)})"), node)
        if issubclass(cls, Mobject) and "label" not in taken and keyword(node, "label") is not None:
            label = take(node, "label")
            words = repr(string(label)) if string(label) is not None else f"str({ast.unparse(label)})" if label else "''"
            place = "next_to(made, UP, buff=0.1)" if issubclass(cls, Dot) else "move_to(made)"
            made = None if issubclass(cls, Line) else f"(lambda made: VGroup(made, Text({words}, font_size=24).{place}))({ast.unparse(node)})"
            self.changed(node, f"{name}(label=) became a text of its own" if made else f"{name}(label=) was left out", "a shape has no label", "rewrite")
            if made:
                return ast.copy_location(expression(made), node)
        if issubclass(cls, VMobject) and "dashed" not in taken:
            dashed = take(node, "dashed", "dash")
            if dashed is not None:
                self.changed(node, f"{name}(dashed=) became DashedVMobject", "dashes are an object of their own", "rewrite")
                return ast.copy_location(expression(f"DashedVMobject({ast.unparse(node)})"), node)
        return node


def _ranges(node: ast.Call, name: str, cls: type) -> str | None:
    """x_min= and x_max= become x_range=."""
    done = []
    for axis in ("x", "y", "z", "t", "u", "v"):
        low, high = keyword(node, f"{axis}_min"), keyword(node, f"{axis}_max")
        if (low is None and high is None) or f"{axis}_min" in catalogue.parameters_of(name) or f"{axis}_range" not in catalogue.parameters_of(name):
            continue
        step = take(node, f"{axis}_step", f"{axis}_axis_step", f"{axis}_tick_frequency")
        take(node, f"{axis}_min")
        take(node, f"{axis}_max")
        ends = [low.value if low else expression("-5"), high.value if high else expression("5")]
        third = [step] if step is not None else [ast.Constant(1)] if axis in "xyz" and issubclass(cls, Axes) else []
        give(node, f"{axis}_range", ast.List([*ends, *third], ast.Load()))
        done.append(axis)
    return f"{name}({done[0]}_min=, {done[0]}_max=) became {done[0]}_range=" if done else None


def _axes(node: ast.Call, name: str, cls: type) -> str | None:
    if not issubclass(cls, Axes):
        return None
    done = []
    for wrong in ("include_numbers", "include_tip", "include_ticks", "numbers_to_include", "font_size", "stroke_width", "include_numbers_"):
        value = take(node, wrong) if wrong not in catalogue.parameters_of(name) else None
        if value is None and wrong == "include_tip" and "include_tip" not in catalogue.parameters_of(name):
            continue
        if value is not None:
            target = "tips" if wrong == "include_tip" else None
            if target:
                give(node, target, value)
            else:
                _into_dict(node, "axis_config", wrong, value)
            done.append(f"{wrong}= went to {target or 'axis_config'}")
    for wrong in ("x_axis_label", "y_axis_label", "x_label", "y_label", "x_labels", "y_labels", "z_axis_label", "labels", "axis_labels", "title"):
        if wrong not in catalogue.parameters_of(name) and take(node, wrong) is not None:
            done.append(f"{wrong}= was left out: labels are made by get_axis_labels")
    colour = take(node, "axis_color", "axes_color", "grid_axes_color")
    if colour is not None:
        _into_dict(node, "axis_config", "color", colour)
        done.append("axis_color= went to axis_config")
    for config in [one for one in node.keywords if one.arg in ("axis_config", "x_axis_config", "y_axis_config")]:
        if isinstance(config.value, ast.Dict):
            for key in config.value.keys:
                if string(key) == "number_scale_value":
                    at = config.value.keys.index(key)
                    scale = number(config.value.values[at])
                    config.value.keys[at], config.value.values[at] = ast.Constant("font_size"), ast.Constant(round(36 * scale) if scale else 24)
                    done.append("number_scale_value became font_size")
    if issubclass(cls, NumberPlane):
        done += _plane(node)
    return "; ".join(done) or None


def _plane(node: ast.Call) -> list[str]:
    done = []
    step = take(node, "grid_step", "grid_spacing", "step")
    if step is not None:
        for axis, most in (("x", 7), ("y", 4)):
            given = keyword(node, f"{axis}_range")
            if given is None:
                give(node, f"{axis}_range", ast.List([ast.Constant(-most), ast.Constant(most), step], ast.Load()))
            elif isinstance(given.value, (ast.List, ast.Tuple)) and len(given.value.elts) == 2:
                given.value.elts.append(step)
        done.append("grid_step= went to x_range and y_range")
    for wrong, right in (("grid_color", "stroke_color"), ("line_color", "stroke_color"), ("grid_opacity", "stroke_opacity"), ("grid_width", "stroke_width")):
        value = take(node, wrong)
        if value is not None:
            _into_dict(node, "background_line_style", right, value)
            done.append(f"{wrong}= went to background_line_style")
    return done


def _into_dict(node: ast.Call, name: str, key: str, value: ast.expr) -> None:
    found = keyword(node, name)
    if found is None:
        node.keywords.append(ast.keyword(name, ast.Dict([ast.Constant(key)], [value])))
    elif isinstance(found.value, ast.Dict) and all(string(one) != key for one in found.value.keys):
        found.value.keys.append(ast.Constant(key))
        found.value.values.append(value)


def _bars(node: ast.Call, name: str, cls: type) -> str | None:
    if not issubclass(cls, BarChart):
        return None
    done = []
    most = take(node, "max_value", "y_max")
    if most is not None:
        value = number(most)
        give(node, "y_range", ast.List([ast.Constant(0), most, ast.Constant(max(1, round(value / 5))) if value else expression(f"max(1, ({ast.unparse(most)}) / 5)")], ast.Load()))
        done.append("max_value= became y_range=")
    if name == "BarChart" and take(node, "bar_labels", "title") is not None:
        done.append("bar_labels= was left out")
    return "; ".join(done) or None


def _looks(node: ast.Call, name: str, cls: type) -> str | None:
    taken = catalogue.parameters_of(name)
    done = []
    if issubclass(cls, VMobject) and "opacity" not in taken:
        value = take(node, "opacity")
        if value is not None:
            give(node, "fill_opacity", value)
            if not issubclass(cls, (*TYPED, *TEX)):
                give(node, "stroke_opacity", value)
            done.append("opacity= became fill_opacity= and stroke_opacity=")
    filled = keyword(node, "fill")
    if issubclass(cls, VMobject) and filled is not None and isinstance(filled.value, ast.Constant) and isinstance(filled.value.value, bool):
        node.keywords.remove(filled)
        give(node, "fill_opacity", ast.Constant(1 if filled.value.value else 0))
        done.append("fill= became fill_opacity=")
    if issubclass(cls, Circle) and "diameter" not in taken:
        value = take(node, "diameter")
        if value is not None:
            size = number(value)
            give(node, "radius", ast.Constant(size / 2) if size is not None else ast.BinOp(value, ast.Div(), ast.Constant(2)))
            done.append("diameter= became radius=")
    if name == "Rectangle" and keyword(node, "corner_radius") is not None:
        rename(node.func, "RoundedRectangle")
        done.append("Rectangle(corner_radius=) became RoundedRectangle")
    elif name == "Square" and keyword(node, "corner_radius") is not None:
        side = take(node, "side_length", "side") or ast.Constant(2)
        rename(node.func, "RoundedRectangle")
        give(node, "width", side)
        give(node, "height", side)
        done.append("Square(corner_radius=) became RoundedRectangle")
    if name == "Line" and keyword(node, "dash_length", "dashed_ratio") is not None:
        rename(node.func, "DashedLine")
        done.append("Line(dash_length=) became DashedLine")
    if name == "Line" and keyword(node, "dashed", "dash") is not None:
        take(node, "dashed", "dash")
        rename(node.func, "DashedLine")
        done.append("Line(dashed=) became DashedLine")
    return "; ".join(done) or None


def _typed(node: ast.Call, name: str, cls: type) -> str | None:
    done = []
    if issubclass(cls, TYPED):
        for wrong, right, value in (("bold", "weight", "BOLD"), ("italic", "slant", "ITALIC")):
            said = take(node, wrong)
            if said is not None:
                if not (isinstance(said, ast.Constant) and said.value is False):
                    give(node, right, ast.Name(value, ast.Load()))
                done.append(f"{wrong}= became {right}=")
        if name == "Text" and keyword(node, "alignment", "text_align") is not None:
            said = string(take(node, "alignment", "text_align"))
            rename(node.func, "Paragraph")
            give(node, "alignment", ast.Constant(said if said in ("left", "right", "center") else "center"))
            done.append("Text(alignment=) became Paragraph")
        spacing = take(node, "letter_spacing") if name == "Text" else None
        if spacing is not None and node.args:
            wide = number(spacing)
            rename(node.func, "MarkupText")
            node.args[0] = expression(f"'<span letter_spacing=\"{int((wide or 1) * 1000)}\">' + {ast.unparse(node.args[0])} + '</span>'")
            done.append("Text(letter_spacing=) became MarkupText")
    if issubclass(cls, TEX):
        for wrong in ("weight", "font", "slant", "bold", "italic", "line_spacing", "font_family"):
            if wrong not in catalogue.parameters_of(name) and take(node, wrong) is not None:
                done.append(f"{name}({wrong}=) was left out: TeX has its own letters")
    for one in node.keywords:
        if issubclass(cls, TYPED) and one.arg == "weight" and string(one.value) is not None:
            one.value = ast.Name("BOLD" if "bold" in str(string(one.value)).lower() else "NORMAL", ast.Load()) if string(one.value) not in WEIGHTS else one.value
    return "; ".join(done) or None


WEIGHTS = ("NORMAL", "BOLD", "THIN", "LIGHT", "SEMIBOLD", "MEDIUM", "HEAVY", "ULTRABOLD", "ULTRALIGHT", "BOOK", "SEMILIGHT", "ULTRAHEAVY")


def _code(node: ast.Call, name: str, cls: type) -> str | None:
    if not issubclass(cls, Code):
        return None
    done = []
    if node.args and string(node.args[0]) is not None and "\n" in str(string(node.args[0])):
        node.keywords.insert(0, ast.keyword("code_string", node.args.pop(0)))
        done.append("the code was given as code_string=")
    size = take(node, "font_size")
    if size is not None:
        _into_dict(node, "paragraph_config", "font_size", size)
        done.append("font_size= went to paragraph_config")
    for wrong in ("font", "line_spacing"):
        value = take(node, wrong)
        if value is not None:
            _into_dict(node, "paragraph_config", wrong, value)
            done.append(f"{wrong}= went to paragraph_config")
    return "; ".join(done) or None


def _layout(node: ast.Call, name: str, cls: type) -> str | None:
    layout = keyword(node, "layout")
    if issubclass(cls, Graph) and layout is not None and string(layout.value) in ("force_directed", "force-directed", "force", "random_layout"):
        layout.value = ast.Constant("spring")
        return 'layout="force_directed" became "spring"'
    return None


def _positional(node: ast.Call, name: str, cls: type) -> str | None:
    """Arguments that stand in a wrong place."""
    if issubclass(cls, SurroundingRectangle) and len(node.args) > 1 and isinstance(node.args[1], ast.Name) and node.args[1].id in catalogue.colours():
        give(node, "color", node.args.pop(1))
        return f"the colour of {name} became color="
    if name == "Polygon" and len(node.args) == 1 and isinstance(node.args[0], (ast.List, ast.ListComp)):
        if isinstance(node.args[0], ast.ListComp) or len(node.args[0].elts) > 2 and not all(number(one) is not None for one in node.args[0].elts):
            node.args = [ast.Starred(node.args[0], ast.Load())]
            return "Polygon([…]) became Polygon(*[…])"
    return None


def _angle(node: ast.Call, name: str, cls: type) -> str | None:
    if name not in ("Angle", "RightAngle") or len(node.args) < 2:
        return None
    if not all(isinstance(one, ast.Name) and one.id in ("UP", "DOWN", "LEFT", "RIGHT", "UR", "UL", "DR", "DL") for one in node.args[:2]):
        return None
    node.args[:2] = [expression(f"Line(ORIGIN, {ast.unparse(one)})") for one in node.args[:2]]
    return f"{name} got lines instead of directions"


def _table(node: ast.Call, name: str, cls: type) -> str | None:
    if name != "Table" or not node.args or not isinstance(node.args[0], ast.List):
        return None
    changed = False
    for row in node.args[0].elts:
        for at, cell in enumerate(getattr(row, "elts", [])):
            if number(cell) is not None:
                row.elts[at] = ast.Constant(ast.unparse(cell))
                changed = True
    return "the numbers of Table became strings" if changed else None


def _animation(node: ast.Call, name: str, cls: type) -> str | None:
    if not issubclass(cls, Animation):
        return None
    waits = take(node, "delay") if "delay" not in catalogue.parameters_of(name) else None
    return f"{name}(delay=) was left out" if waits is not None else None


def _colour_strings(node: ast.Call, name: str, cls: type) -> str | None:
    done = []
    for one in node.keywords:
        text = string(one.value)
        if one.arg and one.arg.endswith("color") and text and not text.startswith("#"):
            new = written_colour(text)
            if new is not None and new != text:
                one.value = ast.Constant(new) if new.startswith("#") else ast.Name(new, ast.Load())
                done.append(f"the colour {text!r} became {new}")
    return "; ".join(done) or None


RULES = (_ranges, _axes, _bars, _looks, _typed, _code, _layout, _positional, _angle, _table, _animation, _colour_strings)
