from manim import *

class Ocean(Scene):
    def construct(self):
        self.camera.background_color = "#001122"
        water = Rectangle(width=14, height=4, color=NAVY, fill_color=NAVY, fill_opacity=1).to_edge(DOWN, buff=0)
        sun = Circle(radius=0.8, color="gold", fill_color="orange", fill_opacity=1).to_corner(UR)
        wave = FunctionGraph(lambda x: 0.2 * np.sin(3 * x), color=CYAN)
        self.play(FadeIn(water))
        self.play(GrowFromCenter(sun), rate_func=ease_in_out_sine)
        self.play(Create(wave))
        self.play(wave.animate.shift(0.5 * UP), rate_func=rate_functions.ease_in_out_cubic_bezier)
        self.play(FadeOut(sun), rate_func="linear")
