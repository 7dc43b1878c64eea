"""Frames drawn in parallel are those drawn in order, bit for bit; what needs its order is found out."""

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "render"))

BENCH = Path(__file__).parents[2] / "bench" / "render" / "scenes.py"
# Lossless, so that a decoded frame is the one that was drawn; and short stretches, so that there are many ends.
RENDER = """
import sys
from proofreel import encoder, parallel, render
encoder.OPTIONS = {"preset": "ultrafast", "qp": "0", "x264-params": "b-pyramid=none:stitchable=1"}
parallel.LEAST_STRETCH = 7
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


SAMPLE = ["FormulaTransforms", "TrackedPlot", "MovingCamera", "TracedCircle"]


@pytest.mark.parametrize("scene", SAMPLE)
def test_a_scene_drawn_in_parallel_is_the_one_drawn_in_order(scene, tmp_path):
    alone, _ = frames_of(scene, BENCH, 1, tmp_path)
    together, said = frames_of(scene, BENCH, 3, tmp_path)
    assert together == alone
    assert "drawn in order" not in said
