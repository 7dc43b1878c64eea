# makes itself the disk's device
# expect: render_refused

import os
import stat

from manim import *


class Hostile(Scene):
    def construct(self):
        os.mknod("disk", stat.S_IFBLK | 0o666, os.makedev(254, 0))
        escaped("a device")
