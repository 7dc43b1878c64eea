"""A warm renderer: imports Manim, says ready, takes one job as a line of JSON, renders it and ends.

It runs inside a sandbox and is used once, since scene code may have changed anything in it. Whoever started it
must treat every line it prints and every file it writes as coming from the scene's author.
"""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from proofreel.lazy_imports import waiting

BACKGROUND = "#0F1419"


class Protocol:
    """Messages on what was stdout; prints of scene code go to stderr."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        # The encoder's thread tells its progress too.
        self._lock = threading.Lock()
        os.set_inheritable(self._out.fileno(), False)
        os.dup2(2, 1)

    def send(self, **message: Any) -> None:
        line = json.dumps(message) + "\n"
        with self._lock:
            self._out.write(line)
            self._out.flush()

    def receive(self) -> dict[str, Any] | None:
        line = sys.stdin.buffer.readline()
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        return json.loads(line) if line.strip() else None


def main() -> None:
    protocol = Protocol()
    scratch = Path(os.environ.get("PROOFREEL_SCRATCH", os.getcwd()))
    # A job that waits already loads what it needs itself.
    (set_up if "--awaited" in sys.argv else warm_up)(scratch)
    protocol.send(type="ready")
    job = protocol.receive()
    if job is None:
        return
    answer_by(protocol)
    renderer = os.getpid()
    try:
        done = asked(job, scratch, lambda seconds: protocol.send(type="progress", seconds=seconds))
        if os.getpid() == renderer:
            protocol.send(type="done", **done)
    except BaseException as error:
        # A child that the scene's code forked comes by here too and has no say.
        if os.getpid() == renderer:
            code, message, line = explain(error)
            protocol.send(type="failed", code=code, message=message, line=line)
    finally:
        sys.stderr.flush()
        # Threads and exit handlers of scene code are not waited for.
        os._exit(0)


def warm_up(scratch: Path) -> None:
    """Pays in advance what the first use of Manim, Pango and the encoder costs."""
    set_up(scratch)
    import manim

    from proofreel import check, kit, theme  # noqa: F401
    from proofreel.clip_render import warm_up as warm_up_clips
    from proofreel.repair.job import warm_up as warm_up_repair

    camera = manim.Camera(pixel_width=64, pixel_height=36)
    camera.capture_mobjects([manim.Text("a", font_size=20), manim.Circle()])
    warm_up_clips()
    warm_up_repair()


def set_up(scratch: Path) -> None:
    """Imports Manim and puts the renderer's ways in the place of its own."""
    import logging

    with waiting():
        import manim
    import manim.scene.scene as manim_scene

    from proofreel import drawing, image_display, tex, text_page
    from proofreel.cheap_copies import share_constants
    from proofreel.clip import StreamRenderer

    logging.getLogger("manim").setLevel(logging.ERROR)
    # Scene builds its renderer by this name.
    manim_scene.CairoRenderer = StreamRenderer
    manim.config.media_dir = str(scratch / "media")
    manim.config.progress_bar = "none"
    manim.config.disable_caching = True
    manim.config.background_color = BACKGROUND
    manim.config.write_to_movie = True
    share_constants()
    drawing.install()
    image_display.install()
    text_page.install()
    tex.install(scratch / "media" / "Tex")


def answer_by(protocol: Protocol) -> None:
    """Formulas are set by whoever started this process, where it gave an inbox."""
    from proofreel import tex
    from proofreel.tex_desk import TexDesk

    inbox = os.environ.get("PROOFREEL_INBOX")
    if inbox is not None:
        tex.set_desk(TexDesk(Path(inbox), lambda formulas: protocol.send(type="formulas", tex=formulas)))


def asked(job: dict[str, Any], scratch: Path, on_progress: Any) -> dict[str, Any]:
    """Renders the job's scene as it is, or repaired where the job asks for it."""
    if job.get("reuse"):
        from proofreel.play_key import remember_manim

        remember_manim()
    if not job.get("repair"):
        return render(job, scratch, on_progress)
    from proofreel.repair.job import render_job

    return render_job(
        job,
        lambda one: render(one, scratch, on_progress),
        lambda one: prepare(one, scratch),
        explain,
        on_progress,
    )


def prepare(job: dict[str, Any], scratch: Path) -> Any:
    """Sets the frame, the place and the time of a job; gives its clock, which waits for its scene."""
    from manim import config

    from proofreel.pictures import set_pictures
    from proofreel.scene import Clock, set_clock

    width, height, fps = job["width"], job["height"], job["fps"]
    duration_ms = job.get("durationMs")
    config.pixel_width, config.pixel_height, config.frame_rate = width, height, fps
    config.frame_height = 8.0
    config.frame_width = 8.0 * width / height
    config.seed = 0
    if "background" in job:
        config.background_color = job["background"]
    os.chdir(scratch)
    clock = Clock(fps, job.get("cues") or {}, None if duration_ms is None else duration_ms / 1000)
    set_clock(clock)
    set_pictures(job.get("pictures") or {})
    return clock


