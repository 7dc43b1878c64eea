"""Balls of several colours in a bag: one or more are drawn, with or without putting back."""

import re

from ..problem import Problem, Unsupported
from ..story import Solution, Unsolvable
from ..telling import Account, tell
from .draws import Drawing, worked
from .wording import ASKED, TWISTED, about, probability_tex, said, tidied

KIND = "balls"
HELP = ""
WHOLE = True

COLOURS = "red|blue|green|white|black|yellow|orange|purple|pink|brown|gray|grey|gold|silver|violet"
HELPS = "I draw from a bag whose contents are named: try a bag with 3 red and 5 blue balls, two drawn without replacement, both red."


def read(text: str, named: str | None) -> Problem | None:
    low = tidied(text)
    contents = {}
    for amount, colour in re.findall(rf"\b(\d+) (?:identical |small |large )?({COLOURS})\b", low):
        contents.setdefault(colour, int(amount))
    if not re.search(r"\b(?:bag|box|urn|jar|drawer|container|basket|bowl|hat)\b|\bmarbles?\b|\bballs?\b", low) or not ASKED.search(low) or len(contents) < 2:
        return None
    if TWISTED.search(low) or re.search(r"\b(?:2 (?:bags|urns|boxes|jars)|another (?:bag|urn|box)|urn a\b|bag a\b|box a\b|second (?:bag|urn|box))\b", low):
        raise Unsupported(HELPS)
    # The contents come first, then what is drawn.
    ends = [m.end() for colour, amount in contents.items() for m in [re.search(rf"\b{amount} (?:identical |small |large )?{colour}\b", low)] if m]
    asked = low[max(ends):]
    before = re.search(r"\b(?:probability|chance|likely|likelihood)\b(.*?)\bfrom an? \b", low[: max(ends)])
    if before and not re.search(r"probab|chance|likel", asked):
        asked = before[1] + " " + re.sub(r".*", "", "") + asked
    count = count_of(asked)
    replaced = bool(re.search(r"\bwith replacement|\bwith(?:out)? replacing\b|\breplaced\b|\bput back\b|\bputting (?:it|them) back|\breturned\b", asked)) and not re.search(r"\bwithout repla|\bnot replaced|\bnot put back|\bwithout putting|\bnot returned|\bwithout return", asked)
    stated = replaced or bool(re.search(r"\bwithout\b|\bnot (?:replaced|put|returned)|\bat the same time|\bsimultaneous|\bat once|\btogether\b", asked))
    event = event_of(asked, count, list(contents))
    if event is None:
        raise Unsupported(HELPS)
    words, holds, ordered = event
    return Problem(KIND, [], given={"drawing": Drawing(contents, count, replaced, words, holds, ordered), "stated": stated or count == 1})


def count_of(asked: str) -> int:
    thing = r"(?:balls?|marbles?|socks?|beads?|candies|candy|chips?|of them|times|counters?|discs?|pens?|tokens?|sweets?|are|cubes?|in succession|without|with|at random)"
    if m := re.search(rf"\b(?:draw|pick|choose|select|take|remov|grab|pull)\w*\s+(?:out )?(?:at random |randomly )?(\d+)\b(?:\s+{thing})?", asked):
        return 2 if m[1] == "1" and re.search(r"\bthen\b|\banother\b|\bsecond\b|\b2nd\b", asked) else int(m[1])
    if m := re.search(rf"\b(\d+)\s+(?:\w+ )?{thing}\s+(?:are |is )?(?:\w+ )?(?:drawn|picked|chosen|selected|taken|removed|pulled)", asked):
        return int(m[1])
    if re.search(r"\b(\d+) (?:are|balls|marbles)\b", asked) and (m := re.search(r"\b(\d+) (?:are|balls|marbles)\b", asked)):
        return int(m[1])
    if m := re.search(r"\bin (\d+) draws\b|\b(\d+) draws\b|\bdraw\w* (\d+) times\b|\b(\d+) times\b", asked):
        return int(next(g for g in m.groups() if g))
    if re.search(r"\bboth\b|\bthen\b|\banother\b|\bsecond\b|\b2nd\b|\bfollowed by\b|\b2 in a row\b", asked):
        return 2
    return 1


