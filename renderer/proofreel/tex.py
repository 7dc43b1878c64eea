"""TeX for untrusted formulas: runs in the formulas' own folder with a time limit and an error worth reading."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import manim.mobject.text.tex_mobject as tex_mobject
import manim.utils.tex_file_writing as manim_tex
from manim import config

from . import typst_fonts
from .tex_ahead import formulas_in
from .tex_desk import TexDesk

# A formula takes 0.3 s; one that takes this long holds a loop.
SECONDS_PER_FORMULA = 20

_desk: TexDesk | None = None


def install(tex_dir: Path) -> None:
    """Puts this module's ways in the place of Manim's."""
    tex_dir.mkdir(parents=True, exist_ok=True)
    config.tex_dir = str(tex_dir)
    manim_tex.tex_to_svg_file = tex_mobject.tex_to_svg_file = tex_to_svg_file
    typst_fonts.install()


def set_desk(desk: TexDesk | None) -> None:
    """From where formulas come; without one each is set here."""
    global _desk
    _desk = desk


def ask(formulas: list[str]) -> None:
    """Asks for formulas, given as whole TeX texts."""
    if _desk is not None:
        _desk.ask(formulas)


def relay(send: Callable[[list[str]], None]) -> None:
    """In a child process that runs the scene: what it asks for goes through `send` to the process that may ask."""
    if _desk is not None:
        set_desk(_desk.through(send))


def set_ahead(code: str) -> None:
    """Asks for the formulas that stand in a scene's code."""
    if _desk is not None:
        _desk.ask([tex_file.read_text(encoding="utf-8") for tex_file in formulas_in(code)])


def tex_to_svg_file(expression: str, environment: str | None = None, tex_template: Any = None) -> Path:
    """The SVG of a formula: asked for ahead, or set now."""
    template = tex_template or config["tex_template"]
    tex_file = manim_tex.generate_tex_file(expression, environment, template)
    svg_file = tex_file.with_suffix(".svg")
    if svg_file.exists():
        return svg_file
    # Others than Manim's usual way are rare: a scene with a template for XeTeX, say.
    if _desk is not None and (template.tex_compiler, template.output_format) == ("latex", ".dvi"):
        delivered = _desk.svg_of(tex_file.read_text(encoding="utf-8"))
        if delivered is not None:
            # Manim writes a version of its own beside it, which it can't in the inbox.
            with contextlib.suppress(FileExistsError):
                svg_file.symlink_to(delivered)
            return svg_file
    compiled = compile_tex(tex_file, template.tex_compiler, template.output_format)
    return manim_tex.convert_to_svg(compiled, template.output_format)


def compile_tex(tex_file: Path, tex_compiler: str | list[str], output_format: str) -> Path:
    """Compiles with relative names, since TeX's paranoid file access (openin_any=p) refuses absolute ones."""
    result = tex_file.with_suffix(output_format)
    if result.exists():
        return result
    for compiler in [tex_compiler] if isinstance(tex_compiler, str) else tex_compiler:
        command = manim_tex.make_tex_compilation_command(compiler, output_format, Path(tex_file.name), Path("."))
        command.insert(1, "-no-shell-escape")
        try:
            ended = subprocess.run(
                command,
                cwd=tex_file.parent,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS_PER_FORMULA,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ValueError(f"TeX did not end within {SECONDS_PER_FORMULA} s: {_formula(tex_file)}") from None
        if ended.returncode != 0:
            raise ValueError(f"TeX can't set this formula ({_first_error(tex_file)}): {_formula(tex_file)}")
    return result


def _first_error(tex_file: Path) -> str:
    log = tex_file.with_suffix(".log")
    if not log.exists():
        return "it wrote no log"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((line[2:].strip() for line in lines if line.startswith("! ")), "no reason given")[:200]


def _formula(tex_file: Path) -> str:
    source: Any = tex_file.read_text(encoding="utf-8", errors="replace")
    body = source.split("\\begin{document}")[-1].split("\\end{document}")[0]
    return " ".join(body.split())[:200]
