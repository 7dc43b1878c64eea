# puts another program in the renderer's place, which says that all went well
# expect: render_failed

import os

from manim import *


class Hostile(Scene):
    def construct(self):
        lie = '{"type":"done","frames":5,"geometry":{"offFrame":[],"overlaps":[],"samples":0}}'
        script = f"for fd in 1 2 3 4 5 6 7 8 9; do echo '{lie}' >&$fd; done 2>/dev/null; exit 0"
        for descriptor in range(3, 10):
            try:
                os.set_inheritable(descriptor, True)
            except OSError:
                pass
        os.execv("/bin/sh", ["sh", "-c", script])
