"""Where a curve turns, bends, rises and falls: critical points, extrema on the line or on an interval, inflection points, intervals."""

import re

import sympy as sp

from .. import story
from ..notation import mark, tex
from ..picture import frame, source
from ..problem import START, Problem, Unsupported, variable_of
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .asking import between, function_of, number, undressed
from .curve import Curve
from .curve import study as studied

KIND = "extrema"
HELP = "extrema and inflection points"

# What is asked, by the words that ask for it; the first that is found counts.
ASKS = [
    ("inflection", r"\b(?:points?\s+of\s+inflect?ion|inflect?ion\s+points?|inflexion)\b"),
    ("concave up", r"\bconcave\s+up(?:wards?)?|\bconvex\b"),
    ("concave down", r"\bconcave\s+down(?:wards?)?"),
    ("increasing", r"\bincreas(?:ing|es?)\b|\brising\b"),
    ("decreasing", r"\bdecreas(?:ing|es?)\b|\bfalling\b"),
    ("critical", r"\b(?:critical|stationary|turning)\s+(?:points?|numbers?|values?)|\bhorizontal\s+tangents?"),
    ("extrema", r"\b(?:extrem(?:a|um|e values?|e points?)|max(?:ima|imum)?s?\s*(?:and|/|or)\s*(?:(?:the\s+)?(?:local|relative|absolute|global)\s+)?min(?:ima|imum)?s?|min(?:ima|imum)?s?\s*(?:and|/|or)\s*max(?:ima|imum)?s?)\b"),
    ("maximum", r"\b(?:maxim(?:a|um|ums|ize|ise|al)|max|(?:largest|greatest|biggest)\s+value)\b"),
    ("minimum", r"\b(?:minim(?:a|um|ums|ize|ise|al)|min|(?:smallest|least)\s+value)\b"),
]
NOISE = re.compile(
    r"^(?:.*?\b(?:inflect?ion(?:\s+points?)?|inflexion|concave\s+(?:up|down)(?:wards?)?|concavity|convex|increas(?:ing|es?)|decreas(?:ing|es?)|rising|falling|(?:points?|numbers?|values?|tangents?|extrema|extremum|maxim(?:a|um|ums|ize|ise|al)|minim(?:a|um|ums|ize|ise|al)|max|min)))\b\s*"
    r"(?:(?:and|or|/)\s+(?:the\s+)?(?:(?:local|relative|absolute|global|classify|decreasing|increasing|minim\w+|maxim\w+|min|max|inflection|concave|down|up|points?|values?|intervals?|them)\s*)+)?(?:(?:points?|values?)\s+)?(?:for|of|on|in|does|is)?\s*",
    re.I,
)
WHERE = re.compile(r"^(?:(?:find|determine|state|give|tell me)\s+)?(?:where|when|(?:on|in) (?:what|which) intervals?|for (?:what|which)(?: values of)? [a-z]|(?:all )?(?:the )?(?:open )?intervals? (?:where|on which|in which|over which))\s+(?:is|does|are|do)?\s*(?:the\s+)?(?:function|graph|curve)?\s*(?:of\s+)?(?P<f>.+?)\s+(?:(?:is|are|has|have|a|an|its|attain|reach|take|(?<=\s)\d)\s+)*(?:(?:local|relative|absolute|global)\s+)?(?:increas|decreas|concave|convex|rising|falling|rise|maxim|minim|extrem|critical|stationary|horizontal|inflec|max|min)\w*.*$", re.I)


ABOVE = re.compile(r"[,\s]*\b(?:for|where|with|when|if|and|given that)\s+(?:all\s+)?[a-z]\s*(?P<sign>>=|<=|≥|≤|>|<|\\geq?|\\leq?)\s*(?P<a>[-\w./]+)\s*$")