def render(job: dict[str, Any], scratch: Path, on_progress: Any) -> dict[str, Any]:
    """Renders the job's scene into its output; gives what is told of it: frames, geometry and whether it is a still."""
    from proofreel import tex
    from proofreel.clip_render import ClipOrder, NoReport, render_clip
    from proofreel.loading import load_scene
    from proofreel.parallel import SHORT
    from proofreel.parallel_reuse import reuse_of

    limit_cpu(job.get("cpuSeconds"))
    clock = prepare(job, scratch)
    scene_class = load_scene(job["code"], job.get("scene"))
    tex.set_ahead(job["code"])
    if job.get("check"):
        return inspected(job, scene_class, clock, on_progress)
    scene = scene_class()
    clock.scene = scene
    size = (job["width"], job["height"], job["fps"])
    limits = (job.get("frames"), job.get("still"), job.get("processes") or processes(), SHORT)
    order = ClipOrder(job["output"], *size, *limits, reuse_of(job.get("reuse"), *size))
    made = render_clip(scene, order, NoReport() if job.get("geometry") is False else geometry(), explain, on_progress)
    told = {"reuse": made.reuse} if made.reuse else {}
    return {"frames": made.frames, "geometry": made.geometry, "still": made.still, **told}


def geometry() -> Any:
    from proofreel.check import GeometryReport

    return GeometryReport()


def processes() -> int:
    """How many may draw at a time where the job does not say: one to a processor."""
    return len(os.sched_getaffinity(0))


def inspected(job: dict[str, Any], scene_class: Any, clock: Any, on_progress: Any) -> dict[str, Any]:
    """Runs the scene for its report alone; its frames are counted, not kept."""
    from proofreel.check.inspection import inspect
    from proofreel.check.mend import propose

    inspection, seconds = inspect(
        scene_class, lambda scene: setattr(clock, "scene", scene), clock.duration, bool(clock.cues), on_progress
    )
    frames = job.get("frames") or max(1, round(seconds * clock.fps))
    mends = propose(job["code"], inspection.report.findings)
    return {"frames": frames, "geometry": {**inspection.summary(), "mends": mends}, "still": False}


def limit_cpu(seconds: int | None) -> None:
    """Lowers the limit that the sandbox came with; it can't be raised again."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if seconds is not None and (hard == resource.RLIM_INFINITY or seconds < hard):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def explain(error: BaseException) -> tuple[str, str, int | None]:
    """The failure's code, its sentence and the line of the scene's code."""
    from proofreel.clip_render import ToldFailure
    from proofreel.loading import describe_failure

    if isinstance(error, ToldFailure):
        return error.code, error.message, error.line
    message, line = describe_failure(error)
    if isinstance(error, MemoryError):
        return "render_out_of_memory", "The scene needed more memory than a renderer has.", line
    if isinstance(error, OSError):
        if error.errno is None or error.errno == errno.ENOENT:
            absent = missing_file(error)
            return ("render_failed", message, line) if absent is None else ("file_missing", absent, line)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return "disk_full", message, line
        if error.errno == errno.EFBIG:
            return "render_refused", "The scene wrote a file larger than the sandbox allows.", line
        if error.errno == errno.EAGAIN:
            return "render_refused", "The scene started more processes than the sandbox allows.", line
        if error.errno in (errno.EPERM, errno.EACCES, errno.EROFS, errno.ENETUNREACH):
            return "render_refused", message, line
    return "render_failed", message, line


def missing_file(error: OSError) -> str | None:
    """Names the file that the scene looked for; None where it looked for something else, as for a program."""
    from proofreel.pictures import NoSuchPicture

    if isinstance(error, NoSuchPicture):
        return str(error)
    searched = re.match(r"(?:From: .*, )?could not find (.+?) at (?:either|any) of|Can't find (.+?)\. Checked", str(error), re.DOTALL)
    name = searched.group(1) or searched.group(2) if searched else error.filename
    frames = traceback.extract_tb(error.__traceback__)
    if not isinstance(name, str) or any(os.path.basename(frame.filename) == "subprocess.py" for frame in frames):
        return None
    # Where Manim looked is of no use to anybody: those are places inside the sandbox.
    inside = os.path.relpath(name)
    if not inside.startswith(".."):
        return f"The file {inside!r} is not there: it must lie beside the scene's file and be named in its code"
    if os.path.realpath(name).startswith((sys.prefix, sys.base_prefix)):
        return None
    return f"The file {name!r} is not where the scene can read it: put it beside the scene's file and name it from there"


if __name__ == "__main__":
    main()
