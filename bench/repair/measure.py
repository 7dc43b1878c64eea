"""npm run bench:repair: the scenes of corpus/ by plain Manim and by the ladder, side by side in one run.

Both run dry: everything that a scene's code does, with its frames skipped. A scene counts as a video where construct
comes to its end (plain Manim), or where the ladder ends with the scene and not with a slate.
"""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "renderer"))

SECONDS_PER_SCENE = 150


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--only", help="a part of the names", default="")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--out", type=Path, help="where the figures go (default: docs/repair.md's table)")
    options.add_argument("--verbose", action="store_true")
    asked = options.parse_args()
    files = sorted(path for path in (HERE / "corpus").glob("*.py") if asked.only in path.stem)
    folder = tempfile.mkdtemp(prefix="bench-repair-")
    warm_up(folder)
    started = time.monotonic()
    with multiprocessing.get_context("fork").Pool(asked.jobs, maxtasksperchild=1) as pool:
        waiting = [(path, pool.apply_async(measured, (path,))) for path in files]
        found = []
        for path, result in waiting:
            try:
                one = result.get(SECONDS_PER_SCENE)
            except multiprocessing.TimeoutError:
                one = {"name": path.stem, "plain": False, "video": False, "error": "took too long", "written": 1, "kept": 0, "repairs": []}
            found.append(one)
            told = f"{one['name']:22} {'plain' if one['plain'] else '     '} {'video' if one['video'] else 'SLATE'} {one['kept']}/{one['written']}"
            print(told, (one.get("error") or "")[:110], flush=True)
            if asked.verbose:
                for repair in one["repairs"]:
                    print("   ", repair["step"], repair["line"], repair["what"], "|", repair["why"][:100])
    report = summary(found, time.monotonic() - started)
    print(report)
    if asked.out is not None:
        asked.out.write_text(report)
    elif not asked.only:
        put_in(ROOT / "docs" / "repair.md", report)


def warm_up(folder: str) -> None:
    from manim import config

    from proofreel import tex

    logging.getLogger("manim").setLevel(logging.CRITICAL)
    config.media_dir = folder
    config.progress_bar = "none"
    config.disable_caching = True
    config.write_to_movie = True
    config.pixel_width, config.pixel_height, config.frame_rate = 854, 480, 15
    tex.install(Path(folder) / "Tex")
    os.chdir(folder)


def measured(path: Path) -> dict[str, Any]:
    """One scene by both; in a process of its own, since scene code may change anything in it."""
    from proofreel.repair.dry import run_dry
    from proofreel.repair.ladder import render_repaired

    sys.stderr = sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    code = path.read_text(encoding="utf-8")
    plain = run_dry(code, None).error
    started = time.monotonic()

    def render(text: str, scene: str | None) -> None:
        error = run_dry(text, scene).error
        if error is not None:
            raise error

    try:
        _, report = render_repaired(code, None, render, lambda scene: None, is_of_code=lambda error: True)
    except Exception as error:  # the ladder itself must not fail
        return {"name": path.stem, "plain": plain is None, "video": False, "error": f"the ladder: {error!r}", "written": 1, "kept": 0, "repairs": []}
    return {
        "name": path.stem,
        "plain": plain is None,
        "video": report.slate is None,
        "error": report.slate or (repr(plain) if plain else ""),
        "written": report.plays_written,
        "kept": report.plays_kept,
        "truncated": report.truncated,
        "seconds": time.monotonic() - started,
        "repairs": [one.as_message() for one in report.repairs],
    }


def summary(found: list[dict[str, Any]], seconds: float) -> str:
    """The figures as a table by kind of scene; a kind is the first word of a name."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        kinds.setdefault(one["name"].split("-")[0], []).append(one)
    lines = ["| kind | scenes | plain Manim | with repair | plays kept |", "|---|---|---|---|---|"]
    for kind, ones in [*sorted(kinds.items()), ("**all**", found)]:
        lines.append(f"| {kind} | {len(ones)} | {share(ones, 'plain')} | {share(ones, 'video')} | {kept(ones):.0%} |")
    clean = [one for one in found if one["plain"] and not one["name"].startswith("silent")]
    touched = [one["name"] for one in clean if any(repair["step"] not in ("silent",) for repair in one["repairs"])]
    lines += [
        "",
        f"Of {len(clean)} scenes that plain Manim runs, {len(touched)} were changed{': ' + ', '.join(touched) if touched else ''}. "
        f"Repairs per scene that needed any: {repairs_each(found):.1f}. The run took {seconds:.0f} s.",
    ]
    return "\n".join(lines) + "\n"


def share(ones: list[dict[str, Any]], key: str) -> str:
    return f"{sum(one[key] for one in ones) / len(ones):.1%}"


def kept(ones: list[dict[str, Any]]) -> float:
    """The mean over scenes of the share of plays that is kept; a scene without plays that is shown counts as whole."""
    return sum(one["kept"] / one["written"] if one["written"] else float(one["video"]) for one in ones) / len(ones)


def repairs_each(found: list[dict[str, Any]]) -> float:
    needy = [len(one["repairs"]) for one in found if one["repairs"]]
    return sum(needy) / max(1, len(needy))


def put_in(page: Path, report: str) -> None:
    """Between the page's marks."""
    begin, end = "<!-- figures -->\n", "<!-- /figures -->"
    text = page.read_text(encoding="utf-8")
    head, rest = text.split(begin)
    page.write_text(head + begin + report + end + rest.split(end)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
