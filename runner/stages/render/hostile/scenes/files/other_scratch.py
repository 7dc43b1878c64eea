# writes into the folder of another scene, which is open to everybody
# expect: file_missing

from manim import *


class Hostile(Scene):
    def construct(self):
        with open(f"{host.victim}/planted", "w") as file:
            file.write("x")
        escaped("another scene's folder")
