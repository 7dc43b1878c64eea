"""ProofreelScene: a title, one column of argument and, beside it, one picture; every element finds its own place.

The column fills from the top. A new line of a derivation grows out of the line before it, which stays above in muted
ink; what no longer fits leaves at the top, so that nothing overlaps and the lowest unit stays free for subtitles.
"""

from collections.abc import Callable, Sequence

from manim import DOWN, LEFT, ORIGIN, RIGHT, UP, Animation, Create, FadeIn, FadeOut, Group, GrowFromEdge, Line, LineJointType, Mobject, Polygon, Scene, TransformMatchingShapes, VGroup, Write

from .. import theme
from ..scene import fitted
from .algebra import area_model, number_line
from .diagram import Diagram
from .formula import formula
from .picture import framed
from .plot import Plot
from .terms import Terms, meaning
from .text import body, code_block, grid, heading, table, tick, words

# Muted lines kept above the newest: more would be read instead of listened to.
KEPT_LINES = 2
GAP = 0.45


class ProofreelScene(Scene):
    # How long its animations take, and how large its words are, measured by what is usual.
    pace = 1.0
    magnified = 1.0

    def setup(self) -> None:
        self.camera.background_color = theme.BACKGROUND
        self.items: list[Mobject] = []
        self.lines: list[Mobject] = []
        self.picture: Plot | None = None
        self.shown: Mobject | None = None
        self.tags: list[Mobject] = []
        self.left, self.right = theme.LEFT_EDGE, theme.RIGHT_EDGE
        self.centred = True
        self.heading: Mobject | None = None

    # -- frame

    def title(self, text: str) -> None:
        self.heading = heading(text)
        self.act([], (theme.TITLE, lambda: [FadeIn(self.heading, shift=RIGHT * 0.15)]))

    def split(self) -> None:
        """Leaves the left half to a picture and gives the right half to the column."""
        self.left, self.right = 0.9, theme.RIGHT_EDGE
        self.centred = False

    def listing(self) -> None:
        """Sets the whole column to the left, under the title, as lists want it."""
        self.left, self.right = theme.LEFT_EDGE + 0.6, theme.RIGHT_EDGE
        self.centred = False

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def formula_size(self) -> float:
        return theme.FORMULA_SIZE * (1.15 if self.width > 8 else 0.92) * self.magnified

    # -- column

    def place(self, mobject: Mobject, centred: bool | None = None, most: int = 8) -> list[Animation]:
        """Puts a mobject below the column's last; returns the animations that make room, the oldest leaving first."""
        stay, leaving = list(self.items), []

        def rise() -> float:
            return stay[0].get_top()[1] * -1 + self.items[0].get_top()[1] if stay else 0.0

        while stay and (
            len(stay) >= most or stay[-1].get_bottom()[1] + rise() - GAP - mobject.height < theme.BOTTOM_EDGE
        ):
            leaving.append(stay.pop(0))
        base = stay[-1].get_bottom()[1] + rise() if stay else theme.TITLE_BOTTOM - (0.7 if self.centred else 0.3)
        animations = [FadeOut(item, shift=UP * 0.2) for item in leaving]
        if leaving:
            animations += [item.animate.shift(UP * rise()) for item in stay]
        self.items = [*stay, mobject]
        mobject.set_y(base - GAP - mobject.height / 2)
        if self.centred if centred is None else centred:
            mobject.set_x((self.left + self.right) / 2)
        else:
            mobject.align_to([self.left, 0, 0], LEFT)
        return animations

    def act(self, room: list[Animation], *acts: tuple[float, Callable[[], list[Animation]]]) -> None:
        """Plays one element: what makes room for it, then its acts, in the time that the narration leaves for them."""
        times = fitted(*(seconds * self.pace for seconds in ([theme.FADE] if room else []) + [seconds for seconds, _ in acts]))
        if room:
            self.play(*room, run_time=times.pop(0))
        for (_, animations), seconds in zip(acts, times, strict=True):
            self.play(*animations(), run_time=seconds)

    def show(self, *animations: Animation, seconds: float = theme.WRITE) -> None:
        """One element of a scene's own: plays animations together, in `seconds` or what the narration leaves of them."""
        self.act([], (seconds, lambda: list(animations)))

    # -- elements

    def formula(self, tex: str, size: float = 0) -> Mobject:
        """A formula that starts afresh, written."""
        line = formula(tex, size or self.formula_size, self.width)
        self.act(self.place(line), (theme.WRITE, lambda: [Write(line)]))
        self.lines = [line]
        return line

    def step(self, tex: str, rule: str | None = None) -> Mobject:
        """The next line of a derivation, transformed from the line before; `rule` is written above it."""
        if not self.lines:
            return self.formula(tex)
        before = self.lines[-1]
        line = formula(tex, self.formula_size, self.width)
        group: Mobject = line
        if rule:
            caption = words(rule, theme.BODY_SIZE - 2, "blue")
            if caption.width > self.width:
                caption.scale_to_fit_width(self.width)
            group = VGroup(caption, line).arrange(DOWN, buff=0.2, aligned_edge=ORIGIN if self.centred else LEFT)
        room = self.place(group, most=KEPT_LINES + 1)
        acts = [(theme.FADE, lambda: [FadeIn(group[0], shift=DOWN * 0.1)])] if rule else []
        if before in self.family_on_screen():
            acts.append((theme.TRANSFORM, lambda: [TransformMatchingShapes(before.copy(), line), before.animate.set_color(theme.MUTED)]))
        else:
            acts.append((theme.WRITE, lambda: [Write(line)]))
        self.act(room, *acts)
        self.lines.append(line)
        return line

    def build(self, lines: Sequence[Sequence[str]]) -> Mobject:
        """A formula in lines of parts, of which the first is written; `term` writes the next."""
        self.built = Terms(lines, self.formula_size, self.width)
        self.waiting = list(self.built.parts)
        room = self.place(self.built)
        self.meanings_below = self.built.get_bottom()[1] - 0.6
        self.act(room, (theme.WRITE, lambda: [Write(self.waiting.pop(0))]))
        return self.built

    def term(self) -> None:
        if self.waiting:
            self.act([], (theme.WRITE, lambda: [Write(self.waiting.pop(0))]))

    def meaning(self, tex: str, text: str) -> Mobject:
        """What a symbol of the built formula is, in the next row under it."""
        row = meaning(tex, text, 8.4)
        row.move_to([-4.2, self.meanings_below - row.height / 2, 0], aligned_edge=LEFT)
        self.meanings_below -= row.height + 0.3
        self.act([], (theme.FADE, lambda: [FadeIn(row, shift=UP * 0.1)]))
        return row

    def family_on_screen(self) -> list[Mobject]:
        return [member for item in self.items for member in item.get_family()]

    def note(self, text: str, role: str = "ink", size: float = theme.BODY_SIZE) -> Mobject:
        line = body(text, self.width, size * self.magnified, role)
        self.act(self.place(line), (theme.FADE, lambda: [FadeIn(line, shift=UP * 0.1)]))
        return line

    def statement(self, text: str, role: str = "ink") -> Mobject:
        """A note that has the frame to itself: large, in the middle."""
        lines = body(text, 10.5, theme.STATEMENT_SIZE, role, centred=True)
        lines.move_to([0, (theme.TITLE_BOTTOM + theme.BOTTOM_EDGE) / 2 + 0.2, 0])
        self.items = [lines]
        self.act([], (theme.FADE, lambda: [FadeIn(lines, shift=UP * 0.1)]))
        return lines

    def bullet(self, text: str, sign: str = "•", depth: int = 0) -> Mobject:
        """A line of a list with its sign (a number, a box), set in by its depth."""
        line = body(text, self.width - 0.6 - 0.6 * depth, theme.BODY_SIZE * self.magnified)
        # Numbers of one and of two digits end at the same place.
        mark = words(sign, theme.BODY_SIZE, "blue").next_to(line[0], LEFT, buff=0.25)
        edge = Line(line.get_left() + LEFT * (0.6 + 0.6 * depth), line.get_left(), stroke_opacity=0)
        group = VGroup(mark, line, edge)
        self.act(self.place(group, centred=False), (theme.FADE, lambda: [FadeIn(group, shift=RIGHT * 0.15)]))
        return group

    def quote(self, text: str, by: str = "") -> Mobject:
        """What somebody said, beside a bar, with who it was."""
        said = body(text, self.width - 0.8, 32)
        block = VGroup(said)
        if by:
            block.add(words(f"— {by}", theme.BODY_SIZE - 2, "muted"))
            block.arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        bar = Line(UP * block.height / 2, DOWN * block.height / 2, color=theme.colour("blue"), stroke_width=6)
        bar.next_to(block, LEFT, buff=0.35)
        group = VGroup(bar, block)
        self.act(self.place(group), (theme.FADE, lambda: [Create(bar), FadeIn(block, shift=RIGHT * 0.15)]))
        return group

    def check(self, text: str = "checked") -> Mobject:
        """✓ with a word, under what it vouches for."""
        mark = tick()
        label = words(text, theme.BODY_SIZE - 2, "green").next_to(mark, RIGHT, buff=0.22)
        group = VGroup(mark, label)
        if group.width > self.width:
            group.scale_to_fit_width(self.width)
        self.act(
            self.place(group), (theme.FADE, lambda: [Create(mark[0]), FadeIn(label)]), (theme.FADE, lambda: [Create(mark[1])])
        )
        return group

    def code_block(self, source: str, language: str = "") -> Mobject:
        block = code_block(source, self.width, language)
        if block.height > theme.TITLE_BOTTOM - theme.BOTTOM_EDGE - 0.4:
            block.scale_to_fit_height(theme.TITLE_BOTTOM - theme.BOTTOM_EDGE - 0.4)
        elif self.centred and not self.items:
            # Alone in the frame it may be read from afar.
            block.scale(max(1.0, min(1.5, self.width * 0.8 / block.width, 4.2 / block.height)))
        self.act(self.place(block), (theme.FADE, lambda: [FadeIn(block)]))
        return block

    def table(self, rows: list[list[str]]) -> Mobject:
        grid = table(rows, self.width)
        if self.centred and not self.items:
            # Alone in the frame it may be read from afar.
            grid.scale(max(1.0, min(1.6, self.width * 0.7 / grid.width, 3.4 / grid.height)))
        self.act(self.place(grid), (theme.FADE, lambda: [FadeIn(grid)]))
        return grid

    # -- picture

    def plot(self, x: Sequence[float], y: Sequence[float], bare: bool = False) -> Plot:
        """Numbered axes: in the left half of a split scene, else in the middle. A bare plot places what follows, and shows nothing itself."""
        self.picture = Plot(x, y, 6.2 if not self.centred else 9.0, 4.6)
        centre = -3.35 if not self.centred else 0.0
        self.picture.move_to([centre, (theme.TITLE_BOTTOM + theme.BOTTOM_EDGE) / 2 - 0.05, 0])
        if not bare:
            self.act([], (theme.FADE, lambda: [FadeIn(self.picture)]))
        return self.picture

    def curve(self, f: Callable[[float], float], role: str = "blue", label: str = "", dashed: bool = False) -> None:
        assert self.picture is not None
        curve = self.picture.curve(f, role, dashed=dashed)
        self.act([], (theme.WRITE + 0.2, lambda: [Create(curve), *([FadeIn(self.tag(curve, label, role))] if label else [])]))

    def tag(self, curve: Mobject, label: str, role: str) -> Mobject:
        """A curve's name, in a row over the picture's right end, where no curve runs."""
        assert self.picture is not None
        box = self.picture.axes
        text = words(label, theme.LABEL_SIZE + 4, role)
        for earlier in self.tags:
            earlier.shift(LEFT * (text.width + 0.45))
        text.move_to([box.get_right()[0] - text.width / 2, box.get_top()[1] + 0.32, 0])
        self.tags.append(text)
        return text

    def dots(self, points: Sequence[Sequence[float]], role: str = "yellow", labels: Sequence[str] = (), hollow: bool = False) -> None:
        assert self.picture is not None
        group = VGroup(*[self.picture.dot(point, role, hollow) for point in points])
        for point, label in zip(points, labels, strict=False):
            group.add(self.picture.label(label, point, role))
        self.act([], (theme.FADE, lambda: [FadeIn(group, scale=0.6)]))

    def area(self, f: Callable[[float], float], x: Sequence[float], role: str = "blue") -> None:
        assert self.picture is not None
        region = self.picture.area(f, x, role)
        self.act([], (theme.WRITE, lambda: [FadeIn(region)]))

    def shape(self, points: Sequence[Sequence[float]], role: str = "blue") -> None:
        assert self.picture is not None
        outline = Polygon(*[self.picture.axes.c2p(*point) for point in points], color=theme.colour(role), fill_opacity=0.3, stroke_width=4, joint_type=LineJointType.ROUND)
        self.act([], (theme.WRITE, lambda: [FadeIn(outline)]))

    def path(self, points: Sequence[Sequence[float]], role: str = "blue", dashed: bool = False, arrow: bool = False) -> None:
        assert self.picture is not None
        stroke = self.picture.path(points, role, dashed, arrow)
        self.act([], (theme.WRITE, lambda: [Create(stroke)]))

    def names(self, points: Sequence[Sequence[float]], labels: Sequence[str], away: Sequence[float], role: str = "ink") -> None:
        """Words beside points of the picture, on the side turned from the point `away`."""
        assert self.picture is not None
        group = VGroup(*[self.picture.named(label, point, away, role) for point, label in zip(points, labels, strict=True)])
        self.act([], (theme.FADE, lambda: [FadeIn(group)]))

    def bars(self, points: Sequence[Sequence[float]], marked: Sequence[int] = ()) -> None:
        assert self.picture is not None
        group = self.picture.bars(points, marked)
        self.act([], (theme.WRITE, lambda: [GrowFromEdge(bar, DOWN) for bar in group]))

    def grid(self, rows: list[list[str]], marked: list[list[float]]) -> None:
        """Cells with a few letters each: in the left half of a split scene, else in the middle."""
        cells = grid(rows, marked, 6.0 if not self.centred else 11.0, 4.6)
        cells.move_to([-3.35 if not self.centred else 0.0, (theme.TITLE_BOTTOM + theme.BOTTOM_EDGE) / 2 - 0.05, 0])
        self.act([], (theme.WRITE, lambda: [FadeIn(cells)]))

    def number_line(self, x: Sequence[float], stretches: Sequence[Sequence[float]], ends: Sequence[float], labels: Sequence[str]) -> None:
        """A number line in the column, on which stretches are marked (see kit.algebra.number_line)."""
        base, marks = number_line(x, stretches, ends, labels, self.width * 0.8)
        room = self.place(VGroup(base, marks))
        self.act(room, (theme.FADE, lambda: [FadeIn(base)]), (theme.WRITE, lambda: [FadeIn(marks)]))

    def area_model(self, tops: Sequence[str], sides: Sequence[str], widths: Sequence[float], heights: Sequence[float], cells: Sequence[Sequence[str]], dashed: Sequence[Sequence[float]]) -> None:
        """A product as a rectangle: in the left half of a split scene, else in the middle."""
        drawn = area_model(tops, sides, widths, heights, cells, dashed, 6.0 if not self.centred else 9.0, 4.6)
        drawn.move_to([-3.35 if not self.centred else 0.0, (theme.TITLE_BOTTOM + theme.BOTTOM_EDGE) / 2 - 0.05, 0])
        self.act([], (theme.WRITE + 0.2, lambda: [FadeIn(drawn)]))

    def diagram(self, nodes: Sequence[Sequence[str]], edges: Sequence[Sequence], down: bool = False) -> Diagram:
        """Boxes (key, label) and lines (from, to, label, whether it is an arrow), in the middle of the frame."""
        drawn = Diagram(nodes, edges, down, theme.RIGHT_EDGE - theme.LEFT_EDGE, theme.TITLE_BOTTOM - theme.BOTTOM_EDGE - 0.3)
        drawn.move_to([0, (theme.TITLE_BOTTOM + theme.BOTTOM_EDGE) / 2, 0])
        self.act([], (theme.WRITE * 2, drawn.appear))
        return drawn

    def image(self, path: str, caption: str = "") -> Mobject:
        """A picture of the lesson in the left half of a split scene, else in the middle; it takes the place of the one before."""
        width, x = (6.4, theme.LEFT_EDGE + 3.2) if not self.centred else (theme.RIGHT_EDGE - theme.LEFT_EDGE, 0.0)
        # A title of two lines reaches lower.
        under_title = theme.TITLE_BOTTOM if self.heading is None else min(theme.TITLE_BOTTOM, self.heading.get_bottom()[1] - 0.15)
        top, bottom = under_title - 0.1, theme.BOTTOM_EDGE + 0.1
        image, frame, text = framed(path, caption, width, top - bottom)
        shown = Group(image, frame, text).move_to([x, (top + bottom) / 2, 0])
        room = [FadeOut(self.shown)] if self.shown is not None else []
        self.shown = shown
        acts = [(theme.FADE + 0.2, lambda: [FadeIn(image), FadeIn(frame)])]
        if len(text):
            acts.append((theme.FADE, lambda: [FadeIn(text, shift=UP * 0.1)]))
        self.act(room, *acts)
        return shown

    # -- cards

    def card(self, title: str, sentence: str = "") -> None:
        """A title in the middle of the frame, with a line under it."""
        name = body(title, 11.5, 52 if len(title) <= 80 else 40 if len(title) <= 130 else 32, centred=True, weight=theme.TITLE_WEIGHT)
        rule = Line(LEFT * 0.8, RIGHT * 0.8, color=theme.colour("blue"), stroke_width=5)
        group = VGroup(name, rule)
        if sentence:
            group.add(body(sentence, 10, 30, "muted", centred=True))
        group.arrange(DOWN, buff=0.4).move_to([0, 0.35, 0])
        self.act(
            [],
            (theme.FADE, lambda: [FadeIn(name, shift=UP * 0.15)]),
            (theme.FADE, lambda: [Create(rule), *[FadeIn(part) for part in group[2:]]]),
        )

    def slate(self, title: str, sentence: str, tex: str | None = None) -> None:
        """The calm stand-in for a scene that could not be drawn: title, key sentence, its formula."""
        self.title(title)
        block = VGroup(body(sentence, 10.5, 32))
        if tex:
            block.add(formula(tex, theme.FORMULA_SIZE, 11))
            block.arrange(DOWN, buff=0.7)
        block.move_to([0, -0.15, 0])
        self.act([], (theme.FADE, lambda: [FadeIn(block, shift=UP * 0.1)]))
