# asks the machine's container service for a root shell
# expect: render_failed

import socket

from manim import *


class Hostile(Scene):
    def construct(self):
        for path in ("/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", host.socket):
            try:
                socket.socket(socket.AF_UNIX).connect(path)
                escaped(path)
            except FileNotFoundError as error:
                last = error
        raise last
