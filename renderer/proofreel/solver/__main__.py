"""One problem on stdin as JSON {"prompt"}, its solution on stdout; refusals are answers, not errors.

{"formulas", "plots"} asks how formulas are said and plots look, {"claims"} whether claims hold.
"""

import json
import signal
import sys
from dataclasses import asdict

from . import claims, kinds
from .expression import Unreadable
from .problem import Unsupported
from .spoken_tex import plot_all, speak_all
from .story import Unsolvable
from .understand import understand

# Seconds of CPU; the caller has a time limit of its own for what does not react to a signal.
TIME_LIMIT = 20


class TooSlow(Exception):
    pass


def out_of_time(*_: object) -> None:
    raise TooSlow


def answer(request: dict) -> dict:
    if "formulas" in request:
        return {"ok": True, "spoken": speak_all(request["formulas"]), "plots": plot_all(request["plots"])}
    if "claims" in request:
        return {"ok": True, "verdicts": claims.check_all(request["claims"])}
    prompt = request.get("prompt")
    if not isinstance(prompt, str):
        return {"ok": False, "message": kinds.HELP}
    try:
        return {"ok": True, **asdict(kinds.solve(understand(prompt)))}
    except (Unsupported, Unsolvable, Unreadable) as reason:
        return {"ok": False, "message": str(reason)}
    except TooSlow:
        return {"ok": False, "message": "That problem takes too long to solve: try one with smaller numbers or fewer terms."}
    except (NotImplementedError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError, KeyError, IndexError) as reason:
        # SymPy raises all of these on input that it can't work with; the problem is refused, the reason goes to the log.
        print(f"{type(reason).__name__}: {reason}", file=sys.stderr)
        return {"ok": False, "message": f"That problem could not be solved step by step. {kinds.HELP}"}


def main() -> None:
    signal.signal(signal.SIGPROF, out_of_time)
    signal.setitimer(signal.ITIMER_PROF, TIME_LIMIT)
    json.dump(answer(json.load(sys.stdin)), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
