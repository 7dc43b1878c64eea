"""What lessons are shown with: themes that can be read, code in colours, diagrams in layers."""

import re

import pytest

from proofreel import theme
from proofreel.kit.diagram import Diagram, layers_of
from proofreel.kit.text import code_block, code_colours


@pytest.fixture(autouse=True)
def dark_again():
    yield
    theme.use_theme("dark")


def luminance(colour: str) -> float:
    parts = [int(part, 16) / 255 for part in re.findall("..", colour[1:])]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_role_can_be_read_on_every_ground(name):
    theme.use_theme(name)
    for ground in (theme.BACKGROUND, theme.PANEL):
        for role in theme.COLOURS:
            high, low = sorted((luminance(theme.colour(role)), luminance(ground)), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5, (name, role, ground)
    assert theme.INK == theme.colour("ink") and theme.MUTED == theme.colour("muted")


def test_code_is_coloured_by_what_it_is():
    source = 'def f(x):  # twice\n    return "a" * 2'
    first, second = code_colours(source, "Python")
    assert (0, 3, "blue") in first and (11, 18, "muted") in first
    assert (4, 10, "blue") in second and any(role == "yellow" for _, _, role in second)
    assert code_colours(source, "no such language") == [[], []]
    rows = code_block(source, language="python")[1]
    colours = {letter.get_color().to_hex().upper() for letter in rows[1]}
    assert {theme.colour("blue").upper(), theme.colour("green").upper()} <= colours


def test_text_of_several_lines_in_code_keeps_its_columns():
    lines = code_colours('x = """a\nb"""\ny = 1', "python")
    assert {column for start, end, role in lines[1] for column in range(start, end) if role == "green"} == {0, 1, 2, 3}
    assert (4, 5, "yellow") in lines[2]


def test_layers_follow_the_arrows_and_leave_circles_out():
    assert layers_of("abcd", [("a", "b"), ("b", "c"), ("c", "b"), ("a", "d"), ("d", "c")]) == [["a"], ["b", "d"], ["c"]]
    assert layers_of("ab", [("a", "b"), ("b", "a")]) == [["a"], ["b"]]
    assert layers_of("abc", []) == [["a", "b", "c"]]
    assert layers_of("a", [("a", "a")]) == [["a"]]


@pytest.mark.parametrize("down", [False, True])
def test_a_diagram_fits_and_no_box_covers_another(down):
    nodes = [[str(n), "a label that is rather long" if n % 3 else "short"] for n in range(14)]
    edges = [[str(n), str((n * 5 + 1) % 14), "yes" if n % 2 else "", n % 2] for n in range(14)]
    drawn = Diagram(nodes, edges, down, 13.2, 5.1)
    assert drawn.width <= 13.21 and drawn.height <= 5.11
    boxes = list(drawn.boxes.values())
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            apart = abs(one.get_center() - other.get_center())
            assert apart[0] >= (one.width + other.width) / 2 - 0.01 or apart[1] >= (one.height + other.height) / 2 - 0.01