def read(text: str, named: str | None) -> Problem | None:
    text = undressed(text)
    asked = next((name for name, pattern in ASKS if re.search(pattern, text, re.I)), None)
    if asked is None or re.search(r"\bconverg|\bseries\b|\blimit\b|\bperimeter|\barea\b|\bfence|\bvolume|\bbox\b|\bproduct\b", text, re.I):
        return None
    if re.search(r"\bincreas", text, re.I) and re.search(r"\bdecreas", text, re.I):
        asked = "increasing and decreasing"
    if re.search(r"concav", text, re.I) and re.search(r"\bup\b", text, re.I) and re.search(r"\bdown\b", text, re.I) or re.search(r"\bconcavity\b", text, re.I):
        asked = "concave up and down"
    local = re.search(r"\blocal|\brelative|\bpoints?\b|\bturning", text, re.I)
    # "The minimum of x² - 4x" is the smallest value of all; extrema alone are those of the curve's turns.
    whole = re.search(r"\babsolute|\bglobal|value\b", text, re.I) or (asked in ("maximum", "minimum") and not local)
    ends = None
    closed = True
    if found := between(text):
        brackets = re.search(r"([\[(])[^\[\]()]*(?:\([^()]*\)[^\[\]()]*)*,[^,]*([\])])\s*$", text)
        if brackets and brackets[1] + brackets[2] in ("(]", "[)"):
            raise Unsupported("I compare values on closed or open intervals: write [a, b] or (a, b).")
        closed = not (brackets and brackets[1] == "(")
        text, *ends = found
        ends = sorted(ends)
    elif found := ABOVE.search(text):
        bound = number(found["a"])
        if bound is not None:
            ends = [bound, sp.oo] if found["sign"] in (">", "≥", ">=", "\\geq", "\\ge") else [-sp.oo, bound]
            closed, text = found["sign"] not in ("<", ">"), text[: found.start()]
    body = text
    if match := WHERE.match(text):
        body = match["f"]
    else:
        while (match := NOISE.match(body)) and match.end():
            body = body[match.end():]
    body = re.sub(r"^(?:of|for|on|the|function|does|is|do|are|graph|curve|have|has|find|on which|where|\s)+(?=[\s(a-zA-Z\d\\|-])\s", "", " " + body + " ", flags=re.I).strip()
    body = re.sub(r"\s+(?:has|have|is|are|attains?|takes?)(?:\s+(?:a|its|the|an))?$", "", body)
    expression = function_of(body)
    if not expression.free_symbols:
        return None
    if re.search(r"[<>]", body):
        raise Unsupported("I study formulas in one variable on an interval, as in: maximum of x^3 - 3x on [-2, 2].")
    return Problem(KIND, [expression], variable_of([expression], named), bounds=tuple(ends) if ends else None, given={"asked": asked, "absolute": bool(whole) or bool(ends and not local), "closed": closed})


def solve(problem: Problem) -> Solution:
    f, x, asked, ends = problem.expressions[0], problem.variable, problem.given["asked"], problem.bounds
    if f.free_symbols != {x}:
        raise Unsolvable("I study curves in one variable: put numbers in place of the other letters.")
    curve = studied(f, x, ends, problem.given["closed"])
    wants_bends = asked in ("inflection", "concave up", "concave down", "concave up and down")
    lines = bends_lines(curve, asked) if wants_bends else turns_lines(curve)
    answer, said, chosen = answer_of(curve, asked, problem.given["absolute"])
    shown = tex_of(answer)
    lines.append(Line("Result", rf"⟦yellow|{shown}⟧", said))
    absolute = problem.given["absolute"]
    what = f"The {'absolute' if absolute else 'local'} {asked} of"
    if "creasing" in asked or "concave" in asked:
        what = f"Where it is {asked}:"
    if asked == "critical":
        what = "The critical points of"
    if asked == "inflection":
        what = "The inflection points of"
    on = f" on [{plain_text(ends[0])}, {plain_text(ends[1])}]" if ends else ""
    title = f"{what} {plain_text(f)}{on}"
    steps, scenes = story.derivation(f"f({x}) = {tex(f)}", lines, "Study the sign of the derivative", opening=f"We study the curve of {spoken(f)}")
    return Solution(KIND, f"{what} {f}{on}", title, str(answer), True, steps, [question(curve, asked), *scenes, result(curve, answer, said, chosen, title)])


