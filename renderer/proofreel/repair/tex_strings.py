"""TeX as models write it: escapes that Python ate, dollars in the wrong place, signs that TeX does not have."""

from __future__ import annotations

import ast
import re

from . import catalogue
from .rewriter import Rewriter, keyword, rename, string
from .tree import walk

MATH, WORDS = ("MathTex", "SingleStringMathTex"), ("Tex",)
# What Python made of \f, \t, \b, \r, \a, \v: no formula holds these characters.
EATEN = {"\x0c": r"\f", "\t": r"\t", "\x08": r"\b", "\r": r"\r", "\x07": r"\a", "\x0b": r"\v"}
NEWLINE_COMMANDS = re.compile(r"\n(?=(abla|eq|eg|u|ot|otin|i|earrow|warrow|less|geq|leq|mid|parallel|ewline)(?![a-z]))")
# Not in Manim's preamble, with what comes nearest.
PACKAGED = {r"\bm{": r"\boldsymbol{", r"\mathscr{": r"\mathcal{", r"\mathds{": r"\mathbb{", r"\abs{": r"|{", r"\cancel{": r"{", r"\bold{": r"\mathbf{", r"\degree": r"^{\circ}", r"\R ": r"\mathbb{R} ", r"\si{": r"\text{", r"\unit{": r"\text{"}
SIGNS = {
    "π": r"\pi ", "θ": r"\theta ", "α": r"\alpha ", "β": r"\beta ", "γ": r"\gamma ", "λ": r"\lambda ", "μ": r"\mu ", "σ": r"\sigma ", "ω": r"\omega ", "φ": r"\varphi ", "ε": r"\varepsilon ", "δ": r"\delta ",
    "Δ": r"\Delta ", "Σ": r"\Sigma ", "Ω": r"\Omega ", "∞": r"\infty ", "∑": r"\sum ", "∫": r"\int ", "√": r"\surd ", "≤": r"\leq ", "≥": r"\geq ", "≠": r"\neq ", "≈": r"\approx ", "×": r"\times ", "÷": r"\div ", "·": r"\cdot ",
    "→": r"\to ", "⇒": r"\Rightarrow ", "←": r"\leftarrow ", "±": r"\pm ", "°": r"^{\circ}", "²": "^{2}", "³": "^{3}", "½": r"\tfrac{1}{2}", "∈": r"\in ", "∂": r"\partial ", "∇": r"\nabla ", "−": "-", "…": r"\dots ", "✓": r"\checkmark ", "′": "'", "∀": r"\forall ", "∃": r"\exists ",
}  # fmt: skip
ENVIRONMENTS = re.compile(r"\\(begin|end)\{(equation|align|displaymath|math|gather)\*?\}")
MATHS_IN_WORDS = re.compile(r"\\(frac|sqrt|sum|int|lim|pi|alpha|beta|theta|cdot|times|infty|left|partial|Delta|vec|mathbb|to|leq|geq|neq|approx)(?![a-zA-Z])")
EASTERN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\u3040-\u30ff\uff00-\uffef\u0400-\u04ff\u0600-\u06ff\u0900-\u097f]")


