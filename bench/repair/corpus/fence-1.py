Here's a Manim animation that explains the binary system:

```python
from manim import *

class Binary(Scene):
    def construct(self):
        title = Text("Binary numbers").to_edge(UP)
        self.play(Write(title))
        digits = VGroup(*[Text(d) for d in "1011"]).arrange(RIGHT, buff=0.6)
        self.play(LaggedStart(*[FadeIn(d, shift=UP) for d in digits], lag_ratio=0.2))
        weights = VGroup(*[Text(w, font_size=24).next_to(d, DOWN) for w, d in zip(["8", "4", "2", "1"], digits)])
        self.play(FadeIn(weights))
        result = Text("= 11").next_to(digits, RIGHT)
        self.play(Write(result))
        self.wait()
```

This animation shows how each digit has a weight. Let me know if you want changes!
