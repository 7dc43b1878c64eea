# has another program fetch a file
# expect: rendered

import subprocess

from manim import *


class Hostile(Scene):
    def construct(self):
        for command in (["curl", "-s"], ["wget", "-t1", "-qO-"], ["ffmpeg", "-v", "error", "-i"], ["perl", "-MIO::Socket", "-e", "IO::Socket::INET->new(shift =~ m,//(.*)/,) or exit 1"]):
            try:
                if subprocess.run([*command, f"http://127.0.0.1:{host.port}/"], capture_output=True, timeout=10).returncode == 0:
                    escaped(command[0])
            except OSError:
                pass
        self.play(Create(Circle()), run_time=0.4)
