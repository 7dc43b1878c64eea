"""What a language model is told of the installed Manim and of the kit: names with their real signatures, on stdout.

Only what scenes of ours use, so that the prompt stays small; what is not there in the installed version is left out.
"""

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

OBJECTS = (
    "Text MarkupText Paragraph Tex MathTex DecimalNumber Integer Code VGroup Group Dot Circle Annulus Ellipse Arc Sector AnnularSector Square Rectangle RoundedRectangle "
    "Polygon RegularPolygon Triangle Line DashedLine Arrow DoubleArrow Vector CurvedArrow Angle RightAngle Elbow Brace BraceBetweenPoints BraceLabel "
    "SurroundingRectangle BackgroundRectangle Underline Cross NumberLine Axes NumberPlane ComplexPlane PolarPlane BarChart Matrix Table MathTable Graph DiGraph "
    "ParametricFunction TracedPath ValueTracker always_redraw DashedVMobject Star ArcBetweenPoints"
).split()
ANIMATIONS = (
    "Write Create Uncreate DrawBorderThenFill FadeIn FadeOut GrowFromCenter GrowArrow SpinInFromNothing Transform ReplacementTransform TransformFromCopy "
    "TransformMatchingTex TransformMatchingShapes FadeTransform Indicate Circumscribe Flash Wiggle FocusOn ShowPassingFlash Rotate MoveAlongPath "
    "AnimationGroup LaggedStart LaggedStartMap Succession Wait UpdateFromAlphaFunc ApplyWave Restore MoveToTarget"
).split()
METHODS = {
    "Mobject": "next_to move_to shift to_edge to_corner align_to arrange arrange_in_grid scale rotate scale_to_fit_width scale_to_fit_height set_z_index add_updater copy get_center get_top get_bottom get_left get_right",
    "VMobject": "set_color set_fill set_stroke set_opacity",
    "MathTex": "set_color_by_tex get_part_by_tex",
    "Axes": "plot plot_line_graph c2p p2c get_axis_labels get_graph_label get_area get_riemann_rectangles get_vertical_line get_horizontal_line get_secant_slope_group input_to_graph_point add_coordinates",
    "ValueTracker": "get_value set_value",
    "Scene": "play wait add remove",
}
KIT = (
    "words body formula line_through rectangles slope_of readout on_panel axis_names matrix die coin spread tree_places conclusion"
).split()
# Of the kit's scene: what the engine calls itself.
NOT_FOR_SCENES = {"setup", "slate", "family_on_screen"}
# More than these, and nobody needs the rest.
MOST_PARAMETERS = 9
LONGEST_DEFAULT = 24


DIRECTIONS = ("ORIGIN", "UP", "DOWN", "LEFT", "RIGHT", "IN", "OUT", "UL", "UR", "DL", "DR")


def main() -> None:
    import manim

    from proofreel import kit, scene, theme
    from proofreel.kit import ProofreelScene

    print("# proofreel")
    pieces = [piece for name in KIT if (piece := getattr(kit, name, None))]
    for function in (scene.cue, scene.seconds_left, theme.colour, *pieces):
        print(line(function.__name__, function))
    print("# ProofreelScene(Scene)")
    for name, method in vars(ProofreelScene).items():
        if inspect.isfunction(method) and not name.startswith("_") and name not in NOT_FOR_SCENES:
            print(line(f"self.{name}", method))
    print(f"# manim {manim.__version__}, objects")
    constructors(manim, OBJECTS)
    print("# animations")
    constructors(manim, ANIMATIONS)
    for owner, names in METHODS.items():
        print(f"# methods of {owner}")
        for name in names.split():
            if method := getattr(getattr(manim, owner), name, None):
                print(f"{name}{signature(method)}")


def constructors(module: ModuleType, names: list[str]) -> None:
    for name in names:
        if made := getattr(module, name, None):
            print(f"{name}{signature(made.__init__ if inspect.isclass(made) else made)}")


def line(name: str, function: Callable[..., Any]) -> str:
    told = (inspect.getdoc(function) or "").split("\n")[0]
    return f"{name}{signature(function)}{f'  # {told}' if told else ''}"


def signature(function: Callable[..., Any]) -> str:
    """Names and short defaults, without types."""
    parts = []
    bare = False
    for name, parameter in inspect.signature(function).parameters.items():
        if name == "self":
            continue
        if parameter.kind is parameter.VAR_POSITIONAL:
            bare = True
            parts.append(f"*{name}")
        elif parameter.kind is parameter.VAR_KEYWORD:
            parts.append(f"**{name}")
        else:
            if parameter.kind is parameter.KEYWORD_ONLY and not bare:
                bare = True
                parts.append("*")
            parts.append(name if parameter.default is parameter.empty else f"{name}={default(parameter.default)}")
    if len(parts) > MOST_PARAMETERS + 1:
        parts = [*parts[:MOST_PARAMETERS], "…"]
    return f"({', '.join(parts)})"


def default(value: object) -> str:
    import manim
    import numpy as np

    if isinstance(value, np.ndarray):
        text = next((name for name in DIRECTIONS if np.array_equal(getattr(manim, name), value)), "…")
    elif isinstance(value, float):
        text = f"{value:.4g}"
    elif isinstance(value, str | int | None | tuple):
        text = repr(value)
    elif callable(value):
        text = getattr(value, "__name__", "…")
    else:
        text = getattr(value, "to_hex", lambda: repr(value))()
    return text if len(text) <= LONGEST_DEFAULT else "…"


if __name__ == "__main__":
    main()
