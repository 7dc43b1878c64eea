"""Makes any PNG or JPEG a plain one: `flatten_picture.py FROM TO WIDTH HEIGHT` writes an opaque 8-bit RGB PNG, upright, no larger than that.

Runs in a sandbox, since decoders of picture files have had many holes. Uses Pillow alone: Manim takes a second to import.
"""

import sys

import numpy as np
from PIL import Image, ImageOps

MOST_PIXELS = 40_000_000
PAPER = (255, 255, 255)
# The theme's panel; the theme itself would import Manim.
PANEL = (26, 33, 43)


def flatten(source: str, target: str, width: int, height: int) -> None:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(source, formats=("PNG", "JPEG")) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        # A JPEG is decoded at a half, a quarter or an eighth where that is enough.
        image.draft("RGB", (2 * width, 2 * height))
        image.load()
        upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):
        # Sixteen bits of grey, which Pillow would cut off at 255.
        upright = Image.fromarray((np.asarray(upright, dtype=np.uint32) >> 8).clip(0, 255).astype(np.uint8))
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.thumbnail((width, height), Image.Resampling.LANCZOS)
    opaque = on_ground(plain) if plain.mode == "RGBA" else plain
    opaque.save(target, "PNG", compress_level=1)


def on_ground(image: Image.Image) -> Image.Image:
    """Dark ink goes on paper, light ink on the theme's panel."""
    small = np.asarray(image.resize((min(image.width, 200), min(image.height, 200))), dtype=float) / 255
    weight = small[..., 3].sum()
    light = (small[..., :3] @ [0.2126, 0.7152, 0.0722] * small[..., 3]).sum() / weight if weight else 0.0
    ground = Image.new("RGBA", image.size, (*(PANEL if light > 0.6 else PAPER), 255))
    return Image.alpha_composite(ground, image).convert("RGB")


if __name__ == "__main__":
    flatten(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
