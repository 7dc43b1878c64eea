"""Words on screen: titles, body text, check marks, code and tables."""

import textwrap

from manim import DOWN, LEFT, RIGHT, UP, Circle, Line, RoundedRectangle, Square, Text, VGroup, VMobject, config

from .. import theme

# Pango spaces glyphs on whole pixels: set large and scaled down, the letters keep their distances.
OVERSIZE = 4
# Pango breaks lines at the frame's width in pixels, which has nothing to do with how wide the letters come out.
NEVER_BROKEN = 20_000


def words(text: str, size: float = theme.BODY_SIZE, role: str = "ink", font: str = theme.TEXT_FONT, **options) -> Text:
    # Not by tempconfig, which copies all there is to configure.
    width, config["pixel_width"] = config["pixel_width"], NEVER_BROKEN
    try:
        text_set = Text(text, font=font, font_size=size * OVERSIZE, color=theme.colour(role), **options)
    finally:
        config["pixel_width"] = width
    return text_set.scale(1 / OVERSIZE)


def fit(mobject: VMobject, width: float) -> VMobject:
    """Scales down what is wider than `width`."""
    return mobject.scale_to_fit_width(width) if mobject.width > width else mobject


def body(text: str, width: float = 12.0, size: float = theme.BODY_SIZE, role: str = "ink", centred: bool = False, **options) -> VGroup:
    """Wrapped text; a line has about `width` units. Left-aligned, or centred in lines of about the same length."""
    columns = max(12, int(width * 5.6 * theme.BODY_SIZE / size))
    wrapped = textwrap.wrap(text, columns)
    if centred:
        wrapped = evened(text, columns, len(wrapped))
    lines = [words(line, size, role, **options) for line in wrapped[:5]] or [words(" ", size, role)]
    for above, line in zip(lines, lines[1:], strict=False):
        line.move_to(above).shift(DOWN * 0.0164 * size)
        if not centred:
            line.align_to(above, LEFT)
    return fit(VGroup(*lines), width)


def evened(text: str, columns: int, count: int) -> list[str]:
    """Wrapped as narrow as `count` lines allow, so that no word is left over for the last one."""
    narrowest = next((narrow for narrow in range(1, columns) if len(textwrap.wrap(text, narrow, break_long_words=False)) <= count), columns)
    return textwrap.wrap(text, max(narrowest, 12))


def heading(text: str) -> VGroup:
    """The title top left with its accent rule."""
    lines = textwrap.wrap(text, 46)[:2] or [" "]
    size = theme.TITLE_SIZE if len(lines) == 1 else theme.TITLE_SIZE * 0.72
    title = VGroup(*[words(line, size, weight=theme.TITLE_WEIGHT) for line in lines]).arrange(DOWN, buff=0.14, aligned_edge=LEFT)
    fit(title, theme.RIGHT_EDGE - theme.LEFT_EDGE)
    rule = Line(LEFT * 0.6, RIGHT * 0.6, color=theme.colour("blue"), stroke_width=4)
    title.move_to([theme.LEFT_EDGE, theme.TOP_EDGE, 0], aligned_edge=LEFT + UP)
    rule.next_to(title, DOWN, buff=0.16).align_to(title, LEFT)
    if len(lines) == 1:
        # The same height with and without descenders.
        rule.set_y(theme.TOP_EDGE - 0.72)
    return VGroup(title, rule)


def tick(size: float = 0.36) -> VGroup:
    """The mark of a claim that a computer algebra system has checked."""
    stroke = VMobject(color=theme.colour("green"), stroke_width=5)
    stroke.set_points_as_corners([[-0.5, 0.02, 0], [-0.14, -0.34, 0], [0.5, 0.42, 0]]).scale(size * 0.62)
    ring = Circle(radius=size * 0.62, color=theme.colour("green"), stroke_width=2.5)
    return VGroup(ring, stroke)


# How Pygments names what a programmer tells apart at a glance.
CODE_ROLES = (
    *((kind, "muted") for kind in ("Comment",)),
    *((kind, "green") for kind in ("Literal.String",)),
    *((kind, "yellow") for kind in ("Literal.Number", "Keyword.Constant")),
    *((kind, "blue") for kind in ("Keyword", "Operator.Word", "Name.Tag", "Name.Decorator")),
)


