"""Integrals, following SymPy's own account of how it integrates by hand (integral_steps), checked by differentiation."""

import re
from collections.abc import Callable

import sympy as sp
from sympy.integrals import manualintegrate as manual

from .. import numeric, story
from ..expression import parse
from ..notation import mark, tex
from ..picture import area_frame, frame, source
from ..problem import START, Problem, Unsupported, formula_of, variable_of
from ..speech import spoken
from ..story import Line, Scene, Solution, Unsolvable
from ..words import plain_text

KIND = "integral"
HELP = "integrals"

INTEGRAL = [
    re.compile(START + r"(?:integrate|find the antiderivative of|antiderivative of|find an antiderivative of)\s+(?:the function\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^.*?\b(?:(?:definite|indefinite)\s+)?(?:integral|antiderivative|primitive|area under)\s+(?:of\s+)?(?:the (?:function|curve|graph of)\s+)?(?P<f>.+)$", re.I),
    re.compile(r"^(?:.*?\s)?(?:∫|\\int(?![a-z]))\s*(?P<f>.+)$", re.I),
]
OVER = re.compile(r"[,\s]+(?:on|over|in)\s+(?:the interval\s+)?\[\s*(?P<a>[^,;\[\]]+)[,;](?P<b>[^,;\[\]]+)\]\s*$", re.I)
TO = re.compile(r"[,\s]+(?:from|between|over)\s+(?:[a-zA-Z]\s*=\s*)?(?P<a>.+?)\s+(?:to|and)\s+(?:[a-zA-Z]\s*=\s*)?(?P<b>.+)$", re.I)
SUBSUP = re.compile(r"^(?:\\limits)?\s*_\s*(?P<a>\{[^{}]*\}|\([^()]*\)|\\?\w+)\s*\^\s*(?P<b>\{[^{}]*\}|\([^()]*\)|\\?\w+)\s*(?P<f>.+)$")
DX = re.compile(r"(?:\\,|\s|\*|(?<=[\w)}]))\s*(?:\\mathrm\{d\}|d)\s*([a-z])\s*$")


def read(text: str, named: str | None) -> Problem | None:
    for pattern in INTEGRAL:
        if match := pattern.match(text):
            body = re.sub(r"^(?:∫|\\int)\s*", "", match["f"].strip())
            bounds = None
            if found := SUBSUP.match(body):
                bounds, body = (found["a"], found["b"]), found["f"]
            elif found := OVER.search(body) or TO.search(body):
                bounds, body = (found["a"], found["b"]), body[: found.start()]
            if (found := DX.search(body)) and len(body) > found.end() - found.start():
                named, body = found[1], body[: found.start()]
            expression = formula_of(body)
            limits = tuple(parse(bound) for bound in bounds) if bounds else None
            if limits and any(bound.free_symbols or bound.has(sp.I) for bound in limits):
                raise Unsupported("The bounds of the integral must be numbers.")
            return Problem("integral", [expression], variable_of([expression], named), bounds=limits)
    return None


Wrap = Callable[[sp.Expr], sp.Expr]
MAX_LINES = 9
# SymPy's names for integrals that lead out of the elementary functions.
NOT_ELEMENTARY = ("Erf", "Si", "Ci", "Ei", "Li", "Shi", "Chi", "FresnelC", "FresnelS", "UpperGamma", "Polylog", "EllipticF", "EllipticE")

NAMES = {
    "ConstantRule": "Constant rule", "PowerRule": "Power rule", "NestedPowRule": "Power rule", "ReciprocalRule": "Logarithm rule",
    "ExpRule": "Exponential rule", "SinRule": "Sine rule", "CosRule": "Cosine rule", "ArctanRule": "Arc tangent rule",
    "ArcsinRule": "Arc sine rule", "Sec2Rule": "Tangent rule", "Csc2Rule": "Cotangent rule", "SecTanRule": "Secant rule",
    "CscCotRule": "Cosecant rule", "SinhRule": "Hyperbolic sine rule", "CoshRule": "Hyperbolic cosine rule",
}


