"""Colours that models believe in: CSS names and others that Manim does not have, by what they look like."""

from __future__ import annotations

from .catalogue import colours, nearest

# Where Manim has a colour of its own that was meant.
MEANT = {
    "CYAN": "PURE_CYAN", "MAGENTA": "PURE_MAGENTA", "LIGHT_BLUE": "BLUE_A", "LIGHTBLUE": "BLUE_A", "DARK_GREEN": "GREEN_E", "LIGHT_GREEN": "GREEN_A",
    "DARK_RED": "RED_E", "LIGHT_RED": "RED_A", "BROWN": "DARK_BROWN", "VIOLET": "PURPLE", "SILVER": "LIGHT_GRAY", "LIME": "PURE_GREEN",
    "NAVY": "DARK_BLUE", "LIGHT_YELLOW": "YELLOW_A", "DARK_YELLOW": "YELLOW_E", "LIGHT_PURPLE": "PURPLE_A", "DARK_PURPLE": "PURPLE_E",
    "DARK_ORANGE": "ORANGE", "LIGHT_ORANGE": "ORANGE", "DARK_TEAL": "TEAL_E", "LIGHT_TEAL": "TEAL_A", "AQUA": "PURE_CYAN",
    "FUCHSIA": "PURE_MAGENTA", "TURQUOISE": "TEAL", "GRAY_DARK": "DARK_GRAY", "GREY_DARK": "DARK_GRAY", "GRAY_LIGHT": "LIGHT_GRAY",
    "LIGHT_PINK_A": "LIGHT_PINK", "DARK_PINK": "MAROON_C", "BEIGE": "GOLD_A", "DARK_GOLD": "GOLD_E", "LIGHT_GOLD": "GOLD_A",
}  # fmt: skip

CSS = {
    "indigo": "#4B0082", "crimson": "#DC143C", "coral": "#FF7F50", "salmon": "#FA8072", "khaki": "#F0E68C", "olive": "#808000",
    "lightblue": "#ADD8E6", "skyblue": "#87CEEB", "deepskyblue": "#00BFFF", "steelblue": "#4682B4", "royalblue": "#4169E1",
    "dodgerblue": "#1E90FF", "navy": "#000080", "lightgreen": "#90EE90", "darkgreen": "#006400", "seagreen": "#2E8B57",
    "forestgreen": "#228B22", "limegreen": "#32CD32", "lime": "#00FF00", "springgreen": "#00FF7F", "cyan": "#00FFFF",
    "aqua": "#00FFFF", "magenta": "#FF00FF", "fuchsia": "#FF00FF", "violet": "#EE82EE", "orchid": "#DA70D6", "plum": "#DDA0DD",
    "lavender": "#E6E6FA", "hotpink": "#FF69B4", "deeppink": "#FF1493", "lightpink": "#FFB6C1", "tomato": "#FF6347",
    "orangered": "#FF4500", "darkorange": "#FF8C00", "chocolate": "#D2691E", "brown": "#A52A2A", "sienna": "#A0522D", "tan": "#D2B48C",
    "beige": "#F5F5DC", "ivory": "#FFFFF0", "silver": "#C0C0C0", "darkred": "#8B0000", "darkblue": "#00008B", "darkgray": "#A9A9A9",
    "darkgrey": "#A9A9A9", "lightgray": "#D3D3D3", "lightgrey": "#D3D3D3", "slategray": "#708090", "turquoise": "#40E0D0",
    "aquamarine": "#7FFFD4", "mint": "#98FF98", "emerald": "#50C878", "ruby": "#E0115F", "amber": "#FFBF00", "rose": "#FF007F",
    "lightyellow": "#FFFFE0", "wheat": "#F5DEB3", "transparent": "#000000", "cornflowerblue": "#6495ED", "mediumpurple": "#9370DB",
    "darkviolet": "#9400D3", "lightcoral": "#F08080", "goldenrod": "#DAA520", "bronze": "#CD7F32", "charcoal": "#36454F", "peach": "#FFE5B4",
}  # fmt: skip

_WORDS = ("BLUE", "RED", "GREEN", "YELLOW", "ORANGE", "PURPLE", "PINK", "TEAL", "GOLD", "MAROON", "GRAY", "GREY", "WHITE", "BLACK")


def named_colour(wrong: str) -> str | None:
    """A colour constant of Manim, or #RRGGBB, for a constant that does not exist; None where it is no colour."""
    if wrong in MEANT and MEANT[wrong] in colours():
        return MEANT[wrong]
    css = CSS.get(wrong.lower().replace("_", ""))
    if css is not None:
        return css
    if wrong != wrong.upper() or not any(word in wrong for word in _WORDS):
        return None
    return nearest(wrong, colours(), 0.82) or next(word for word in _WORDS if word in wrong)


def written_colour(text: str) -> str | None:
    """#RRGGBB or a constant for a colour that is written as a string and that Manim can't read."""
    upper = text.upper().replace(" ", "_")
    if upper in colours():
        return None if text in colours() else upper
    return CSS.get(text.lower().replace(" ", "").replace("_", "")) or named_colour(upper)
