"""Systems of equations: two lines by elimination, more rows by Gauss, a line and a curve by substitution."""

import re

import sympy as sp

from .. import story
from ..expression import DECIMAL_COMMA, parse, parsed
from ..notation import equation, mark, tex
from ..picture import frame, source
from ..problem import Problem
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text
from .asked import without_words
from .gauss import aligned, checked, eliminated, sides
from .substitution import solved
from .system_scenes import named, titled, told, told_curved, understood

KIND = "system"
HELP = "systems of equations"


ENVIRONMENT = re.compile(r"\\begin\s*\{(?:cases|aligned|align\*?|array|gathered)\}(?:\{[^{}]*\})?|\\end\s*\{(?:cases|aligned|align\*?|array|gathered)\}|\\left\s*\\?[{.]|\\right\s*\.?")
UNKNOWNS = r"[a-zA-Z](?:\s*(?:,|and|,\s*and|&)\s*[a-zA-Z](?![a-zA-Z]))+"
NOUN = re.compile(r"^(?:(?:the|this|following|linear|simultaneous|nonlinear|pair of|set of|two|three)\s+)*(?:system(?:\s+of)?|equations?|pair of equations|system of (?:two |three )?(?:linear |simultaneous )?equations)\b(?:\s+(?:of|for))?\s*(?:(?:two|three|linear|simultaneous)\s+)*(?:equations?)?\s*:?\s*", re.I)


def read(text: str, named: str | None) -> Problem | None:
    if not 2 <= text.count("=") <= 4 or re.search(r"[<>≤≥]", text):
        return None
    if DECIMAL_COMMA.search(text) and len(re.findall(r"[,;]|\band\b", text)) > 1:
        parse(DECIMAL_COMMA.search(text).group())
    text = re.sub(r"(?<![\^_\w\\])\{([^{}]*=[^{}]*=[^{}]*)\}", r" \1 ", text)
    body = ENVIRONMENT.sub(" ", text).replace("&", " ").replace("\\\\", ";")
    for _ in range(3):
        body = re.sub(rf"^(?:solve|find|determine|calculate|what (?:is|are)|solutions? (?:of|to|for))?\s*(?:for\s+)?{UNKNOWNS}\s*(?:(?:if|when|where|such that|in|given(?: that)?|from)\b|:)\s*", "", body.strip(), flags=re.I)
        body = NOUN.sub("", without_words(body, None)[0])
    body = re.sub(rf",?\s*(?:and\s+)?(?:solve\s+|find\s+)?for\s+{UNKNOWNS}$|,?\s*find\s+{UNKNOWNS}$", "", body, flags=re.I)
    parts = [part.strip() for part in re.split(r"[,;\n]|\band\b", body) if part.strip()]
    if not 2 <= len(parts) <= 4 or any(part.count("=") != 1 for part in parts):
        return None
    guarded = [[parsed(side) for side in part.split("=")] for part in parts]
    pairs = [tuple(side.value for side in pair) for pair in guarded]
    limits = [limit for pair in guarded for side in pair for limit in side.limits if limit[1].free_symbols]
    letters = {symbol for pair in pairs for side in pair for symbol in side.free_symbols}
    if len(letters) < 2:
        return None
    return Problem("system", pairs, given={"limits": limits})


def both(first: tuple, second: tuple) -> str:
    rows = [rf"{tex(left)} &= {tex(right)}" for left, right in (first, second)]
    return r"\begin{aligned}" + r" \\ ".join(rows) + r"\end{aligned}"


