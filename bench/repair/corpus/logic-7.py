from manim import *

class LinkedList(Scene):
    def construct(self):
        nodes = []
        for i, v in enumerate([3, 7, 9]):
            node = self.create_node(v)
            node.shift(RIGHT * 3 * (i - 1))
            nodes.append(node)
            self.play(FadeIn(node))
        arrows = [Arrow(nodes[i].get_right(), nodes[i + 1].get_left(), buff=0.1) for i in range(2)]
        for a in arrows:
            self.play(GrowArrow(a))
        self.play(nodes[0].box.animate.set_color(YELLOW))
        self.highlight(nodes[1])
        self.wait()

    def create_node(self, value):
        box = Square(side_length=1)
        text = Text(str(value), font_size=28).move_to(box)
        return VGroup(box, text)
