# mounts the machine's tree anew
# expect: rendered

import ctypes
import os

from manim import *


libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    """What the kernel answers: 0 or more where it did it."""
    return libc.syscall(host.calls[name], *[ctypes.c_long(argument) for argument in arguments])


class Hostile(Scene):
    def construct(self):
        for arguments in ((b"proc", b"/tmp", b"proc", 0, None), (b"/", b"/tmp", None, 0x5000, None)):
            if libc.mount(*arguments) != -1:
                escaped("mount")
        if libc.umount2(b"/proc", 2) != -1 or call("pivot_root", 0, 0) != -1 or call("fsopen", 0, 0) != -1:
            escaped("mounts")
        try:
            os.chroot("/tmp")
            escaped("chroot")
        except PermissionError:
            pass
        self.play(Create(Circle()), run_time=0.4)
