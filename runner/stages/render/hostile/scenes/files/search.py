# searches the whole tree for keys, password files and the runner's canary
# expect: rendered
# seconds: 90

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        names = {"shadow", "passwd", "id_rsa", "id_ed25519", "authorized_keys", "secrets.json", ".env", "canary"}
        for folder, _, files in os.walk("/", onerror=lambda error: None):
            for name in names.intersection(files):
                # Python, LaTeX and the licences of /usr hold files of such names, and everybody may read them.
                if not folder.startswith(("/usr", "/proc")) and "/site-packages/" not in folder:
                    escaped(f"{folder}/{name}")
        self.play(Create(Circle()), run_time=0.4)
