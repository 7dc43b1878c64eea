"""The look of every scene, slate and card: colours by role, sizes, fonts, margins and tempo."""

from manim import SEMIBOLD

BACKGROUND = "#0F1419"
INK = "#E6E9EF"
MUTED = "#8B95A7"
PANEL = "#1A212B"
FRAME = "#3A4554"
COLOURS = {
    "ink": INK,
    "muted": MUTED,
    "blue": "#6CB6FF",
    "yellow": "#FFD166",
    "red": "#FF7B72",
    "green": "#7EE787",
}

TEXT_FONT = "Inter"
CODE_FONT = "DejaVu Sans Mono"
TITLE_WEIGHT = SEMIBOLD
TITLE_SIZE = 40
BODY_SIZE = 28
STATEMENT_SIZE = 44
# 24 px at 720p is the least that reads on a telephone.
LABEL_SIZE = 22
FORMULA_SIZE = 52

# Manim units; the frame is 14.22 x 8 with its origin in the centre.
LEFT_EDGE = -6.6
RIGHT_EDGE = 6.6
TOP_EDGE = 3.5
TITLE_BOTTOM = 2.55
# Below it are the subtitles.
BOTTOM_EDGE = -2.85

# Seconds.
WRITE = 1.0
TRANSFORM = 1.2
FADE = 0.5
# The narration begins 0.3 s into a scene; its title is there by then.
TITLE = 0.3


def colour(role: str) -> str:
    """The colour of a role; a colour written as #RRGGBB is passed through."""
    return role if role.startswith("#") else COLOURS[role]
