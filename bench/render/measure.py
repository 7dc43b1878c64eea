"""Runs a process and says what it took; compares videos."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """Seconds by the clock, seconds of processors of it and all it started, and its largest process's memory."""

    wall: float
    cpu: float
    memory_mb: int


def run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> Run:
    """Throws RuntimeError with what it said where it fails."""
    start = time.monotonic()
    with open(folder / "said.txt", "w+b") as said:
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"PYTHONWARNINGS": "ignore"} | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}\n{said.read().decode(errors='replace')[-2000:]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def run_warm(command: list[str], job: dict[str, object], environment: dict[str, str]) -> float:
    """Seconds from handing over the job to the worker's word that it is done."""
    with subprocess.Popen(
        command,
        env=os.environ | {"PYTHONWARNINGS": "ignore"} | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as worker:
        assert worker.stdin is not None and worker.stdout is not None
        worker.stdout.readline()
        start = time.monotonic()
        worker.stdin.write(json.dumps(job) + "\n")
        worker.stdin.flush()
        for line in worker.stdout:
            message = json.loads(line)
            if message["type"] == "failed":
                raise RuntimeError(message["message"])
            if message["type"] == "done":
                return time.monotonic() - start
    raise RuntimeError("the worker ended without a word")


def frames_of(video: Path) -> int:
    command = ["ffprobe", "-v", "error", "-select_streams", "v", "-count_packets"]
    command += ["-show_entries", "stream=nb_read_packets", "-of", "csv=p=0", str(video)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().strip(","))


def compare(ours: Path, by_manim: Path) -> float:
    """SSIM of the two in the colours of high definition; manim leaves them unsaid and uses standard definition's."""
    graph = "[1:v]scale=in_color_matrix=bt601:out_color_matrix=bt709,format=yuv420p[b];[0:v][b]ssim"
    command = ["ffmpeg", "-v", "info", "-i", str(ours), "-i", str(by_manim), "-lavfi", graph, "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    found = re.search(r"SSIM .*All:([\d.]+)", said)
    if found is None:
        raise RuntimeError(said[-500:])
    return float(found.group(1))


def encoder_floor(video: Path) -> float:
    """Seconds in which ffmpeg encodes the video's frames, which it gets raw and decoded beforehand."""
    raw = video.with_suffix(".raw")
    size = ["-f", "rawvideo", "-pix_fmt", "yuv420p"]
    try:
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(video), *size, str(raw)], check=True)
        probe = ["ffprobe", "-v", "error", "-show_entries", "stream=width,height,r_frame_rate", "-of", "csv=p=0", str(video)]
        width, height, rate = subprocess.run(probe, capture_output=True, text=True, check=True).stdout.strip().split(",")[:3]
        command = ["ffmpeg", "-v", "error", "-y", *size, "-s", f"{width}x{height}", "-r", rate, "-i", "-"]
        command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "22", str(video.with_suffix(".floor.mp4"))]
        with open(raw, "rb") as frames:
            start = time.monotonic()
            subprocess.run(command, stdin=frames, check=True)
        return time.monotonic() - start
    finally:
        raw.unlink(missing_ok=True)
