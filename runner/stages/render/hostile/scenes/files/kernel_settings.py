# changes the kernel's settings and its own place in the queue for memory
# expect: rendered

from manim import *


class Hostile(Scene):
    def construct(self):
        wanted = {
            "/proc/sys/kernel/core_pattern": "|/tmp/x",
            "/proc/sys/kernel/hostname": "x",
            "/proc/sysrq-trigger": "h",
            "/proc/self/oom_score_adj": "-1000",
            "/proc/self/uid_map": "0 0 1",
            "/sys/fs/cgroup/cgroup.procs": "1",
        }
        for path, value in wanted.items():
            try:
                with open(path, "w") as file:
                    file.write(value)
                escaped(path)
            except OSError:
                pass
        self.play(Create(Circle()), run_time=0.4)
