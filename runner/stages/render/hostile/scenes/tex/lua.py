# has LuaTeX run programs and read files
# expect: render_failed
# seconds: 60

from manim import *


class Hostile(Scene):
    def construct(self):
        code = r"\directlua{os.execute('id > ran') local f = io.open('ran') or io.popen('id') tex.print(f:read('*a'))}"
        template = TexTemplate(tex_compiler="lualatex", output_format=".pdf")
        self.add(Tex(code, tex_template=template))
