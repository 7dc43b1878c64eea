# reaches a server on this machine
# expect: render_refused

import socket

from manim import *


class Hostile(Scene):
    def construct(self):
        socket.create_connection(("127.0.0.1", host.port), timeout=2)
        escaped("TCP")