def code_colours(source: str, language: str) -> list[list[tuple[int, int, str]]]:
    """For every line of code what of it is not plain: (from, to, role), in columns. Nothing where the language is not known."""
    # Pygments takes a while to import, and few scenes show code.
    from pygments.lexers import get_lexer_by_name
    from pygments.token import string_to_tokentype
    from pygments.util import ClassNotFound

    lines: list[list[tuple[int, int, str]]] = [[] for _ in source.split("\n")]
    try:
        lexer = get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return lines
    row = column = 0
    for kind, text in lexer.get_tokens(source):
        role = next((role for name, role in CODE_ROLES if kind in string_to_tokentype(name)), None)
        for number, piece in enumerate(text.split("\n")):
            row, column = (row, column) if number == 0 else (row + 1, 0)
            if role and piece.strip() and row < len(lines):
                lines[row].append((column, column + len(piece), role))
            column += len(piece)
    return lines


def code_block(source: str, width: float = 12.0, language: str = "") -> VGroup:
    source = source.expandtabs(4).rstrip()
    lines = source.split("\n")[:12]
    colours = code_colours(source, language) if language else []
    size = 24 if len(lines) <= 9 else 20
    rows = VGroup()
    letter = words("0" * 20, size, font=theme.CODE_FONT).width / 20
    for index, line in enumerate(lines):
        stripped = line.lstrip()
        if not stripped:
            continue
        role = "muted" if stripped.startswith(("#", "//", "--")) else "ink"
        indent = len(line) - len(stripped)
        parts = colours[index] if index < len(colours) else []
        t2c = {f"[{start - indent}:{min(end - indent, 70)}]": theme.colour(one) for start, end, one in parts if start - indent < 70}
        row = words(stripped[:70], size, "ink" if parts else role, font=theme.CODE_FONT, **({"t2c": t2c} if t2c else {}))
        # Letters with and without descenders would make rows dance: each is set on its base line by its first row's height.
        row.move_to([0, -index * size * 0.0175, 0], aligned_edge=LEFT).shift(RIGHT * indent * letter)
        rows.add(row)
    if not rows:
        rows.add(words(" ", size))
    panel = RoundedRectangle(corner_radius=0.15, width=rows.width + 0.7, height=rows.height + 0.6, color=theme.PANEL, fill_color=theme.PANEL, fill_opacity=1, stroke_width=0)
    panel.move_to(rows)
    return fit(VGroup(panel, rows), width)


def table(rows: list[list[str]], width: float = 12.0) -> VGroup:
    """A header row over a rule, then rows; columns are as wide as their widest cell."""
    rows = [row[:6] for row in rows[:7]]
    cells = [[words(cell[:32] or " ", 24, "blue" if index == 0 else "ink") for cell in row] for index, row in enumerate(rows)]
    columns = max(len(row) for row in rows)
    widths = [max((row[c].width for row in cells if c < len(row)), default=0.4) for c in range(columns)]
    lines = VGroup()
    for index, row in enumerate(cells):
        x = 0.0
        for c, cell in enumerate(row):
            cell.move_to([x + cell.width / 2, -index * 0.58, 0])
            x += widths[c] + 0.7
        lines.add(VGroup(*row))
    total = sum(widths) + 0.7 * (columns - 1)
    rule = Line([0, -0.29, 0], [total, -0.29, 0], color=theme.MUTED, stroke_width=2)
    return fit(VGroup(rule, *lines), width)


def grid(rows: list[list[str]], marked: list[list[float]], width: float, height: float) -> VGroup:
    """Square cells with a few letters each, those at the (row, column) of `marked` filled."""
    columns = max(len(row) for row in rows)
    side = min(0.8, width / columns, height / len(rows))
    chosen = {(int(row), int(column)) for row, column in marked}
    cells = VGroup()
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            role = "yellow" if (r, c) in chosen else "muted"
            box = Square(side * 0.94, color=theme.colour(role), fill_opacity=0.3 if (r, c) in chosen else 0.0, stroke_width=2)
            label = fit(words(text or " ", theme.LABEL_SIZE, "ink"), side * 0.8)
            cells.add(VGroup(box, label.move_to(box)).move_to([c * side, -r * side, 0]))
    return cells
