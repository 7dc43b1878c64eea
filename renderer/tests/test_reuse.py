"""A scene of which one play was changed takes the others out of its clip of before; it looks as if all had been drawn."""

import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

# Warm once; each job in a process of its own, as always.
RENDER = """
import json, os, sys
from pathlib import Path
from proofreel import parallel, worker
# Scenes as small as these would be drawn in order the first time.
parallel.SHORT = 0
worker.warm_up(Path(sys.argv[1]))
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        job = json.loads(line)
        try:
            told = worker.asked(job, Path(job["output"]).parent, lambda seconds: None)
        except BaseException as error:
            told = {"failed": repr(error)}
        print(json.dumps(told), flush=True)
        os._exit(0)
    os.waitpid(pid, 0)
"""
SIZE = {"width": 160, "height": 90, "fps": 10, "processes": 2}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """Renders code, with the clip of before; gives what is told of the clip, its place, and its frames as decoded."""
    folder = tmp_path_factory.mktemp("renders")
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[1]), "HOME": str(folder)}
    command = [sys.executable, "-W", "ignore", "-c", RENDER, str(folder)]
    jobs = itertools.count()
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:

        def render(code: str, before: dict | None = None, reuse: bool = True) -> dict:
            scratch = folder / f"job{next(jobs)}"
            scratch.mkdir()
            job = {"code": "from manim import *\nimport random\n" + code, "output": str(scratch / "clip.mp4"), **SIZE}
            if reuse:
                kept = {} if before is None else {"clip": before["clip"], "parts": before["reuse"]["parts"]}
                job["reuse"] = {"parts": [], **kept}
            worker.stdin.write(json.dumps(job) + "\n")
            worker.stdin.flush()
            told = json.loads(worker.stdout.readline())
            assert "failed" not in told, told
            return {**told, "clip": job["output"], "shown": decoded(job["output"])}

        yield render
        worker.stdin.close()


def decoded(video: str) -> list[str]:
    command = ["ffmpeg", "-v", "error", "-err_detect", "explode", "-i", video, "-f", "framemd5", "-"]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    assert made.stderr == ""
    return [line.split(",")[-1] for line in made.stdout.splitlines() if not line.startswith("#")]


def scene(*lines: str) -> str:
    return "class Tried(Scene):\n    def construct(self):\n" + "".join(f"        {line}\n" for line in lines)


def counted(made: dict) -> tuple[int, int]:
    return made["reuse"]["playsReused"], made["reuse"]["plays"]


TEN = [
    "dot, square = Dot(), Square()",
    "self.play(Create(square))",
    "self.play(square.animate.shift(LEFT), run_time=2.5)",
    "self.wait(0.5)",
    "self.play(FadeIn(dot), run_time=0.4)",
    "self.play(dot.animate.shift(RIGHT), run_time=0.3)",
    "other = Triangle()",
    "self.play(Create(other), run_time=1.2)",
    "self.play(Uncreate(other), run_time=1.5)",
    "self.wait(1)",
    "self.play(square.animate.set_color(RED))",
    "self.play(Rotate(square, PI / 3), run_time=1.1)",
    "self.play(dot.animate.scale(2))",
    "self.play(FadeOut(square))",
]


def changed(lines: list[str], old: str, new: str) -> list[str]:
    assert sum(old in line for line in lines) == 1
    return [line.replace(old, new) for line in lines]


@pytest.mark.parametrize(
    ("old", "new", "reused"),
    [
        # Nothing that others show hangs on it, and it takes longer: those after it come later.
        ("Uncreate(other), run_time=1.5", "FadeOut(other), run_time=2", 9),
        # All after it show its colour, but for the last.
        ("set_color(RED)", "set_color(BLUE)", 6),
        ("self.wait(1)", "self.wait(2)", 9),
    ],
)
def test_what_did_not_change_is_taken_again(old, new, reused, rendered):
    before = rendered(scene(*TEN))
    assert counted(before) == (0, 10)
    code = scene(*changed(TEN, old, new))
    after = rendered(code, before)
    assert counted(after)[0] == reused
    alone = rendered(code, reuse=False)
    assert after["shown"] == alone["shown"]
    assert after["frames"] == alone["frames"] != 0
    # And what was made of parts is as good a beginning as any.
    assert counted(rendered(code, after)) == (10, 10)


