# attacks in a decorator, before there is a scene
# expect: file_missing

from pathlib import Path

from manim import *


def attack(scene):
    raise RuntimeError(Path(host.canary).read_text())


@attack
class Hostile(Scene):
    def construct(self):
        self.wait(0.4)
