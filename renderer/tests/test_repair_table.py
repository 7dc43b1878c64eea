"""Each way of failing that can be mended by reading: the wrong form becomes the right one, and the scene runs."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from proofreel.repair import repair  # noqa: E402
from proofreel.repair.dry import run_dry  # noqa: E402

pytestmark = pytest.mark.usefixtures("manim_here")


def scene(body: str, base: str = "Scene", head: str = "from manim import *") -> str:
    lines = "".join(f"        {line}\n" for line in body.split("\n"))
    return f"{head}\n\n\nclass S({base}):\n    def construct(self):\n        m = Square()\n{lines}"


# (row, wrong, what stands in its place)
ROWS = [
    (1, "self.play(ShowCreation(m))", "Create(m)"),
    (2, 't = TextMobject("x")', 'Text("x")'),
    (5, "self.play(FadeInFrom(m, LEFT))", "FadeIn(m, shift=-LEFT)"),
    (6, "self.play(FadeInFromDown(m))", "FadeIn(m, shift=UP)"),
    (7, "self.play(FadeInFromLarge(m, scale_factor=3))", "FadeIn(m, scale=1.5)"),
    (8, "self.play(FadeOutAndShift(m, DOWN))", "FadeOut(m, shift=DOWN)"),
    (13, "s = ParametricSurface(lambda u, v: [u, v, 0], u_min=0, u_max=1, v_min=0, v_max=1)", "Surface(lambda u, v: [u, v, 0], u_range=[0, 1], v_range=[0, 1])"),
    (14, "d = GlowDot()", "Dot()"),
    (15, "self.play(ShowPassingFlashAround(m))\nself.play(FlashAround(m))\nself.play(CircleIndicate(m))", "Circumscribe(m)"),
    (16, "self.play(ShowCreationThenFadeOut(m))", "ShowPassingFlash(m)"),
    (17, "self.play(WiggleOutThenIn(m))", "Wiggle(m)"),
    (18, "m.set_x(FRAME_X_RADIUS)\nm.scale(FRAME_WIDTH / 20)", "config.frame_x_radius"),
    (19, "self.embed()", "pass"),
    (23, "self.play(PopIn(m))\nself.play(ScaleIn(m))", "GrowFromCenter(m)"),
    (24, "self.play(SlideIn(m))", "FadeIn(m, shift=RIGHT)"),
    (25, "self.play(ZoomIn(m))", "FadeIn(m, scale=0.5)"),
    (26, "self.play(Highlight(m))\nself.play(Pulse(m))", "Indicate(m)"),
    (27, "self.play(Morph(m, Circle()))", "Transform(m, Circle())"),
    (28, 'self.play(TypeWriter(Text("a")))', 'AddTextLetterByLetter(Text("a"))'),
    (29, "self.play(DrawBorder(m))", "DrawBorderThenFill(m)"),
    (30, 'self.play(TransformMatchingText(Text("a"), Text("b")))', "TransformMatchingShapes"),
    (31, "b = BezierCurve(ORIGIN, UP, RIGHT, DOWN)", "CubicBezier("),
    (32, "c = Checkmark()", "Text('✓')"),
    (33, "self.add(m)\nself.play(Remove(m))", "self.remove(m)"),
    (36, "self.play(Create(VerticalLine(color=RED)))", "Line("),
    (37, "h = Hexagon(color=RED)\nt = Trapezoid()\nb = Box()\nc = Cloud()\nx = TextBox('a')", "RegularPolygon(color=RED, n=6)"),
    (38, "m.to_corner(TL)\nm.to_corner(BR)", "UL"),
    (39, "x = random.random() + math.sqrt(4)", "import math; import random"),
    (40, "x = sin(1) + sqrt(2)\ny = factorial(3)", "np.sin(1) + np.sqrt(2)"),
    (41, "m.set_color(CYAN)\nm.set_color(MAGENTA)", "PURE_CYAN"),
    (42, "m.set_color(LIGHT_BLUE)\nm.set_color(DARK_GREEN)\nm.set_color(BROWN)\nm.set_color(INDIGO)\nm.set_color(NAVY)", "BLUE_A"),
    (43, 'c = Circle(color="lightblue")', "#ADD8E6"),
    (44, "self.play(Create(m), rate_func=ease_in_out_sine)", "rate_functions.ease_in_out_sine"),
    (45, 'self.play(Create(m), rate_func="smooth")\nself.play(Create(m), rate_func=ease_in_out)', "rate_func=smooth"),
    (46, 'self.play(FadeIn(m, shift="UP"))', "shift=UP"),
    (47, "g = Axes().get_graph(lambda x: x)", ".plot(lambda x: x)"),
    (48, "g = Axes().get_parametric_curve(lambda t: [t, t, 0], t_range=[0, 1])", ".plot_parametric_curve("),
    (49, "a = Axes(x_min=0, x_max=5)", "x_range=[0, 5, 1]"),
    (50, "a = Axes()\ng = a.plot(lambda x: x, x_min=0, x_max=1)", "x_range=[0, 1]"),
    (51, "p = ParametricFunction(lambda t: [t, 0, 0], t_min=0, t_max=1)", "t_range=[0, 1]"),
    (52, "a = Axes()\ng = a.plot(lambda x: x)\nr = a.get_riemann_rectangles(g, x_min=0, x_max=1, dx=0.5)", "x_range=[0, 1]"),
    (53, "a = Axes()\ng = a.plot(lambda x: x)\nr = a.get_area(g, t_min=0, t_max=1)\ns = a.get_area_under_curve(g, x_range=(0, 1))", "x_range=[0, 1]"),
    (54, "a = Axes(width=5, height=3)", "Axes(x_length=5, y_length=3)"),
    (57, 'a = Axes(x_axis_label="x")', "Axes()"),
    (58, "p = NumberPlane(grid_step=2, grid_color=RED)", "background_line_style={'stroke_color': RED}"),
    (59, "s = Surface(lambda u, v: [u, v, 0], x_range=[0, 1], y_range=[0, 1])", "u_range=[0, 1], v_range=[0, 1]"),
    (61, "a = Axes(x_range=[0, 9], y_range=[0, 90])\nd = Dot([3, 50])", "Dot(a.c2p(3, 50))"),
    (62, 'g = Graph([1, 2], [(1, 2)], layout="force_directed")', "layout='spring'"),
    (63, "a = Axes()\ng = a.plot(lambda x: x * x)\nt = a.get_tangent_line(1, g)", "TangentLine(g, alpha="),
    (64, "s = Square(side=2)", "Square(side_length=2)"),
    (65, "c = Circle(diameter=2)", "Circle(radius=1.0)"),
    (66, "r = Rectangle(w=2, h=1)", "Rectangle(width=2, height=1)"),
    (67, "r = Rectangle(corner_radius=.2)", "RoundedRectangle(corner_radius=0.2)"),
    (68, "s = Square(opacity=.5)\np = Polygon(LEFT, UP, RIGHT, opacity=.3)", "fill_opacity=0.5, stroke_opacity=0.5"),
    (69, "s = Square(fill=RED, stroke=BLUE, line_width=3)", "Square(fill_color=RED, stroke_color=BLUE, stroke_width=3)"),
    (70, 'r = Rectangle(label="a")\nd = Dot(label="b")', "Text('a'"),
    (71, 't = Text("a", size=30, bold=True, italic=True)', "font_size=30, weight=BOLD, slant=ITALIC"),
    (72, 't = Text("a\\nb", alignment="center")', "Paragraph("),
    (73, 't = Text("abc", letter_spacing=6)', "MarkupText("),
    (74, 't = Text("abc", max_width=5)', "scale_to_fit_width(min(text.width, 5))"),
    (76, "l = Line(LEFT, RIGHT, dash_length=.1)\nc = Circle(dashed=True)", "DashedLine(LEFT, RIGHT"),
    (77, "a = Arrow(LEFT, RIGHT, tip_size=.2)\nb = Arrow(start_point=LEFT, end_point=RIGHT)", "tip_length=0.2"),
    (78, "a = ArcBetweenPoints(start_point=LEFT, end_point=RIGHT)", "start=LEFT, end=RIGHT"),
    (79, "s = Sector(outer_radius=2)", "Sector(radius=2)"),
    (80, "c = Circle().next_to(m, DOWN, align=LEFT, spacing=.2)\nVGroup(m, c).arrange(RIGHT, spacing=.3)", "aligned_edge=LEFT, buff=0.2"),
    (81, "m.set_fill(RED, alpha=.5)", "opacity=0.5"),
    (82, "m.rotate(PI, about=ORIGIN)", "about_point=ORIGIN"),
    (83, "self.play(Rotating(m, radians=PI))", "angle=PI"),
    (84, "s = SurroundingRectangle(m, RED)", "SurroundingRectangle(m, color=RED)"),
    (85, 'c = Code(code="x = 1", language="python", style="monokai", insert_line_no=True, font_size=20)', "code_string='x = 1'"),
    (86, "self.play(Create(m, duration=1))\nself.play(FadeOut(m, delay=1))", "Create(m, run_time=1)"),
    (87, "self.wait(run_time=1)", "self.wait(1)"),
    (88, "d = Dot([1, 2])\nm.shift([1, 1])\nl = Line([0, 0], [1, 1])", "Dot([1, 2, 0])"),
    (89, "p = Polygon([LEFT, UP, RIGHT])", "Polygon(*[LEFT, UP, RIGHT])"),
    (90, "m.set_x(RIGHT * 3)", "(RIGHT * 3)[0]"),
    (91, "d = Dot(m.get_top_right())\ne = Dot(m.get_bottom_left())", "get_corner(UR)"),
    (92, "l = Line(m.get_center, UP)", "m.get_center()"),
    (93, "m.scale_about_point(2, ORIGIN)", "scale(2, about_point=ORIGIN)"),
    (94, "m.set_size(2, 3)", "stretch_to_fit_width(2).stretch_to_fit_height(3)"),
    (95, "a = Angle(RIGHT, UP)", "Angle(Line(ORIGIN, RIGHT), Line(ORIGIN, UP))"),
    (96, "l = Line()\nl.put_start_and_end(LEFT, UP)", "put_start_and_end_on(LEFT, UP)"),
    (97, "t = Table([[1, 2]])", "Table([['1', '2']])"),
    (100, "t = ValueTracker(2)\nx = t.value + 1", "t.get_value() + 1"),
    (101, "self.play(Square())\nself.play(m)", "Create(Square())"),
    (102, "self.play(m.shift, UP)", "m.animate.shift(UP)"),
    (103, "self.play(m.shift(UP).scale(2))", "m.animate.shift(UP).scale(2)"),
    (104, "self.play(m.animate.shift(UP, run_time=2))", "m.animate(run_time=2).shift(UP)"),
    (106, "self.wait(0)\nself.wait(-1)\nself.play(Create(m), run_time=0)", "self.wait(0.1)"),
    (107, "self.play(Succession(Create(m), self.wait(1)))", "Wait(1)"),
    (108, "self.play(ReplacementTransform(m))", "FadeIn(m)"),
    (109, "r = always_redraw(Square())", "always_redraw(lambda: Square())"),
    (110, "self.play(UpdateFromAlphaFunc(m, lambda m: m.shift(UP)))", "lambda m, alpha: m.shift(UP)"),
    (111, "self.play(self.clear())", "self.clear()"),
    (112, "self.play(self.camera.frame.animate.scale(2))", "class S(MovingCameraScene)"),
    (113, "self.set_camera_orientation(phi=1)", "class S(ThreeDScene)"),
]


@pytest.mark.parametrize(("row", "wrong", "right"), ROWS, ids=[str(row) for row, _, _ in ROWS])
def test_a_wrong_form_becomes_the_right_one_and_runs(row, wrong, right):
    code = scene(wrong)
    repaired = repair(code, "S")
    assert right.replace('"', "'") in repaired.code.replace('"', "'")
    assert repaired.repairs and all(one.what and one.why for one in repaired.repairs)
    error = run_dry(repaired.code, "S").error
    assert error is None, f"{error!r}\n{repaired.code}"


# The others need another class around them, or TeX, or both.
WHOLE = [
    (3, scene('self.play(Write(TexMobject("x^2")))'), "MathTex("),
    (4, scene('self.play(Write(TexText("a")), Write(OldTexText("b")))'), "Tex("),
    (9, scene("self.setup_axes()\ng = self.get_graph(lambda x: x)\nself.play(ShowCreation(g))", "GraphScene"), "self.axes.plot("),
    (10, scene("self.wait(1)", "InteractiveScene"), "class S(Scene)"),
    (11, scene("self.wait(1)", head="from manimlib.imports import *"), "from manim import *"),
    (12, "from manim import *\nclass C(Circle):\n    CONFIG = {'radius': 3}\nclass S(Scene):\n    def construct(self):\n        assert C().radius == 3\n", "'radius': 3, **keywords"),
    (20, scene('t = Text("a")\nt.fix_in_frame()\nself.add(t)'), "self.add_fixed_in_frame_mobjects(t)"),
    (21, scene("self.play(self.frame.animate.scale(2))"), "self.camera.frame.animate.scale(2)"),
    (22, scene("self.camera.frame.reorient(20, 70)"), "theta=20 * DEGREES, phi=70 * DEGREES"),
    (34, scene("d = Update(lambda: Dot())\nself.add(d)"), "always_redraw(lambda: Dot())"),
    (35, scene('h = Histogram(values=[1, 2], labels=["a", "b"])'), "BarChart([1, 2], bar_names=['a', 'b'])"),
    (55, scene("a = Axes(x_range=[0, 2], y_range=[0, 2], include_numbers=True)"), "axis_config={'include_numbers': True}"),
    (56, scene('a = Axes(axis_config={"number_scale_value": 0.5})'), "'font_size': 18"),
    (60, scene('b = BarChart([1, 2], max_value=4, labels=["a", "b"])'), "y_range=[0, 4, 1]"),
    (75, scene('t = Tex("a", weight=BOLD)'), "Tex('a')"),
    (114, scene("self.play(self.camera.animate.set_phi(1))", "ThreeDScene"), "self.move_camera(phi=1)"),
    (115, scene("self.background_color = RED\nassert self.camera.background_color == RED"), "self.camera.background_color = RED"),
    (116, scene('t = MathTex("\\frac{1}{2}")'), "frac{1}{2}"),
    (117, scene('t = MathTex(r"\\frac{a}{b}", substrings_to_isolate=["a"])'), "\\\\frac{a}{b}"),
    (118, scene('t = Tex("数学")'), "Text('数学')"),
    (119, scene('t = MathTex(r"\\bm{v}", r"\\mathscr{L}")'), "boldsymbol{v}"),
    (120, scene('t = Tex("50% of & x_1")'), "50\\\\% of \\\\& $x_1$"),
    (121, scene('t = MathTex(r"$x^2$")\nu = Tex(r"\\frac{1}{2}")'), "$\\\\frac{1}{2}$"),
    (134, scene('n = 3\nt = MathTex(f"\\\\frac{n}{\\\\sqrt{2}} = {n}")'), "{{\\\\sqrt{{2}}}} = {n}"),
    (134, scene('n = 3\nt = MathTex(f"e^{x+1} = {n}")'), "e^{{x + 1}} = {n}"),
]


@pytest.mark.parametrize(("row", "code", "right"), WHOLE, ids=[str(row) for row, _, _ in WHOLE])
def test_a_whole_scene_becomes_right_and_runs(row, code, right):
    repaired = repair(code, "S")
    assert right in repaired.code.replace('"', "'") or right.replace("\\\\", "\\") in repaired.code, repaired.code
    error = run_dry(repaired.code, "S").error
    assert error is None, f"{error!r}\n{repaired.code}"


SILENT = [
    (122, "self.play(m.animate.shift(UP), m.animate.set_color(RED))", "m.animate.shift(UP).set_color(RED)"),
    (123, "self.play(Create(m), duration=5)", "run_time=5"),
    (124, 't = Text("a")\nt.set_text("b")', "t.become(Text('b')"),
    (125, "m.to_edge(ORIGIN)", "m.move_to(ORIGIN)"),
    (126, "c = Circle()\nself.play(Transform(m, c))\nself.play(FadeOut(c))", "FadeOut(m)"),
    (127, "t = ValueTracker(0)\nd = Dot([t.get_value(), 0, 0])\nself.play(t.animate.set_value(2))", None),
    (128, "self.set_camera_orientation(phi=75)", "phi=75 * DEGREES"),
    (129, 't = Text("' + "a long line of words " * 6 + '")', "scale_to_fit_width(13.0)"),
    (130, "g = VGroup(m, Circle())\nself.play(FadeOut(g[0]))\nself.play(FadeOut(g))", None),
]


@pytest.mark.parametrize(("row", "wrong", "right"), SILENT, ids=[str(row) for row, _, _ in SILENT])
def test_what_renders_and_is_wrong_is_mended_or_told(row, wrong, right):
    code = scene(wrong, "ThreeDScene" if row == 128 else "Scene")
    repaired = repair(code, "S")
    assert "silent" in [one.step for one in repaired.repairs]
    assert repaired.code == code if right is None else right in repaired.code.replace('"', "'")
    assert run_dry(repaired.code, "S").error is None


# What passes as it is, and must be left alone.
FINE = [
    "self.play(LaggedStart([Create(m), Create(Circle())]))",
    "self.play([Create(m)])",
    "self.play(AnimationGroup([Create(m)]))",
    "m.set_width(2)",
    "c = VGroup(m, Circle()).arrange_submobjects(RIGHT)",
    "a = Axes(color=RED)",
    "p = Axes().c2p([1, 2])",
    "m.to_edge(UL)",
    'g = VGroup(Square(), Text("ok"))',
    "self.play(GrowFromCenter(m))",
    "m.scale(2).set_stroke(width=3)",
    "v = Vector([1, 2])",
    "t = ValueTracker(0)\nd = always_redraw(lambda: Dot([t.get_value(), 0, 0]))\nself.play(t.animate.set_value(1))",
    "self.play(m.animate.shift(UP), run_time=0.5)\nself.play(Rotate(m, angle=PI / 2))",
    "things = []\nthings.append(m)\nself.add(*things)",
]


@pytest.mark.parametrize("body", FINE)
def test_what_runs_is_left_as_it_is(body):
    code = scene(body)
    repaired = repair(code, "S")
    assert (repaired.code, repaired.repairs) == (code, [])
    assert run_dry(code, "S").error is None
