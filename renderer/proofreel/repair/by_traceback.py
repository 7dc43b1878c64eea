"""Mends what an exception tells: the keyword that is not taken, the method that is not there, the formula that TeX refuses.

Each rule changes the tree and says what it did, or gives None. What no rule covers is left to isolation.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from manim import Mobject, VMobject

from . import catalogue
from .colours import written_colour
from .place import Place, manim_locals
from .plays import entrance_of, is_of_scene
from .rewriter import expression, keyword, number, string
from .tree import walk

Rule = Callable[[Place], "str | None"]


def unexpected_keyword(place: Place) -> str | None:
    found = re.search(r"got an unexpected keyword argument '(\w+)'", place.message)
    if not found:
        return None
    wrong = found[1]
    calls = [node for node in walk(place.statement) if isinstance(node, ast.Call) and keyword(node, wrong)]
    call = place.call()
    for one in [call] if call in calls else calls:
        assert one is not None
        one.keywords = [key for key in one.keywords if key.arg != wrong]
    if calls:
        return f"{wrong}= was left out"
    for dictionary in [*walk(place.statement), *walk(place.tree)]:
        if isinstance(dictionary, ast.Dict) and any(string(key) == wrong for key in dictionary.keys if key is not None):
            _drop_key(dictionary, wrong)
            return f"{wrong!r} was left out of its options"
        if isinstance(dictionary, ast.Call) and ast.unparse(dictionary.func) == "dict" and keyword(dictionary, wrong):
            dictionary.keywords = [key for key in dictionary.keywords if key.arg != wrong]
            return f"{wrong}= was left out of its options"
    return None


def several_values(place: Place) -> str | None:
    found = re.search(r"got multiple values for (?:keyword )?argument '(\w+)'", place.message)
    call = place.call()
    if not found or call is None or keyword(call, found[1]) is None:
        return None
    call.keywords = [key for key in call.keywords if key.arg != found[1]]
    return f"{found[1]}= was left out: it is given twice"


def too_many_arguments(place: Place) -> str | None:
    found = re.search(r"takes (?:from \d+ to )?(\d+) positional arguments? but (\d+) (?:was|were) given", place.message)
    if not found or "getter()" in place.message or "setter()" in place.message:
        return None
    if "<lambda>" in place.message:
        return _open_lambdas(place, int(found[1]))
    call = place.call()
    most = int(found[1]) - 1
    if call is None or len(call.args) <= most or most < 0:
        return None
    gone = [ast.unparse(one) for one in call.args[most:]]
    colour = next((one for one in call.args[most:] if isinstance(one, ast.Name) and one.id in catalogue.colours()), None)
    call.args = call.args[:most]
    if colour is not None and keyword(call, "color") is None:
        call.keywords.append(ast.keyword("color", colour))
        return f"{colour.id} became color={colour.id}"
    return f"{', '.join(gone)[:60]} was left out: the call takes {most} arguments"


def missing_argument(place: Place) -> str | None:
    if "missing" not in place.message or "required positional argument" not in place.message:
        return None
    if "<lambda>" in place.message:
        return _default(place, re.findall(r"'(\w+)'", place.message))
    call = place.call()
    name = call.func.id if call is not None and isinstance(call.func, ast.Name) else ""
    if call is not None and catalogue.is_animation(name) and len(call.args) == 1 and name != "FadeIn":
        call.func = ast.Name("FadeIn", ast.Load())
        call.keywords = [key for key in call.keywords if key.arg in ("run_time", "rate_func")]
        return f"{name} of one object became FadeIn"
    return None


def unknown_attribute(place: Place) -> str | None:
    error = place.error
    owner, wrong = None, ""
    if isinstance(error, AttributeError):
        owner, wrong = error.obj, error.name or ""
        if not wrong and (told := re.search(r"object has no attribute '(\w+)'", place.message)):
            wrong = told[1]
    elif "getter()" in place.message and (call := place.call()) is not None and isinstance(call.func, ast.Attribute):
        wrong = call.func.attr
        holder = call.func.value
        owner = place.frame.f_locals.get(holder.id) if place.frame and isinstance(holder, ast.Name) else None
    if not wrong:
        return None
    nodes = [node for node in walk(place.statement) if isinstance(node, ast.Attribute) and node.attr == wrong]
    if not nodes:
        return None
    options = [name for name in (dir(owner) if owner is not None else catalogue.methods()) if not name.startswith("_")]
    near = catalogue.nearest(wrong, options, 0.78)
    if near is None or near == wrong:
        return None
    for node in nodes:
        node.attr = near
    return f".{wrong} became .{near}"


def unknown_name(place: Place) -> str | None:
    if not isinstance(place.error, NameError) or isinstance(place.error, UnboundLocalError):
        return None
    wrong = place.error.name or ""
    frame = place.frame
    known = {*(frame.f_locals if frame else {}), *(frame.f_globals if frame else {})}
    owner = frame.f_locals.get("self") if frame else None
    nodes = [node for node in walk(place.statement) if isinstance(node, ast.Name) and node.id == wrong]
    if owner is not None and wrong in getattr(owner, "__dict__", {}):
        for node in nodes:
            node.id = f"self.{wrong}"
        return f"{wrong} became self.{wrong}"
    near = catalogue.nearest(wrong, {one for one in known if not one.startswith("__")}, 0.8)
    if near is None or not nodes or near == wrong:
        return None
    for node in nodes:
        node.id = near
    return f"{wrong} became {near}"


def no_animation(place: Place) -> str | None:
    """What was played is no animation: the object itself is in Manim's frame."""
    if "passed to Scene.play" not in place.message and "no longer supported. Use Mobject.animate" not in place.message and "Cannot convert" not in place.message:
        return None
    call = place.call()
    if call is None or not is_of_scene(call, "play"):
        return None
    culprit = manim_locals(place.error, "compile_animations", "arg")
    at = _argument_of(place, call, culprit)
    if at is None:
        return None
    one = call.args[at]
    if isinstance(culprit, Mobject):
        entrance = entrance_of(type(culprit).__name__) if isinstance(culprit, VMobject) else "FadeIn"
        call.args[at] = ast.Call(ast.Name(entrance, ast.Load()), [one], [])
        return f"{ast.unparse(one)[:40]} is played by {entrance}"
    if culprit is None and len(call.args) == 1 and isinstance(place.statement, ast.Expr) and isinstance(one, ast.Call):
        place.statement.value = one
        return f"{ast.unparse(one)[:40]} is called and not played: it plays by itself"
    return None


