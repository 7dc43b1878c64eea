# asks for the parts of the kernel that have had most holes
# expect: rendered

import ctypes

from manim import *


libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    """What the kernel answers: 0 or more where it did it."""
    return libc.syscall(host.calls[name], *[ctypes.c_long(argument) for argument in arguments])


class Hostile(Scene):
    def construct(self):
        names = "io_uring_setup bpf perf_event_open userfaultfd keyctl add_key memfd_create execveat shmget mq_open kexec_load finit_module vmsplice open_by_handle_at seccomp"
        for name in names.split():
            if call(name, -1, -1, -1, -1, -1, -1) != -1 or ctypes.get_errno() != 1:
                escaped(name)
        self.play(Create(Circle()), run_time=0.4)