def solve(problem: Problem) -> Solution:
    equations, limits = problem.expressions, problem.given["limits"]
    unknowns = sorted({s for pair in equations for side in pair for s in side.free_symbols}, key=str)
    if any(side.has(sp.I) for pair in equations for side in pair):
        raise Unsolvable("I solve systems with real numbers as coefficients: these have the imaginary unit i; use another letter for an unknown.")
    linear = not limits and all(sp.expand(left - right).is_polynomial(*unknowns) and sp.Poly(sp.expand(left - right), *unknowns).total_degree() <= 1 for left, right in equations)
    if not linear:
        if len(unknowns) != 2 or len(equations) != 2:
            raise Unsolvable("I solve systems of linear equations, or of two equations with two unknowns.")
        return told_curved(equations, unknowns, *solved(equations, limits, unknowns))
    rows = [[sp.expand(left - right).coeff(x) for x in unknowns] + [-sp.expand(left - right).subs(dict.fromkeys(unknowns, 0))] for left, right in equations]
    if not all(number.is_Rational for row in rows for number in row):
        raise Unsolvable("I solve systems with whole numbers, fractions and decimals as coefficients: these have others.")
    if len(unknowns) > 3 or len(equations) > 3:
        raise Unsolvable("I solve systems of up to three equations with up to three unknowns.")
    if len(unknowns) == len(equations) == 2 and rows[0][0] * rows[1][1] != rows[0][1] * rows[1][0]:
        return two_lines(equations, rows, unknowns)
    ordered = sides(rows, unknowns)
    lines, values = eliminated(rows, unknowns)
    checked(equations, values, unknowns)
    if [tuple(pair) for pair in equations] != ordered:
        lines.insert(0, Line("Put in order", aligned(ordered), "Put the unknowns on the left and the numbers on the right"))
    return told(equations, rows, unknowns, lines, values)


def two_lines(equations: list, rows: list, unknowns: list[sp.Symbol]) -> Solution:
    x, y = unknowns
    (a, b, e), (c, d, g) = rows
    determinant = a * d - b * c
    solution = {x: sp.Rational(e * d - b * g, determinant), y: sp.Rational(a * g - e * c, determinant)}
    if any(sp.simplify((left - right).subs(solution)) != 0 for left, right in equations):
        raise Unsolvable("My solution did not pass its own check, so I don't show it.")
    ordered = [(a * x + b * y, e), (c * x + d * y, g)]
    lines: list[Line] = []
    if [tuple(pair) for pair in equations] != ordered:
        lines.append(Line("Put in order", both(*ordered), "Put the unknowns on the left and the numbers on the right"))
    lines += elimination(a, b, e, c, d, g, x, y, solution)
    start = both(*equations)
    steps, derived = story.derivation(start, lines, "Eliminate one unknown, then find the other", opening="These are the two equations")
    derived = split_in_two(start, lines, derived)
    scenes = [question(equations, rows, x, y, solution), *derived, result(equations, rows, x, y, solution)]
    return Solution("linear_system", understood(equations), titled(equations), named(solution), True, steps, scenes)


def split_in_two(start: str, lines: list[Line], derived: list[Scene]) -> list[Scene]:
    if len(derived) > 1 or len(lines) < 2:
        return derived
    first = story.derivation(start, lines[:1], derived[0].goal, opening="These are the two equations")[1][0]
    second = story.derivation(lines[0].tex, lines[1:], derived[0].goal, opening="This is what remains")[1]
    for number, scene in enumerate(second):
        scene.key = f"step-{number + 2}"
    return [first, *second]


