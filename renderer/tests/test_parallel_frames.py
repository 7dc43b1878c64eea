"""Frames drawn in parallel are those drawn in order, bit for bit; what needs its order is found out."""

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import av  # noqa: E402
import numpy as np  # noqa: E402
from av.video.reformatter import VideoReformatter  # noqa: E402

from proofreel.clip_file import ClipFile, SegmentFile  # noqa: E402
from proofreel.encoder import SegmentEncoder  # noqa: E402
from proofreel.encoder_planes import Planes  # noqa: E402

BENCH = Path(__file__).parents[2] / "bench" / "render" / "scenes.py"
# Lossless, so that a decoded frame is the one that was drawn; and short stretches, so that there are many ends.
RENDER = """
import sys
from proofreel import encoder, parallel, render
encoder.OPTIONS = {"preset": "ultrafast", "qp": "0", "x264-params": "b-pyramid=none:stitchable=1"}
parallel.LEAST_STRETCH, parallel.SHORT = 7, 0
render.FORMATS["draft"] = (320, 180, 10)
sys.exit(render.main())
"""


def frames_of(scene: str, file: Path, processes: int, folder: Path) -> tuple[list[str], str]:
    out = folder / f"{scene}-{processes}.mp4"
    command = [sys.executable, "-W", "ignore", "-c", RENDER, str(file), scene, "-o", str(out)]
    command += ["-q", "draft", "-p", str(processes)]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[1]), "HOME": str(folder)}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr
    return decoded(out), ended.stderr


def decoded(video: Path) -> list[str]:
    command = ["ffmpeg", "-v", "error", "-err_detect", "explode", "-i", str(video), "-f", "framemd5", "-"]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    assert made.stderr == ""
    return [line.split(",")[-1] for line in made.stdout.splitlines() if not line.startswith("#")]


# Scenes whose frames take something from those before, more or less openly.
HIDDEN = """
import random
from manim import *

seen = []


class Follower(Scene):
    def construct(self):
        leader, follower = Dot(), Square(0.4)
        follower.add_updater(lambda m: m.move_to(0.8 * m.get_center() + 0.2 * leader.get_center()))
        self.add(leader, follower)
        self.play(leader.animate.shift(3 * RIGHT), run_time=2)
        self.wait(0.5)


class Chance(Scene):
    def construct(self):
        dot = Dot()
        dot.add_updater(lambda m: m.move_to([random.uniform(-2, 2), np.random.uniform(-2, 2), 0]))
        line = Line()
        self.add(dot)
        self.play(Create(line), run_time=2)
        dot.clear_updaters()
        self.play(line.animate.shift(UP * random.random()), run_time=2)


class Counting(Scene):
    def construct(self):
        square = always_redraw(lambda: Square(1 + 0 * (seen.append(1) or 0)))
        self.add(square)
        self.play(Create(Line()), run_time=2)
        square.clear_updaters()
        self.add(VGroup(*[Dot(0.05 * i * RIGHT) for i in range(len(seen) % 50)]))
        self.play(square.animate.shift(UP), run_time=2)


class Mixed(Scene):
    def construct(self):
        dot = Dot().shift(2 * LEFT)
        dot.add_updater(lambda m, dt: m.shift(0.5 * dt * RIGHT))
        self.play(Create(Square()))
        self.wait(0.7)
        self.add(dot)
        self.play(Write(Line(UP, DOWN)), run_time=1.5)
        dot.suspend_updating()
        dot.clear_updaters()
        self.wait(3)
        self.next_section(skip_animations=True)
        self.play(dot.animate.shift(UP))
        self.next_section()
        self.play(dot.animate.shift(DOWN), run_time=2.5)
        self.wait_until(lambda: True, 1)
"""


@pytest.mark.parametrize("scene", ["TrackedPlot", "MovingCamera"])
def test_a_scene_drawn_in_parallel_is_the_one_drawn_in_order(scene, tmp_path):
    alone, _ = frames_of(scene, BENCH, 1, tmp_path)
    together, said = frames_of(scene, BENCH, 3, tmp_path)
    assert together == alone
    assert "drawn in order" not in said


@pytest.mark.parametrize("scene", ["Follower", "Chance", "Counting", "Mixed"])
def test_frames_that_need_those_before_get_them(scene, tmp_path):
    file = tmp_path / "hidden.py"
    file.write_text(HIDDEN)
    alone, _ = frames_of(scene, file, 1, tmp_path)
    together, said = frames_of(scene, file, 3, tmp_path)
    assert together == alone
    assert "drawn in order" not in said


def test_held_frames_are_the_frame_before_them(tmp_path):
    out = tmp_path / "held.mp4"
    segment = SegmentFile(str(tmp_path))
    encoder = SegmentEncoder(214, 120, 15, 0, segment.add)
    chance = np.random.default_rng(3)
    for repeat in (1, 1, 100, 2, 7, 1):
        encoder.write(chance.integers(0, 255, (120, 214, 4), dtype=np.uint8), repeat)
    assert encoder.finish() == 112
    with open(out, "wb") as file:
        clip = ClipFile(file, 214, 120, 15)
        for packet in segment.packets():
            clip.add(packet)
        clip.close()
    frames = decoded(out)
    assert len(frames) == 112
    # Sixty frames after a key frame comes another one.
    assert len(set(frames[2:60])) == len(set(frames[60:102])) == 1
    assert len(set(frames[104:111])) == 1


def test_rows_that_change_are_converted_as_the_whole_frame_is():
    chance = np.random.default_rng(5)
    planes, whole = Planes(320, 240), VideoReformatter()
    pixels = chance.integers(0, 255, (240, 320, 4), dtype=np.uint8)
    for top in (0, 3, 100, 171, 238):
        pixels = pixels.copy()
        pixels[top : top + 29] = chance.integers(0, 255, 4)
        assert not planes.equal(pixels)
        planes.update(pixels)
        assert planes.equal(pixels)
        frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
        made = whole.reformat(frame, format="yuv420p", src_colorspace="ITU709", dst_colorspace="ITU709")
        assert (planes.frame.to_ndarray() == made.to_ndarray()).all()
