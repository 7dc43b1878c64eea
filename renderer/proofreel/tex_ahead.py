"""Sets a scene's formulas before they are needed: all that its source shows, in one run of TeX, while construct begins.

A formula alone costs two programs and 0.2 s; six in one document cost the same together, and the SVG is the same path
for path. What is guessed in vain costs little, and what was not foreseen is compiled on its own as ever.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import manim
import manim.mobject.text.tex_mobject as tex_mobject
import manim.utils.tex_file_writing as manim_tex

BATCH_SECONDS = 30
MOST_FORMULAS = 60

_ALONE = "\\documentclass[preview]{standalone}"
# What standalone's preview option does, for a page each.
_TOGETHER = "\\documentclass{article}"
_PREVIEW = "\\usepackage[active,tightpage]{preview}\n"
_BEGIN, _END = "\\begin{document}", "\\end{document}"

# Manim's own that write numbers do it digit by digit, each a formula.
_NUMBERS = ("DecimalNumber", "Integer", "Variable", "include_numbers", "add_coordinates", "NumberPlane", "BarChart")
_DIGITS = [*"0123456789", ".", "-"]


class _Seen(Exception):
    """Ends the making of a mobject once its TeX is known."""


class FormulasAhead:
    """Compiles files of formulas in the background; `wait_for` tells when one of them may be there."""

    def __init__(self, tex_files: list[Path]) -> None:
        self._pending = set(tex_files)
        self._done = Event()
        Thread(target=self._compile, args=(list(tex_files),), name="tex", daemon=True).start()

    def wait_for(self, tex_file: Path) -> None:
        if tex_file in self._pending:
            self._done.wait(BATCH_SECONDS + 5)

    def _compile(self, tex_files: list[Path]) -> None:
        try:
            for preamble, group in _by_preamble(tex_files).items():
                _compile_together(preamble, group)
        except (OSError, subprocess.SubprocessError):
            pass  # each is compiled on its own then, and says what is wrong with it
        finally:
            self._done.set()


def formulas_in(code: str) -> list[Path]:
    """Writes the .tex files that Manim would write for the formulas whose text stands in the code."""
    makers: dict[str, Callable[..., Any]] = {"MathTex": manim.MathTex, "Tex": manim.Tex, "Title": manim.Title}
    kit_formula = _kit_formula()
    if kit_formula is not None:
        makers |= {name: lambda tex, *_, **__: kit_formula(tex) for name in ("formula", "step")}
        makers["slate"] = lambda title, sentence="", tex=None, **_: kit_formula(tex)
    found: dict[Path, None] = {}
    for call in (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", None)
        maker = makers.get(name or "")
        if maker is not None and len(found) < MOST_FORMULAS:
            _note(found, maker, call)
    if any(word in code for word in _NUMBERS):
        for digit in _DIGITS:
            _collect(found, lambda digit=digit: manim.MathTex(digit))
    return list(found)


def _note(found: dict[Path, None], maker: Callable[..., Any], call: ast.Call) -> None:
    try:
        values = [ast.literal_eval(argument) for argument in call.args]
        keywords = {
            keyword.arg: ast.literal_eval(keyword.value)
            for keyword in call.keywords
            if keyword.arg in ("tex_environment", "arg_separator", "substrings_to_isolate")
        }
    except ValueError:
        return  # known only when it runs
    _collect(found, lambda: maker(*values, **keywords))


def _collect(found: dict[Path, None], make: Callable[[], Any]) -> None:
    real = tex_mobject.tex_to_svg_file

    def see(expression: str, environment: str | None = None, tex_template: Any = None) -> Path:
        tex_file = manim_tex.generate_tex_file(expression, environment, tex_template)
        if not tex_file.with_suffix(".svg").exists():
            found.setdefault(tex_file)
        raise _Seen

    tex_mobject.tex_to_svg_file = see
    try:
        make()
    except Exception:  # noqa: S110  (a guess; the scene itself will tell what is wrong)
        pass
    finally:
        tex_mobject.tex_to_svg_file = real


def _kit_formula() -> Callable[..., Any] | None:
    try:
        from proofreel.kit import formula
    except ImportError:
        return None
    return formula


def _by_preamble(tex_files: list[Path]) -> dict[str, list[tuple[Path, str]]]:
    groups: dict[str, list[tuple[Path, str]]] = {}
    for tex_file in tex_files:
        preamble, _, rest = tex_file.read_text(encoding="utf-8").partition(_BEGIN)
        body = rest.partition(_END)[0].strip()
        if preamble.lstrip().startswith(_ALONE):
            groups.setdefault(preamble, []).append((tex_file, body))
    return groups


def _compile_together(preamble: str, formulas: list[tuple[Path, str]]) -> None:
    folder = formulas[0][0].parent.parent / "TexTogether"
    folder.mkdir(exist_ok=True)
    pages = "\n".join(f"\\begin{{preview}}\n{body}\n\\end{{preview}}" for _, body in formulas)
    source = preamble.replace(_ALONE, _TOGETHER) + _PREVIEW + f"{_BEGIN}\n{pages}\n{_END}\n"
    (folder / "all.tex").write_text(source, encoding="utf-8")
    for command in (
        ["latex", "-no-shell-escape", "-interaction=batchmode", "-halt-on-error", "all.tex"],
        ["dvisvgm", "--page=1-", "--no-fonts", "--verbosity=0", "--output=all-%p.svg", "all.dvi"],
    ):
        subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=BATCH_SECONDS,
            check=True,
        )
    digits = len(str(len(formulas)))
    made = [folder / f"all-{page:0{digits}d}.svg" for page in range(1, len(formulas) + 1)]
    # A formula that makes two pages, or none, would move all after it to a wrong place.
    if len(list(folder.glob("all-*.svg"))) != len(formulas) or not all(svg.exists() for svg in made):
        return
    for svg, (tex_file, _) in zip(made, formulas, strict=True):
        svg.replace(tex_file.with_suffix(".svg"))
