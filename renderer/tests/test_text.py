"""Words on screen: how they are set and where they break."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from manim import tempconfig  # noqa: E402

from proofreel import text_page, theme  # noqa: E402
from proofreel.kit.text import body, words  # noqa: E402

text_page.install()


@pytest.fixture(autouse=True)
def files_of_its_own(tmp_path):
    with tempconfig({"media_dir": str(tmp_path)}):
        yield


@pytest.mark.parametrize("pixels", [400, 854, 3840])
def test_a_line_is_set_the_same_at_every_resolution(pixels, tmp_path):
    def title(width: int):
        with tempconfig({"pixel_width": width, "media_dir": str(tmp_path / str(width))}):
            return words("A title that is as long as the frame is wide", 52, weight=theme.TITLE_WEIGHT)

    assert title(pixels).height < 1
    assert title(pixels).width == pytest.approx(title(1920).width)


def test_centred_lines_are_of_about_one_length_and_none_is_more_than_needed():
    sentence = "A card says in two lines what is to come, and no word stands alone in the last"
    ragged, evened = body(sentence, 10, 40), body(sentence, 10, 40, centred=True)
    assert len(evened) == len(ragged) > 1
    assert min(line.width for line in evened) > 0.7 * max(line.width for line in evened)
    assert all(abs(line.get_x()) < 0.01 for line in evened)
    assert len({round(line.get_left()[0], 2) for line in ragged}) == 1
