# tries every family of sockets
# expect: rendered

import socket

from manim import *


class Hostile(Scene):
    def construct(self):
        for family in range(2, 48):
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
                try:
                    socket.socket(family, kind).close()
                except OSError:
                    continue
                escaped(f"family {family}")
        self.play(Create(Circle()), run_time=0.4)
