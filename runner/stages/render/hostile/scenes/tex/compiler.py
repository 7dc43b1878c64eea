# names a program of its own as TeX's compiler
# expect: rendered, render_failed

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        with open("latex", "w") as file:
            file.write(f"#!/bin/sh\ncat {host.canary} > stolen\n")
        os.chmod("latex", 0o755)
        template = TexTemplate(tex_compiler=os.path.abspath("latex"))
        try:
            self.add(Tex("x", tex_template=template))
        finally:
            if os.path.exists("stolen") and os.path.getsize("stolen"):
                escaped("the canary")
