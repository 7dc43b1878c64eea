# takes over other processes as a debugger does
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
        for process in Path("/proc").glob("[0-9]*"):
            number = int(process.name)
            if number == os.getpid():
                continue
            # PTRACE_SEIZE, PTRACE_ATTACH
            for request in (0x4206, 16):
                if call("ptrace", request, number, 0, 0) != -1:
                    escaped(f"ptrace of {number}")
            descriptor = os.pidfd_open(number)
            for wanted in range(16):
                if call("pidfd_getfd", descriptor, wanted, 0) != -1:
                    escaped(f"descriptor {wanted} of {number}")
            os.close(descriptor)
            if call("process_vm_readv", number, 0, 0, 0, 0, 0) != -1:
                escaped(f"the memory of {number}")
        self.play(Create(Circle()), run_time=0.4)
