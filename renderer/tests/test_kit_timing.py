"""Elements fit into the time that their cue leaves, however little that is."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from proofreel import scene  # noqa: E402

FPS = 15


class Played:
    time = 0.0

    def wait(self, duration: float, frozen_frame: bool | None = None) -> None:
        self.time += duration

    def play(self, *seconds: float) -> None:
        for run_time in seconds:
            self.time += -(-run_time * FPS // 1) / FPS


@pytest.fixture
def played():
    yield Played()
    scene.set_clock(None)


def start(played: Played, cues: dict[str, float], duration: float) -> None:
    scene.set_clock(scene.Clock(FPS, cues, duration, played))


def test_what_has_time_is_played_as_wanted(played):
    start(played, {"a": 1.0, "b": 9.0}, 20)
    scene.cue("a")
    assert scene.fitted(1.0, 0.4) == pytest.approx([1.0, 0.4], abs=0.01)


@pytest.mark.parametrize("gap", [0.5, 0.8, 1.5, 3.0])
@pytest.mark.parametrize("elements", [1, 2, 4])
def test_no_element_delays_the_next_cue(played, gap, elements):
    start(played, {"a": 1.0, "b": 1.0 + gap, "c": 1.0 + 2 * gap}, 1.0 + 3 * gap + scene.FINAL_REST)
    for name in "abc":
        scene.cue(name, elements)
        assert played.time - (1.0 + gap * "abc".index(name)) < 0.1
        for _ in range(elements):
            played.play(*scene.fitted(0.5, 1.2))
    assert played.time <= 1.0 + 3 * gap + 0.15


def test_the_elements_of_a_cue_share_its_time(played):
    start(played, {"a": 0.0, "b": 3.0}, 10)
    scene.cue("a", 3)
    first = scene.fitted(1.2)
    played.play(*first)
    second = scene.fitted(1.2)
    played.play(*second)
    third = scene.fitted(1.2)
    assert min(*first, *second, *third) > 0.7


def test_where_no_clock_runs_nothing_is_shortened():
    assert scene.fitted(1.0, 0.5) == [1.0, 0.5]
