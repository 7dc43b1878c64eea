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
# As runner/authors/storyboard.ts names them. The roles stay: what is called yellow is told apart from blue on every ground.
THEMES = {
    "dark": {"BACKGROUND": BACKGROUND, "PANEL": PANEL, "FRAME": FRAME, **COLOURS},
    "light": {
        **{"BACKGROUND": "#FBFBF8", "PANEL": "#EDF0F3", "FRAME": "#B9C2CE", "ink": "#1B2430", "muted": "#5A6675"},
        **{"blue": "#0B5FBF", "yellow": "#8A5F00", "red": "#B8232A", "green": "#17702F"},
    },
    "paper": {
        **{"BACKGROUND": "#F6EFE0", "PANEL": "#EADFC8", "FRAME": "#C8B998", "ink": "#2B2620", "muted": "#655B4D"},
        **{"blue": "#1B5596", "yellow": "#7E5200", "red": "#A8231C", "green": "#2A632B"},
    },
}


def use_theme(name: str) -> None:
    """Gives the roles the colours of a theme, for all that is made after it."""
    global BACKGROUND, INK, MUTED, PANEL, FRAME
    chosen = THEMES[name]
    BACKGROUND, PANEL, FRAME = chosen["BACKGROUND"], chosen["PANEL"], chosen["FRAME"]
    INK, MUTED = chosen["ink"], chosen["muted"]
    COLOURS.update({role: chosen[role] for role in COLOURS})


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
