"""Names that models write and Manim does not have: other versions' names, and names that never were."""

from __future__ import annotations

OLD = "a name of ManimGL or of an older Manim"
NEVER = "Manim never had this name"

# name -> (what it is called, why)
RENAMED: dict[str, tuple[str, str]] = {
    "ShowCreation": ("Create", OLD), "TexMobject": ("MathTex", OLD), "OldTex": ("MathTex", OLD), "TexText": ("Tex", OLD),
    "OldTexText": ("Tex", OLD), "GlowDot": ("Dot", OLD), "GlowDots": ("Dot", OLD), "ShowPassingFlashAround": ("Circumscribe", OLD),
    "FlashAround": ("Circumscribe", OLD), "ShowCreationThenDestructionAround": ("Circumscribe", OLD), "CircleIndicate": ("Circumscribe", OLD),
    "ShowCreationThenFadeOut": ("ShowPassingFlash", OLD), "ShowCreationThenDestruction": ("ShowPassingFlash", OLD),
    "ShowCreationThenFadeAround": ("Circumscribe", OLD), "VShowPassingFlash": ("ShowPassingFlash", OLD), "WiggleOutThenIn": ("Wiggle", OLD),
    "ApplyWave_": ("ApplyWave", OLD), "FocusOn_": ("FocusOn", OLD), "DrawBorder": ("DrawBorderThenFill", NEVER), "PopIn": ("GrowFromCenter", NEVER),
    "ScaleIn": ("GrowFromCenter", NEVER), "ScaleUp": ("GrowFromCenter", NEVER), "GrowIn": ("GrowFromCenter", NEVER), "Grow": ("GrowFromCenter", NEVER),
    "Highlight": ("Indicate", NEVER), "Pulse": ("Indicate", NEVER), "Emphasize": ("Indicate", NEVER), "Shake": ("Wiggle", NEVER),
    "Morph": ("Transform", NEVER), "MorphInto": ("Transform", NEVER), "TypeWriter": ("AddTextLetterByLetter", NEVER),
    "Typewriter": ("AddTextLetterByLetter", NEVER), "TypeText": ("AddTextLetterByLetter", NEVER), "TransformMatchingText": ("TransformMatchingShapes", NEVER),
    "TransformMatchingStrings": ("TransformMatchingShapes", OLD), "BezierCurve": ("CubicBezier", NEVER), "Appear": ("FadeIn", NEVER),
    "Disappear": ("FadeOut", NEVER), "FadeAway": ("FadeOut", NEVER), "Erase": ("Uncreate", NEVER), "Draw": ("Create", NEVER), "Show": ("FadeIn", NEVER),
    "Hide": ("FadeOut", NEVER), "WriteText": ("Write", NEVER), "FadeInText": ("FadeIn", NEVER), "CreateText": ("Write", NEVER), "FadeTo": ("Transform", NEVER),
    "MoveTo": ("ApplyMethod", NEVER), "ReplaceTransform": ("ReplacementTransform", NEVER), "TransformReplacement": ("ReplacementTransform", NEVER),
    "Shrink": ("ShrinkToCenter", NEVER), "ShrinkOut": ("ShrinkToCenter", NEVER), "GrowPoint": ("GrowFromPoint", NEVER), "FadeOutToPoint": ("FadeOut", OLD),
    "DashedCircle": ("Circle", NEVER), "CurvedLine": ("ArcBetweenPoints", NEVER), "CurvedDoubleArrow_": ("CurvedDoubleArrow", NEVER),
    "DoubleHeadedArrow": ("DoubleArrow", NEVER), "LineSegment": ("Line", NEVER), "Segment": ("Line", NEVER), "Disk": ("Circle", NEVER), "Disc": ("Circle", NEVER),
    "Oval": ("Ellipse", NEVER), "RoundedSquare": ("RoundedRectangle", NEVER), "RoundRectangle": ("RoundedRectangle", NEVER), "Box": ("Prism", NEVER),
    "Cuboid": ("Prism", NEVER), "Plane": ("NumberPlane", NEVER), "Axis": ("NumberLine", NEVER), "CoordinateSystem": ("Axes", NEVER), "Graph2D": ("Axes", NEVER),
    "CartesianAxes": ("Axes", NEVER), "FunctionGraph_": ("FunctionGraph", NEVER), "ParametricCurve": ("ParametricFunction", OLD), "Label": ("Text", NEVER),
    "TextBlock": ("Text", NEVER), "Equation": ("MathTex", NEVER), "Formula": ("MathTex", NEVER), "MathText": ("MathTex", NEVER), "Latex": ("Tex", NEVER), "LaTeX": ("Tex", NEVER),
    "Bullets": ("BulletedList", NEVER), "BulletList": ("BulletedList", NEVER), "Bullet": ("Dot", NEVER), "Image": ("ImageMobject", NEVER), "ImageObject": ("ImageMobject", NEVER),
    "SVG": ("SVGMobject", NEVER), "SpeechBubble": ("RoundedRectangle", OLD), "ThoughtBubble": ("RoundedRectangle", OLD), "Checkerboard": ("NumberPlane", NEVER),
    "VDict_": ("VDict", NEVER), "HGroup": ("VGroup", NEVER), "MobjectGroup": ("Group", NEVER), "CodeBlock": ("Code", NEVER), "Parallel": ("AnimationGroup", NEVER),
    "Sequence": ("Succession", NEVER), "Sequential": ("Succession", NEVER), "SceneGroup": ("AnimationGroup", NEVER), "LaggedAnimation": ("LaggedStart", NEVER),
    "TL": ("UL", NEVER), "TR": ("UR", NEVER), "BL": ("DL", NEVER), "BR": ("DR", NEVER), "TOP_LEFT": ("UL", NEVER), "TOP_RIGHT": ("UR", NEVER),
    "BOTTOM_LEFT": ("DL", NEVER), "BOTTOM_RIGHT": ("DR", NEVER), "BACK": ("IN", NEVER), "FRONT": ("OUT", NEVER), "CENTER": ("ORIGIN", NEVER), "CENTRE": ("ORIGIN", NEVER),
    "MIDDLE": ("ORIGIN", NEVER), "TOP": ("UP", NEVER), "BOTTOM": ("DOWN", NEVER), "LEFT_SIDE": ("LEFT", OLD), "RIGHT_SIDE": ("RIGHT", OLD), "DEGREE": ("DEGREES", NEVER),
    "UPPER_LEFT": ("UL", NEVER), "UPPER_RIGHT": ("UR", NEVER), "LOWER_LEFT": ("DL", NEVER), "LOWER_RIGHT": ("DR", NEVER), "UPLEFT": ("UL", NEVER), "UPRIGHT": ("UR", NEVER),
    "InteractiveScene": ("Scene", OLD), "TeacherStudentsScene": ("Scene", OLD), "PiCreatureScene": ("Scene", OLD), "ReconfigurableScene": ("Scene", OLD),
    "GraphScene": ("Scene", OLD), "VoiceoverScene": ("Scene", "it needs a package that is not there"), "Slide": ("Scene", "it needs a package that is not there"),
    "ThreeDSlide": ("ThreeDScene", "it needs a package that is not there"), "SpaceScene": ("Scene", "it needs a package that is not there"), "ThreeDimensionalScene": ("ThreeDScene", NEVER),
    "CameraScene": ("MovingCameraScene", NEVER), "MovingScene": ("MovingCameraScene", NEVER), "ZoomScene": ("ZoomedScene", NEVER), "Scene3D": ("ThreeDScene", NEVER), "AnimationScene": ("Scene", NEVER),
}  # fmt: skip

