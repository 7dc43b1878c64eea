"""Numbers as they stand on the screen: short, without needless zeros; matrices and columns as TeX."""

from collections.abc import Sequence


def rounded(value: float, places: int = 2) -> str:
    """At most `places` decimals, for TeX and for words; zero has no sign."""
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def bracketed(value: float, places: int = 2) -> str:
    """A factor: a negative one stands in brackets."""
    text = rounded(value, places)
    return f"({text})" if value < 0 else text


def matrix_tex(rows: Sequence[Sequence[float]], places: int = 2) -> str:
    return r"\begin{bmatrix}" + r"\\".join("&".join(rounded(value, places) for value in row) for row in rows) + r"\end{bmatrix}"


def column_tex(values: Sequence[float], places: int = 2) -> str:
    return matrix_tex([[value] for value in values], places)