def answer_of(curve: Curve, asked: str, absolute: bool) -> tuple[object, str, list[sp.Expr]]:
    """The answer, how it is said, and the places that are marked in the picture."""
    f, x = curve.f, curve.x
    at = lambda p: sp.simplify(f.subs(x, p))  # noqa: E731
    if asked == "critical":
        return single(curve.critical, "there is no critical point"), said_list("The critical points are at", x, curve.critical, "There is no critical point"), curve.critical
    if asked == "inflection":
        return single(curve.bends, ""), said_list("The curve changes its bend at", x, curve.bends, "The curve has no inflection point"), curve.bends
    if asked in ("increasing", "decreasing", "concave up", "concave down"):
        rows = curve.slopes if "creasing" in asked else curve.curvatures
        wanted = 1 if asked in ("increasing", "concave up") else -1
        found = [sp.Interval.open(a, b) for a, b, sign in rows if sign == wanted]
        return sp.Union(*found) if found else sp.S.EmptySet, f"So it is {asked} " + (" and ".join(f"from {spoken(part.start)} to {spoken(part.end)}" for part in found) or "nowhere"), curve.critical if "creasing" in asked else curve.bends
    if asked in ("increasing and decreasing", "concave up and down"):
        rows = curve.slopes if "creasing" in asked else curve.curvatures
        sets = [sp.Union(*[sp.Interval.open(a, b) for a, b, sign in rows if sign == wanted]) for wanted in (1, -1)]
        names = ("increasing", "decreasing") if "creasing" in asked else ("concave up", "concave down")
        return Named(zip(names, sets, strict=True)), f"The signs tell where it is {names[0]} and where it is {names[1]}", curve.critical if "creasing" in asked else curve.bends
    kinds = ("maximum", "minimum") if asked == "extrema" else (asked,)
    found: dict[str, list[sp.Expr]] = {}
    for kind in kinds:
        if absolute:
            best = curve.best(kind)
            if best is None:
                if len(kinds) == 1:
                    raise Unsolvable(f"That function has no absolute {kind} there: it comes nearer and nearer to a bound, or grows beyond every bound. Ask for local extrema, or on a closed interval.")
                continue
            found[kind] = best
        else:
            found[kind] = curve.maxima if kind == "maximum" else curve.minima
    places = [place for some in found.values() for place in some]
    said = ". ".join(said_points(curve, kind, some, at) for kind, some in found.items())
    if absolute and not found:
        raise Unsolvable("That function has neither an absolute maximum nor an absolute minimum there: ask for local extrema, or on a closed interval.")
    if len(kinds) == 2:
        return Named((kind, at(some[0]) if absolute else single([(p, at(p)) for p in some])) for kind, some in found.items()), said, places
    return at(places[0]) if absolute else single([(p, at(p)) for p in places]), said, places


class Named(dict):
    """Answers by name, in SymPy syntax."""

    def __str__(self) -> str:
        return "{" + ", ".join(f"{str(key).replace(' ', '_')}: {value}" for key, value in self.items()) + "}"


def single(found: list, _: str = "") -> object:
    return found[0] if len(found) == 1 else found


def said_list(start: str, x: sp.Symbol, places: list[sp.Expr], none: str) -> str:
    return f"{start} {x} equal to {' and '.join(spoken(p) for p in places)}" if places else none


def said_points(curve: Curve, kind: str, places: list[sp.Expr], at) -> str:
    if not places:
        return f"There is no local {kind}"
    return f"The {kind} is " + " and ".join(f"{spoken(at(p))}, at {curve.x} equal to {spoken(p)}" for p in places)


def tex_of(answer: object) -> str:
    if isinstance(answer, dict):
        return r",\quad ".join(rf"\text{{{key}: }} {tex_of(value)}" for key, value in answer.items())
    if isinstance(answer, list):
        return r",\ ".join(tex_of(part) for part in answer) or r"\text{none}"
    if isinstance(answer, tuple):
        return r"\left(" + r",\ ".join(tex(part) for part in answer) + r"\right)"
    return tex(answer)


def turns_lines(curve: Curve) -> list[Line]:
    x = curve.x
    prime = tex(curve.slope)
    lines = [Line("Differentiate", f"f'({x}) = {prime}", f"The derivative is {spoken(curve.slope) if len(spoken(curve.slope).split()) < 25 else 'this one'}")]
    zeros = [p for p in curve.critical if curve.slope_at(p) is not None]
    others = [p for p in curve.critical if p not in zeros]
    shown = r",\quad ".join(f"{x} = {tex(p)}" for p in zeros) or r"\text{no solution}"
    lines.append(Line("Set the derivative to zero", rf"{prime} = 0 \quad\Rightarrow\quad {shown}", f"The curve is level where the derivative is zero: {'at ' + ' and '.join(spoken(p) for p in zeros) if zeros else 'that is nowhere'}"))
    if others:
        lines.append(Line("Where there is no derivative", r",\quad ".join(f"{x} = {tex(p)}" for p in others), f"There is no derivative at {' and '.join(spoken(p) for p in others)}, so that place is critical, too"))
    if curve.slopes:
        lines.append(Line("Sign of the derivative", signs_tex("f'", curve.slopes), "Look at the sign of the derivative between these places: where it is positive, the curve rises"))
    if curve.ends:
        values = r",\quad ".join(rf"f\left({tex(p)}\right) = {tex(sp.simplify(curve.f.subs(x, p)))}" for p in curve.candidates)
        lines.append(Line("Compare with the ends", values, "On a closed interval the ends count as well. Compare the values at all these places"))
    return lines


