from manim import *

class CodeDemo(Scene):
    def construct(self):
        source = """def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a"""
        code = Code(code=source, language="python", font_size=20, insert_line_no=True, style="monokai")
        self.play(Create(code))
        self.play(code.animate.scale(0.8).to_edge(LEFT))
        out = Text("fib(10) = 55", font_size=32).next_to(code, RIGHT)
        self.play(Write(out))
        self.wait()
