"""What several files of tests need of Manim."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))


@pytest.fixture(scope="module")
def manim_here(tmp_path_factory):
    """Manim writes its files, and sets its formulas, in a folder of the test's own."""
    from manim import config

    from proofreel import tex

    folder = tmp_path_factory.mktemp("manim")
    before = dict(config)
    config.media_dir, config.progress_bar, config.disable_caching = str(folder), "none", True
    tex.install(folder / "Tex")
    yield
    for name in ("media_dir", "progress_bar", "disable_caching"):
        config[name] = before[name]
    config.tex_dir = "{media_dir}/Tex"