def nothing_played(place: Place) -> str | None:
    if "with no animations" not in place.message and "at least one animation" not in place.message.lower():
        return None
    call = place.call()
    if call is None:
        return None
    starred = [one for one in call.args if isinstance(one, ast.Starred)]
    if len(starred) == 1 and len(call.args) == 1:
        starred[0].value = ast.BoolOp(ast.Or(), [ast.Call(ast.Name("list", ast.Load()), [starred[0].value], []), expression("[Wait(0.1)]")])
        return "an empty play became a short wait"
    if not call.args:
        call.args = [expression("Wait(0.1)")]
        return "an empty play became a short wait"
    return None


def formula(place: Place) -> str | None:
    """A formula that TeX refuses is written in plain letters."""
    if "TeX can't set" not in place.message and "latex error" not in place.message.lower() and "LaTeX" not in place.message and "TeX did not end" not in place.message:
        return None
    call = place.call()
    if call is None:
        return None
    name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name in ("MathTex", "Tex", "SingleStringMathTex", "Title"):
        said = ast.unparse(call)[:80]
        call.func = ast.Name("any_tex" if name in ("Tex", "Title") else "any_formula", ast.Load())
        return f"a formula that TeX can't set is shown as it was meant, or as text: {said}"
    changed = False
    for holder in [*call.args, *[key.value for key in call.keywords]]:
        if string(holder) is not None:
            text = ast.unparse(holder)
            _put(call, holder, expression(f"formula_text({text}, font_size=30)"))
            changed = True
    return "labels that TeX can't set are shown as text" if changed else None


def missing_file(place: Place) -> str | None:
    if not isinstance(place.error, (OSError, FileNotFoundError)) and "could not find" not in place.message:
        return None
    call = place.call()
    if call is None or not isinstance(call.func, ast.Name) or call.func.id not in ("ImageMobject", "SVGMobject", "Code", "picture"):
        return None
    name = call.func.id
    call.func = ast.Name("missing_picture", ast.Load())
    call.keywords = []
    return f"the file of {name} is not there; its place is shown"


