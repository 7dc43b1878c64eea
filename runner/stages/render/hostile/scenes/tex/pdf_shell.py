# has another of TeX's programs run a program
# expect: render_failed

from manim import *


class Hostile(Scene):
    def construct(self):
        template = TexTemplate(tex_compiler="pdflatex", output_format=".pdf")
        self.add(Tex(r"\immediate\write18{id > ran}\input{ran}", tex_template=template))
