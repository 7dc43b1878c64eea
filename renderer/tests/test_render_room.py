"""The parts of a render that need no sandbox: the clock, formulas set ahead, shared copies, errors told by line."""

import hashlib
import re
import sys
from pathlib import Path

import pytest
import typst

sys.path.insert(0, str(Path(__file__).parents[1]))

from manim import RED, MathTex, Square, config  # noqa: E402

from proofreel import cue, scene, tex, typst_fonts  # noqa: E402
from proofreel.cheap_copies import share_constants  # noqa: E402
from proofreel.loading import SceneNotFound, describe_failure, load_scene  # noqa: E402
from proofreel.tex_desk import TexDesk  # noqa: E402
from proofreel.worker import explain  # noqa: E402


class Recorder:
    """Stands for a scene: its time, and the waits it was asked for."""

    def __init__(self, time: float) -> None:
        self.time = time
        self.waits: list[float] = []

    def wait(self, duration: float, frozen_frame: bool | None = None) -> None:
        self.waits.append(duration)
        self.time += duration


@pytest.fixture
def clock():
    recorder = Recorder(time=1.0)
    scene.set_clock(scene.Clock(fps=15, cues={"past": 0.5, "next": 2.04, "last": 3.1}, duration=4.0, scene=recorder))
    yield recorder
    scene.set_clock(None)


def test_a_cue_waits_in_whole_frames_and_never_backwards(clock):
    for name in ("past", "unknown", "next", "next", "last"):
        cue(name)
    assert [round(wait * 15, 6) for wait in clock.waits] == [16, 15]
    assert clock.time == pytest.approx(round(3.1 * 15) / 15)


def test_the_time_that_is_left_is_known(clock):
    assert scene.seconds_left("next") == pytest.approx(1.04)
    assert scene.seconds_left() == pytest.approx(3.0)


def test_without_a_clock_a_cue_is_past():
    cue("anything")
    assert scene.seconds_left() is None


def test_formulas_that_the_source_shows_are_asked_for_at_once_and_come_through_the_inbox(tmp_path):
    asked = []

    def send(formulas):
        asked.append(formulas)
        for formula in formulas:
            (tmp_path / f"{hashlib.sha256(formula.encode()).hexdigest()}.svg").write_text(f"<svg>{formula}</svg>")

    tex.install(tmp_path / "tex")
    tex.set_desk(TexDesk(tmp_path, send))
    tex.set_ahead('MathTex(r"x^2+1")\nself.add(Tex(r"a word"), MathTex(r"a", r"b", color=RED))\nMathTex(unknown)\n')
    assert [len(formulas) for formulas in asked] == [3]
    assert "x^2+1" in tex.tex_to_svg_file(_part("x^2+1"), "align*").read_text()
    assert len(asked) == 1
    assert "not foreseen" in tex.tex_to_svg_file("not foreseen", "align*").read_text()
    assert len(asked) == 2


def _part(expression):
    return "\\special{dvisvgm:raw <g id='unique000'>}" + expression + "\\special{dvisvgm:raw </g>}"


def test_a_formula_that_is_refused_is_set_here_and_says_what_is_wrong(tmp_path):
    def refuse(formulas):
        for formula in formulas:
            (tmp_path / f"{hashlib.sha256(formula.encode()).hexdigest()}.none").touch()

    tex.install(tmp_path / "tex")
    tex.set_desk(TexDesk(tmp_path, refuse))
    assert tex.tex_to_svg_file("y", "align*").exists()
    with pytest.raises(ValueError, match="TeX can't set this formula"):
        tex.tex_to_svg_file(r"\frac{1", "align*")


def test_typst_searches_the_fonts_once_and_sets_the_same(tmp_path, monkeypatch):
    source = b"#set page(width: auto, height: auto)\n$ integral_0^1 x $ and a word"
    monkeypatch.setattr(typst, "compile", typst.compile)
    wanted = typst.compile(source, format="svg")
    searched = []
    monkeypatch.setattr(typst, "Fonts", lambda fonts=typst.Fonts: searched.append(1) or fonts())
    typst_fonts._fonts.cache_clear()
    typst_fonts.install()
    assert [typst.compile(source, format="svg") for _ in range(2)] == [wanted, wanted]
    assert len(searched) == 1


def test_many_formulas_go_out_in_lines_of_bounded_length(tmp_path):
    lines = []
    TexDesk(tmp_path, lines.append).ask([f"{number} {'x' * 1000}" for number in range(150)] + ["y" * 30_000])
    assert sum(len(line) for line in lines) == 150
    assert all(sum(len(formula) for formula in line) <= 60_000 for line in lines)


def test_a_copy_shares_nothing_that_can_change(tmp_path):
    tex.install(tmp_path / "tex")
    share_constants()
    original = MathTex("x^2")
    copied = original.copy()
    copied.shift([3, 0, 0]).set_color(RED)
    assert original.get_center()[0] == pytest.approx(0, abs=0.01)
    assert original[0][0].get_fill_color() != RED
    square = Square()
    assert square.copy().set_fill(RED, 1).get_fill_color() != square.get_fill_color()


def test_an_error_names_the_line_of_the_scene():
    code = "from manim import *\nclass A(Scene):\n    def construct(self):\n        missing()\n"
    scene_class = load_scene(code, None)
    with pytest.raises(NameError) as caught:
        scene_class.construct(None)
    message, line = describe_failure(caught.value)
    assert (message, line) == ("NameError: name 'missing' is not defined", 4)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ImageMobject('pictures/a.png')", "The file 'pictures/a.png' is not there"),
        ("SVGMobject('a.svg')", "The file 'a.svg' is not there"),
        ("register_font('a.ttf').__enter__()", "The file 'a.ttf' is not there"),
        ("open('rows.csv')", "The file 'rows.csv' is not there"),
        ("open('../rows.csv')", "The file '../rows.csv' is not where the scene can read it"),
        ("ImageMobject('/pictures/a.png')", "The file '/pictures/a.png' is not where the scene can read it"),
        ("__import__('subprocess').run(['no_such_program'])", None),
        ("__import__('PIL.Image').Image.open('not_a_picture')", None),
    ],
)
def test_a_missing_file_is_named_as_the_code_names_it(line, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "not_a_picture").touch()
    with pytest.raises(OSError) as caught:  # noqa: PT011
        exec(f"from manim import *\n{line}", {})
    code, message, _ = explain(caught.value)
    assert code == ("render_failed" if said is None else "file_missing")
    assert said is None or message.startswith(said)


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("x = 1", None, "There is no scene"),
        ("from manim import *\nclass A(Scene): pass", "B", "no scene named B in the code; it has A"),
        ("from manim import *\nclass A(Scene): pass\nclass B(Scene): pass", None, "several scenes (A, B)"),
    ],
)
def test_a_scene_that_can_not_be_chosen_is_told(code, name, said):
    with pytest.raises(SceneNotFound, match=re.escape(said)):
        load_scene(code, name)


@pytest.fixture(autouse=True)
def no_desk():
    yield
    tex.set_desk(None)


def teardown_module():
    config.tex_dir = "{media_dir}/Tex"
