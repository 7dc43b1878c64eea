"""Sums, multiples, products, powers and transposes of matrices; checked by multiplying with numbers entry by entry."""

import re

import sympy as sp

from ..problem import Problem, Unsupported
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, green, tell
from .matrices import cells_tex, factor, find_matrices, matrix_tex, written

KIND = "matrix_arithmetic"
HELP = "matrices and vectors"
WHOLE = True

OTHER = re.compile(r"\bdet|eigen|rank|reduce|reduction|echelon|inverse|invert|solve|null|kernel|trace|diagonali[sz]e|vector|dot product|cross product|linear system", re.I)


def named_matrices(text: str) -> tuple[dict[str, sp.Matrix], str, bool]:
    """The matrices by name, the text with the names in their places, and whether the prompt gave names itself."""
    names: dict[str, sp.Matrix] = {}
    rest, at, own = "", 0, False
    spare = iter("MNPQRSTUVW")
    for found in find_matrices(text):
        before = text[at : found.start]
        if m := re.search(r"(?<![A-Za-z])([A-Za-z])\s*(?:=|:=|be|is)\s*$", before):
            name, own = m[1].upper(), True
            rest += before[: m.start()] + " "
        else:
            name = next(letter for letter in spare if letter not in names)
            rest += before + f" {name} "
        names[name] = found.matrix
        at = found.end
    return names, rest + text[at:], own


# What is done to a matrix in words.
DEEDS = {
    "transpose": r"\btranspos", "inverse": r"\binver", "power": r"\bsquared?\b(?! matri)|\bcubed?\b|\bpower\b", "multiple": r"\btwice\b|\bdoubled?\b|\btripled?\b|\bhalf\b|\bnegative\b",
    "product": r"\bmultipl|\bproduct\b|\btimes\b", "sum": r"\badd\b|\bsum\b|\bplus\b", "difference": r"\bsubtract|\bdifference\b|\bminus\b",
}
ONE = "I take the matrix itself there, not a formula with it: work out that formula first, and give me its result as the matrix."


def deeds(text: str) -> set[str]:
    return {name for name, pattern in DEEDS.items() if re.search(pattern, text, re.I)}


def untouched(rest: str, names: dict[str, sp.Matrix], own: str = "") -> None:
    """Raises where the prompt does something to the matrix before the question, like the determinant of 2A; `own` is the topic's deed."""
    letters = "".join(names)
    text = re.sub(r"\b\d+\s*(?:x|by|×)\s*\d+\b", " ", rest)
    if own == "inverse":
        text = re.sub(r"\^\s*[{(]*\s*-\s*1\s*[)}]*|⁻¹", " ", text)
    touched = rf"\d\s*\*?\s*[{letters}](?![a-z])|(?<![A-Za-z])[{letters}](?![A-Za-z])\s*(?:\^|\*|²|³|'|ᵀ|[-+/]\s*[A-Z\d])|[-+*/]\s*[{letters}](?![a-z])"
    if deeds(text) - {own} or re.search(touched, text):
        raise Unsupported(ONE)


def read(text: str, named: str | None) -> Problem | None:
    names, rest, own = named_matrices(text)
    if not names or OTHER.search(rest) or any(m.rows == 0 for m in names.values()):
        return None
    letters = "".join(names)
    low = rest.lower()
    expression = None
    first, second = (list(names) + [None, None])[:2]
    if re.search(r"\btranspose\b", low) and len(names) == 1:
        expression = f"{first}^T"
    elif second and re.search(r"\bsubtract\b.+\bfrom\b", low):
        expression = f"{second} - {first}"
    else:
        expression = operation(rest, letters)
    done = deeds(low)
    if expression is not None and len(names) > 1 and done & {"transpose", "multiple"} and "subtract" not in low or expression is None and (len(done) > 1 or len(names) > 2 and done):
        raise Unsupported("I take one operation at a time there: write it with letters, like A = [[1, 2], [3, 4]], B = [[0, 1], [1, 0]], find A + B^T.")
    if expression is None and second:
        if re.search(r"\b(multipl|product|times)", low):
            expression = f"{first}*{second}"
        elif re.search(r"\b(subtract|difference|minus)\b", low):
            expression = f"{first} - {second}"
        elif re.search(r"\b(add|sum|plus)\b", low):
            expression = f"{first} + {second}"
    if expression is None and re.search(r"\bsquare(?:d)?\b", low) and not second:
        expression = f"{first}^2"
    if expression is None and re.search(r"\bcube(?:d)?\b", low) and not second:
        expression = f"{first}^3"
    if expression is None and not second and (m := re.search(r"\b(\d+)(?:st|nd|rd|th) power\b|\bto the power (?:of )?(\d+)|power of (\d+)", low)):
        expression = f"{first}^{m[1] or m[2] or m[3]}"
    if expression is None:
        return None
    terms = parse_terms(expression, letters)
    return Problem(KIND, list(names.values()), given={"names": names, "terms": terms, "own": own}) if terms else None


