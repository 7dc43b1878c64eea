"""Asks the solver every prompt of the problem set, and counts by kind what is right, wrong and refused.

`npm run bench:problems` writes bench/results/problems.md; with names of files (`-- algebra`) it asks those alone and prints.
"""

import json
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "renderer" / "proofreel")]

from compare import same
from solver.__main__ import TooSlow, answer, out_of_time

# Seconds of CPU for one prompt, as the solver has by itself, and for the comparison.
TIME_LIMIT = 20
RIGHT, WRONG, REFUSED, UNCHECKED = "right", "wrong", "refused", "unchecked"


def entries(names: list[str]) -> Iterator[tuple[str, dict]]:
    for file in sorted(HERE.glob("*.json")):
        if not names or file.stem in names:
            for entry in json.loads(file.read_text()):
                yield file.stem, entry


def judge(entry: dict) -> tuple[str, str]:
    """How the solver did, and what it said."""
    signal.setitimer(signal.ITIMER_PROF, TIME_LIMIT)
    try:
        found = answer({"prompt": entry["prompt"]})
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if not found["ok"]:
        return (RIGHT if entry.get("refuse") else REFUSED), found["message"]
    said = f"{found['understood']}: {found['answer']}"
    if entry.get("refuse"):
        return WRONG, said
    signal.setitimer(signal.ITIMER_PROF, TIME_LIMIT)
    try:
        right = same(found["answer"], entry)
    except (ValueError, TypeError, SyntaxError, AttributeError, ArithmeticError, NotImplementedError, TooSlow) as reason:
        right, said = False, f"{said} ({type(reason).__name__}: {reason})"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return (RIGHT if right and found["checked"] else UNCHECKED if right else WRONG), said


def report(judged: list[tuple[str, dict, str, str]]) -> str:
    total = {outcome: sum(found == outcome for *_, found, _ in judged) for outcome in (RIGHT, WRONG, REFUSED, UNCHECKED)}
    lines = [
        "# The problem set", "",
        f"`npm run bench:problems`: {len(judged)} prompts, {total[RIGHT]} right ({100 * total[RIGHT] / len(judged):.1f} %), {total[WRONG]} wrong, "
        f"{total[REFUSED]} refused that should not be" + (f", {total[UNCHECKED]} right but not checked" if total[UNCHECKED] else "") + ".",
        "A trap, which has no answer or none that could be known, is right when it is refused.", "",
        "| area | kind | prompts | right | wrong | refused |", "|---|---|---|---|---|---|",
    ]
    for area, kind in dict.fromkeys((area, entry["kind"]) for area, entry, *_ in judged):
        found = [outcome for a, entry, outcome, _ in judged if (a, entry["kind"]) == (area, kind)]
        lines.append(f"| {area} | {kind} | {len(found)} | {found.count(RIGHT)} | {found.count(WRONG) or ''} | {found.count(REFUSED) or ''} |")
    missed = [item for item in judged if item[2] != RIGHT]
    if missed:
        lines += ["", "## Not right", "", "| prompt | outcome | what was said |", "|---|---|---|"]
        lines += [f"| {cell(entry['prompt'])} | {outcome} | {cell(said)} |" for _, entry, outcome, said in missed]
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")[:240]


def main() -> None:
    signal.signal(signal.SIGPROF, out_of_time)
    names = sys.argv[1:]
    judged = []
    for area, entry in entries(names):
        outcome, said = judge(entry)
        judged.append((area, entry, outcome, said))
        if outcome != RIGHT:
            print(f"{outcome}: {entry['prompt']}\n    {said[:300]}", flush=True)
    text = report(judged)
    print("\n" + text.split("\n## Not right")[0])
    if not names:
        (ROOT / "bench" / "results" / "problems.md").write_text(text)
    sys.exit(1 if any(outcome == WRONG for *_, outcome, _ in judged) else 0)


if __name__ == "__main__":
    main()
