"""The code out of a model's answer: fences, prose around it, and characters that no editor would type."""

from __future__ import annotations

import re
import unicodedata

from .record import Repair

FENCE = re.compile(r"^\s*(```|~~~)\s*([\w+-]*)\s*$")
# Where code begins when there is no fence; read line by line, never inside of code.
BEGINS = re.compile(r"^(from\s+\w[\w.]*\s+import\b|import\s+\w|class\s+\w+|def\s+\w+|#|@|[A-Za-z_]\w*\s*=\s*\S)")
ODD = {"\ufeff": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\u00a0": " ", "\u2028": "\n", "\u2029": "\n", "\r\n": "\n", "\r": "\n"}


def extract(answer: str) -> tuple[str, list[Repair]]:
    """The Python of an answer, and what was left out; text that parses is given back as it is."""
    text, repairs = answer, []
    for odd, plain in ODD.items():
        text = text.replace(odd, plain)
    if text != answer and not parses(answer):
        repairs.append(Repair("extract", None, "invisible characters were removed", "Python does not read them"))
    elif text != answer:
        text = answer.replace("\r\n", "\n").replace("\r", "\n")
    if parses(text):
        return text, repairs
    magic = "\n".join("" if line.startswith(("%", "!")) else line for line in text.split("\n"))
    if magic != text:
        text = magic
        repairs.append(Repair("extract", None, "a notebook's commands were left out", "only a notebook knows them"))
    blocks = _fenced(text)
    if blocks:
        whole = _joined(blocks)
        # Empty lines stand for what was before it, so that lines keep their numbers.
        text = "\n" * text[: max(0, text.find(whole))].count("\n") + whole
        repairs.append(Repair("extract", None, "the code was taken out of its Markdown fence", "an answer is not a file"))
    if parses(text):
        return text, repairs
    bare = _without_prose(text)
    if bare.strip() != text.strip():
        repairs.append(Repair("extract", None, "prose around the code was left out", "only code can be run"))
    return bare, repairs


def parses(text: str) -> bool:
    try:
        # The parser alone lets a repeated keyword pass.
        compile(text, "scene.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _fenced(text: str) -> list[tuple[str, str]]:
    """(language, content) of each fenced block; a fence that is never closed holds the rest of the text."""
    blocks: list[tuple[str, str]] = []
    mark, language, lines = "", "", []
    for line in text.split("\n"):
        found = FENCE.match(line)
        if found and not mark:
            mark, language, lines = found[1], found[2].lower(), []
        elif found and found[1] == mark and not found[2]:
            blocks.append((language, "\n".join(lines)))
            mark = ""
        elif mark:
            lines.append(line)
    if mark and lines:
        blocks.append((language, "\n".join(lines)))
    elif not blocks:
        # A closing fence alone: the opening one was cut off with what came before it.
        lines = text.split("\n")
        if any(FENCE.match(line) for line in lines):
            blocks.append(("", "\n".join(line for line in lines if not FENCE.match(line))))
    return [(language, content) for language, content in blocks if content.strip()]


def _joined(blocks: list[tuple[str, str]]) -> str:
    """The scene's block; where imports and scene were told apart, both."""
    python = [content for language, content in blocks if language in ("", "python", "py", "python3", "manim")] or [blocks[0][1]]
    scenes = [content for content in python if re.search(r"^\s*class\s+\w+", content, re.MULTILINE)]
    if not scenes:
        return max(python, key=len)
    whole = max(scenes, key=len)
    heads = [content for content in python if content is not whole and "import" in content and "class " not in content]
    return "\n".join([*heads, whole]) if "import" not in whole else whole


def _without_prose(text: str) -> str:
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if BEGINS.match(line) and not _is_sentence(line)), 0)
    last = len(lines)
    while last > first + 1 and (not lines[last - 1].strip() or _is_sentence(lines[last - 1])):
        last -= 1
    # Emptied, not removed: lines keep their numbers.
    return "\n".join(["" for _ in lines[:first]] + lines[first:last])


def _is_sentence(line: str) -> bool:
    """Words at the left margin that Python does not read: prose after the code."""
    if not line.strip() or line[0] in " \t":
        return False
    if line.startswith("```") or parses(line.strip()):
        return line.startswith("```")
    words = re.findall(r"[A-Za-z']+", line)
    letters = sum(unicodedata.category(one)[0] in "LZ" or one in ",.'!:-*`0123456789" for one in line)
    return len(words) >= 4 and letters > 0.85 * len(line) and not re.match(r"(class|def|from|import|for|while|if|with|return|@)\b", line)
