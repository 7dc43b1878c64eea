# puts a socket in its clip's place
# expect: render_refused

import os
import socket

from manim import *


class Hostile(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.4)
        os.remove("clip.mp4")
        socket.socket(socket.AF_UNIX).bind("clip.mp4")
