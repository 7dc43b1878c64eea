# has another of TeX's programs read a file of the system
# expect: render_failed

from manim import *


class Hostile(Scene):
    def construct(self):
        template = TexTemplate(tex_compiler="pdflatex", output_format=".pdf")
        self.add(Tex(r"\input{/etc/hostname}", tex_template=template))
