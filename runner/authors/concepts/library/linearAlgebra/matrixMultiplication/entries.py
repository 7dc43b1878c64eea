from manim import *
from proofreel import *

# The left factor works after the right one.
LEFT_FACTOR = [[1, 1], [0, 1]]
RIGHT_FACTOR = [[0, -1], [1, 0]]
A, B = np.array(LEFT_FACTOR, dtype=float), np.array(RIGHT_FACTOR, dtype=float)
PRODUCT = A @ B
TIPS = [*PRODUCT.T, *B.T, PRODUCT.sum(axis=1), B.sum(axis=1), (1, 1)]


class Entries(ProofreelScene):
    """Falk's scheme: row of A, column of B, and their entry where they meet."""

    def construct(self):
        self.title("Row times column")
        size = 60
        right = matrix(B, size).move_to([-0.6, 1.35, 0])
        left = matrix(A, size)
        result = matrix(PRODUCT, size).move_to([-0.6, -1.3, 0])
        left.move_to([-4.2, -1.3, 0])
        # Columns under columns, rows beside rows.
        for c in (0, 1):
            for one in (right, result):
                one.get_columns()[c].set_x((right.get_columns()[c].get_x() + result.get_columns()[c].get_x()) / 2)
        names = VGroup(MathTex("A", font_size=44, color=colour("red")).next_to(left, UP, buff=0.25), MathTex("B", font_size=44, color=colour("blue")).next_to(right, LEFT, buff=0.3), MathTex("AB", font_size=44, color=colour("yellow")).next_to(result, RIGHT, buff=0.3))
        entries = VGroup(*result.get_entries())
        cue("scheme")
        self.show(FadeIn(left), FadeIn(right), FadeIn(result.get_brackets()), FadeIn(names), seconds=0.8)
        text = None
        order = [(0, 0), (0, 1), (1, 0), (1, 1)]
        bar = lambda part, role: SurroundingRectangle(part, color=colour(role), buff=0.12, corner_radius=0.1, stroke_width=3)
        boxes = None
        for k, (r, c) in enumerate(order, 1):
            if k in (1, 2):
                cue(f"entry-{k}", 2)
            elif k == 3:
                cue(f"entry-{k}", 4)
            fresh = VGroup(bar(left.get_rows()[r], "red"), bar(right.get_columns()[c], "blue"))
            line = formula(rf"⟦red|{bracketed(A[r, 0])}⟧ \cdot ⟦blue|{bracketed(B[0, c])}⟧ + ⟦red|{bracketed(A[r, 1])}⟧ \cdot ⟦blue|{bracketed(B[1, c])}⟧ = ⟦yellow|{rounded(PRODUCT[r, c])}⟧", 42, 5.0)
            line.move_to([4.2, 1.35, 0])
            moves = [FadeIn(line, shift=UP * 0.15)]
            moves.append(FadeIn(fresh) if boxes is None else ReplacementTransform(boxes, fresh))
            if text is not None:
                moves.append(FadeOut(text, shift=UP * 0.15))
            self.show(*moves, seconds=0.9)
            entry = entries[2 * r + c].set_color(colour("yellow"))
            self.show(FadeIn(entry, target_position=line, scale=0.8), seconds=0.7)
            text, boxes = line, fresh
        cue("done")
        self.show(FadeOut(boxes), entries.animate(rate_func=there_and_back).scale(1.2), seconds=0.9)
