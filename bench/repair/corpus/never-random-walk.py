from manim import *

class RandomWalk(Scene):
    def construct(self):
        random.seed(3)
        dot = Dot(color=YELLOW)
        path = TracedPath(dot.get_center, stroke_color=BLUE)
        self.add(path)
        self.play(FadeIn(dot))
        for _ in range(5):
            angle = random.uniform(0, 2 * math.pi)
            step = np.array([math.cos(angle), math.sin(angle), 0])
            self.play(dot.animate.shift(step), run_time=0.4)
        label = Text(f"distance {np.linalg.norm(dot.get_center()):.2f}").to_edge(DOWN)
        self.play(Write(label))