def event_of(asked: str, count: int, colours: list[str]):
    c = "|".join(colours)
    question = re.sub(r".*?\b(?:probability|chances?|likelihood|likely)\b", "", asked, count=1) if re.search(r"\bprobab|\bchance|\blikel", asked) else asked
    question = re.sub(r"\b(?:draw|pick|choos|select|tak|remov|grab|pull|gett)\w*\b", " ", question)
    named = re.findall(rf"\b({c})\b", question)
    every = re.findall(rf"\b({COLOURS})\b", question)
    if set(every) - set(colours):
        return None
    if count == 1:
        if not named or re.search(r"\b(?:at least|at most|exactly|more than|fewer than|both|all|none|each|same|different)\b|\b[2-9]\b", question):
            return None
        chosen = set(named)
        if re.search(r"\bnot\b|\bisn't\b|\bneither\b|\bother than\b", question):
            return f"it is not {' or '.join(sorted(chosen))}", lambda s: s[0] not in chosen, False
        if len(named) > 1 and not re.search(r"\bor\b|\beither\b", question):
            return None
        return f"it is {' or '.join(dict.fromkeys(named))}", lambda s: s[0] in chosen, False
    if re.search(r"\bsame colou?r\b|\bmatch", question) and not re.search(r"\bnot\b", question):
        return f"all {count} have the same colour", lambda s: len(set(s)) == 1, False
    if re.search(r"\bdifferent colou?rs?\b|\bnot (?:of )?the same colou?r|\bdistinct colou?rs", question):
        return (f"the {count} have different colours", lambda s: len(set(s)) == len(s), False) if count == 2 or re.search(r"\ball\b", question) else None
    if re.search(r"\b(?:1|one|a|an) of each\b|\beach colou?r\b", question) and count == len(colours):
        return "there is one of each colour", lambda s: len(set(s)) == len(s), False
    if (m := re.search(rf"\b(?:first|1st)\b.*?\b({c})\b.*?\b(?:second|2nd|then|next)\b.*?\b({c})\b", question) or re.search(rf"\b({c})\b[^.]*?\b(?:then|followed by)\b[^.]*?\b({c})\b", question)) and count in (1, 2):
        return f"the first is {m[1]} and the second {m[2]}", lambda s: s == (m[1], m[2]), True
    if re.search(r"\bfirst\b|\bsecond\b|\bthen\b|\blast\b", question):
        return None
    if m := re.search(rf"\b(at least|at most|exactly|precisely|only|more than|fewer than|less than)\s+(a|an|\d+)\s+(?:is |are |of them (?:is|are) |(?:ball|marble)s? (?:is|are) )?({c})\b", question):
        if len(set(named)) > 1:
            return None
        k = 1 if m[2] in ("a", "an") else int(m[2])
        test = {"at least": lambda v: v >= k, "at most": lambda v: v <= k, "more than": lambda v: v > k, "fewer than": lambda v: v < k, "less than": lambda v: v < k}.get(m[1], lambda v: v == k)
        return f"{m[1]} {k} of the {count} {'is' if k == 1 else 'are'} {m[3]}", lambda s: test(s.count(m[3])), False
    if m := re.search(rf"\b(?:no|none|neither|not any|0)\b[^.]*?\b({c})\b", question):
        return f"none is {m[1]}", lambda s: m[1] not in s, False
    wanted = {colour: int(amount) if amount.isdigit() else 1 for amount, colour in re.findall(rf"\b(\d+|a|an)\s+(?:is |are |ball )?({c})\b", question)}
    if len(wanted) > 1 and sum(wanted.values()) == count:
        return " and ".join(f"{k} {colour}" for colour, k in wanted.items()) + " are drawn", lambda s: all(s.count(colour) == k for colour, k in wanted.items()), False
    if len(set(named)) == 1 and (re.search(r"\b(?:both|all|every|each)\b", question) or wanted.get(named[0]) == count):
        return f"{'both' if count == 2 else 'all'} are {named[0]}", lambda s: set(s) == {named[0]}, False
    if len(wanted) == 1 and len(set(named)) == 1:
        (colour, k), = wanted.items()
        if k < count and re.search(r"\d", question):
            return f"exactly {k} of the {count} {'is' if k == 1 else 'are'} {colour}", lambda s: s.count(colour) == k, False
    return None


def solve(problem: Problem) -> Solution:
    d: Drawing = problem.given["drawing"]
    if not 1 <= d.count <= 5 or d.total > 500 or len(d.kinds) > 5:
        raise Unsolvable("I draw up to five times, out of at most five colours.")
    if not d.replaced and d.count > d.total:
        raise Unsolvable("More are drawn there than there are: check the numbers.")
    value, lines = worked(d)
    contents = " and ".join(f"{amount} {kind}" for kind, amount in d.kinds.items())
    way = "" if d.count == 1 else ", with replacement" if d.replaced else ", without replacement"
    start = r",\quad ".join(rf"{amount}\ \text{{{kind}}}" for kind, amount in d.kinds.items())
    return tell(Account(
        KIND, f"Probability that {d.said}, when {d.count} {'is' if d.count == 1 else 'are'} drawn from {contents}{way}", f"Drawing from {contents}", str(value), f"There are {contents}. We draw {d.count}{way}. How likely is it that {d.said}?", start, start, lines,
        f"The probability is {said(value)}, {about(value)}", f"P = {probability_tex(value)}", "Listing the draws, or counting the selections, gives the same", "same by counting", opening="This is what there is",
        aside="" if problem.given["stated"] else "Nothing is said of putting back, so what is drawn stays outside",
    ))
