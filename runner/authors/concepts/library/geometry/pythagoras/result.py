from manim import *
from proofreel import *

# The legs of the right triangle.
A = 3
B = 4


class Result(ProofreelScene):
    def construct(self):
        self.title("What we learned")
        # The corner moves along a half circle over the longest side: the angle there stays a right one.
        centre, radius = np.array([0, -0.65, 0]), 1.15
        left, right = centre + radius * LEFT, centre + radius * RIGHT
        angle = ValueTracker(2 * np.arctan2(A, B))

        def squares():
            tip = centre + radius * np.array([np.cos(angle.get_value()), np.sin(angle.get_value()), 0])
            shapes = VGroup(Polygon(left, right, tip, color=INK, fill_opacity=0.3, stroke_width=3))
            for start, end, role in ((right, left, "yellow"), (tip, right, "blue"), (left, tip, "green")):
                side = end - start
                out = np.array([-side[1], side[0], 0])
                shapes.add(Polygon(start, end, end + out, start + out, color=colour(role), fill_opacity=0.4, stroke_width=3))
            return shapes

        picture = always_redraw(squares)
        self.show(FadeIn(picture), seconds=0.6)
        cue("sentence")
        line = formula(r"⟦blue|a^2⟧ + ⟦green|b^2⟧ = ⟦yellow|c^2⟧", 60).move_to([4.7, 0.5, 0])
        self.show(Write(line), seconds=1.2)
        cue("slide", 2)
        self.show(angle.animate.set_value(2.2), seconds=1.8)
        self.show(angle.animate.set_value(0.9), seconds=2.2)
        self.wait(0.5)
