"""Packages that wait: not there after `import manim`, the real ones when touched. Each in a process of its own."""

import os
import subprocess
import sys
import textwrap

import numpy as np
import pytest

from proofreel.lazy_names import Rotation

# What running one of them would bring into sys.modules.
INSIDE = [
    "scipy._lib",
    "scipy.spatial._qhull",
    "networkx.classes",
    "bs4.element",
    "pygments.lexer",
    "rich.style",
    "click",
    "pydub.audio_segment",
    "urllib.response",
    "email.message",
]


def run(code: str) -> str:
    """What a fresh Python prints that has imported Manim as the renderer does."""
    start = "import sys\nfrom proofreel.lazy_imports import waiting\nwith waiting():\n    import manim\n"
    given = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", start + textwrap.dedent(code)], env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_manim_runs_none_of_them() -> None:
    assert run(f"print([name for name in {INSIDE} if name in sys.modules])") == "[]"


def test_reading_a_clean_scene_for_repair_runs_none_of_them() -> None:
    look = """
        from proofreel.repair.job import warm_up
        warm_up()
    """
    assert run(f"{textwrap.dedent(look)}print([name for name in {INSIDE} if name in sys.modules])") == "[]"


def test_manim_is_as_it_is_without() -> None:
    look = """
        kinds = {name: type(getattr(manim, name)).__name__ for name in manim.__dict__ if not name.startswith("__")}
        print(manim.__version__, type(manim.__version__).__name__, manim.config.frame_rate, len(kinds))
        there_later = ("console", "error_console", "cli_ctx_settings", "CONTEXT_SETTINGS", "PackageNotFoundError")
        print(sorted((name, kind) for name, kind in kinds.items() if name not in there_later))
    """
    plain = subprocess.run(
        [sys.executable, "-c", "import manim\n" + textwrap.dedent(look)], capture_output=True, text=True, check=True
    )
    assert run(look) == plain.stdout.strip()


def test_whoever_imports_one_gets_the_real_one() -> None:
    said = run(
        """
        import networkx as nx
        import scipy
        from scipy.spatial import ConvexHull
        from scipy.spatial.transform import Rotation
        from pygments.token import Keyword
        import importlib.metadata
        print(nx.path_graph(3).number_of_edges(), type(nx).__name__, scipy.__version__ != "")
        print(len(ConvexHull([[0, 0], [1, 0], [0, 1], [0.2, 0.2]]).vertices))
        print(isinstance(Rotation.identity(), manim.utils.space_ops.Rotation), Rotation.__module__)
        print(Keyword, importlib.metadata.version("manim") == manim.__version__)
        print("nodes_iter" in dir(nx), "Graph" in vars(nx))
        """
    )
    assert said.split("\n") == [
        "2 module True",
        "3",
        "True scipy.spatial.transform._rotation",
        "Token.Keyword True",
        "False True",
    ]


def test_what_is_made_of_them_while_manim_is_imported_is_made_when_used() -> None:
    said = run(
        """
        import logging
        print("rich.style" in sys.modules, manim.cli_ctx_settings["align_sections"], dict(manim.CONTEXT_SETTINGS))
        manim.console.print("[red]told[/red]")
        logging.getLogger("manim").warning("warned")
        from rich.console import Console
        print(type(logging.getLogger("manim").handlers[0].console) is Console, isinstance(manim.console, Console))
        """
    )
    assert "False True {'align_option_groups': True" in said
    assert "told" in said and "warned" in said and said.endswith("True True")


def test_mobjects_that_need_them_have_them() -> None:
    said = run(
        """
        nodes, edges = [1, 2, 3], [(1, 2), (2, 3)]
        for layout in ("spring", "kamada_kawai", "tree"):
            graph = manim.Graph(nodes, edges, layout=layout, **({"root_vertex": 1} if layout == "tree" else {}))
            print(len(graph.vertices), end=" ")
        code = manim.Code(code_string="x = 1", language="python")
        print(len(code.code_lines), manim.Union(manim.Square(), manim.Circle().shift(manim.RIGHT)).has_points())
        print(manim.ImplicitFunction(lambda x, y: x * x + y * y - 1).has_points())
        print(len(manim.ConvexHull3D([0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]).faces))
        """
    )
    assert said.split("\n") == ["3 3 3 1 True", "True", "4"]


def test_a_package_that_fails_says_so_each_time() -> None:
    said = run(
        """
        from proofreel.lazy_imports import Waiting
        import pydub
        assert type(pydub) is Waiting
        sys.modules["pydub.audio_segment"] = None
        for _ in range(2):
            try:
                from pydub import AudioSegment
            except ImportError as error:
                print(type(error).__name__)
        """
    )
    assert said.split("\n") == ["ModuleNotFoundError", "ModuleNotFoundError"]


@pytest.mark.parametrize("size", [0.0, 1e-9, 9e-4, 1e-2, 1.0, 7.0, 300.0])
def test_turns_are_scipys_to_the_last_bit(size: float) -> None:
    from scipy.spatial.transform import Rotation as real

    for vector in np.random.default_rng(5).normal(size=(200, 3)) * size:
        assert Rotation.from_rotvec(vector).as_matrix().tobytes() == real.from_rotvec(vector).as_matrix().tobytes()


def test_other_turns_are_scipys() -> None:
    from scipy.spatial.transform import Rotation as real

    vectors = np.random.default_rng(5).normal(size=(4, 3))
    assert (Rotation.from_rotvec(vectors).as_matrix() == real.from_rotvec(vectors).as_matrix()).all()
    assert (Rotation.from_rotvec(vectors[0]).as_quat() == real.from_rotvec(vectors[0]).as_quat()).all()
    assert (Rotation.from_euler("x", 1.0).as_matrix() == real.from_euler("x", 1.0).as_matrix()).all()