def pending(f: sp.Expr, x: sp.Symbol) -> sp.Expr:
    return sp.Integral(f, x)


class Walk:
    """Collects the lines of a derivation while it follows the tree of rules."""

    def __init__(self, kept: frozenset = frozenset()) -> None:
        self.lines: list[Line] = []
        self.kept = kept

    def say(self, expression: sp.Expr) -> str:
        return spoken(with_bars(expression, self.kept))

    def add(self, rule: str, expression: sp.Expr, say: str, after: str = "") -> None:
        if len(self.lines) >= MAX_LINES:
            raise Unsolvable("That integral takes more steps than one video can hold.")
        self.lines.append(Line(rule, "= " + tex(with_bars(expression, self.kept)) + after, say))

    def follow(self, step, wrap: Wrap) -> sp.Expr:
        """Explains one rule; `wrap` puts the part's value into the whole line. Gives the part's antiderivative."""
        f, x = step.integrand, step.variable
        name = type(step).__name__
        if isinstance(step, manual.AlternativeRule):
            return self.follow(min(step.alternatives, key=weight), wrap)
        if isinstance(step, manual.ConstantTimesRule):
            inner = step.substep
            if type(inner).__name__ in NAMES:
                value = step.constant * inner.eval()
                self.add("Constant multiple, " + NAMES[type(inner).__name__].lower(), wrap(value), f"The factor {spoken(step.constant)} stays in front, and the integral of {spoken(step.other)} is {self.say(inner.eval())}")
                return value
            self.add("Constant multiple rule", wrap(step.constant * pending(step.other, x)), f"The constant factor {spoken(step.constant)} goes in front of the integral")
            return step.constant * self.follow(inner, lambda value: wrap(step.constant * value))
        if isinstance(step, manual.AddRule):
            return self.terms(step, wrap)
        if isinstance(step, manual.URule):
            u = sp.Symbol("u")
            part = step.substep
            body = part.integrand.subs(step.u_var, u)
            self.add("Substitution", wrap(sp.Integral(body, u)), f"Substitute u for {spoken(step.u_func)}. Then the integral is that of {spoken(body)}, with respect to u", rf",\quad ⟦blue|u = {tex(step.u_func)}⟧")
            value = self.follow(replace_variable(part, step.u_var, u), wrap)
            back = value.subs({u: step.u_func, step.u_var: step.u_func})
            self.add("Substitute back", wrap(back), f"Put {spoken(step.u_func)} back for u")
            return back
        if isinstance(step, manual.PartsRule):
            v = step.v_step.eval()
            du = sp.diff(step.u, x)
            rest = v * du
            self.add("Integration by parts", wrap(step.u * v - pending(rest, x)), f"Integrate by parts, with u equal to {spoken(step.u)}, and v the antiderivative of {spoken(step.dv)}, which is {self.say(v)}")
            second = step.second_step
            if second is None:
                raise Unsolvable("I can't explain that integral step by step.")
            return step.u * v - self.follow(second, lambda value: wrap(step.u * v - value))
        if isinstance(step, manual.RewriteRule):
            self.add("Rewrite", wrap(pending(step.rewritten, x)), f"Rewrite what is to be integrated as {spoken(step.rewritten)}")
            return self.follow(step.substep, wrap)
        if name.removesuffix("Rule") in NOT_ELEMENTARY or f.has(x**x):
            raise Unsolvable(f"The integral of {plain_text(f)} can't be written with elementary functions, so there are no steps to show: try one that can, like x*exp(-x^2).")
        if f.has(sp.Abs):
            raise Unsolvable("I don't integrate absolute values: divide the range where the inside changes its sign, and give me each part without the bars.")
        if name not in NAMES:
            raise Unsolvable("I can't explain that integral step by step: try one that needs only substitution, parts, sums and the basic rules.")
        value = step.eval()
        self.add(NAMES[name], wrap(value), f"The integral of {spoken(f)} is {self.say(value)}")
        return value

    def terms(self, step, wrap: Wrap) -> sp.Expr:
        x = step.variable
        if all(basic(part) for part in step.substeps):
            values = [part.eval() for part in step.substeps]
            if len(values) <= 3:
                said = ". ".join(f"The integral of {spoken(part.integrand)} is {self.say(value)}" for part, value in zip(step.substeps, values, strict=True))
            else:
                said = "Integrate term by term. Each power goes up by one, and we divide by the new power"
            self.add("Sum rule, term by term", wrap(sp.Add(*values)), said)
            return sp.Add(*values)
        self.add("Sum rule", wrap(sp.Add(*[pending(part.integrand, x) for part in step.substeps])), "The integral of a sum is the sum of the integrals")
        values: list[sp.Expr] = []
        for index, part in enumerate(step.substeps):
            done = sp.Add(*values)
            later = sp.Add(*[pending(other.integrand, x) for other in step.substeps[index + 1:]])
            values.append(self.follow(part, lambda value, done=done, later=later: wrap(done + value + later)))
        return sp.Add(*values)


