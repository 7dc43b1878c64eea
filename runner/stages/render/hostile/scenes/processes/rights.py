# becomes root by itself or by programs that lend rights
# expect: rendered

import os
import subprocess

from manim import *


class Hostile(Scene):
    def construct(self):
        for change in (os.setuid, os.setgid, os.seteuid):
            try:
                change(0)
                escaped(change.__name__)
            except OSError:
                pass
        for program in ("su", "mount", "umount", "passwd", "newgrp", "sudo", "chsh"):
            try:
                subprocess.run([program, "/tmp"], input=b"\n", capture_output=True, timeout=5)
            except (OSError, subprocess.TimeoutExpired):
                pass
        if 0 in os.getresuid():
            escaped("root")
        self.play(Create(Circle()), run_time=0.4)