def operation(rest: str, letters: str) -> str | None:
    """The longest stretch that is an expression in the names, like 2A - 3B or A^2."""
    text = re.sub(r"\\(?:cdot|times)|[×·⋅]", "*", rest)
    text = re.sub(r"\bdot\b|\btimes\b|\bmultiplied by\b", "*", text)
    text = re.sub(rf"(?<=[{letters}])\s+[xX]\s+(?=[{letters}])", "*", text)
    text = re.sub(r"\bplus\b", "+", text)
    text = re.sub(r"\bminus\b", "-", text)
    text = re.sub(r"\^\s*(?:\{\s*(?:\\top|\\intercal|\\mathrm\{T\}|T|t)\s*\}|\\top|\\intercal|\\mathrm\{T\}|[Tt]\b)|ᵀ", "^T", text).replace("²", "^2").replace("³", "^3")
    text = re.sub(r"\^\s*\{\s*(\d+)\s*\}", r"^\1", text)
    text = re.sub(r"(?<=[A-Z])\s+(?=\^|')", "", text)
    text = re.sub(r"\(\s*([A-Z])\s*\)", r"\1", text)
    factor_of = rf"[{letters}](?![A-Za-z]{{2}})(?:\^(?:\d+|T)|')?"
    term = rf"(?:\d+(?:\.\d+)?(?:/\d+)?\s*\*?\s*)?(?:{factor_of}\s*\*?\s*)*{factor_of}"
    found = [m for m in re.finditer(rf"(?<![A-Za-z])-?\s*{term}(?:\s*[-+]\s*{term})*(?![A-Za-z^(])", text) if re.search(r"[-+*^']|\d|[A-Z]\s*[A-Z]", m.group())]
    best = max(found, key=lambda m: len(m.group()), default=None)
    if re.search(rf"[({{][^(){{}}]*[{letters}](?![a-z])[^(){{}}]*[)}}]", text) or best and (re.search(r"[-+*/^(]\s*$", text[: best.start()]) or re.match(r"\s*[-+*/^)(]", text[best.end():])):
        raise Unsupported("I work out formulas of matrices without brackets, like 2A - 3B or A B^T: work out the bracket first.")
    return best.group().strip() if best else None


def parse_terms(expression: str, letters: str) -> list[tuple[sp.Rational, list[tuple[str, str]]]]:
    """Signed terms: (coefficient, [(name, exponent or "T" or "")])."""
    terms = []
    for sign, body in re.findall(r"([-+]?)\s*([^-+]+)", expression):
        if m := re.match(r"\s*(\d+(?:\.\d+)?(?:/\d+)?)\s*\*?\s*", body):
            amount, body = sp.Rational(m[1]), body[m.end():]
        else:
            amount = sp.Integer(1)
        factors = re.findall(rf"([{letters}])\s*(?:\^(\d+|T)|('))?", body)
        if not factors:
            return []
        terms.append((-amount if sign == "-" else amount, [(name, power or ("T" if dash else "")) for name, power, dash in factors]))
    return terms if any(len(f) > 1 or f[0][1] or c != 1 for c, f in terms) or len(terms) > 1 else []


