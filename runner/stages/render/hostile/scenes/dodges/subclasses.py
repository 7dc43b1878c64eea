# finds what it needs without naming it
# expect: rendered

from manim import *


class Hostile(Scene):
    def construct(self):
        kinds = ().__class__.__base__.__subclasses__()
        popen = next(kind for kind in kinds if kind.__name__ == "Popen" and kind.__module__ == "subprocess")
        process = popen(["cat", host.canary], stdout=-1, stderr=-1)
        if process.communicate()[0]:
            escaped("the canary")
        self.play(Create(Circle()), run_time=0.4)
