# leaves links to the runner's folders for its cleaner to follow
# expect: rendered

import os
import shutil

from manim import *


class Hostile(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        if not os.path.islink("media"):
            shutil.rmtree("media", ignore_errors=True)
            os.symlink(os.path.dirname(host.canary), "media")
            os.symlink(host.victim, "victim")
