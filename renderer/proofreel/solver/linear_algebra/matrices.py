"""Matrices and vectors in prompts, in the ways in which people type them; and their TeX."""

import re
from dataclasses import dataclass

import sympy as sp

from ..expression import parse
from ..notation import mark, tex
from ..problem import Unsupported

MOST = 6
LATEX = re.compile(r"\\begin\{([pbvBV]?(?:small)?matrix|array)\}(?:\{[lcr|]*\})?(.+?)\\end\{\1\}", re.S)
ROWS = re.compile(r"\b(?:with|having)?\s*(?:the )?rows\s+((?:[\[(][^\[\]()]+[\])](?:\s*,?\s*(?:and)?\s*))+)", re.I)
LETTERED = re.compile(r"(?<![\w.])[-+]?\s*(?:\d+(?:\.\d+)?|\d+/\d+|sqrt\(\d+\))?\s*\*?\s*(?:\\(?:hat|vec|mathbf|bold)\s*\{?\s*)?(?:\\[ij]math|[ijk])\b\}?", re.I)


@dataclass
class Found:
    start: int
    end: int
    matrix: sp.Matrix


def cells(row: str) -> list[str]:
    """The entries of a row, divided at commas outside brackets, or at spaces where there is no comma."""
    if "&" in row:
        return row.split("&")
    return [cell for cell in re.split(r",(?![^(]*\))" if "," in row else r"\s+", row.strip(" ,")) if cell.strip()]


def of_rows(rows: list[list[str]]) -> sp.Matrix:
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        raise Unsupported("The rows of the matrix have different lengths: write it like [[1, 2], [3, 4]].")
    if len(rows) > MOST or len(rows[0]) > MOST:
        raise Unsupported(f"I explain matrices of up to {MOST} rows and columns.")
    return sp.Matrix([[parse(cell) for cell in row] for row in rows])


def closing(text: str, at: int) -> int:
    """Where the bracket at `at` is closed; -1 where it is not."""
    pairs = {"[": "]", "(": ")", "{": "}"}
    waiting = []
    for position in range(at, len(text)):
        if text[position] in pairs:
            waiting.append(pairs[text[position]])
        elif text[position] in "])}":
            if not waiting or waiting.pop() != text[position]:
                return -1
            if not waiting:
                return position
    return -1


def find_matrices(text: str) -> list[Found]:
    """Matrices in order: LaTeX, [[1, 2], [3, 4]], ((1, 2), (3, 4)), {{1, 2}, {3, 4}}, [1 2; 3 4], rows (1, 2) and (3, 4)."""
    found = [
        Found(m.start(), m.end(), of_rows([cells(re.sub(r"\\hline", "", row)) for row in re.split(r"\\\\(?:\[[^\]]*\])?", m[2]) if row.strip()]))
        for m in LATEX.finditer(text)
    ]
    if not found and (m := ROWS.search(text)):
        rows = re.findall(r"[\[(]([^\[\]()]+)[\])]", m[1])
        if len(rows) > 1:
            return [Found(m.start(), m.end(), of_rows([cells(row) for row in rows]))]
    at = 0
    while at < len(text):
        if any(f.start <= at < f.end for f in found) or text[at] not in "[({":
            at += 1
            continue
        end = closing(text, at)
        inner = text[at + 1 : end].strip() if end > 0 else ""
        rows = None
        if inner and inner[0] == text[at] and inner[-1] == text[end]:
            rows = rows_within(inner, text[at])
        elif ";" in inner and not re.search(r"[a-z]{3}|[=\[\]]", inner):
            rows = [cells(row) for row in inner.split(";") if row.strip()]
        if rows:
            found.append(Found(at, end + 1, of_rows(rows)))
            at = end
        at += 1
    return sorted(found, key=lambda f: f.start)


def rows_within(inner: str, opening: str) -> list[list[str]] | None:
    rows, at = [], 0
    while at < len(inner):
        if inner[at] != opening:
            if inner[at] not in " ,;\n":
                return None
            at += 1
            continue
        end = closing(inner, at)
        if end < 0:
            return None
        rows.append(cells(inner[at + 1 : end]))
        at = end + 1
    return rows if rows and all(rows) else None


def find_vectors(text: str) -> list[Found]:
    """Vectors in order: (1, 2), <1, 2>, [1, 2], 〈1, 2〉, LaTeX columns, 2i + 3j - k; as columns."""
    found = []
    for f in find_matrices(text):
        if 1 in f.matrix.shape:
            found.append(Found(f.start, f.end, sp.Matrix(list(f.matrix))))
    text = text.replace("⟨", "<").replace("⟩", ">").replace("〈", "<").replace("〉", ">")
    text = re.sub(r"\\langle", "      <", text)
    text = re.sub(r"\\rangle", "      >", text)
    for m in re.finditer(r"<([^<>]+)>|[(\[]([^()\[\]]*,[^()\[\]]*)[)\]]", text):
        inner = m[1] or m[2]
        if not any(f.start < m.end() and m.start() < f.end for f in found) and not re.search(r"[a-z]{3}|=", re.sub(r"sqrt|frac|\\pi|pi", "", inner)):
            found.append(Found(m.start(), m.end(), sp.Matrix([parse(cell) for cell in cells(inner)])))
    return sorted(found or lettered(text), key=lambda f: f.start)


def lettered(text: str) -> list[Found]:
    """Vectors written with the unit vectors i, j, k."""
    runs: list[list[re.Match]] = []
    for m in LETTERED.finditer(text):
        if runs and not text[runs[-1][-1].end() : m.start()].strip() and m.group().strip()[0] in "+-":
            runs[-1].append(m)
        else:
            runs.append([m])
    runs = [run for run in runs if len(run) > 1]
    if not runs:
        return []
    entries = []
    for run in runs:
        values = {"i": sp.Integer(0), "j": sp.Integer(0), "k": sp.Integer(0)}
        for m in run:
            term = re.sub(r"\\(?:hat|vec|mathbf|bold)|[{}\s*]|math|\\", "", m.group())
            amount = term[:-1]
            values[term[-1].lower()] += parse(amount + "1" if amount in ("", "+", "-") else amount.removeprefix("+"))
        entries.append((run[0].start(), run[-1].end(), values))
    space = any(values["k"] != 0 for _, _, values in entries) or re.search(r"\bk\b", text)
    return [Found(start, end, sp.Matrix([v["i"], v["j"], *([v["k"]] if space else [])])) for start, end, v in entries]


# -- TeX


def matrix_tex(matrix: sp.Matrix, role: str | None = None) -> str:
    rows = r" \\ ".join(" & ".join(tex(entry) for entry in matrix.row(i)) for i in range(matrix.rows))
    body = rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"
    return mark(role, body) if role else body


def cells_tex(rows: list[list[str]]) -> str:
    body = r" \\ ".join(" & ".join(row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def factor(value: sp.Expr) -> str:
    """An entry as a factor: in brackets where it has a sign or is a sum."""
    return rf"\left({tex(value)}\right)" if value.could_extract_minus_sign() or value.is_Add else tex(value)


def written(matrix: sp.Matrix) -> str:
    return f"Matrix({matrix.tolist()})"


def numeric_only(matrix: sp.Matrix) -> bool:
    return all(entry.is_number and entry.is_real for entry in matrix)


def short(matrix: sp.Matrix) -> str:
    """For titles: 2×3 matrix."""
    return f"{matrix.rows}×{matrix.cols} matrix"
