"""`python -m proofreel.render FILE SCENE -o OUT`: one's own scene, without a sandbox; the picture that `manim` gives."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

# As shared/quality.ts has them.
FORMATS = {"draft": (854, 480, 15), "standard": (1280, 720, 30), "high": (1920, 1080, 60)}


def main() -> int:
    parser = argparse.ArgumentParser(prog="proofreel.render", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("scene", nargs="?")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("-q", "--quality", choices=FORMATS, default="standard")
    parser.add_argument("-p", "--processes", type=int, help="how many draw at a time; by default one to a processor")
    parser.add_argument("--tex", type=Path, help="a folder in which set formulas are kept")
    given = parser.parse_args()
    # A thread pool of its own helps no scene, and whoever forks may have no threads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from proofreel.worker import explain, render, set_up

    width, height, fps = FORMATS[given.quality]
    out = given.out.absolute()
    code = given.file.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".proofreel-") as scratch:
        set_up(Path(scratch))
        if given.tex:
            from proofreel import tex

            tex.install(given.tex.absolute())
        # Nobody reads here what a viewer would see wrong.
        job = {"geometry": False, "code": code, "width": width, "height": height, "fps": fps, "output": f"{scratch}/clip.mp4"}
        # Manim's own.
        job["background"] = "#000000"
        if given.scene:
            job["scene"] = given.scene
        if given.processes:
            job["processes"] = given.processes
        try:
            render(job, Path(scratch), lambda seconds: None)
        except Exception as error:  # noqa: BLE001  (whatever the scene raises)
            _, message, line = explain(error)
            print(message if line is None else f"{message} (line {line})", file=sys.stderr)
            return 1
        os.replace(f"{scratch}/clip.mp4", out)
    return 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Nothing is left to do, and taking all modules apart would take a while.
    os._exit(status)
