"""npm run bench:render: the same scenes by plain manim, by manim at its best settings, and here, side by side in one run.

Whole processes against whole processes, one after the other, taking turns. Ratios hold on any machine; the seconds
are those of the machine that the result describes. BENCH_QUICK=1 tries a few scenes at draft; BENCH_SCENES and
BENCH_QUALITIES (names, separated by commas) choose some.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from math import exp, log
from pathlib import Path

from measure import Run, compare, encoder_floor, frames_of, run, run_warm
from scenes import SCENES

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).with_name("scenes.py")
RESULT = ROOT / "bench" / "results" / "render.md"
MANIM = ROOT / ".proofreel" / "venv" / "bin" / "manim"
FORMATS = {"draft": (854, 480, 15), "standard": (1280, 720, 30), "high": (1920, 1080, 60)}
# A draft of a short scene takes a second: one run says little.
ROUNDS = {"draft": 3, "standard": 1, "high": 1}
# Pictures like noise, in which one SSIM more or less is seen by nobody.
NOISY = {"Pictures"}
FORMULAS = {"FormulaTransforms", "Matrices"}
BEST = "[CLI]\n\n[video_encoder.options]\npreset = veryfast\n"


@dataclass
class Row:
    scene: str
    plain: Run
    best: Run
    ours: Run
    command: Run
    warm: float
    ssim: float
    frames: tuple[int, int]
    sizes: tuple[int, int]


def manim(scene: str, quality: str, folder: Path, best: bool) -> tuple[Run, Path]:
    width, height, fps = FORMATS[quality]
    # Formulas are kept from run to run, on every side; the clips are not.
    media = folder / f"manim-{quality}-{'best' if best else 'plain'}"
    command = [MANIM, "render", FILE, scene, "--media_dir", media, "-r", f"{width},{height}", "--fps", fps]
    command += ["--disable_caching", "--progress_bar", "none", "-v", "ERROR"]
    if best:
        config = folder / "best.cfg"
        config.write_text(BEST)
        command += ["--config_file", config]
    ran = run([str(part) for part in command], folder)
    return ran, next(path for path in media.rglob(f"{scene}.mp4") if "partial_movie_files" not in path.parts)


def ours(scene: str, quality: str, folder: Path, processes: int | None = None) -> tuple[Run, Path]:
    out = folder / f"ours-{quality}-{scene}.mp4"
    command = [sys.executable, "-m", "proofreel.render", FILE, scene, "-o", out, "-q", quality, "--tex", folder / "tex"]
    if processes:
        command += ["-p", processes]
    return run([str(part) for part in command], folder, {"PYTHONPATH": str(ROOT / "renderer")}), out


def by_command(scene: str, quality: str, folder: Path) -> Run:
    """The whole command, sandbox and checks of the clip included."""
    out = folder / f"command-{quality}-{scene}.mp4"
    command = [ROOT / "proofreel", "render", FILE, scene, "--quality", quality, "--no-cache", "--out", out]
    return run([str(part) for part in command], folder, {"PROOFREEL_HOME": str(folder / "home")})


def warm(scene: str, quality: str, folder: Path) -> float:
    """Seconds from the job to the clip, by a worker that has Manim imported."""
    width, height, fps = FORMATS[quality]
    scratch = folder / f"warm-{quality}-{scene}"
    (scratch / "media").mkdir(parents=True)
    if (folder / "tex").exists():
        (scratch / "media" / "Tex").symlink_to(folder / "tex")
    job = {"code": FILE.read_text(), "scene": scene, "width": width, "height": height, "fps": fps}
    job["output"] = str(scratch / "clip.mp4")
    environment = {"PYTHONPATH": str(ROOT / "renderer"), "PROOFREEL_SCRATCH": str(scratch), "OPENBLAS_NUM_THREADS": "1"}
    return run_warm([sys.executable, "-m", "proofreel.worker"], job, environment)


def measured(scene: str, quality: str, folder: Path) -> Row:
    sides: list[list[Run]] = [[], [], [], []]
    for _ in range(ROUNDS[quality]):
        plain, by_manim = manim(scene, quality, folder, best=False)
        mine, made = ours(scene, quality, folder)
        taken = (plain, manim(scene, quality, folder, best=True)[0], mine, by_command(scene, quality, folder))
        for runs, one in zip(sides, taken, strict=True):
            runs.append(one)
    return Row(
        scene,
        *(sorted(runs, key=lambda one: one.wall)[len(runs) // 2] for runs in sides),
        warm(scene, quality, folder),
        compare(made, by_manim),
        (frames_of(made), frames_of(by_manim)),
        (made.stat().st_size, by_manim.stat().st_size),
    )


def mean(values: list[float]) -> float:
    return exp(sum(log(value) for value in values) / len(values))


def table(quality: str, rows: list[Row]) -> list[str]:
    width, height, fps = FORMATS[quality]
    lines = [
        f"## {quality}: {width} x {height} at {fps}",
        "",
        "| scene | manim | manim, best | here | ratio | to best | command | ratio | warm | processor time, ratio | SSIM | frames | bytes | memory |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        frames = str(row.frames[0]) if row.frames[0] == row.frames[1] else f"{row.frames[0]}, manim {row.frames[1]}"
        lines.append(
            f"| {row.scene} | {row.plain.wall:.2f} s | {row.best.wall:.2f} s | {row.ours.wall:.2f} s "
            f"| **{row.plain.wall / row.ours.wall:.2f}** | {row.best.wall / row.ours.wall:.2f} "
            f"| {row.command.wall:.2f} s | **{row.plain.wall / row.command.wall:.2f}** | {row.warm:.2f} s "
            f"| {row.plain.cpu / row.ours.cpu:.2f} | {row.ssim:.4f} | {frames} "
            f"| {row.sizes[0] / row.sizes[1]:.2f} x | {row.ours.memory_mb} / {row.plain.memory_mb} MB |"
        )
    wall = [row.plain.wall / row.ours.wall for row in rows]
    slower = [row.scene for row in rows if row.plain.wall < row.ours.wall]
    command_slower = [row.scene for row in rows if row.plain.wall < row.command.wall]
    least = min(row.ssim for row in rows if row.scene not in NOISY)
    lines += [
        "",
        f"Geometric mean: **{mean(wall):.2f} x** plain manim, {mean([r.best.wall / r.ours.wall for r in rows]):.2f} x manim "
        f"at its best; from a warm process {mean([r.plain.wall / r.warm for r in rows]):.2f} x; processor time {mean([r.plain.cpu / r.ours.cpu for r in rows]):.2f} x less. "
        f"Slower than plain manim: {', '.join(slower) or 'none'}. The whole command "
        f"**{mean([r.plain.wall / r.command.wall for r in rows]):.2f} x** plain manim; slower: {', '.join(command_slower) or 'none'}. Least SSIM {least:.4f}; "
        f"bytes {mean([r.sizes[0] / r.sizes[1] for r in rows]):.2f} x.",
        "",
    ]
    return lines


def growth(scenes: list[str], quality: str, folder: Path) -> list[str]:
    counts = (1, 2, 4)
    lines = [f"## Processes ({quality})", "", f"| scene | {' | '.join(map(str, counts))} |", "|---|---:|---:|---:|"]
    for scene in scenes:
        walls = [ours(scene, quality, folder, count)[0].wall for count in counts]
        lines.append(f"| {scene} | {' | '.join(f'{wall:.2f} s' for wall in walls)} |")
    return [*lines, ""]


def floor(rows: list[Row], quality: str, folder: Path) -> list[str]:
    lines = [
        f"## The encoder's floor ({quality})",
        "",
        "The same frames, drawn already, piped raw to ffmpeg's libx264 with the same preset and quality; all processors.",
        "",
        "| scene | frames | encoder alone | here | share |",
        "|---|---:|---:|---:|---:|",
    ]
    for row in rows:
        seconds = encoder_floor(folder / f"ours-{quality}-{row.scene}.mp4")
        lines.append(
            f"| {row.scene} | {row.frames[0]} | {seconds:.2f} s | {row.ours.wall:.2f} s | {seconds / row.ours.wall:.2f} |"
        )
    return [*lines, ""]


def described() -> list[str]:
    model = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        "# Rendering, measured",
        "",
        f"{date.today()}, {len(os.sched_getaffinity(0))} x {model}, {memory:.0f} GB, Linux {platform.release()}, "
        f"Python {platform.python_version()}; load {os.getloadavg()[0]:.1f} at the start. `npm run bench:render`.",
        "",
        "Whole processes, taking turns: `manim` as it comes, `manim` with the veryfast preset, and "
        f"`python -m proofreel.render`, the middle one of {ROUNDS['draft']} rounds at draft; command is all of `./proofreel render`, in the sandbox; warm is from the job to the clip where Manim is imported already, as in the pool. Formulas are set already on all sides, clips are not cached. SSIM is against plain "
        "manim's clip, in the same colours. Memory is the largest process's, here and by plain manim.",
        "",
    ]


def main() -> None:
    quick = os.environ.get("BENCH_QUICK") == "1"
    chosen = os.environ.get("BENCH_SCENES", ",".join(SCENES[:3] if quick else SCENES)).split(",")
    qualities = os.environ.get("BENCH_QUALITIES", "draft" if quick else "draft,standard,high").split(",")
    lines = described()
    print("\n".join(lines))
    with tempfile.TemporaryDirectory(prefix="bench-render-") as name:
        folder = Path(name)
        for scene in [scene for scene in chosen if scene in FORMULAS]:
            ours(scene, "draft", folder)
            by_command(scene, "draft", folder)
            manim(scene, "draft", folder, best=False)
        for tex in ("standard-plain", "high-plain", "draft-best", "standard-best", "high-best"):
            source = folder / "manim-draft-plain" / "Tex"
            if source.exists():
                (folder / f"manim-{tex}").mkdir()
                (folder / f"manim-{tex}" / "Tex").symlink_to(source)
        for quality in qualities:
            rows = []
            for scene in chosen:
                rows.append(measured(scene, quality, folder))
                print(f"{quality} {scene}: {rows[-1].plain} {rows[-1].ours} {rows[-1].command} {rows[-1].warm:.2f}", file=sys.stderr)
            made = table(quality, rows)
            if quality == qualities[-1]:
                made += floor(rows, quality, folder)
            lines += made
            print("\n".join(made), flush=True)
            keep(lines)
        if not quick:
            made = growth([scene for scene in ("ManyDots", "Sorting", "Pendulum") if scene in chosen], qualities[-1], folder)
            lines += made
            print("\n".join(made))
            keep(lines)


def keep(lines: list[str]) -> None:
    """After each quality, since all of them take half an hour."""
    if not {"BENCH_QUICK", "BENCH_SCENES", "BENCH_QUALITIES"} & os.environ.keys():
        RESULT.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
