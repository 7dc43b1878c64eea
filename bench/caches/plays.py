"""What it saves that plays are not drawn again: `python plays.py`; prints lines of JSON, each of one render.

A scene of ten plays in full HD: drawn as a whole, drawn with keys, and twice with its middle play changed. Processor time, since
others may use the machine: of all processes of a render, without the start of the renderer.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "renderer"))

from proofreel import worker  # noqa: E402

SCENE = """
from manim import *
class Ten(Scene):
    def construct(self):
        title = Text("Ten plays, of which one is changed", font_size=36).to_edge(UP)
        squares = VGroup(*[Square(0.5, fill_opacity=0.5, color=c) for c in (RED, GREEN, BLUE, YELLOW) * 3])
        squares.arrange_in_grid(3, 4, buff=0.4)
        self.play(Write(title))
        self.play(Create(squares))
        self.play(squares.animate.shift(2 * LEFT))
        circle = Circle(0.8, fill_opacity=0.3).shift(3 * RIGHT)
        self.play(GrowFromCenter(circle))
        self.play(CHANGED)
        self.play(FadeOut(circle))
        self.play(Rotate(squares, PI / 6))
        self.play(LaggedStart(*[square.animate.scale(0.7) for square in squares], lag_ratio=0.1))
        self.wait()
        self.play(squares.animate.arrange(RIGHT, buff=0.2))
        self.play(FadeOut(squares), FadeOut(title))
"""
PLAYS = ("circle.animate.set_color(GREEN)", "circle.animate.set_color(BLUE)", "circle.animate.scale(1.5)")


def render(code: str, folder: Path, before: dict[str, Any] | None) -> dict[str, Any]:
    """In a process of its own, as always; `before`: of which clip parts are taken, {} for none yet, None for no keys."""
    scratch = Path(tempfile.mkdtemp(dir=folder))
    job: dict[str, Any] = {"code": code, "output": str(scratch / "clip.mp4"), "geometry": False}
    job.update({"width": 1920, "height": 1080, "fps": 60})
    if before is not None:
        job["reuse"] = {"parts": [], **before}
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        told = worker.asked(job, scratch, lambda seconds: None)
        os.write(writing, json.dumps(told.get("reuse", {})).encode())
        os._exit(0)
    os.close(writing)
    _, _, used = os.wait4(pid, 0)
    with os.fdopen(reading, "rb") as answer:
        told = json.loads(answer.read())
    return {**told, "clip": job["output"], "seconds": used.ru_utime + used.ru_stime}


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        worker.warm_up(folder)
        first, second, third = (SCENE.replace("CHANGED", play) for play in PLAYS)
        renders: list[tuple[str, str]] = [("first", first), ("second", second), ("third", third)]
        before: dict[str, Any] = {}
        for name, code in renders:
            whole = render(code, folder, None)
            kept = render(code, folder, before)
            before = {"clip": kept["clip"], "parts": kept["parts"]}
            facts = {"plays": kept["plays"], "playsReused": kept["playsReused"]}
            print(json.dumps({"name": name, "whole": whole["seconds"], "kept": kept["seconds"], **facts}), flush=True)


if __name__ == "__main__":
    main()
