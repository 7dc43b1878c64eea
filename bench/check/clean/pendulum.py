from manim import *


class Pendulum(Scene):
    """Physics by time steps: a pendulum with a trace."""

    def construct(self):
        pivot = Dot([0, 2.5, 0])
        state = {"angle": 1.0, "speed": 0.0}
        bob = Dot(radius=0.2, color=ORANGE)

        def place(mobject, dt=0.0):
            state["speed"] -= 6 * np.sin(state["angle"]) * dt
            state["angle"] += state["speed"] * dt
            mobject.move_to(pivot.get_center() + 3 * np.array([np.sin(state["angle"]), -np.cos(state["angle"]), 0]))

        place(bob)
        bob.add_updater(place)
        rod = always_redraw(lambda: Line(pivot.get_center(), bob.get_center()))
        trace = TracedPath(bob.get_center, stroke_color=YELLOW, dissipating_time=0.5)
        words = Text("A pendulum forgets nothing", font_size=32).to_edge(DOWN)
        self.add(trace, rod, pivot, bob, words)
        self.wait(3)
