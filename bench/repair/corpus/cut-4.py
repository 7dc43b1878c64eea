from manim import *

class Dijkstra(Scene):
    def construct(self):
        title = Text("Shortest paths", font_size=40).to_edge(UP)
        self.play(Write(title))
        positions = {"A": LEFT * 3, "B": UP, "C": DOWN, "D": RIGHT * 3}
        nodes = {k: VGroup(Circle(radius=0.4), Text(k, font_size=28)).move_to(p) for k, p in positions.items()}
        for node in nodes.values():
            self.play(FadeIn(node), run_time=0.3)
        edges = [("A", "B", 2), ("A", "C", 5), ("B", "D", 4), ("C", "D", 1)]
        for a, b, w in edges:
            line = Line(nodes[a].get_center(), nodes[b].get_center(), buff=0.4)
            weight = Text(str(w), font_size=22).move_to(line.get_center() + 0.3 * UP)
            self.play(Create(line), FadeIn(weight), run_time=0.4)
        self.play(nodes["A"].animate.set_color(GREEN))
        explanation = VGroup(
            Text("1. Start at A", font_size=24),
            Text("2. Visit the nearest", font_size=24),
            Text("3. Update dist