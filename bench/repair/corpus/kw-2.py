from manim import *

class FlowChart(Scene):
    def construct(self):
        boxes = VGroup()
        for word in ["Input", "Model", "Output"]:
            box = Rectangle(width=2.4, height=1, corner_radius=0.2, label=word)
            boxes.add(box)
        boxes.arrange(RIGHT, spacing=1.2)
        arrows = VGroup(
            Arrow(boxes[0].get_right(), boxes[1].get_left(), tip_size=0.2),
            Arrow(boxes[1].get_right(), boxes[2].get_left(), tip_size=0.2),
        )
        self.play(Create(boxes[0]))
        for arrow, box in zip(arrows, boxes[1:]):
            self.play(GrowArrow(arrow))
            self.play(Create(box))
        self.play(Indicate(boxes[1]))
        self.wait()
