# attacks while data are unpacked
# expect: rendered

import pickle

from manim import *


class Hostile(Scene):
    def construct(self):
        pickle.loads(b"cposix\nsystem\n(Vcat " + host.canary.encode() + b" > stolen\ntR.")
        if open("stolen").read():
            escaped("the canary")
        self.play(Create(Circle()), run_time=0.4)
