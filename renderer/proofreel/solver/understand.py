"""Finds the problem in what somebody typed: which topic, which formula, which unknown."""

import re

from .expression import Unreadable
from .kinds import HELP, read
from .problem import Problem, Unsupported

# What people add around the mathematics: it says nothing about the problem.
CHATTER = re.compile(
    r"(?:\b(?:and|then|,)\s+)?\b(?:please|kindly)?\s*(?:explain|show|describe|justify|give|walk me through|include|write out|using|by|with|in|check)\b"
    r"[^=]*?\b(?:step|steps|why|working|how|detail|details|reasoning|solution|substitution|elimination|process|words|answer|completely|clearly|factoring|factorisation|factorization|formula|rule|rules|rule\b.*)\b.*$",
    re.I,
)
# What follows a comma or "and" and holds no formula: wishes, thanks, who it is for.
WISHES = re.compile(
    r"(?:\s*,|\s+and|\s+then)?\s+\b(?:thanks|thank you|thx|cheers|(?:and|then)\s+(?:please\s+)?(?:explain|show|describe|justify|tell|check|verify|walk)\b|my (?:teacher|homework|class|students?)\b|for my\b)[^=\d]*$",
    re.I,
)
# A way that is asked for before the formula: what follows the colon is the problem.
METHOD = re.compile(
    r"^([a-z' ]{0,40}?\b(?:solve|solving|factor|factori[sz]e|simplify|evaluate|integrate|expand|find)\b[^:=,\d]{0,30}?)\s+(?:by|using|with|via|through)\s+(?:the\s+)?(?:method of\s+)?"
    r"(?:substitution|elimination|factoring|factori[sz]ation|grouping|(?:the\s+)?quadratic formula|addition|gaussian elimination|integration by parts|parts|u-substitution)(?:\s+method)?\s*[:,]\s*(?=\S)",
    re.I,
)
WHERE = re.compile(r"\s+(?:with respect to|w\.?r\.?t\.?|in terms of)\s+([a-zA-Z])\b", re.I)


def tidy(prompt: str) -> str:
    # Equations in lines of their own are a system.
    prompt = re.sub(r"(=[^\n=]*?[\w)\]}])\s*\n+\s*(?=[^\n=]*=)", r"\1, ", prompt)
    text = " ".join(prompt.replace("\\[", " ").replace("\\]", " ").replace("\\(", " ").replace("\\)", " ").replace("$", " ").split())
    text = re.sub(r"[“”\"`]", "", text)
    # What is given in a sentence of its own belongs to the question after it.
    text = re.sub(r"^((?:(?:let|given|suppose|consider|assume|if)\b|[a-z]\s*\(\s*[a-z]\s*\)\s*=)[^?!]*?[\w)\]}²³])\s*[.;]\s+(?=[A-Z])", r"\1, ", text, flags=re.I)
    text = re.split(r"(?<=[\w)\]}²³])[.!?;]+\s+(?=[A-Z])", text)[0]
    # Before the rest: "by step" alone would look like a reason given with "by".
    text = unicode_bounds(text)
    text = re.sub(r"\bstep[ -]by[ -]step\b|\b(?:please|pls|plz)\b|\bfor me\b|\bwith (?:all )?(?:the )?steps\b", "", text, flags=re.I)
    text = re.sub(r",?\s+and\s+(?:then\s+)?(?:graph|plot|sketch|draw)\s+(?:it|the|your|its)\b[^=\d]*$", "", text, flags=re.I)
    text = METHOD.sub(r"\1 ", text)
    text = CHATTER.sub("", text)
    text = WISHES.sub("", text.strip(" .?:;,"))
    return text.strip(" .?:;,")


LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₋", "0123456789-")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def unicode_bounds(text: str) -> str:
    """∫₀¹ becomes ∫_{0}^{1}."""
    return re.sub(
        r"∫\s*([₀-₉₋]+)\s*([⁰¹²³⁴-⁹⁻]+)", lambda m: "∫_{" + m[1].translate(LOWERED) + "}^{" + m[2].translate(RAISED) + "}", text
    )


def whole(prompt: str) -> str:
    """The prompt with all its sentences, in plain letters: typographic spaces, dashes and quotes are no part of a problem."""
    text = prompt.replace("\\[", " ").replace("\\(", " ").replace("\\)", " ").replace("$", " ")
    text = re.sub(r"(?<!\\)\\\](?!\w)", " ", text)
    for mark, plain in {"−": "-", "–": "-", "\u00a0": " ", "\u2009": " ", "’": "'", "“": "", "”": "", '"': "", "`": ""}.items():
        text = text.replace(mark, plain)
    return " ".join(text.split()).strip(" .?:;,!") + ("!" if re.search(r"\d\s*!\s*[?.]*\s*$", prompt) else "")


def understand(prompt: str) -> Problem:
    """The problem in a prompt; raises Unsupported with a sentence that says what would help."""
    text = tidy(prompt)
    named = None
    if found := WHERE.search(text):
        named = found[1]
        text = WHERE.sub("", text)
    try:
        if problem := read(text, named, whole(prompt)):
            if found := re.search(r"(?<![\w.)}])(\d+)/(\d+)([a-z])(?![a-z(])", text):
                # Some mean 1/(2x): how it was read belongs to what was understood.
                problem.given["read"] = f"{found.group()} as {found[1]}/{found[2]} times {found[3]}"
            return problem
    except Unreadable as reason:
        hint = "" if "write" in str(reason) else " Write it like x^2 * sin(x) or in LaTeX."
        raise Unsupported(f"{reason}{hint}") from None
    raise Unsupported(HELP)
