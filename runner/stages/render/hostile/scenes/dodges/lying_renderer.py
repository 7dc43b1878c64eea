# has the renderer say that all went well, with a clip that never was
# expect: render_failed

import gc
import os
from proofreel import worker

from manim import *


class Hostile(Scene):
    def construct(self):
        os.remove("clip.mp4")
        for thing in gc.get_objects():
            if type(thing).__name__ == "Protocol":
                thing.send(type="done", frames=5, geometry={"offFrame": [], "overlaps": [], "samples": 0})
        os._exit(0)
