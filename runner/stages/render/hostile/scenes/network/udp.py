# asks for a name, and sends what it knows by UDP
# expect: render_refused

import socket

from manim import *


class Hostile(Scene):
    def construct(self):
        try:
            socket.getaddrinfo("example.org", 80)
            escaped("a name was resolved")
        except OSError:
            pass
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", host.port))
        escaped("UDP")
