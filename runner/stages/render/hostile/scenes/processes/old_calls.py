# calls the kernel by the door of 32-bit programs
# expect: render_refused

import ctypes
import mmap
import platform

from manim import *


class Hostile(Scene):
    def construct(self):
        # mov eax, 20 (getpid); int 0x80; ret. Where there is no such door the x32 one will do.
        code = bytes.fromhex("b814000000cd80c3")
        if platform.machine() != "x86_64":
            ctypes.CDLL(None).syscall(0x40000001)
        page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(code)
        ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
        escaped("int 0x80")