def times(left: sp.Matrix, right: sp.Matrix) -> list[list[str]]:
    """Each entry of a product as the sum that it is; only where that is short enough to be read."""
    return [
        [" + ".join(rf"{factor(left[i, k])} \cdot {factor(right[k, j])}" for k in range(left.cols)) for j in range(right.cols)]
        for i in range(left.rows)
    ]


def entry_of(left: sp.Matrix, right: sp.Matrix) -> str:
    body = " + ".join(rf"{factor(left[0, k])} \cdot {factor(right[k, 0])}" for k in range(left.cols))
    return rf"⟦blue|\text{{row }} 1⟧ \cdot ⟦yellow|\text{{column }} 1⟧ = {body}"


def shown_product(left: sp.Matrix, right: sp.Matrix, name: str) -> tuple[sp.Matrix, list[Line]]:
    if left.cols != right.rows:
        raise Unsolvable(f"The product {name} does not exist: the first matrix has {left.cols} columns, the second {right.rows} rows, and these numbers must be equal.")
    product = (left * right).applyfunc(sp.expand)
    head = f"{name} = "
    if left.rows * right.cols <= 4 and left.cols <= 3:
        first = Line("Row times column", head + cells_tex(times(left, right)), "Each entry is a row of the first matrix times a column of the second: multiply in pairs and add")
    else:
        first = Line("Row times column", entry_of(left, right), "Each entry is a row of the first matrix times a column of the second. Here is the first entry")
    return product, [first, Line("Work out the entries", head + matrix_tex(product), "Do the same for every row and every column")]


def evaluate(terms: list, names: dict[str, sp.Matrix]) -> tuple[sp.Matrix, list[Line]]:
    lines: list[Line] = []
    values, parts = [], []
    for amount, factors in terms:
        value, label = None, ""
        for name, power in factors:
            piece, piece_label = names[name], name
            if power == "T":
                piece, piece_label = piece.T, f"{name}^{{T}}"
                lines.append(Line("Rows become columns", f"{piece_label} = {matrix_tex(piece)}", f"To transpose, write each row of {name} as a column"))
            elif power and int(power) != 1:
                piece, more = powers(piece, name, int(power))
                piece_label = f"{name}^{{{power}}}"
                lines += more
            if value is None:
                value, label = piece, piece_label
            else:
                label = f"{label} {piece_label}"
                value, more = shown_product(value, piece, label)
                lines += more
        assert value is not None
        if abs(amount) != 1:
            value = abs(amount) * value
            label = f"{sp.latex(abs(amount))} {label}"
            lines.append(Line("Multiply by a number", f"{label} = {matrix_tex(value)}", f"Multiply every entry by {abs(amount)}"))
        values.append(value if amount > 0 else -value)
        parts.append((amount > 0, label, value))
    total = values[0]
    if len(values) > 1 or parts[0][0] is False:
        if len({v.shape for v in values}) != 1:
            raise Unsolvable("Matrices can be added only where they have as many rows and columns as each other: these have not.")
        label = "".join((" + " if plus else " - ") + text for plus, text, _ in parts).removeprefix(" + ")
        for v in values[1:]:
            total = total + v
        if total.rows * total.cols <= 9:
            sums = [[signed([v[i, j] for v in values]) for j in range(total.cols)] for i in range(total.rows)]
            lines.append(Line("Entry by entry", f"{label} = {cells_tex(sums)}", "Matrices are added entry by entry, each with the one in the same place"))
        lines.append(Line("Add up", f"{label} = {matrix_tex(total)}", "Work out each entry"))
    return total.applyfunc(sp.expand), lines


def signed(values: list[sp.Expr]) -> str:
    text = sp.latex(values[0])
    for value in values[1:]:
        text += f" - {sp.latex(-value)}" if value.could_extract_minus_sign() else f" + {sp.latex(value)}"
    return text