def mixed_group(place: Place) -> str | None:
    if "added as submobjects of V" not in place.message and "can be added to a VGroup" not in place.message:
        return None
    groups = [node for node in walk(place.statement) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "VGroup"]
    if not groups:
        groups = [node for node in walk(place.tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "VGroup"]
    for group in groups:
        assert isinstance(group.func, ast.Name)
        group.func.id = "Group"
    return "VGroup became Group: it holds more than vectors" if groups else None


def only_vectors(place: Place) -> str | None:
    """Create and Write draw outlines, which pictures and mixed groups do not have."""
    if not re.search(r"only works for|vectorized|VMobject|pointwise_become_partial|Animation only works on Mobjects|has no attribute", place.message):
        return None
    call = place.call()
    changed = []
    for one in [node for node in walk(call or place.statement) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]:
        assert isinstance(one.func, ast.Name)
        if "Mobjects" in place.message and one.args and string(one.args[0]) is not None and catalogue.is_animation(one.func.id):
            one.args[0] = ast.Call(ast.Name("Text", ast.Load()), [one.args[0]], [])
            changed.append("a string became Text")
        elif one.func.id in ("Create", "Write", "DrawBorderThenFill", "ShowPassingFlash", "Uncreate", "Unwrite") and "only works on Mobjects" not in place.message and "has no attribute" not in place.message:
            new = "FadeOut" if one.func.id in ("Uncreate", "Unwrite") else "FadeIn"
            changed.append(f"{one.func.id} became {new}")
            one.func.id = new
    return "; ".join(dict.fromkeys(changed)) or None


def flat_points(place: Place) -> str | None:
    """Points of two numbers, in this statement or where they were written."""
    if not re.search(r"shapes? |broadcast|inhomogeneous|dimension|setting an array element|index 2 is out of bounds", place.message):
        return None
    call = place.call()
    if call is not None and ast.unparse(call.func) == "Polygon" and len(call.args) == 1 and not isinstance(call.args[0], ast.Starred):
        call.args = [ast.Starred(call.args[0], ast.Load())]
        return "Polygon(points) became Polygon(*points)"
    for where in (place.statement, place.tree):
        flat = [one for one in walk(where) if isinstance(one, (ast.List, ast.Tuple)) and len(one.elts) == 2 and _is_point(place, one)]
        for one in flat:
            one.elts.append(ast.Constant(0))
        if flat:
            return "points of two numbers got a third"
    return None


def no_such_part(place: Place) -> str | None:
    if not isinstance(place.error, (IndexError, KeyError)) or not isinstance(place.node, ast.Subscript):
        return None
    if any(isinstance(one, (ast.Subscript,)) and one is place.node and isinstance(one.ctx, ast.Store) for one in [place.node]):
        return None
    said = ast.unparse(place.node)
    replace_node(place, place.node, place.node.value)
    return f"{said[:60]} became {ast.unparse(place.node.value)[:60]}: it has fewer parts"


def no_function(place: Place) -> str | None:
    """`text.width()`: a value was called."""
    call = place.call()
    if "object is not callable" not in place.message or call is None or not isinstance(call.func, ast.Attribute) or call.args:
        return None
    replace_node(place, call, call.func)
    return f".{call.func.attr}() became .{call.func.attr}"


def method_as_value(place: Place) -> str | None:
    if "method" not in place.message and "function" not in place.message:
        return None
    called = {id(node.func) for node in walk(place.statement) if isinstance(node, ast.Call)}
    for node in walk(place.statement):
        if isinstance(node, ast.Attribute) and node.attr.startswith("get_") and id(node) not in called:
            replace_node(place, node, ast.Call(node, [], []))
            return f".{node.attr} became .{node.attr}()"
    return None


def colour(place: Place) -> str | None:
    if not isinstance(place.error, (ValueError, TypeError)) or "olor" not in place.message:
        return None
    named = re.search(r"[Cc]olor '?([^']+?)'? not found", place.message)
    for node in [*walk(place.statement), *(walk(place.tree) if named else [])]:
        text = string(node) if isinstance(node, ast.Constant) else None
        if text and (text.upper() == named[1].upper() if named else text in place.message):
            new = written_colour(text) or "WHITE"
            replace_node(place, node, ast.Constant(new) if new.startswith("#") else ast.Name(new, ast.Load()))
            return f"the colour {text!r} became {new}"
    return None


def text_and_number(place: Place) -> str | None:
    if "concatenate str" not in place.message:
        return None
    for node in walk(place.statement):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and string(node.right) is None and not ast.unparse(node.right).startswith("str("):
            node.right = ast.Call(ast.Name("str", ast.Load()), [node.right], [])
            return "a number was written as text"
    return None


def no_module(place: Place) -> str | None:
    if isinstance(place.error, ImportError) and isinstance(place.statement, (ast.Import, ast.ImportFrom)) and place.error.name:
        gone = [one for one in place.statement.names if one.name.split(".")[0] == place.error.name.split(".")[0] or f"'{one.name}'" in place.message]
        if gone and len(gone) < len(place.statement.names):
            place.statement.names = [one for one in place.statement.names if one not in gone]
            return f"{', '.join(one.name for one in gone)} is imported no longer"
    return None


RULES: tuple[Rule, ...] = (
    unexpected_keyword, several_values, too_many_arguments, missing_argument, no_animation, nothing_played, formula, missing_file, mixed_group,
    only_vectors, flat_points, no_such_part, no_function, method_as_value, colour, text_and_number, unknown_attribute, unknown_name, no_module,
)  # fmt: skip


def _argument_of(place: Place, call: ast.Call, culprit: object) -> int | None:
    values = place.frame.f_locals if place.frame else {}
    for at, one in enumerate(call.args):
        if isinstance(one, ast.Name) and values.get(one.id, place) is culprit:
            return at
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "self":
            owner = values.get("self")
            if vars(owner).get(one.attr, place) is culprit if owner is not None else False:
                return at
    unsure = [at for at, one in enumerate(call.args) if not isinstance(one, ast.Starred) and not (isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and catalogue.is_animation(one.func.id)) and ".animate" not in ast.unparse(one)]
    return unsure[0] if len(unsure) >= 1 else None


def _open_lambdas(place: Place, takes: int) -> str | None:
    changed = False
    for node in walk(place.tree):
        if isinstance(node, ast.Lambda) and node.args.vararg is None and len(node.args.args) == takes:
            node.args.vararg = ast.arg("_rest")
            changed = True
    return "a function that is called with more arguments takes them" if changed else None


def _default(place: Place, names: list[str]) -> str | None:
    changed = False
    for node in walk(place.tree):
        if isinstance(node, ast.Lambda) and node.args.args and [one.arg for one in node.args.args][-len(names) :] == names and not node.args.defaults:
            node.args.defaults = [ast.Constant(None) for _ in names]
            changed = True
    return f"a function that is called without {', '.join(names)} needs it no longer" if changed else None


def _is_point(place: Place, node: ast.List | ast.Tuple) -> bool:
    parent = place.parents.get(id(node))
    if isinstance(parent, ast.keyword):
        return parent.arg in ("start", "end", "point", "about_point", "arc_center")
    if isinstance(parent, ast.Call):
        name = ast.unparse(parent.func)
        return name in ("np.array", "Dot", "Line", "Arrow", "Polygon", "Vector", "DashedLine", "Circle") or name.endswith((".shift", ".move_to", ".next_to", ".append", "set_points_as_corners", "set_points_smoothly"))
    outer = place.parents.get(id(parent)) if isinstance(parent, (ast.List, ast.Tuple)) else None
    all_flat = isinstance(parent, (ast.List, ast.Tuple)) and all(isinstance(one, (ast.List, ast.Tuple)) for one in parent.elts)
    return all_flat and isinstance(outer, (ast.Assign, ast.Call, ast.Starred)) and all(number(one) is not None for one in node.elts)


def _drop_key(dictionary: ast.Dict, wrong: str) -> None:
    kept = [(key, value) for key, value in zip(dictionary.keys, dictionary.values, strict=True) if key is None or string(key) != wrong]
    dictionary.keys, dictionary.values = [key for key, _ in kept], [value for _, value in kept]


def _put(call: ast.Call, old: ast.expr, new: ast.expr) -> None:
    call.args = [new if one is old else one for one in call.args]
    for key in call.keywords:
        if key.value is old:
            key.value = new


def replace_node(place: Place, old: ast.AST, new: ast.expr) -> None:
    """Puts an expression in another's place."""
    parent = place.parents[id(old)]
    for name, value in ast.iter_fields(parent):
        if value is old:
            setattr(parent, name, ast.copy_location(new, old))
        elif isinstance(value, list):
            value[:] = [ast.copy_location(new, old) if one is old else one for one in value]
