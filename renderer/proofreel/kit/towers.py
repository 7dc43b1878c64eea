"""The towers of Hanoi: three pegs, disks that go up, across and down."""

from manim import DOWN, UP, Animation, Line, MoveAlongPath, RoundedRectangle, VGroup, VMobject

from .. import theme
from .text import words

ROLES = ("blue", "green", "yellow", "red", "ink")
# A flatter disk bears no number that could be read.
LEAST_FOR_NUMBERS = 0.42


class Towers(VGroup):
    """`count` disks on the left of three pegs; the largest is disk `count`. `height` is that of one disk in Manim units."""

    def __init__(self, count: int, base: float = -1.9, gap: float = 4.1, height: float = 0.56, names: str = "ABC"):
        super().__init__()
        self.base, self.gap, self.height_of_disk = base, gap, height
        self.top = base + (count + 1) * height + 0.35
        self.pegs: list[list[VGroup]] = [[], [], []]
        self.stands = VGroup()
        for peg in range(3):
            x = self.x_of(peg)
            pole = Line([x, base, 0], [x, self.top - 0.35, 0], color=theme.FRAME, stroke_width=8)
            foot = Line([x - gap * 0.44, base, 0], [x + gap * 0.44, base, 0], color=theme.FRAME, stroke_width=8)
            self.stands.add(VGroup(foot, pole, words(names[peg], 26, "muted").next_to(foot, DOWN, buff=0.16)))
        widest, narrowest = gap * 0.82, gap * 0.3
        for size in range(count, 0, -1):
            width = narrowest + (widest - narrowest) * (size - 1) / max(1, count - 1)
            colour = theme.colour(ROLES[(size - 1) % len(ROLES)])
            box = RoundedRectangle(corner_radius=height * 0.3, width=width, height=height * 0.9, stroke_width=0, fill_color=colour, fill_opacity=1)
            disk = VGroup(box)
            if height >= LEAST_FOR_NUMBERS:
                disk.add(words(str(size), 24).set_color(theme.BACKGROUND))
            self.pegs[0].append(disk.move_to(self.spot(0, len(self.pegs[0]))))
        self.disks = VGroup(*self.pegs[0])
        self.add(self.stands, self.disks)

    def x_of(self, peg: int) -> float:
        return (peg - 1) * self.gap

    def spot(self, peg: int, level: int) -> list[float]:
        return [self.x_of(peg), self.base + 0.05 + (level + 0.5) * self.height_of_disk, 0.0]

    def move(self, start: int, end: int) -> Animation:
        """The uppermost disk of a peg goes to another, in a way over the pegs."""
        disk = self.pegs[start].pop()
        goal = self.spot(end, len(self.pegs[end]))
        self.pegs[end].append(disk)
        here = disk.get_center()
        way = VMobject().set_points_as_corners([here, [here[0], self.top, 0], [goal[0], self.top, 0], goal])
        return MoveAlongPath(disk, way)

    def block(self, start: int, end: int, count: int) -> list[Animation]:
        """The `count` uppermost disks go to another peg at once, as if they were one."""
        moved = self.pegs[start][-count:]
        del self.pegs[start][-count:]
        level = len(self.pegs[end])
        self.pegs[end] += moved
        lift = UP * (self.top - moved[0].get_center()[1])
        animations: list[Animation] = []
        for at, disk in enumerate(moved):
            here, goal = disk.get_center(), self.spot(end, level + at)
            above = here + lift
            way = VMobject().set_points_as_corners([here, above, [goal[0], above[1], 0], goal])
            animations.append(MoveAlongPath(disk, way))
        return animations


def hanoi(count: int, start: int = 0, spare: int = 1, end: int = 2) -> list[tuple[int, int]]:
    """The shortest list of moves for a tower of `count` disks."""
    if count == 0:
        return []
    return [*hanoi(count - 1, start, end, spare), (start, end), *hanoi(count - 1, spare, start, end)]