def powers(matrix: sp.Matrix, name: str, exponent: int) -> tuple[sp.Matrix, list[Line]]:
    if matrix.rows != matrix.cols:
        raise Unsolvable("Only a square matrix has powers: give it as many rows as columns.")
    if not 0 <= exponent <= 12:
        raise Unsolvable("I explain powers of matrices up to the twelfth.")
    if exponent == 0:
        return sp.eye(matrix.rows), [Line("Power zero", f"{name}^{{0}} = {matrix_tex(sp.eye(matrix.rows))}", "The power zero of a square matrix is the identity")]
    value, label, lines, done = matrix, name, [], 1
    while done < exponent:
        if done * 2 <= exponent:
            done *= 2
            step, factor_name = value, label
        else:
            done += 1
            step, factor_name = matrix, name
        new = f"{name}^{{{done}}}"
        product, more = shown_product(value, step, f"{new} = {label} {factor_name}")
        # The way an entry comes about is shown once.
        lines += more if not lines else [Line(f"Power {done}", f"{new} = {label} {factor_name} = {matrix_tex(product)}", f"Row times column again gives the power {done}")]
        value, label = product, new
    return value, lines


def independent(terms: list, names: dict[str, sp.Matrix]) -> list[list[sp.Expr]]:
    """The value entry by entry with plain lists, powers by repeated multiplication."""
    total: list[list[sp.Expr]] | None = None
    for amount, factors in terms:
        value: list[list[sp.Expr]] | None = None
        for name, power in factors:
            rows = names[name].tolist()
            piece = [list(column) for column in zip(*rows, strict=True)] if power == "T" else rows
            repeat = int(power) if power.isdigit() else 1
            for _ in range(repeat):
                value = piece if value is None else [[sum((a * b for a, b in zip(row, column, strict=True)), sp.Integer(0)) for column in zip(*piece, strict=True)] for row in value]
            if repeat == 0:
                value = sp.eye(len(rows)).tolist() if value is None else value
        assert value is not None
        scaled = [[amount * entry for entry in row] for row in value]
        total = scaled if total is None else [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(total, scaled, strict=True)]
    assert total is not None
    return total


def solve(problem: Problem) -> Solution:
    names, terms = problem.given["names"], problem.given["terms"]
    if any(max(m.shape) > 4 for m in names.values()):
        raise Unsolvable("I explain arithmetic with matrices of up to four rows and columns.")
    value, lines = evaluate(terms, names)
    check = independent(terms, names)
    assured(all(sp.expand(a - b) == 0 for row, other in zip(value.tolist(), check, strict=True) for a, b in zip(row, other, strict=True)))
    label = "".join(
        (" - " if amount < 0 else " + ") + ("" if abs(amount) == 1 else sp.latex(abs(amount)))
        + " ".join(name + (f"^{{{power}}}" if power else "") for name, power in factors)
        for amount, factors in terms
    ).removeprefix(" + ").replace(" - ", "-", 1 if terms[0][0] < 0 else 0)
    plain = re.sub(r"[{}]", "", label)
    used = {name: matrix for name, matrix in names.items() if any(name == n for _, factors in terms for n, _ in factors)}
    given = r" ,\quad ".join(f"{name} = {matrix_tex(matrix)}" for name, matrix in used.items())
    if len(lines) == 1:
        lines.append(Line("Result", green(f"{label} = {matrix_tex(value)}"), "So this is the result"))
    about = ", ".join(f"{name} = {written(matrix)}" for name, matrix in used.items())
    return tell(Account(
        KIND, f"{plain} for {about}", f"Matrices: {plain}", written(value),
        f"What is {spoken_terms(terms)}?", given, given, lines,
        "This is the result", f"{label} = {matrix_tex(value, 'green')}",
        "Computed once more, entry by entry and in another order, it is the same", "same by a second computation",
        opening="These are the matrices",
    ))


def spoken_terms(terms: list) -> str:
    parts = []
    for number, (amount, factors) in enumerate(terms):
        said = " times ".join(name + (" transposed" if power == "T" else " squared" if power == "2" else " cubed" if power == "3" else f" to the power {power}" if power else "") for name, power in factors)
        said = said if abs(amount) == 1 else f"{abs(amount)} times {said}"
        parts.append((" minus " if amount < 0 else " plus " if number else "") + said)
    return "".join(parts).strip()