def elimination(a, b, e, c, d, g, x, y, solution) -> list[Line]:
    if a == 0 or b == 0 or c == 0 or d == 0:
        return direct(a, b, e, c, d, g, x, y, solution)
    # The unknown that needs the smaller multiples is eliminated.
    gone, kept, (p, q), (r, s) = (y, x, (b, d), (a, c)) if sp.ilcm(b.q and abs(b.p), abs(d.p)) <= sp.ilcm(abs(a.p), abs(c.p)) else (x, y, (a, c), (b, d))
    common = sp.Integer(sp.ilcm(abs(p.p), abs(q.p))) if p.q == 1 and q.q == 1 else p * q
    first, second = common / abs(p), common / abs(q)
    lines: list[Line] = []
    scaled = [(first * (a * x + b * y), first * e), (second * (c * x + d * y), second * g)]
    scaled = [(sp.expand(left), right) for left, right in scaled]
    if first != 1 or second != 1:
        said = " and ".join(f"the {name} equation by {spoken(by)}" for name, by in (("first", first), ("second", second)) if by != 1)
        lines.append(Line("Multiply", both(*scaled), f"Multiply {said}, so that the terms with {gone} have the same size"))
    plus = (p > 0) != (q > 0)
    total = scaled[0][0] + scaled[1][0] if plus else scaled[0][0] - scaled[1][0]
    amount = scaled[0][1] + scaled[1][1] if plus else scaled[0][1] - scaled[1][1]
    total = sp.expand(total)
    verb = "Add the equations" if plus else "Subtract the second from the first"
    lines.append(Line("Add the equations" if plus else "Subtract the equations", equation(total, amount), f"{verb}: {gone} cancels, and {spoken(total)} equals {spoken(amount)}"))
    if total != kept:
        lines.append(Line(f"Solve for {kept}", f"{kept} = {mark('yellow', tex(solution[kept]))}", f"So {kept} equals {spoken(solution[kept])}"))
    lines.append(Line("Put it back", f"{kept} = {mark('yellow', tex(solution[kept]))},\\quad {gone} = {mark('green', tex(solution[gone]))}", f"Put {kept} equal to {spoken(solution[kept])} into the first equation: {gone} equals {spoken(solution[gone])}"))
    return lines


def direct(a, b, e, c, d, g, x, y, solution) -> list[Line]:
    """One equation already holds a single unknown."""
    known = x if b == 0 or d == 0 else y
    other = y if known == x else x
    return [
        Line(f"Solve for {known}", f"{known} = {mark('yellow', tex(solution[known]))}", f"One equation holds only {known}: so {known} equals {spoken(solution[known])}"),
        Line("Put it in", f"{known} = {mark('yellow', tex(solution[known]))},\\quad {other} = {mark('green', tex(solution[other]))}", f"Put that into the other equation: {other} equals {spoken(solution[other])}"),
    ]


def picture(rows, x, y, solution) -> list[dict]:
    curves = [(e - a * x) / b for a, b, e in rows if b != 0]
    if len(curves) < 2:
        return []
    view = frame(curves, x, [float(solution[x]), 0.0])
    if not view:
        return []
    return [story.plot(*view), story.curve(source(curves[0], x), "blue", "first"), story.curve(source(curves[1], x), "red", "second")]


def question(equations, rows, x, y, solution) -> Scene:
    scene = Scene("question", "The question", "Show both equations as lines that meet")
    shows = picture(rows, x, y, solution)
    scene.split = bool(shows)
    if shows:
        scene.beat("Each of the two equations is a line: the first in blue, the second in red", *shows)
        scene.beat(f"We are looking for the {x} and the {y} that fit both: the point where the lines meet", story.formula(both(*equations), 44))
    else:
        scene.beat(f"We are looking for the {x} and the {y} that fit both equations", story.formula(both(*equations)))
    return scene


def result(equations, rows, x, y, solution) -> Scene:
    scene = Scene("result", "Result and check", "Put the solution into both equations")
    shows = picture(rows, x, y, solution)
    scene.split = bool(shows)
    point = [story.dots([(solution[x], solution[y])])] if shows else []
    scene.beat(f"The lines meet where {x} is {spoken(solution[x])} and {y} is {spoken(solution[y])}", *shows, *point, story.formula(f"{x} = {mark('yellow', tex(solution[x]))},\\quad {y} = {mark('green', tex(solution[y]))}", 44))
    for number, (left, right) in zip(("first", "second"), equations, strict=True):
        value = sp.simplify(left.subs(solution))
        scene.beat(f"In the {number} equation both sides become {spoken(value)}", story.formula(f"{tex(left)} = {tex(right)}:\\quad {tex(value)} = {tex(right.subs(solution))}", 40))
        scene.claim(f"{plain_text(left)} = {plain_text(right)} holds", f"Eq(({left}).subs({ {str(k): v for k, v in solution.items()} }), {right.subs(solution)})".replace("'", ""), True)
    scene.beat("So the solution fits both equations", story.check("fits both equations"))
    return scene
