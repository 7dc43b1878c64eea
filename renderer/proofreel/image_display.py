"""Puts image mobjects into a frame in place of Manim's own way.

Manim 0.22 makes the layer for an image by a call that Pillow 13 refuses, so that every ImageMobject fails; and it samples
without smoothing, so that an image shown smaller than it is flickers.
"""

import numpy as np
from manim import Camera
from PIL import Image


def install() -> None:
    Camera.display_image_mobject = display_image_mobject


def display_image_mobject(camera: Camera, image_mobject, pixel_array: np.ndarray) -> None:
    # Corners in the order upper left, upper right, lower left, lower right.
    corners = np.asarray(camera.points_to_subpixel_coords(image_mobject, image_mobject.points), dtype=float)[:, :2]
    low = np.floor(corners.min(axis=0) + 0.5).astype(int)
    high = np.floor(corners.max(axis=0) + 0.5).astype(int)
    width, height = (int(side) for side in high - low)
    rows, columns = pixel_array.shape[:2]
    left, top = max(low[0], 0), max(low[1], 0)
    right, bottom = min(high[0], columns), min(high[1], rows)
    # Out of the frame, seen from its edge, or blown up beyond all measure.
    if left >= right or top >= bottom or width * height > 16 * rows * columns:
        return
    image = Image.fromarray(np.ascontiguousarray(image_mobject.get_pixel_array(), dtype=np.uint8)).convert("RGBA")
    placed = fit_into(image, corners - low, (width, height), image_mobject.resampling_algorithm)
    if placed is None:
        return
    part = placed.crop((left - low[0], top - low[1], right - low[0], bottom - low[1]))
    below = Image.fromarray(np.ascontiguousarray(pixel_array[top:bottom, left:right]))
    pixel_array[top:bottom, left:right] = np.asarray(Image.alpha_composite(below, part))


def fit_into(image: Image.Image, corners: np.ndarray, size: tuple[int, int], resampling: int) -> Image.Image | None:
    upright = np.abs(corners[[0, 0]] - corners[[1, 2]])[[0, 1], [1, 0]].max() < 0.01 and (corners[3] > corners[0]).all()
    if upright:
        return image.resize(size, resampling, reducing_gap=3.0)
    # Turned, mirrored or in perspective: where each pixel of the result comes from, by the four corners.
    sources = [(0, 0), (image.width, 0), (0, image.height), (image.width, image.height)]
    equations = []
    for (x, y), (u, v) in zip(corners, sources, strict=True):
        equations.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        equations.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    try:
        data = np.linalg.solve(np.array(equations), np.array(sources, dtype=float).reshape(8))
    except np.linalg.LinAlgError:
        return None
    return image.transform(size, Image.Transform.PERSPECTIVE, data, resampling)
