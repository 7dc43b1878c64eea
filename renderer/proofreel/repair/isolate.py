"""Leaves out the one thing that fails, as little as possible, so that the rest of the scene goes on."""

from __future__ import annotations

import ast

from manim import Animation

from .by_traceback import replace_node
from .place import Place, manim_locals
from .plays import is_of_scene
from .source import Changes, plays_in
from .tree import walk

GROUPS = ("VGroup", "Group", "AnimationGroup", "LaggedStart", "Succession")


def isolate(place: Place, changes: Changes, coarse: bool) -> tuple[str, int]:
    """What was left out, and how many calls of self.play with it; `coarse` drops the whole statement."""
    if not coarse:
        for way in (_one_of_many, _argument_of_play, _part_of_chain, _part_of_group, _value):
            said = way(place)
            if said is not None:
                changes.touch(place.statement)
                return said, 0
    return _statement(place, changes)


def _one_of_many(place: Place) -> str | None:
    """In a loop, or in a function that is called again, only the rounds that fail are left out."""
    statement = place.statement
    around = _blocks(place, statement)
    if not isinstance(statement, (ast.Expr, ast.Assign)) or not isinstance(statement.value, ast.Call):
        return None
    loop = any(isinstance(one, (ast.For, ast.While)) for one in around)
    helper = any(isinstance(one, ast.FunctionDef) and one.name not in ("construct", "setup") for one in around)
    if not (loop or helper) or ast.unparse(statement.value.func) == "attempt":
        return None
    said = ast.unparse(statement)[:80]
    nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    statement.value = ast.Call(ast.Name("attempt", ast.Load()), [ast.Lambda(nothing, statement.value)], [])
    return f"{said}: left out where it fails"


def _blocks(place: Place, node: ast.AST) -> list[ast.AST]:
    """What a statement stands in, up to the module."""
    found: list[ast.AST] = []
    while (node := place.parents.get(id(node), place.tree)) is not place.tree:
        found.append(node)
    return found


def _argument_of_play(place: Place) -> str | None:
    """One of several animations: the one that holds the failing expression, or the one that Manim was at."""
    play = next((node for node in walk(place.statement) if is_of_scene(node, "play")), None)
    if not isinstance(play, ast.Call) or len(play.args) < 2 or place.node is None:
        return None
    inside = [one for one in play.args if any(node is place.node for node in walk(one))]
    if not inside:
        culprit = manim_locals(place.error, "begin", "self") or manim_locals(place.error, "interpolate", "self") or manim_locals(place.error, "prepare_animation", "anim")
        scene = place.frame.f_locals.get("self") if place.frame else None
        animations = getattr(scene, "animations", None) or []
        if not isinstance(culprit, Animation) or culprit not in animations or len(animations) != len(play.args):
            return None
        inside = [play.args[animations.index(culprit)]]
    play.args = [one for one in play.args if one is not inside[0]]
    return f"the animation {ast.unparse(inside[0])[:80]} was left out"


def _part_of_chain(place: Place) -> str | None:
    """`a.b().c()` goes on as `a.b()` where c fails."""
    node = place.node
    call = node if isinstance(node, ast.Call) else place.parents.get(id(node)) if isinstance(node, ast.Attribute) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    rest = call.func.value
    if not isinstance(rest, ast.Call) or is_of_scene(call, "play"):
        return None
    said = f".{call.func.attr}({', '.join(ast.unparse(one) for one in call.args)[:60]}) was left out"
    replace_node(place, call, rest)
    return said


def _part_of_group(place: Place) -> str | None:
    node = place.node
    if node is None:
        return None
    for inner in [node, *place.outwards(node)]:
        parent = place.parents.get(id(inner))
        if isinstance(parent, ast.Lambda):
            return None
        if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id in GROUPS and inner in parent.args and len(parent.args) > 1:
            parent.args = [one for one in parent.args if one is not inner]
            return f"{ast.unparse(inner)[:80]} was left out of its group"
        if isinstance(parent, ast.List) and inner in parent.elts and len(parent.elts) > 1 and isinstance(inner, ast.Call):
            parent.elts = [one for one in parent.elts if one is not inner]
            return f"{ast.unparse(inner)[:80]} was left out of its list"
        if isinstance(parent, ast.stmt):
            return None
    return None


def _value(place: Place) -> str | None:
    """What an assignment, a return or a lambda should have given is given by a stand-in."""
    node = place.node
    inside = next((one for one in place.outwards(node) if isinstance(one, ast.Lambda)), None) if node is not None else None
    if isinstance(inside, ast.Lambda) and isinstance(place.parents.get(id(inside)), ast.Call):
        holder = place.parents[id(inside)]
        if isinstance(holder, ast.Call) and ast.unparse(holder.func) == "always_redraw":
            said = ast.unparse(inside.body)[:80]
            inside.body = _stand_in()
            return f"{said} was left out"
    statement = place.statement
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], (ast.Name, ast.Attribute)) or isinstance(statement, (ast.Return, ast.AnnAssign)) and statement.value is not None:
        assert isinstance(statement, (ast.Assign, ast.Return, ast.AnnAssign))
        if statement.value is None or ast.unparse(statement.value) == "StandIn()":
            return None
        said = ast.unparse(statement)[:80]
        statement.value = _stand_in()
        return f"{said}: nothing is shown in its place"
    return None


def _statement(place: Place, changes: Changes) -> tuple[str, int]:
    statement = place.statement
    lost = len(plays_in(statement))
    said = ast.unparse(statement).split("\n")[0][:80]
    if isinstance(statement, ast.Return):
        statement.value = ast.Constant(None)
        changes.touch(statement)
    elif isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(target := getattr(statement, "targets", [None])[0], ast.Tuple):
        # Whatever was unpacked goes on as stand-ins.
        statement.value = ast.Tuple([_stand_in() for _ in target.elts], ast.Load())
        changes.touch(statement)
    else:
        changes.drop(statement)
    return f"left out: {said}", lost


def _stand_in() -> ast.expr:
    return ast.Call(ast.Name("StandIn", ast.Load()), [], [])