class TexStrings(Rewriter):
    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = self.manim_name(node.func)
        if name in (*MATH, *WORDS, "Title", "BulletedList"):
            self.tex(node, name)
        elif name == "Text" and node.args:
            self.dollars_in_text(node)
        return node

    def tex(self, node: ast.Call, name: str) -> None:
        if any(EASTERN.search(text) for text in self.texts(node)) and name in (*MATH, *WORDS):
            self.changed(node, f"{name} of letters that TeX does not have became Text", "Manim's TeX sets Latin and Greek")
            rename(node.func, "Text")
            self.only_text(node)
            return
        for argument in node.args:
            if isinstance(argument, ast.JoinedStr):
                self.braces(argument)
        for part in self.parts(node):
            old = part.value
            new = repaired(old, name in MATH)
            if new != old:
                part.value = new
                self.changed(node, f"{_short(old)} became {_short(new)}", "TeX could not set it as it was written")
        if name in MATH:
            self.balance(node)
            self.isolated(node)

    def braces(self, text: ast.JoinedStr) -> None:
        """`{x+1}` in an f-string that knows no x was TeX's brace, and so was `{2}`."""
        for at, one in enumerate(text.values):
            if not isinstance(one, ast.FormattedValue) or one.conversion != -1 or one.format_spec is not None:
                continue
            names = {name.id for name in walk(one.value) if isinstance(name, ast.Name)}
            known = self.facts.defined | catalogue.BUILTINS | set(catalogue.names())
            if isinstance(one.value, ast.Constant) or (names and not names & known):
                said = "{" + ast.unparse(one.value) + "}"
                text.values[at] = ast.Constant(said)
                self.changed(one, f"{said} in an f-string is TeX's", "it names nothing that the code defines")

    def parts(self, node: ast.Call) -> list[ast.Constant]:
        found = []
        for argument in node.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                found.append(argument)
            elif isinstance(argument, ast.JoinedStr):
                found += [one for one in argument.values if isinstance(one, ast.Constant)]
            elif isinstance(argument, ast.BinOp):
                found += [one for one in walk(argument) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        return found

    def texts(self, node: ast.Call) -> list[str]:
        return [part.value for part in self.parts(node)]

    def only_text(self, node: ast.Call) -> None:
        node.keywords = [one for one in node.keywords if one.arg in ("font_size", "color", "fill_color", "fill_opacity", "stroke_width")]
        if len(node.args) > 1 and all(string(one) is not None for one in node.args):
            node.args = [ast.Constant("".join(str(string(one)) for one in node.args))]
        if node.args and (text := string(node.args[0])) is not None:
            node.args[0] = ast.Constant(text.replace("$", ""))

    def balance(self, node: ast.Call) -> None:
        """Braces that were forgotten at the end of a formula of one part."""
        if not node.args or not all(string(one) is not None for one in node.args):
            return
        whole = " ".join(str(string(one)) for one in node.args)
        depth = brace_depth(whole)
        last = node.args[-1]
        if depth > 0 and isinstance(last, ast.Constant):
            self.changed(node, f"{depth} closing brace{'s' if depth > 1 else ''} written at the end of {_short(whole)}", "TeX needs every brace closed")
            last.value += "}" * depth
        elif depth < 0 and isinstance(last, ast.Constant) and last.value.rstrip().endswith("}" * -depth) and brace_depth(whole.rstrip()[:depth]) == 0:
            self.changed(node, f"closing braces too many in {_short(whole)} left out", "TeX needs every brace opened")
            last.value = last.value.rstrip()[:depth]
        opened, closed = (len(re.findall(rf"\\{side}(?![a-zA-Z])", whole)) for side in ("left", "right"))
        if opened > closed and isinstance(last, ast.Constant):
            self.changed(node, r"\right. written at the end of a formula", r"TeX needs a \right for every \left")
            last.value += r" \right." * (opened - closed)

    def isolated(self, node: ast.Call) -> None:
        found = keyword(node, "substrings_to_isolate")
        if found is None or not isinstance(found.value, (ast.List, ast.Tuple)):
            return
        commands = re.findall(r"\\[a-zA-Z]+", " ".join(self.texts(node)))
        bad = [one for one in found.value.elts if string(one) and any(str(string(one)) in command for command in commands) and not str(string(one)).startswith("\\")]
        if bad:
            found.value.elts = [one for one in found.value.elts if one not in bad]
            self.changed(node, f"{', '.join(ast.unparse(one) for one in bad)} is isolated no longer", "the letter stands inside of a command's name, too")
            if not found.value.elts:
                node.keywords.remove(found)

    def dollars_in_text(self, node: ast.Call) -> None:
        """`Text("$x^2$")` shows the dollars."""
        text = string(node.args[0])
        if text is None or not re.search(r"\$[^$]*[\\^_=][^$]*\$", text) or EASTERN.search(text):
            return
        node.keywords = [one for one in node.keywords if one.arg in ("font_size", "color", "fill_color")]
        node.args = [ast.Constant(repaired(text, maths=False))]
        rename(node.func, "Tex")
        self.changed(node, "Text with a formula became Tex", "Text shows the dollars and the TeX as they are", "silent")


def repaired(text: str, maths: bool) -> str:
    """One string of TeX as it was meant; `maths` where it is set in math mode."""
    for eaten, meant in EATEN.items():
        text = text.replace(eaten, meant)
    text = NEWLINE_COMMANDS.sub(r"\\n", text)
    for command, plain in PACKAGED.items():
        text = text.replace(command, plain)
    if maths:
        if text.count("$") and not re.search(r"\\text\s*\{[^}]*\$", text):
            text = text.replace("$", "")
        text = ENVIRONMENTS.sub("", text)
        text = text.replace(r"\[", "").replace(r"\]", "")
        for sign, command in SIGNS.items():
            text = text.replace(sign, command)
        return re.sub(r"(?<!\\)%", r"\\%", text)
    if "\\begin{" in text and "$" not in text:
        return text
    pieces = re.split(r"(?<!\\)(\$[^$]*\$)", text)
    if "$" not in text and MATHS_IN_WORDS.search(text) and "\\(" not in text and "\\[" not in text:
        return "$" + repaired(text, maths=True) + "$"
    return "".join(_math_piece(piece) if piece.startswith("$") and piece.endswith("$") and len(piece) > 1 else _words(piece) for piece in pieces)


def _math_piece(piece: str) -> str:
    return "$" + repaired(piece[1:-1], maths=True) + "$" if piece[1:-1].strip() else ""


def _words(text: str) -> str:
    if "\\begin{" in text or "\\(" in text or "\\[" in text:
        return text
    text = re.sub(r"(?<!\\)([%#])", r"\\\1", text)
    text = re.sub(r"(?<!\\)&", r"\\&", text)
    text = re.sub(r"(?<![\\\w{])([A-Za-z0-9]+[_^](?:\{[^}]*\}|[A-Za-z0-9]))", r"$\1$", text)
    text = re.sub(r"(?<![\\$])_(?![^$]*\$)", r"\\_", text) if "$" not in text else text
    for sign, command in SIGNS.items():
        text = text.replace(sign, f"${command.strip()}$")
    # A dollar without its other half.
    return re.sub(r"(?<!\\)\$", r"\\$", text) if text.count("$") == 1 else text


def closed(text: str) -> str:
    """A formula with the braces and delimiters closed that it opens."""
    text += "}" * max(0, brace_depth(text))
    opened, ended = (len(re.findall(rf"\\\\{side}(?![a-zA-Z])", text)) for side in ("left", "right"))
    return text + r" \right." * max(0, opened - ended)


def brace_depth(text: str) -> int:
    plain = re.sub(r"\\[\\{}]", "", text)
    return plain.count("{") - plain.count("}")


def _short(text: str) -> str:
    return repr(text if len(text) < 50 else text[:47] + "…")
