"""The rungs beside the table: answers and cut code before loading, failures and stand-ins while it runs, and the slate."""

import ast
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from manim import config  # noqa: E402

from proofreel.loading import SceneNotFound  # noqa: E402
from proofreel.repair import repair  # noqa: E402
from proofreel.repair.dry import run_dry  # noqa: E402
from proofreel.repair.ladder import render_repaired  # noqa: E402
from proofreel.repair.settle import settle  # noqa: E402

pytestmark = pytest.mark.usefixtures("manim_here")

HEAD = "from manim import *\n\n\nclass S(Scene):\n    def construct(self):\n"
CORPUS = Path(__file__).parents[2] / "bench" / "repair" / "corpus"


def scene(*lines: str) -> str:
    return HEAD + "".join(f"        {line}\n" for line in lines)


def dry(code: str, name: str | None) -> str:
    error = run_dry(code, name).error
    if error is not None:
        raise error
    return code


def ladder(code: str, **options):
    return render_repaired(code, None, dry, lambda scene: None, is_of_code=lambda error: True, **options)


# -- before loading


@pytest.mark.parametrize(
    "answer",
    [
        "Here it is:\n```python\n{}```\nHave fun with it!\n",
        "```py\n{}",
        "Sure! Save this as a file and run it.\n\n{}\nYou can run it with manim -pql file.py S for a preview.\n",
        "%%manim -qm S\n{}",
        "\ufeff{}",
    ],
)
def test_code_is_taken_out_of_an_answer_on_the_lines_where_it_stood(answer):
    given = answer.format(scene("self.wait(1)"))
    repaired = repair(given)
    assert run_dry(repaired.code, "S").error is None
    line = given.split("\n").index("        self.wait(1)")
    assert repaired.code.split("\n")[line] == "        self.wait(1)"
    assert not repaired.truncated


@pytest.mark.parametrize(
    ("end", "written", "lost"),
    [
        ("        self.play(FadeIn(a), FadeOut(b", 2, 0),
        ("        self.play(FadeO", 2, 1),
        ('        t = Text("it goes on and', 1, 0),
        ("        for i in range(3):\n            for j in", 1, 0),
        ("        for i in range(3):", 1, 0),
        ("        x = [1, 2,\n             3, 4", 1, 0),
        ('        t = """one\n        two', 1, 0),
        ("        self.play(\n            Write(a),\n            FadeIn(b),\n            run_time=", 2, 0),
    ],
)
def test_code_that_was_cut_off_is_closed_or_loses_its_last_statement(end, written, lost):
    code = scene("a = Square()", "b = Circle()", "self.play(Create(a))") + end
    repaired = repair(code)
    assert repaired.truncated
    assert (repaired.plays_written, repaired.plays_lost) == (written, lost)
    ast.parse(repaired.code)
    assert run_dry(repaired.code, "S").error is None


@pytest.mark.parametrize(
    "line",
    ["self.play(Create(a)", "a.shift(UP))", "if True", "a.shift(“UP”)", "a = Square(color=RED, color=BLUE)", 'a = Text("a", font_size=30, RED)', 'a = Text("one', "  a.shift(UP)", "for i in range(3):"],
)
def test_an_error_of_syntax_is_told_from_an_end_and_mended(line):
    repaired = repair(scene("a = Square()", line, "self.play(FadeIn(a))", "self.wait(1)"))
    assert not repaired.truncated
    assert "syntax" in [one.step for one in repaired.repairs]
    ran = run_dry(repaired.code, "S")
    assert ran.error is None and ran.shown, repaired.code


def test_a_changed_statement_stays_on_its_lines_and_all_else_as_it_was():
    code = scene("# why", "a = Square(", "    side=2,  # a side", ")  # done", "self.play(Create(a))  # shown", "x = 'ä'; self.play(ShowCreation(a)); y = 2")
    repaired = repair(code)
    lines, given = repaired.code.split("\n"), code.split("\n")
    assert len(lines) == len(given)
    assert lines[6] == "        a = Square(side_length=2)"
    assert (lines[5], lines[9]) == (given[5], given[9])
    assert lines[10] == "        x = 'ä'; self.play(Create(a)); y = 2"


# -- while it runs


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        (["o = {'tip_size': 2}", "a = Arrow(LEFT, RIGHT, **o)", "self.play(Create(a))"], "o = {}"),
        (["t = Text('a')", "self.play(Write(t))", "t.fade_intoo(1)"], None),
        (["t = Text('ab')", "self.play(t[7].animate.shift(UP))"], "t.animate.shift(UP)"),
        (["self.grid = Square()", "self.play(FadeIn(grid))"], "FadeIn(self.grid)"),
        (["x = []", "self.play(*[Create(one) for one in x])", "self.play(Create(Dot()))"], "[Wait(0.1)]"),
        (["t = Text('n = ' + 3)", "self.play(Write(t))"], "str(3)"),
        (["i = ImageMobject('absent.png')", "self.play(FadeIn(i))"], "missing_picture('absent.png')"),
        (["c = 'skyblue'", "self.play(Create(Circle(color=c)))"], "#87CEEB"),
        (["g = VGroup(Square(), Group(Dot()))", "self.play(FadeIn(g))"], "Group(Square()"),
        (["d = Dot()", "d.add_updater(lambda: 1)", "self.add(d)", "self.play(d.animate.shift(UP))"], "lambda *_rest: 1"),
        (["w = Text('a').width()", "self.play(Create(Circle(radius=w)))"], "Text('a').width\n"),
        (["p = [[-1, 0, 0], [1, 0, 0], [0, 1, 0]]", "self.play(Create(Polygon(p)))"], "Polygon(*p)"),
    ],
)
def test_a_failure_is_mended_by_what_it_tells(lines, right):
    made, report = ladder(scene(*lines))
    assert report.slate is None
    assert report.plays_kept == report.plays_written
    assert right is None or right in made.replace('"', "'"), made