def with_bars(expression: sp.Expr, kept: frozenset) -> sp.Expr:
    """The logarithms that integration brings in are of absolute values, since 1/x has an integral on either side of zero."""

    def bars(u: sp.Expr) -> sp.Expr:
        on_line = u.subs({symbol: sp.Dummy(real=True) for symbol in u.free_symbols})
        return sp.log(u) if not u.free_symbols or on_line.is_positive or sp.log(u) in kept else sp.log(sp.Abs(u))

    return expression.replace(sp.log, bars)


def basic(step) -> bool:
    return type(step).__name__ in NAMES or (isinstance(step, manual.ConstantTimesRule) and type(step.substep).__name__ in NAMES)


def weight(step) -> int:
    """Alternatives with fewer rules are explained; one that SymPy can't explain weighs most."""
    if type(step).__name__ == "DontKnowRule":
        return 1000
    children = [value for value in vars(step).values() if isinstance(value, manual.Rule)]
    children += [part for value in vars(step).values() if isinstance(value, (list, tuple)) for part in value if isinstance(part, manual.Rule)]
    return 1 + sum(weight(child) for child in children)


def replace_variable(step, old: sp.Symbol, new: sp.Symbol):
    return manual.integral_steps(step.integrand.subs(old, new), new)


def solve(problem: Problem) -> Solution:
    f, x, bounds = problem.expressions[0], problem.variable, problem.bounds
    if f.free_symbols - {x} - ({s for b in bounds for s in b.free_symbols} if bounds else set()):
        raise Unsolvable("I integrate formulas in one variable: put numbers in place of the other letters.")
    if bounds:
        refuse_gaps(f, x, bounds)
    walk = Walk(frozenset(f.atoms(sp.log)))
    raw = walk.follow(manual.integral_steps(f, x), lambda value: value)
    if raw.has(sp.Integral) or sp.simplify(sp.diff(raw, x) - f) != 0:
        raise Unsolvable("I can't integrate that step by step.")
    antiderivative = raw
    tidy = min([sp.expand(raw), sp.factor_terms(raw), sp.simplify(raw)], key=lambda form: (sp.count_ops(form), len(str(form)))) if sp.count_ops(raw) > 3 else raw
    if sp.simplify(sp.diff(tidy, x) - f) == 0 and tex(with_bars(tidy, walk.kept)) != tex(with_bars(raw, walk.kept)) and sp.count_ops(tidy) < sp.count_ops(raw):
        walk.add("Simplify", tidy, f"Tidied up, this is {walk.say(tidy)}")
        antiderivative = tidy
    shown = with_bars(antiderivative, walk.kept)
    if numeric.same_slope(shown, f, x) < 1:
        raise Unsolvable("My result did not pass its own check, or has no real values where I looked, so I don't show it.")
    start = tex(sp.Integral(f, x))
    if bounds is None:
        last = walk.lines[-1]
        walk.lines[-1] = Line(last.rule, last.tex + " + ⟦muted|C⟧", last.say + ". Plus a constant C, since constants vanish when we differentiate")
    opening = f"We look for a function whose derivative is {spoken(f)}"
    steps, scenes = story.derivation(start, walk.lines, f"Integrate {plain_text(f)} step by step", opening=opening)
    if bounds is None:
        scenes = [*scenes, result(f, shown, x)]
        answer, title, understood = antiderivative, f"The integral of {plain_text(f)}", f"Integrate {f} with respect to {x}"
    else:
        more, scene, answer = evaluate(f, shown, x, bounds)
        steps += more
        scenes = [*scenes, scene, area_result(f, answer, x, bounds)]
        title = f"The integral of {plain_text(f)} from {plain_text(bounds[0])} to {plain_text(bounds[1])}"
        understood = f"Integrate {f} from {bounds[0]} to {bounds[1]} with respect to {x}"
    return Solution("definite_integral" if bounds else "integral", understood, title, str(answer), True, steps, [question(f, x, bounds), *scenes])


