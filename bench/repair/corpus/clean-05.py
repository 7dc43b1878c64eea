from manim import *

class MovingCam(MovingCameraScene):
    def construct(self):
        square = Square()
        dot = Dot(square.get_corner(UR))
        self.play(Create(square), FadeIn(dot))
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.scale(0.3).move_to(dot))
        self.wait(0.5)
        self.play(Restore(self.camera.frame))