@pytest.mark.parametrize("given", [HEAD, HEAD.replace("manim", "manimlib")])
def test_a_failure_that_is_not_of_the_code_ends_the_ladder_whichever_run_it_comes_up_in(given):
    code = given + "        self.play(FadeIn(ImageMobject('absent.png')))\n"
    with pytest.raises(OSError, match="absent.png"):
        render_repaired(code, None, dry, lambda scene: None, is_of_code=lambda error: not isinstance(error, OSError))


def test_what_can_not_be_mended_is_left_out_alone():
    made, report = ladder(
        scene(
            "a = Square()",
            "b = nothing_known(3)",
            "g = VGroup(a, Circle(), other_thing(1))",
            "self.play(Create(a), FadeIn(never_made))",
            "self.play(Create(b))",
            "for n in (2, 1, 0):",
            "    self.play(a.animate.scale(1 / n))",
            "self.play(FadeOut(a))",
        )
    )
    assert report.slate is None
    assert (report.plays_written, report.plays_kept) == (4, 3)
    assert "VGroup(a, Circle())" in made
    assert all(one.line is not None and one.why for one in report.repairs)


def test_a_formula_that_tex_refuses_is_closed_or_shown_as_text_and_the_others_stay():
    made, report = ladder(
        scene(r"for s in [r'\frac{1}{2', r'\nosuchthing{x}', 'y']:", "    e = MathTex(s)", "    self.play(Write(e))")
    )
    assert "any_formula(s)" in made
    assert (report.slate, report.plays_kept) == (None, 1)


def test_a_scene_that_needs_nothing_is_rendered_once_and_as_it_is():
    renders = []

    def render(code, name):
        renders.append(code)
        return dry(code, name)

    code = scene("self.play(Create(Square()))")
    _, report = render_repaired(code, "S", render, lambda scene: None, is_of_code=lambda error: True)
    assert (renders, report.repairs, report.plays_kept) == ([code], [], 1)


def test_what_only_the_render_shows_is_mended_after_it():
    renders = []

    def render(code, name):
        renders.append(code)
        if "Square" in code:
            raise TypeError("Mobject.__init__() got an unexpected keyword argument 'absurd'").with_traceback(trace(code))
        return code

    def trace(code):
        try:
            exec(compile(code + "\nS.construct(None)", "scene.py", "exec"), {})
        except AttributeError as error:
            return error.__traceback__
        return None

    made, report = render_repaired(scene("self.play(Create(Square()))", "self.play(Create(Dot()))"), "S", render, lambda scene: None, is_of_code=lambda error: True)
    assert "Square" not in made and "Dot" in made
    assert (len(renders), report.plays_kept) == (2, 1)


# -- the slate


@pytest.mark.parametrize(
    "code",
    [scene("1 / 0"), "from manim import *\nclass S(Scene):\n  )(\n ]][[\n x = = \n y y y\n def\n class\n )(\n ((\n [[ 3 3"],
)
def test_where_nothing_can_be_shown_there_is_a_slate(code):
    made, report = ladder(code)
    assert "self.slate(" in made
    assert report.slate is not None and report.plays_kept == 0
    assert report.repairs[-1].step == "slate"


def test_the_slate_says_what_the_scene_wanted_to_say():
    code = scene("t = Text('Why the sky is blue')", "s = Text('Short waves are scattered more than long ones')", r"f = MathTex(r'I \propto \frac{1}{\lambda^4}')", "self.play(nothing())")
    made, report = ladder(code.replace("self.play(nothing())", "raise SystemExit"), slate={"title": "The sky"})
    assert "self.slate(" in made and "SystemExit (line 9 " in str(report.slate)
    made, _ = ladder(code, slate={"title": "The sky"})
    assert all(one in made for one in ("'The sky'", "Short waves are scattered", "propto"))


def test_what_is_not_of_the_code_is_raised():
    def refused(code, name):
        raise PermissionError(1, "no")

    with pytest.raises(PermissionError):
        render_repaired(scene("self.wait(1)"), None, refused, lambda scene: None, is_of_code=lambda error: not isinstance(error, OSError))
    with pytest.raises(SceneNotFound):
        ladder("from manim import *\nx = 1\n")


def test_dry_runs_end_and_leave_no_trace():
    before = config.frame_width
    settled = settle(scene("config.frame_width = 3", "x = 0", "while x < 3: x += 1", "self.play(Create(Dot()))"), "S")
    assert (settled.failure, settled.lost, config.frame_width) == (None, 0, before)


@pytest.mark.parametrize("name", ["gl-vectors", "axes-6", "kw-5", "play-4", "logic-7", "cut-3", "fence-2", "syntax-3", "cam-3", "silent-1"])
def test_a_sample_of_the_bench_becomes_a_video(name):
    _, report = ladder((CORPUS / f"{name}.py").read_text())
    assert report.slate is None
    assert report.plays_kept >= 0.5 * report.plays_written
