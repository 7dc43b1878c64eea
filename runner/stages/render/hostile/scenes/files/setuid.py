# leaves a program that lends its owner's rights
# expect: render_refused

import os
import shutil

from manim import *


class Hostile(Scene):
    def construct(self):
        shutil.copyfile("/bin/sh", "shell")
        os.chmod("shell", 0o4755)
        escaped("a set-user-ID program")
