"""The scene's own class: its base, its camera, and what ManimGL's scenes could do."""

from __future__ import annotations

import ast

from . import catalogue
from .facts import target_name
from .plays import is_of_scene
from .rewriter import Rewriter, expression, keyword, number
from .tree import walk

NEEDS_3D = ("set_camera_orientation", "begin_ambient_camera_rotation", "stop_ambient_camera_rotation", "move_camera", "add_fixed_in_frame_mobjects", "add_fixed_orientation_mobjects", "begin_3dillusion_camera_rotation")
SPEECH = ("set_speech_service", "voiceover", "next_slide", "start_loop", "end_loop", "pause_slide")
ANGLES = ("phi", "theta", "gamma")


class Scenes(Rewriter):
    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        if node.name in self.facts.scenes:
            self.bases(node)
        self.config(node)
        if node.name in self.facts.scenes:
            self.construct(node)
        self.generic_visit(node)
        return node

    def bases(self, node: ast.ClassDef) -> None:
        said = [ast.unparse(one) for one in node.bases]
        plain = next((one for one in node.bases if (self.manim_name(one) or "") in ("Scene", "MovingCameraScene")), None)
        if plain is None and not node.bases and any(isinstance(one, ast.FunctionDef) and one.name == "construct" for one in node.body):
            node.bases = [ast.Name("Scene", ast.Load())]
            self.touch_class(node, "the class got its base Scene", "only a Scene can be rendered")
            plain = node.bases[0]
        if plain is None:
            return
        is_3d = any(isinstance(one, ast.Attribute) and one.attr in NEEDS_3D and target_name(one.value) == "self" for one in walk(node))
        is_3d = is_3d or any(isinstance(one, ast.Attribute) and one.attr in ("reorient", "fix_in_frame") for one in walk(node))
        frame = any(isinstance(one, ast.Attribute) and one.attr == "frame" and ast.unparse(one.value) in ("self.camera", "self") for one in walk(node))
        zoomed = any(isinstance(one, ast.Attribute) and one.attr in ("activate_zooming", "zoomed_camera") for one in walk(node))
        base = "ThreeDScene" if is_3d else "ZoomedScene" if zoomed else "MovingCameraScene" if frame else None
        own = self.manim_name(plain)
        if base is None or own == base or (own != "Scene" and base != "ThreeDScene"):
            return
        if own_frame(node):
            return
        at = node.bases.index(plain)
        node.bases[at] = ast.copy_location(ast.Attribute(plain.value, base, ast.Load()) if isinstance(plain, ast.Attribute) else ast.Name(base, ast.Load()), plain)
        self.touch_class(node, f"{said[at]} became {base}", "a plain Scene's camera does not move")

    def touch_class(self, node: ast.ClassDef, what: str, why: str) -> None:
        self.changes.touch(node)
        self.note(node, what, why)

    def config(self, node: ast.ClassDef) -> None:
        """ManimGL's CONFIG, which is silently ignored: attributes of a scene, arguments of an object."""
        found = next((one for one in node.body if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "CONFIG" and isinstance(one.value, ast.Dict)), None)
        if found is None or not isinstance(found.value, ast.Dict) or not found.value.keys:
            return
        pairs = [(key.value, value) for key, value in zip(found.value.keys, found.value.values, strict=True) if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.isidentifier()]
        if not pairs:
            return
        has_init = any(isinstance(one, ast.FunctionDef) and one.name == "__init__" for one in node.body)
        mobject = any(catalogue.is_mobject(self.manim_name(base) or "") for base in node.bases)
        made: list[ast.stmt] = [ast.Assign([ast.Name(name, ast.Store())], value) for name, value in pairs]
        if mobject and not has_init:
            given = ", ".join(f"{name!r}: {ast.unparse(value)}" for name, value in pairs)
            made = [ast.parse(f"__init__ = lambda self, *args, **keywords: super({node.name}, self).__init__(*args, **{{{given}, **keywords}})").body[0]]
        self.changes.replaced[id(found)] = [ast.copy_location(ast.fix_missing_locations(one), found) for one in made]
        self.note(found, "CONFIG became " + ("arguments" if mobject and not has_init else "attributes"), "Manim ignores CONFIG", "silent")

    def construct(self, node: ast.ClassDef) -> None:
        methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
        if any(one.name == "construct" for one in methods) or not node.bases or self.manim_name(node.bases[0]) is None:
            return
        near = [one for one in methods if catalogue.nearest(one.name, ["construct"], 0.75) or one.name in ("build", "animate", "render_scene", "main", "create", "run", "play_scene")]
        others = [one for one in methods if one.name not in ("__init__", "setup")]
        chosen = near[0] if near else others[0] if len(others) == 1 else None
        if chosen is not None and len(chosen.args.args) == 1:
            self.changes.touch(chosen)
            self.note(chosen, f"{chosen.name} became construct", "Manim calls construct")
            chosen.name = "construct"

    # -- statements and calls

    def visit_Assign(self, node: ast.Assign) -> ast.Assign:
        self.generic_visit(node)
        target = node.targets[0]
        if isinstance(target, ast.Attribute) and ast.unparse(target) == "self.background_color" and self.scene_class() is not None:
            target.value = ast.copy_location(expression("self.camera"), target)
            self.changed(node, "self.background_color became self.camera.background_color", "a scene has no background of its own", "silent")
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        self.generic_visit(node)
        call = node.value
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            return node
        method, of = call.func.attr, call.func.value
        if method == "embed" and target_name(of) == "self":
            self.leave(node, "self.embed() was left out", "there is nobody to type into it")
        elif method in SPEECH and target_name(of) == "self" and method not in self.facts.own_methods:
            self.leave(node, f"self.{method}() was left out", "it belongs to a package that is not there")
        elif method == "fix_in_frame":
            node.value = ast.copy_location(expression(f"self.add_fixed_in_frame_mobjects({ast.unparse(of)})"), node)
            self.changed(node, ".fix_in_frame() became self.add_fixed_in_frame_mobjects()", "a method of ManimGL")
        elif method == "setup_axes" and target_name(of) == "self" and "setup_axes" not in self.facts.own_methods:
            self.setup_axes(node, call)
        elif is_of_scene(call, "play"):
            self.camera_in_play(node, call)
        return node

    def leave(self, node: ast.stmt, what: str, why: str) -> None:
        self.changes.drop(node)
        self.note(node, what, why)

    def setup_axes(self, node: ast.Expr, call: ast.Call) -> None:
        """GraphScene's axes, from its class attributes where they are there."""
        cls = self.scene_class()
        values = class_values(cls) if cls else {}
        ranges = []
        for axis, low, high in (("x", -1, 10), ("y", -1, 10)):
            ends = [values.get(f"{axis}_min", ast.Constant(low)), values.get(f"{axis}_max", ast.Constant(high))]
            step = values.get(f"{axis}_tick_frequency", ast.Constant(1))
            ranges.append(f"{axis}_range=[{', '.join(ast.unparse(one) for one in [*ends, step])}]")
        made = ast.parse(f"self.axes = Axes({', '.join(ranges)}, x_length=9, y_length=5.5); self.add(self.axes)").body
        self.changes.replaced[id(node)] = [ast.copy_location(ast.fix_missing_locations(one), node) for one in made]
        self.note(node, "self.setup_axes() became an Axes", "GraphScene is gone; axes are objects")

    def camera_in_play(self, node: ast.Expr, call: ast.Call) -> None:
        """`self.play(self.camera.animate.set_phi(x))` becomes `self.move_camera(phi=x)`."""
        if len(call.args) != 1:
            return
        moved: dict[str, ast.expr] = {}
        inner: ast.AST = call.args[0]
        while isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
            axis = inner.func.attr.removeprefix("set_").removeprefix("increment_")
            if axis not in ANGLES or len(inner.args) != 1:
                return
            moved[axis] = inner.args[0]
            inner = inner.func.value
        if not moved or ast.unparse(inner) not in ("self.camera.animate", "self.camera.frame.animate", "self.frame.animate"):
            return
        move = expression("self.move_camera()")
        assert isinstance(move, ast.Call)
        move.keywords = [*[ast.keyword(name, value) for name, value in moved.items()], *[one for one in call.keywords if one.arg in ("run_time", "rate_func")]]
        node.value = ast.copy_location(move, call)
        self.changed(node, "the camera is moved by self.move_camera()", "a camera has no .animate")

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        cls = self.scene_class()
        if cls is not None and node.attr == "frame" and ast.unparse(node.value) == "self" and isinstance(node.ctx, ast.Load) and not own_frame(cls):
            self.changed(node, "self.frame became self.camera.frame", "the frame belongs to the camera")
            return ast.copy_location(ast.Attribute(ast.Attribute(node.value, "camera", ast.Load()), "frame", ast.Load()), node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute):
            return node
        method, of = node.func.attr, ast.unparse(node.func.value)
        if method == "reorient" and of.endswith("frame"):
            angles = {name: f"({ast.unparse(value)}) * DEGREES" for name, value in zip(("theta", "phi", "gamma"), node.args, strict=False)}
            call = expression(f"self.set_camera_orientation({', '.join(f'{name}={value}' for name, value in angles.items())})")
            self.changed(node, ".reorient() became self.set_camera_orientation()", "a method of ManimGL")
            return ast.copy_location(call, node)
        if method in ("get_graph", "get_graph_label", "coords_to_point", "get_riemann_rectangles", "input_to_graph_point", "get_vertical_line_to_graph", "get_area") and of == "self" and method not in self.facts.own_methods:
            node.func.value = ast.copy_location(expression("self.axes"), node)
            self.changed(node, f"self.{method}() became self.axes.{method}()", "axes are objects of their own")
        if method == "voiceover" and of == "self" and isinstance(self.parent, ast.withitem):
            self.changed(node, "the voice-over was left out", "it belongs to a package that is not there")
            said = keyword(node, "text")
            words = len(str(said.value.value).split()) if said is not None and isinstance(said.value, ast.Constant) else 8
            seconds = round(max(1.0, words / 2.5), 1)
            tracker = f"__import__('types').SimpleNamespace(duration={seconds}, get_remaining_duration=lambda *args, **keywords: 0.5)"
            return ast.copy_location(expression(f"__import__('contextlib').nullcontext({tracker})"), node)
        self.angles(node, method)
        return node

    def angles(self, node: ast.Call, method: str) -> None:
        """75 for an angle means degrees: in radians it would be twelve turns."""
        names = {"set_camera_orientation": ANGLES, "move_camera": ANGLES, "rotate": ("angle",), "Rotate": ("angle",)}.get(method, ())
        for one in [key for key in node.keywords if key.arg in names]:
            self.degrees(node, one.value, f"{one.arg}=")
        if method == "rotate" and node.args:
            self.degrees(node, node.args[0], "")

    def degrees(self, node: ast.Call, value: ast.expr, where: str) -> None:
        size = number(value)
        if size is None or abs(size) < 10 or size % 5:
            return
        made = ast.copy_location(expression(f"{ast.unparse(value)} * DEGREES"), value)
        for one in node.keywords:
            if one.value is value:
                one.value = made
        node.args = [made if one is value else one for one in node.args]
        self.changed(node, f"{where}{size:g} became {where}{size:g} * DEGREES", "angles are in radians", "silent")


def own_frame(node: ast.ClassDef) -> bool:
    """Whether the scene has a frame of its own making, so that self.frame is not the camera's."""
    return any(isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store) and one.attr == "frame" and ast.unparse(one.value) == "self" for one in walk(node))


def class_values(node: ast.ClassDef) -> dict[str, ast.expr]:
    """Class attributes and those in CONFIG."""
    found: dict[str, ast.expr] = {}
    for one in node.body:
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            found[one.targets[0].id] = one.value
            if one.targets[0].id == "CONFIG" and isinstance(one.value, ast.Dict):
                found.update({key.value: value for key, value in zip(one.value.keys, one.value.values, strict=True) if isinstance(key, ast.Constant)})
    return found