def question(f: sp.Expr, x: sp.Symbol, bounds: tuple | None) -> Scene:
    scene = Scene("question", "The question", f"Show what the integral of {plain_text(f)} means")
    asked = tex(sp.Integral(f, (x, *bounds)) if bounds else sp.Integral(f, x))
    points = [float(b) for b in bounds or () if b.is_finite and b.is_real]
    view = area_frame(f, x, *points) if len(points) == 2 else frame([f], x, points or None)
    if not view:
        return scene.beat(f"We integrate {spoken(f)}", story.formula(asked)).beat("We look for a function that has this as its derivative")
    scene.split = True
    scene.beat(f"Here is the graph of {spoken(f)}", story.plot(*view), story.curve(source(f, x), "blue", "f"))
    if bounds and len(points) == 2:
        scene.beat(f"The integral from {spoken(bounds[0])} to {spoken(bounds[1])} is the area between the curve and the axis, counted negative below it", story.area(source(f, x), (points[0], points[1])), story.formula(asked))
    else:
        scene.beat("We are looking for its integral: a function that has this one as its slope everywhere", story.formula(asked))
    return scene


def result(f: sp.Expr, answer: sp.Expr, x: sp.Symbol) -> Scene:
    scene = Scene("result", "Result and check", "Differentiate the result: the integrand must come back")
    view = frame([f, answer], x)
    if view:
        scene.split = True
        scene.beat("In blue the function, in yellow its integral, with C equal to zero", story.plot(*view), story.curve(source(f, x), "blue", "f"), story.curve(source(answer, x), "yellow", "F"))
    scene.beat("Let us check. Differentiate the result", story.formula(rf"\frac{{d}}{{dx}}\left({tex(answer)} + C\right)".replace("{dx}", f"{{d{x}}}")))
    scene.beat(f"That gives back {spoken(f)}, just what we integrated", story.step(f"= ⟦blue|{tex(f)}⟧"), story.check("the derivative is back"))
    scene.claim(f"The integral of {plain_text(f)} is {plain_text(answer)} + C"[:900], f"Eq(diff({answer.replace(sp.Abs, lambda u: u)}, {x}), {f})", True)
    return scene


def refuse_gaps(f: sp.Expr, x: sp.Symbol, bounds: tuple) -> None:
    """Raises where the function has a pole or no real values between the bounds: subtraction would give a wrong, finite number."""
    low, high = sorted(bounds)
    if low == high:
        return
    if sp.singularities(f, x, sp.Interval(low, high)) != sp.S.EmptySet:
        raise Unsolvable("The function grows beyond every bound or has a gap between those bounds, and I don't explain improper integrals of that kind: choose other bounds.")
    ends = [float(bound) if bound.is_finite else 40.0 * (1 if bound > 0 else -1) for bound in (low, high)]
    if not numeric.has_real_values(f, x, *ends):
        raise Unsolvable("The function has no real values somewhere between those bounds: choose bounds between which it has.")


