# makes or enters namespaces, to be root in them
# expect: rendered

import ctypes
import os
from pathlib import Path

from manim import *


libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    """What the kernel answers: 0 or more where it did it."""
    return libc.syscall(host.calls[name], *[ctypes.c_long(argument) for argument in arguments])


class Hostile(Scene):
    def construct(self):
        # CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWNET, CLONE_NEWPID
        for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000):
            if call("unshare", flag) != -1:
                escaped("unshare")
            child = call("clone", flag | 17, 0, 0, 0, 0)
            if child == 0:
                os._exit(0)
            if child != -1:
                escaped("clone")
        for entry in Path("/proc/1/ns").glob("*"):
            try:
                descriptor = os.open(entry, os.O_RDONLY)
            except OSError:
                continue
            if call("setns", descriptor, 0) != -1:
                escaped(f"setns {entry}")
        self.play(Create(Circle()), run_time=0.4)
