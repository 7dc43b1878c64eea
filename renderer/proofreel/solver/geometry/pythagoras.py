"""Right triangles: the missing side by Pythagoras, ladders and diagonals among them; checked by squaring and by coordinates."""

import math
import re

import sympy as sp

from ..notation import tex
from ..problem import Problem, Unsupported
from ..quantities import unit_in
from ..speech import spoken
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, green, tell
from .measures import LONG
from .reading import approximate, length_after, said_about
from .triangle_picture import drawn

KIND = "pythagoras"
HELP = ""
WHOLE = True

N = r"(\d+(?:\.\d+)?(?:/\d+)?|\d*\s*sqrt\(?\d+\)?)"


def read(text: str, named: str | None) -> Problem | None:
    low = re.sub(r"√\s*\(?(\d+)\)?", r"sqrt(\1)", re.sub(r"\\sqrt\{(\d+)\}", r"sqrt(\1)", text)).lower()
    plain = [sp.Rational(v) for v in re.findall(r"(?<![\w.(])\d+(?:\.\d+)?", low)]
    unit = None
    if re.search(r"\bladder\b", low):
        problem = ladder(low, plain)
    elif re.search(r"\bdiagonal\b", low) and re.search(r"\brectang|\bsquare\b|\bscreen\b", low) and "=" not in low and not re.search(r"\bmatrix|\barea\b|\bperimeter|\bbox\b|\bprism", low):
        problem = diagonal(low, plain)
    elif re.search(r"\bhypot[eh]nuse\b|\bpythag|\bright[- ](?:angled? )?triangle\b|\bright[- ]angled\b", low):
        problem = right_triangle(low)
    else:
        return None
    if problem:
        unit = unit_in(re.sub(r"(?<=\d)\s+in\s+(?=a\b|the\b)", " ", low))
        problem.given["unit"] = unit
    return problem


def found(sides: dict[str, sp.Expr], wanted: str, about: str) -> Problem:
    return Problem(KIND, [sides], given={"wanted": wanted, "about": about})


def ladder(low: str, plain: list) -> Problem | None:
    long = re.search(rf"{N}[- ]?(?:foot|feet|ft|m|meter|metre|cm)?s?(?:[- ]long)?[- ]ladder", low) or re.search(rf"\bladder(?:,? (?:that is|which is|of length|with length|is|that's|has length|of))?\s*{N}", low)
    if not long or len(plain) != 2:
        raise Unsupported("For a ladder I need its length and one distance: how far its foot is from the wall, or how high it reaches.")
    length = sp.Rational(long[1])
    other = next((v for v in plain if v != length), length)
    if re.search(r"\bhow high\b|\bhow far up\b|\bheight\b|\bhow tall\b|\bhow much of the wall", low) and re.search(r"\bfoot\b|\bbase\b|\bbottom\b|\bfrom the (?:wall|building|house)|\baway\b", low):
        return found({"c": length, "a": other}, "b", "the height that the ladder reaches")
    if re.search(r"\bhow far\b|\bdistance\b", low) and re.search(r"\breach|\bup the wall|\bhigh\b|\btop\b|\btouches\b", low):
        return found({"c": length, "b": other}, "a", "the distance of its foot from the wall")
    raise Unsupported("For a ladder I need its length and one distance: how far its foot is from the wall, or how high it reaches.")


def diagonal(low: str, plain: list) -> Problem | None:
    if re.search(r"\brectang|\bscreen\b", low) and len(plain) == 2 and not re.search(r"\bdiagonal (?:is|of|=|has)(?: length)? \d", low):
        return found({"a": plain[0], "b": plain[1]}, "c", "the diagonal of the rectangle")
    if re.search(r"\bsquare\b", low) and len(plain) == 1 and re.search(r"\bside|\bedge|\bsquare of", low) and not re.search(r"\bdiagonal (?:is|of|=|has)(?: length)? \d", low):
        return found({"a": plain[0], "b": plain[0]}, "c", "the diagonal of the square")
    return None