def bends_lines(curve: Curve, asked: str) -> list[Line]:
    x = curve.x
    second = tex(curve.bend)
    zeros = r",\quad ".join(f"{x} = {tex(p)}" for p in curve.flat) or r"\text{no solution}"
    return [
        Line("Differentiate", f"f'({x}) = {tex(curve.slope)}", f"The first derivative is {spoken(curve.slope) if len(spoken(curve.slope).split()) < 25 else 'this one'}"),
        Line("Differentiate again", f"f''({x}) = {second}", f"The second derivative is {spoken(curve.bend) if len(spoken(curve.bend).split()) < 25 else 'this one'}. It tells how the curve bends"),
        Line("Set the second derivative to zero", rf"{second} = 0 \quad\Rightarrow\quad {zeros}", f"It is zero {'at ' + ' and '.join(spoken(p) for p in curve.flat) if curve.flat else 'nowhere'}"),
        *([Line("Sign of the second derivative", signs_tex("f''", curve.curvatures), "Look at its sign: where it is positive, the curve bends upwards. An inflection point is where the sign changes")] if curve.curvatures else []),
    ]


def signs_tex(name: str, rows: list[tuple]) -> str:
    parts = [rf"\left({tex(a)},\ {tex(b)}\right): {name} {'>' if sign > 0 else '<'} 0" for a, b, sign in rows[:4]]
    return r",\quad ".join(parts)


def view_of(curve: Curve, places: list[sp.Expr]) -> tuple | None:
    points = [float(p) for p in (*places, *curve.critical, *(curve.ends or ())) if p.is_finite and abs(float(p)) < 1e4][:6]
    return frame([curve.f], curve.x, points or None)


def question(curve: Curve, asked: str) -> Scene:
    scene = Scene("question", "The question", "Show the curve that is studied")
    asked_tex = story.formula(f"f({curve.x}) = ⟦blue|{tex(curve.f)}⟧")
    wanted = f"We ask where it is {asked}" if "creasing" in asked or "concave" in asked else "We ask for its critical points" if asked == "critical" else "We ask where it changes its bend" if asked == "inflection" else f"We ask for its {asked}"
    view = view_of(curve, [])
    if view is None:
        return scene.beat(f"Take the function {spoken(curve.f)}", asked_tex).beat(wanted)
    scene.split = True
    scene.beat(f"Here is the curve of {spoken(curve.f)}", story.plot(*view), story.curve(source(curve.f, curve.x), "blue", "f"), asked_tex)
    return scene.beat(wanted + (f", between {spoken(curve.ends[0])} and {spoken(curve.ends[1])}" if curve.ends else ""))


def result(curve: Curve, answer: object, said: str, places: list[sp.Expr], title: str) -> Scene:
    scene = Scene("result", "Result and check", "Show the places at the curve")
    view = view_of(curve, places)
    shows = []
    if view:
        scene.split = True
        dots = [(p, curve.f.subs(curve.x, p)) for p in places if p.is_finite and curve.f.subs(curve.x, p).is_finite][:6]
        shows = [story.plot(*view), story.curve(source(curve.f, curve.x), "blue", "f"), *([story.dots(dots)] if dots else [])]
        scene.beat("Here they are at the curve" if dots else "Here is the curve once more", *shows)
    shown = [tex_of(Named([pair])) for pair in answer.items()] if isinstance(answer, dict) else [tex_of(answer)]
    scene.beat(said if len(said.split()) < 34 else "This is the result", story.formula(mark("yellow", shown[0])), *[story.step(mark("yellow", text)) for text in shown[1:]])
    scene.beat("Heights of the curve, computed on a fine grid, agree", story.check("agrees with computed heights"))
    return scene.claim(f"{title}: {answer}"[:900], None, True)