# What decides a picture without standing in the play itself; each is followed by what is changed in it.
HIDDEN = {
    "a function's constant": (
        ["dot = Dot()", "dot.add_updater(lambda m: m.set_x(2 * line.get_end()[0]))", "line = Line()", "self.add(dot)"],
        ("2 *", "3 *"),
    ),
    "a number that a function closes over": (
        ["size = 2", "line = Line()", "self.add(always_redraw(lambda: Square(size * line.get_length() / 4)))"],
        ("size = 2", "size = 1"),
    ),
    "an argument of a partial": (
        ["from functools import partial", "line = Line()", "def go(power, t): return t ** power", "rate = partial(go, 2)"],
        ("partial(go, 2)", "partial(go, 3)"),
    ),
    "chance": (
        ["line = Line()", "random.seed(4)", "line.add_updater(lambda m: m.set_y(random.random()))"],
        ("seed(4)", "seed(5)"),
    ),
    "the scene's time": (
        ["line = Line()", "self.wait(0.5)", "line.add_updater(lambda m: m.set_y(self.time / 4))"],
        ("wait(0.5)", "wait(1)"),
    ),
    "a default of Manim's classes": (
        ["line = Line()", "Square.set_default(color=RED)", "self.add(always_redraw(lambda: Square(line.get_length())))"],
        ("color=RED", "color=GREEN"),
    ),
    "Manim itself": (
        [
            "line = Line()",
            "plain = Line.set_y",
            "Line.set_y = lambda m, y: plain(m, y + 1)",
            "line.add_updater(lambda m: m.set_y(0))",
        ],
        ("y + 1)", "y + 2)"),
    ),
    "a set": (
        ["line = Line()", "self.ways = {1, 2}", "line.add_updater(lambda m: m.set_y(len(self.ways) + max(self.ways)))"],
        ("{1, 2}", "{1, 3}"),
    ),
    "the background": (["line = Line()", "self.camera.background_color = RED"], ("RED", "GREEN")),
    "an animation's own class": (
        [
            "line = Line()",
            "class Up(Animation):",
            "    def interpolate_mobject(self, alpha): self.mobject.set_y(1 * alpha)",
            "self.play(Up(line))",
        ],
        ("1 * alpha", "2 * alpha"),
    ),
}


def test_a_picture_is_not_taken_for_another(rendered):
    end = ["rate = locals().get('rate', smooth)", "self.add(line)", "self.play(line.animate(rate_func=rate).shift(RIGHT))"]
    wrong = []
    for what, (lines, (old, new)) in HIDDEN.items():
        before = rendered(scene(*lines, *end))
        code = scene(*changed(lines, old, new), *end)
        after = rendered(code, before)
        if after["shown"] != rendered(code, reuse=False)["shown"]:
            wrong.append(what)
        assert after["shown"] != before["shown"], what
    assert wrong == []


def test_a_clip_that_is_not_what_its_parts_say_is_of_no_use(rendered):
    before = rendered(scene(*TEN))
    parts = before["reuse"]["parts"]
    for told in (
        [{**parts[0], "frames": parts[0]["frames"] - 1}, *parts[1:]],
        [*parts, parts[0]],
        [*parts[:-1], {**parts[-1], "frames": parts[-1]["frames"] + 5}],
    ):
        after = rendered(scene(*TEN), {**before, "reuse": {"parts": told}})
        assert after["shown"] == before["shown"]
    Path(before["clip"]).write_bytes(b"no clip")
    assert rendered(scene(*TEN), before)["frames"] == before["frames"]


def test_no_more_is_told_of_a_clip_than_fits_into_a_message(tmp_path):
    from proofreel.parallel_reuse import reuse_of
    from proofreel.parallel_stretch import Stretch
    from proofreel.clip_file import SegmentFile

    reuse = reuse_of({"parts": []}, 160, 90, 10)

    def pieces(*counts: int) -> list[int]:
        stretches = [Stretch(place, SegmentFile(str(tmp_path)), pieces=["0" * 32] * count) for place, count in enumerate(counts)]
        return [len(part["pieces"]) for part in reuse.told(stretches, len(stretches))["parts"]]

    assert pieces(3, 1001, 2) == [3, 0, 2]
    assert pieces(*[999] * 5) == []
