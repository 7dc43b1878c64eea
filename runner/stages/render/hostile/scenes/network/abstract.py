# reaches a socket that has a name and no file
# expect: render_failed

import socket

from manim import *


class Hostile(Scene):
    def construct(self):
        socket.socket(socket.AF_UNIX).connect("\0" + host.abstract)
        escaped("an abstract socket")
