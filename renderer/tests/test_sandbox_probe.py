"""What the sandbox's self-test takes for a leak; the sandbox itself is tested from the runner."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "proofreel"))

from sandbox_probe import strangers


def test_a_folder_on_the_way_to_what_is_given_holds_the_next_step_and_nothing_else(tmp_path):
    given = tmp_path / "ada" / "proofreel" / "renderer"
    given.mkdir(parents=True)
    (given / "worker.py").touch()
    assert found(tmp_path, given) == []
    (tmp_path / "ada" / ".ssh").mkdir()
    (tmp_path / "ada" / "proofreel" / "secrets.json").touch()
    assert found(tmp_path, given) == [tmp_path / "ada/proofreel/secrets.json", tmp_path / "ada/.ssh"]


def test_what_is_given_may_hold_anything_even_where_a_part_of_it_is_given_too(tmp_path):
    inner = tmp_path / "venv" / "lib"
    inner.mkdir(parents=True)
    (tmp_path / "venv" / "bin").mkdir()
    assert found(tmp_path, tmp_path / "venv", inner) == []


def found(folder, *given):
    return [folder / path for path in strangers([str(path) for path in given]) if path.startswith(f"{folder}/")]
