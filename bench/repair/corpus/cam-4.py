from manim import *

class FollowDot(MovingCameraScene):
    def construct(self):
        axes = Axes(x_range=[0, 10], y_range=[0, 5])
        curve = axes.plot(lambda x: 2 + np.sin(x))
        dot = Dot(axes.i2gp(0, curve), color=ORANGE)
        self.add(axes, curve, dot)
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.scale(0.5).move_to(dot))
        self.camera.frame.add_updater(lambda m: m.move_to(dot.get_center()))
        self.play(MoveAlongPath(dot, curve), run_time=3)
        self.camera.frame.clear_updaters()
        self.play(Restore(self.camera.frame))
