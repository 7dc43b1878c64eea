"""Parts of the check that need no scene: contrast, glyphs over glyphs, boxes off the frame, and edits of the code."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from manim import DOWN, RIGHT, Camera, Circle, Dot, NumberPlane, Square, Text  # noqa: E402

from proofreel.check.edges import Edges  # noqa: E402
from proofreel.check.mend import propose  # noqa: E402
from proofreel.check.overlaps import find_overlaps  # noqa: E402
from proofreel.check.pictures import perceived_contrast, ratio  # noqa: E402
from proofreel.check.report import Finding, Report  # noqa: E402
from proofreel.check.screen import Screen  # noqa: E402
from proofreel.check.shown import Aliases, look_at  # noqa: E402
from proofreel.check.source import Source  # noqa: E402


def shown(*mobjects):
    screen = Screen(Camera())
    return look_at(list(mobjects), screen, Aliases()), screen


def colour(text):
    return np.array([int(text[at : at + 2], 16) for at in (1, 3, 5)], dtype=float)


def test_contrast_is_what_the_eye_sees():
    assert ratio(colour("#ffffff"), colour("#000000")) == pytest.approx(21)
    # The ratio of both is about 2; one is read at a glance, the other hardly.
    white_on_sky = perceived_contrast(colour("#ffffff"), colour("#58c4dd"))
    grey_on_black = perceived_contrast(colour("#444444"), colour("#000000"))
    assert white_on_sky > 40 > 20 > grey_on_black


def test_letters_over_letters_are_an_overlap_and_boxes_that_touch_are_none():
    words = Text("a line of words")
    for moved, count in ((0.1, 1), (0.75, 0)):
        things, screen = shown(words, Text("another line").shift(moved * DOWN))
        report = Report()
        find_overlaps(things.texts, screen, 1.0, report, None)
        assert len(report.findings) == count


def test_a_copy_exactly_on_its_original_is_no_overlap():
    words = Text("the same")
    things, screen = shown(words, words.copy())
    report = Report()
    find_overlaps(things.texts, screen, 0.0, report, None)
    assert report.findings == []


def test_what_is_cut_and_what_is_never_seen_is_told_and_grids_are_not():
    things, screen = shown(NumberPlane(), Circle().shift(7 * RIGHT), Text("far").shift(20 * RIGHT), Square())
    report, edges = Report(), Edges()
    edges.look(things, screen, 2.0, report)
    edges.finish(report)
    assert sorted(finding.objects[0] for finding in report.findings) == ["Circle", "Text('far')"]


def test_many_of_a_kind_are_told_as_one():
    report = Report()
    for index in range(6):
        report.add(str(index), Finding("text_small", "warning", 1.0, [f"Text('{index}')"], "small", "larger", (0, 0, 1, index)))
    (told,) = report.summary()["findings"]
    assert told["says"] == "small; and so 5 more"
    assert told["box"] == [0.0, 0.0, 1.0, 5.0]


def test_columns_are_counted_as_javascript_counts_them():
    source = Source('x = "𝛼β"; f(1)\n')
    call = next(iter(source.calls.values()))
    assert source.insert_after(call, "!")["column"] == len('x = "𝛼β"; f(1)') + 1


def test_a_changed_option_and_a_chain_are_proposed_by_place():
    code = "self.play(a.animate.shift(UP), a.animate(run_time=2).set_color(RED))\nself.play(b, duration=3)\n"
    finding = Finding("animation_lost", "error", 0.0, ["Dot"], "", "")
    (span,) = [span for span in Source(code).calls if span[0] == 1 and span[1] == 0]
    (chain,) = propose(code, [Finding(**{**finding.__dict__, "hint": {"play": span, "chain": True}})])
    assert chain["edits"][0]["text"] == ".set_color(RED)"
    (renamed,) = propose(code, [Finding(**{**finding.__dict__, "hint": {"play": (2, 0, 2, 24), "rename": "duration"}})])
    assert renamed["edits"][0]["text"] == "run_time=3"


def test_a_dot_that_lies_in_the_frame_is_seen():
    things, screen = shown(Dot())
    report, edges = Report(), Edges()
    edges.look(things, screen, 0.0, report)
    edges.finish(report)
    assert report.findings == []
