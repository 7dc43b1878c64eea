from manimlib.imports import *

class AskTheTeacher(TeacherStudentsScene):
    def construct(self):
        question = TextMobject("Why is $0.999\\ldots = 1$?")
        self.play(Write(question))
        self.teacher_says("Because there is no gap!")
        self.play(question.to_edge, UP)
        steps = VGroup(
            TexMobject("x = 0.999\\ldots"),
            TexMobject("10x = 9.999\\ldots"),
            TexMobject("9x = 9"),
            TexMobject("x = 1"),
        ).arrange(DOWN)
        for step in steps:
            self.play(Write(step))
            self.wait(0.5)
        self.play(WiggleOutThenIn(steps[-1]))
