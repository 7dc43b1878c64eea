"""How late each cue of each scene is, and each scene's end, in seconds: scenes as JSON on stdin, answers on stdout.

Nothing is drawn: every play is over at once and takes its time on the clock alone, and formulas are boxes of about
their size, since TeX is slow and the time does not depend on it.
"""

import json
import logging
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np  # noqa: E402
from manim import Rectangle, Scene, VGroup, config  # noqa: E402

from proofreel import kit, scene  # noqa: E402
from proofreel.kit import stage  # noqa: E402
from proofreel.loading import load_scene  # noqa: E402

FPS = 15


def box(tex: str, size: float = 52, width: float = 12.0, role: str = "ink") -> VGroup:
    plain = re.sub(r"\\[a-z]+|[{}⟦⟧^_]", "", tex)
    lines = 1 + tex.count(r"\\")
    height = (0.5 if r"\frac" not in tex else 1.1) * lines
    return VGroup(Rectangle(width=min(width, 0.2 + 0.22 * len(plain)), height=height * size / 52))



def play(self: Scene, *animations: object, **options: object) -> None:
    seconds = 0.0
    for animation in self.compile_animations(*animations, **options):
        seconds = max(seconds, animation.run_time)
        animation._setup_scene(self)
        animation.begin()
        animation.finish()
        animation.clean_up_from_scene(self)
    self.renderer.time += len(np.arange(0, seconds, 1 / FPS)) / FPS


def wait(self: Scene, duration: float = 1.0, **_: object) -> None:
    self.renderer.time += round(duration * FPS) / FPS


def measure(job: dict) -> dict:
    clock = scene.Clock(FPS, job["cues"], job["durationMs"] / 1000)
    scene.set_clock(clock)
    late: dict[str, float] = {}
    reach = clock.reach

    def reached(moment: float, elements: int, lead: float) -> None:
        name = next(name for name, at in job["cues"].items() if at == moment and name not in late)
        late[name] = round(max(0.0, played.time - moment), 3)
        reach(moment, elements, lead)

    clock.reach = reached
    played = load_scene(job["code"], None)()
    clock.scene = played
    played.setup()
    played.construct()
    return {"name": job["name"], "late": late, "unmet": [name for name in job["cues"] if name not in late], "over": round(played.time - clock.duration, 3)}


def main() -> None:
    config.dry_run, config.pixel_width, config.pixel_height, config.frame_rate, config.progress_bar = True, 64, 36, FPS, "none"
    stage.formula = kit.formula = box
    Scene.play, Scene.wait = play, wait
    # Standard output is for the answers, and the formulas of what is built term by term are set for nobody else.
    logging.getLogger("manim").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        config.media_dir = folder
        answers = [measure(job) for job in json.load(sys.stdin)]
    json.dump(answers, sys.stdout)


main()