def evaluate(f: sp.Expr, antiderivative: sp.Expr, x: sp.Symbol, bounds: tuple) -> tuple[list[story.Step], Scene, sp.Expr]:
    low, high = bounds
    between = sp.Interval(*sorted(bounds))
    if sp.singularities(antiderivative.replace(sp.Abs, lambda u: u), x, between) != sp.S.EmptySet:
        raise Unsolvable("The antiderivative I found jumps between the bounds, so I can't put them in: choose other bounds.")
    at = [sp.limit(antiderivative, x, bound) if not bound.is_finite else antiderivative.subs(x, bound) for bound in bounds]
    answer = sp.simplify(at[1] - at[0])
    if answer.has(sp.AccumBounds, sp.nan, sp.zoo):
        raise Unsolvable("The area keeps swinging to and fro, so this integral has no value: choose finite bounds.")
    if answer.is_infinite:
        raise Unsolvable("The area grows beyond every bound, so this integral has no finite value: choose finite bounds.")
    measured = numeric.integral(f, x, low, high)
    if measured is None or not answer.is_real or abs(sp.N(answer, 20) - measured) > 1e-7 * (1 + abs(measured)):
        raise Unsolvable("My result did not pass its own check, so I don't show it.")
    bracket = rf"\left[{tex(antiderivative)}\right]_{{{tex(low)}}}^{{{tex(high)}}}"
    wrapped = tex(at[0]) if at[0].is_nonnegative and not at[0].is_Add else rf"\left({tex(at[0])}\right)"
    lines = [
        Line("Subtract the values at the bounds", f"= {tex(at[1])} - {wrapped}", f"{at_bound('upper', high, at[1])}. {at_bound('lower', low, at[0])}"),
        Line("Simplify", f"= {mark('yellow', tex(answer))}", f"The difference is {spoken(answer)}"),
    ]
    steps, scenes = story.derivation(bracket, lines, "Put in the bounds", "Put in the bounds", "Now the fundamental theorem: take the antiderivative between the bounds")
    scenes[0].key = "bounds"
    scenes[0].beats += [beat for scene in scenes[1:] for beat in scene.beats[1:]]
    return steps, scenes[0], answer


def at_bound(which: str, bound: sp.Expr, value: sp.Expr) -> str:
    if bound.is_finite:
        return f"At the {which} bound, {spoken(bound)}, it is {spoken(value)}"
    return f"There is no value at {spoken(bound)}, so we take the limit: it goes to {spoken(value)}"


def area_result(f: sp.Expr, answer: sp.Expr, x: sp.Symbol, bounds: tuple) -> Scene:
    scene = Scene("result", "Result and check", "Show the result as an area and check it by adding up thin strips")
    points = [float(b) for b in bounds if b.is_finite]
    view = area_frame(f, x, *points) if len(points) == 2 else None
    if view:
        scene.split = True
        scene.beat("Here is the area once more", story.plot(*view), story.curve(source(f, x), "blue", "f"), story.area(source(f, x), (points[0], points[1]), "yellow"))
    shown = rf"{tex(sp.Integral(f, (x, *bounds)))} = {mark('yellow', tex(answer))}"
    scene.beat(f"The integral is {spoken(answer)}", story.formula(shown))
    approx = f"{float(answer):.4g}"
    scene.beat(f"Adding up thin strips numerically also gives about {approx}", story.check(f"numerically about {approx}"))
    scene.claim(f"The integral of {plain_text(f)} from {plain_text(bounds[0])} to {plain_text(bounds[1])} is {plain_text(answer)}"[:900], f"Eq(integrate({f}, ({x}, {bounds[0]}, {bounds[1]})), {answer})", True)
    return scene
