"""How formulas are read, printed and said."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "proofreel"
sys.path.insert(0, str(PACKAGE))

from solver.expression import Unreadable, parse
from solver.notation import tex, unmarked
from solver.speech import spoken
from solver.spoken_tex import plot, speak

SAID = [
    ("x^2*sin(x)", "x squared times the sine of x"),
    ("-x^2", "minus x squared"),
    ("(x+1)/(x-2)", "x plus one, all over x minus two"),
    ("sin(x)^2", "the square of the sine of x"),
    ("sin(x^2)", "the sine of x squared"),
    ("2x e^x", "two x times e to the x"),
    ("sqrt(x)", "the square root of x"),
    ("x^10", "x to the tenth"),
    ("1/x", "one over x"),
    ("x^3 - 4x + 1", "x cubed minus four x plus one"),
    ("1/2", "one half"),
    ("ln x", "the natural log of x"),
]


@pytest.mark.parametrize(("formula", "words"), SAID)
def test_formulas_are_said_as_people_say_them(formula, words):
    assert spoken(parse(formula)) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x²", "x^2"), ("2x", "2*x"), ("xsin(x)", "x*sin(x)"), (r"\frac{1}{x}", "1/x"), ("sin 2x", "sin(2*x)"), ("e^x", "exp(x)"),
        (r"\sqrt{x+1}", "sqrt(x+1)"), ("|x|", "abs(x)"), ("x**2", "x^2"), (r"\left(x+1\right)^{2}", "(x+1)^2"), ("2π", "2*pi"), (r"x \cdot y", "x*y"),
    ],
)
def test_the_same_formula_in_another_writing(one, other):
    assert parse(one) == parse(other)


@pytest.mark.parametrize("bad", ["", "x+", "(x", "x)", "__import__('os')", "9^9^9^9", "x;y", "1/0", "x!", "a.b", "123456789012345", "word", "(" * 60 + "x" + ")" * 60])
def test_what_is_no_formula_is_refused(bad):
    with pytest.raises(Unreadable):
        parse(bad)


def test_colour_marks_can_be_taken_out_again():
    e = parse("x^2 sin(x)")
    marked = tex(e, {parse("x^2"): "blue"})
    assert "⟦blue|" in marked
    assert unmarked(marked) == tex(e)


def test_formulas_of_lessons():
    assert speak("y = x^2") == "y equals x squared"
    assert speak("f'(x) = 2x") == "f prime of x equals two x"
    assert speak(r"x \leq 3") == "x is at most three"
    assert speak(r"\sum_{k} a_k") is None


def test_plots_of_lessons():
    drawn = plot("x^2, 2x from -3 to 3")
    assert drawn["x"] == (-3.0, 3.0)
    assert [curve["f"] for curve in drawn["curves"]] == ["x**2", "2*x"]
    assert plot("nonsense here") is None
    assert plot("x*y") is None


def ask(request: object) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "solver"], input=json.dumps(request), capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
    )
    return json.loads(done.stdout)


def test_the_program_answers_and_refuses_in_json():
    assert ask({"prompt": "Solve 2x + 3 = 11"})["answer"] == "4"
    refusal = ask({"prompt": "Write an ode to the moon"})
    assert refusal["ok"] is False
    assert "derivatives" in refusal["message"]
    assert ask({"formulas": ["x^2"], "plots": ["sin(x)"]})["spoken"] == ["x squared"]