# Names of Manim that stand for an expression.
EXPRESSIONS: dict[str, str] = {
    "FRAME_WIDTH": "config.frame_width", "FRAME_HEIGHT": "config.frame_height", "FRAME_X_RADIUS": "config.frame_x_radius",
    "FRAME_Y_RADIUS": "config.frame_y_radius", "SCREEN_WIDTH": "config.frame_width", "SCREEN_HEIGHT": "config.frame_height",
    "sin": "np.sin", "cos": "np.cos", "tan": "np.tan", "exp": "np.exp", "log": "np.log", "log2": "np.log2", "log10": "np.log10", "sqrt": "np.sqrt",
    "arctan": "np.arctan", "arcsin": "np.arcsin", "arccos": "np.arccos", "arctan2": "np.arctan2", "sinh": "np.sinh", "cosh": "np.cosh", "tanh": "np.tanh",
    "atan2": "np.arctan2", "linspace": "np.linspace", "arange": "np.arange", "array": "np.array", "pi": "np.pi", "floor": "np.floor", "ceil": "np.ceil", "cross": "np.cross",
    "deg2rad": "np.deg2rad", "radians": "np.radians", "zeros": "np.zeros", "dot_product": "np.dot", "ease_in_out": "smooth", "ease_in": "rush_into", "ease_out": "rush_from",
    "easeInOut": "smooth", "ease": "smooth", "bounce": "there_and_back", "Easing": "smooth", "sigmoid_func": "smooth",
}  # fmt: skip

# Functions that come from a module of Python's own.
FROM_MODULES: dict[str, str] = {
    "factorial": "math", "comb": "math", "gcd": "math", "isclose": "math", "randint": "random", "choice": "random", "uniform": "random",
    "shuffle": "random", "sample": "random", "product": "itertools", "combinations": "itertools", "permutations": "itertools", "chain": "itertools",
    "reduce": "functools", "partial": "functools", "lru_cache": "functools", "defaultdict": "collections", "deque": "collections", "Counter": "collections",
    "deepcopy": "copy", "sleep": "time", "heappush": "heapq", "heappop": "heapq", "dataclass": "dataclasses",
}  # fmt: skip
FROM_TYPING = frozenset(("List", "Dict", "Tuple", "Optional", "Callable", "Any", "Union", "Sequence", "Iterable"))
MODULES = frozenset(
    ("random", "math", "itertools", "functools", "collections", "copy", "time", "string", "os", "sys", "re", "json", "heapq", "fractions", "statistics", "textwrap", "operator", "colorsys", "cmath", "bisect")
)
PACKAGES = {"np": "numpy", "numpy": "numpy", "nx": "networkx", "networkx": "networkx", "sp": "sympy", "sympy": "sympy", "scipy": "scipy"}
