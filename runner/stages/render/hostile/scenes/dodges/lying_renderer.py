# has the renderer say that all went well, with a clip that never was
# expect: render_failed

import gc
import os
from pathlib import Path
from proofreel import worker

from manim import *


class Hostile(Scene):
    def construct(self):
        Path("clip.mp4").unlink(missing_ok=True)
        for thing in gc.get_objects():
            if type(thing).__name__ == "Protocol":
                thing.send(type="done", frames=5, geometry={"findings": [], "samples": 0})
        os._exit(0)
