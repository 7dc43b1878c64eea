"""Pictures in a frame: where the kit places them, and that what is drawn is the picture."""

import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from manim import PI, Camera, ImageMobject, tempconfig  # noqa: E402
from PIL import Image  # noqa: E402

from proofreel import image_display, pictures, theme  # noqa: E402
from proofreel.kit import ProofreelScene  # noqa: E402

image_display.install()


@pytest.fixture
def scene(tmp_path):
    """A scene whose pictures are named by their size; what it plays is there at once."""

    class Still(ProofreelScene):
        def play(self, *animations, **_):
            for animation in animations:
                self.add(animation.mobject)

    files = {}
    for width, height in [(800, 600), (300, 1400), (2400, 300), (20, 20)]:
        path = tmp_path / f"{width}x{height}.png"
        Image.new("RGB", (width, height), "#ff8000").save(path)
        files[path.name] = str(path)
    pictures.set_pictures(files)
    with tempconfig({"media_dir": str(tmp_path), "dry_run": True}):
        still = Still()
        still.setup()
        yield still
    pictures.set_pictures({})


def box(mobject):
    points = mobject.get_all_points()
    return [*points.min(axis=0)[:2], *points.max(axis=0)[:2]]


LONG = "A caption that is so long that it needs more than two lines wherever it stands, beside words or alone, " * 3


@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize(
    ("title", "caption"),
    [("Walls", ""), ("Walls", "A wall"), ("Walls and what stands behind them, in a title of two lines", LONG)],
    ids=["bare", "short", "long"],
)
@pytest.mark.parametrize("name", ["800x600.png", "300x1400.png", "2400x300.png", "20x20.png"])
def test_a_picture_keeps_its_form_and_clear_of_everything_else(scene, name, title, caption, split):
    scene.title(title)
    if split:
        scene.split()
    shown = scene.image(name, caption)
    image, _, text = shown
    parts = [scene.heading, image, *text]
    if split:
        parts += [scene.note("Words beside it that need more than one line of the column"), scene.bullet("And a bullet")]
    for one, other in combinations([box(part) for part in parts if part.get_all_points().size], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    left, low, right, high = box(shown)
    assert left >= theme.LEFT_EDGE - 0.02 and right <= theme.RIGHT_EDGE + 0.02
    assert low >= theme.BOTTOM_EDGE and high <= theme.TITLE_BOTTOM
    width, height = (int(side) for side in name.removesuffix(".png").split("x"))
    assert image.width / image.height == pytest.approx(width / height, rel=0.01)
    assert image.height <= height * 2 * 8 / 720 + 0.01


def test_a_second_picture_takes_the_place_of_the_first(scene):
    first = scene.image("800x600.png")
    second = scene.image("300x1400.png")
    assert scene.shown is second and first is not second


def test_a_picture_that_is_not_there_is_named_with_those_that_are(scene):
    with pytest.raises(FileNotFoundError, match=r"no picture 'a.png'; it has: 800x600.png, "):
        scene.image("a.png")


def drawn(*images):
    camera = Camera(pixel_width=160, pixel_height=90, frame_width=16, frame_height=9)
    camera.capture_mobjects(images)
    return camera.pixel_array


def square(opacity=1.0):
    image = ImageMobject(np.full((400, 400, 3), (255, 128, 0), dtype=np.uint8))
    image.height = 4
    return image.set_opacity(opacity)


def test_an_image_is_drawn_in_its_colours_where_it_stands():
    pixels = drawn(square())
    assert tuple(pixels[45, 80]) == (255, 128, 0, 255)
    orange = (pixels[..., 0] > 200).nonzero()
    assert [orange[0].min(), orange[0].max(), orange[1].min(), orange[1].max()] == [25, 64, 60, 99]


def test_an_image_may_be_half_there_turned_mirrored_or_partly_out_of_the_frame():
    assert abs(int(drawn(square(0.5))[45, 80][0]) - 128) <= 2
    assert tuple(drawn(square().rotate(PI / 4))[45, 80])[:2] == (255, 128)
    assert drawn(square().rotate(PI / 4))[27, 62][0] < 50
    assert tuple(drawn(square().flip())[45, 80])[:2] == (255, 128)
    assert tuple(drawn(square().shift([8, 0, 0]))[45, 158])[:2] == (255, 128)
    assert drawn(square().shift([20, 0, 0])).max(initial=0, where=[True, True, True, False]) < 50
    assert drawn(square().stretch(0, 0)).shape == (90, 160, 4)


def test_a_fine_pattern_shown_small_becomes_its_mean():
    lines = np.zeros((800, 800, 3), dtype=np.uint8)
    lines[:, ::2] = 255
    image = ImageMobject(lines)
    image.height = 4
    middle = drawn(image)[35:55, 70:90, 0].astype(int)
    assert middle.max() - middle.min() <= 4 and abs(int(middle.mean()) - 128) <= 4
