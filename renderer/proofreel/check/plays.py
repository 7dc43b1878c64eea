"""What the animations of one `play` did to the scene: whether they were seen, and whether they left something behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from manim import (
    Animation,
    AnimationGroup,
    FadeOut,
    Mobject,
    ReplacementTransform,
    Transform,
    TransformMatchingShapes,
    TransformMatchingTex,
    Wait,
)
from manim.animation.transform import _MethodAnimation

from .boxes import area, common, union
from .edges import Edges
from .origin import Span
from .report import Finding, Report
from .screen import Screen, visible
from .shown import Aliases, name_of

# Words for the length of an animation that `play` takes without a complaint and without an effect.
LOST_OPTIONS = {"duration", "time", "runtime", "run_times", "seconds", "length", "speed", "animation_time"}
# Shorter plays are switches, not motions.
LEAST_SECONDS = 0.25


class Plays:
    """Knows what has turned into what; told of every play before and after."""

    def __init__(self, report: Report, aliases: Aliases, edges: Edges) -> None:
        self.report, self.aliases, self.edges = report, aliases, edges
        # Targets of plain Transforms by id: the target itself, and what now looks like it.
        self._shown_by: dict[int, tuple[Mobject, Mobject]] = {}
        self._on_screen: set[int] = set()
        # Of the play that transformed an object, by the object's id.
        self._spans: dict[int, Span | None] = {}

    def before(self, scene: Any) -> None:
        self._on_screen = {id(part) for mobject in scene.mobjects for part in mobject.get_family()}

    def after(self, scene: Any, began: float, changed: bool, options: dict[str, Any], span: Span | None) -> None:
        """`changed`: some frame of the play differed from the one before it."""
        animations = list(_flat(scene.animations or []))
        line = None if span is None else span[0]
        left = self._find_left_behind(scene, animations, began, line)
        self._note_transforms(animations, span)
        lost = self._find_overwritten(animations, began, span)
        lost = self._find_lost_options(animations, options, began, span) or lost
        screen = Screen(scene.camera)
        moving = [one for one in animations if not isinstance(one, Wait) and _changes_something(one, screen)]
        if moving and not changed and not left and not lost and scene.time - began >= LEAST_SECONDS:
            self._tell_unseen(scene, moving, began, line)

    def _find_overwritten(self, animations: list[Animation], at: float, span: Span | None) -> bool:
        """Two `.animate` of one object in a play share one target, which the second makes anew."""
        first: dict[int, _MethodAnimation] = {}
        found = False
        for animation in animations:
            if not isinstance(animation, _MethodAnimation):
                continue
            earlier = first.setdefault(id(animation.mobject), animation)
            if earlier is animation:
                continue
            found = True
            methods = [", ".join(_method_name(method) for method in one.methods) for one in (earlier, animation)]
            name = name_of(animation.mobject, self.aliases)
            self.report.add(
                f"{name} {methods}",
                Finding(
                    "animation_lost",
                    "error",
                    at,
                    [name],
                    f"Of two animations of {name} in one play only {methods[1]} is seen; {methods[0]} is lost",
                    f"Write them as one chain: .animate.{methods[0]}(…).{methods[1]}(…).",
                    line=None if span is None else span[0],
                    hint={"play": span, "chain": True},
                ),
            )
        return found

    def _find_lost_options(
        self, animations: list[Animation], options: dict[str, Any], at: float, span: Span | None
    ) -> bool:
        unknown = [name for name in options if name in LOST_OPTIONS]
        for name in unknown:
            self.report.add(
                f"{name} {span}",
                Finding(
                    "animation_lost",
                    "warning",
                    at,
                    [name_of(one.mobject, self.aliases) for one in animations[:3] if isinstance(one.mobject, Mobject)],
                    f"play() knows no option {name}: the animation takes its usual second",
                    f"Write run_time={options[name]!r}.",
                    line=None if span is None else span[0],
                    hint={"play": span, "rename": name},
                ),
            )
        return bool(unknown)

    def _find_left_behind(self, scene: Any, animations: list[Animation], at: float, line: int | None) -> bool:
        """What is faded or transformed away was never on the screen; what looked like it still is."""
        there = {id(part) for mobject in scene.mobjects for part in mobject.get_family()}
        found = False
        for animation in animations:
            mobject = animation.mobject
            away = isinstance(animation, FadeOut | ReplacementTransform) or animation.is_remover()
            if not away or not isinstance(mobject, Mobject):
                continue
            for part in [mobject, *mobject.submobjects]:
                known = self._shown_by.get(id(part))
                if known is None or id(part) in self._on_screen:
                    continue
                stays = known[1]
                if id(stays) in there and any(visible(piece) for piece in stays.get_family()):
                    found = True
                    self._tell_left(stays, part, at, line, scene)
        return found

    def removed(self, scene: Any, mobjects: tuple[Mobject, ...], line: int | None) -> None:
        """`scene.remove` of something that was only ever a Transform's target."""
        there = {id(part) for mobject in scene.mobjects for part in mobject.get_family()}
        for mobject in mobjects:
            known = self._shown_by.get(id(mobject))
            if known is not None and id(mobject) not in there and id(known[1]) in there:
                self._tell_left(known[1], mobject, float(scene.time), line, scene)

    def _tell_left(self, stays: Mobject, gone: Mobject, at: float, line: int | None, scene: Any) -> None:
        screen = Screen(scene.camera)
        boxes = [box for part in stays.get_family() if visible(part) and (box := screen.box(part)) is not None]
        names = [name_of(stays), name_of(gone)]
        self.report.add(
            f"{names} {id(stays)}",
            Finding(
                "left_behind",
                "error",
                at,
                names,
                f"{names[0]} stays on the screen when {names[1]}, which it was transformed into, is taken away",
                "Use ReplacementTransform instead of Transform, so that the target takes the place of the original; "
                "or take the original away.",
                union(boxes) if boxes else None,
                line,
                {"transform": self._spans.get(id(stays))},
            ),
        )

    def _note_transforms(self, animations: list[Animation], span: Span | None) -> None:
        for animation in animations:
            if isinstance(animation, TransformMatchingShapes | TransformMatchingTex):
                if isinstance(animation.to_add, Mobject):
                    self.edges.saw(animation.to_add)
                continue
            if not isinstance(animation, Transform) or not isinstance(animation.target_mobject, Mobject):
                continue
            mobject, target = animation.mobject, animation.target_mobject
            if getattr(animation, "replace_mobject_with_target_in_scene", False):
                if self.edges.has_seen(mobject):
                    self.edges.saw(target)
            elif not isinstance(animation, _MethodAnimation) and target is not mobject and _ends_there(animation):
                self._shown_by[id(target)] = (target, mobject)
                self._spans.setdefault(id(mobject), span)
                if type(animation) is Transform:
                    self.aliases.became(mobject, target)

    def _tell_unseen(self, scene: Any, animations: list[Animation], at: float, line: int | None) -> None:
        names = list(dict.fromkeys(name_of(one.mobject, self.aliases) for one in animations))[:4]
        kinds = " and ".join(dict.fromkeys(type(one).__name__.lstrip("_") for one in animations))
        self.report.add(
            f"{names} {at}",
            Finding(
                "animation_lost",
                "warning",
                at,
                names,
                f"Nothing changes on the screen while {kinds} of {', '.join(names)} plays for {scene.time - at:.1f} s",
                "Check that the object is on the screen and that what should follow it has an updater (always_redraw).",
                line=line,
            ),
        )


def _flat(animations: list[Animation]) -> Iterator[Animation]:
    for animation in animations:
        if isinstance(animation, AnimationGroup):
            yield from _flat(list(animation.animations))
            if isinstance(animation, TransformMatchingShapes | TransformMatchingTex):
                yield animation
        else:
            yield animation


def _changes_something(animation: Animation, screen: Screen) -> bool:
    """What happens outside of the frame is told as such."""
    mobject = animation.mobject
    if not isinstance(mobject, Mobject) or type(animation).__name__ in ("Add", "Animation"):
        return False
    drawn = [part for part in mobject.get_family() if visible(part)]
    boxes = [box for part in drawn if (box := screen.box(part)) is not None]
    return not boxes or area(common(union(boxes), screen.frame)) > 0


def _ends_there(animation: Animation) -> bool:
    return abs(float(animation.rate_func(1.0)) - 1) < 0.01


def _method_name(method: Any) -> str:
    function = method.method if hasattr(method, "method") else method[0]
    return str(getattr(function, "__name__", function))