def right_triangle(low: str) -> Problem | None:
    if re.search(r"\barea\b|\bperimeter\b|\bangle (?:of|is|=)|\bangles\b|\bsin\b|\bcos\b|\btan\b|\bdegrees\b|°|\balgebra|\btriples?\b|\bproof\b|\bprove\b|\bisosceles\b", low):
        return None
    labelled = {name: sp.sympify(value) for name, value in re.findall(rf"(?<![a-z])([abc])\s*=\s*{N}", low)}
    if len(labelled) == 2:
        wanted = next(name for name in "abc" if name not in labelled)
        if re.search(rf"\b(?:find|what is|solve for|calculate)\s+(?:side |the )*([abc])\b(?!\s*=)", low) and re.search(r"\b(?:find|what is|solve for|calculate)\s+(?:side |the )*([abc])\b(?!\s*=)", low)[1] != wanted:
            return None
        return found(labelled, wanted, f"the side {wanted}")
    hypotenuse = length_after(low, r"hypot[eh]nuse(?: of (?:a|the|this) (?:right[- ])?(?:angled? )?triangle)?(?: length| has length| has a length)?") or (lambda m: sp.Rational(m[1]) if m else None)(re.search(r"(\d+(?:\.\d+)?)\s*(?:cm|m|ft|in|mm|units?)? (?:long )?hypot[eh]nuse", low))
    numbers = [sp.sympify(v.replace(" ", "*") if re.match(r"\d+\s*sqrt", v) else v) for v in re.findall(rf"(?<![\w.(]){N}", low)]
    numbers = [v for v in numbers if v != 90]
    if len(numbers) != 2:
        if not numbers:
            return None
        raise Unsupported("Give me two sides of the right triangle, and say whether one of them is the hypotenuse.")
    if hypotenuse is None:
        both_legs = re.search(r"\b(?:legs|cathet\w+|shorter sides|perpendicular sides)\b[^\d]*\d+(?:\.\d+)?[^\d]*(?:\band\b|,|\bby\b|&)[^\d]*\d|\d[^\d]*\band\b[^\d]*\d+[^\d]*\blegs\b", low)
        asked = re.search(r"\b(?:find|what(?:'?s| is| are)?|calculate|determine|compute|how long is|work out|length of)\b[^.?\d]*\bhypot[eh]nuse\b(?![^.?]*\bis \d)|^(?:the )?(?:length of (?:the )?)?hypot[eh]nuse\b(?! (?:is|=|of length)?\s*\d)", low)
        if both_legs or asked:
            return found({"a": numbers[0], "b": numbers[1]}, "c", "the hypotenuse")
        raise Unsupported("Say whether one of the two sides is the hypotenuse, like: legs 3 and 4, or hypotenuse 13 and leg 5.")
    leg = numbers[1] if numbers[0] == hypotenuse else numbers[0]
    return found({"a": leg, "c": hypotenuse}, "b", "the other leg")


def solve(problem: Problem) -> Solution:
    known, wanted, about, unit = problem.expressions[0], problem.given["wanted"], problem.given["about"], problem.given["unit"]
    if any(v <= 0 for v in known.values()):
        raise Unsolvable("A length must be greater than zero.")
    if wanted == "c":
        square = sp.expand(known["a"] ** 2 + known["b"] ** 2)
    else:
        leg = next(v for name, v in known.items() if name != "c")
        if leg >= known["c"]:
            raise Unsolvable("The hypotenuse is the longest side of a right triangle: here the other side is as long or longer. Check the numbers.")
        square = sp.expand(known["c"] ** 2 - leg**2)
    value = sp.sqrt(square)
    sides = {**known, wanted: value}
    assured(sp.simplify(sides["a"] ** 2 + sides["b"] ** 2 - sides["c"] ** 2) == 0 and abs(math.hypot(float(sides["a"]), float(sides["b"])) - float(sides["c"])) < 1e-9 * float(sides["c"]))

    def sq(v: sp.Expr) -> str:
        return f"{tex(v)}^2" if v.is_Integer else rf"\left({tex(v)}\right)^2"

    root = rf"\sqrt{{{tex(square)}}}"
    ending = f"{wanted} = {root}" + (f" = {tex(value)}" if tex(value) != root else "") + approximate(value)
    if wanted == "c":
        lines = [
            Line("Put in the legs", f"c^2 = {sq(known['a'])} + {sq(known['b'])}", f"The legs are {spoken(known['a'])} and {spoken(known['b'])}"),
            Line("Square and add", f"c^2 = {tex(sp.expand(known['a'] ** 2))} + {tex(sp.expand(known['b'] ** 2))} = {tex(square)}", f"Their squares add up to {spoken(square)}"),
        ]
    else:
        other = next(name for name in known if name != "c")
        lines = [
            Line("Put in what is known", f"{sq(known[other])} + {wanted}^2 = {sq(known['c'])}", f"The hypotenuse is {spoken(known['c'])}, one leg {spoken(known[other])}"),
            Line("Solve for the square", f"{wanted}^2 = {tex(sp.expand(known['c'] ** 2))} - {tex(sp.expand(known[other] ** 2))} = {tex(square)}", f"The difference of the squares is {spoken(square)}"),
        ]
    lines.append(Line("Square root", ending, f"The root of that is {spoken(value)}{said_about(value)}. A length is positive"))
    a, b = float(sides["a"]), float(sides["b"])
    labels = {name: str(v) if v.is_Integer else f"{float(v):g}" for name, v in known.items()}
    labels[wanted] = "?"
    # Corner C has the right angle; side a lies opposite to A.
    picture = drawn([(b, 0.0), (0.0, a), (0.0, 0.0)], labels, ("", "", ""))
    picture = [show for show in picture if show["do"] != "names" or any(show["labels"])]
    given = r",\quad ".join(f"{name} = {tex(v)}" + (rf"\,\text{{{unit}}}" if unit else "") for name, v in known.items())
    size = rf"\,\text{{{unit}}}" if unit else ""
    return tell(Account(
        KIND, f"Right triangle with {', '.join(f'{name} = {v}' for name, v in known.items())} (c is the hypotenuse): {about}" + (f", in {unit}" if unit else ""), "A side of a right triangle", str(value), f"How long is {about}?", given, "a^2 + b^2 = c^2", lines,
        f"It is {spoken(value)}{said_about(value)}" + (f", in {LONG[unit]}" if unit else ""), f"{wanted} = {green(tex(value))}{approximate(value)}{size}", "The squares of the legs add up to the square of the hypotenuse", "squares add up", opening="The squares of the legs add up to the square of the hypotenuse", picture=picture,
        aside="Here is the triangle, drawn to scale" if picture else "",
    ))
