"""Cards from a deck of 52: one or more are drawn, with or without putting back."""

import re

from ..problem import Problem, Unsupported
from ..story import Solution, Unsolvable
from ..telling import Account, tell
from .draws import Drawing, worked
from .wording import ASKED, TWISTED, about, probability_tex, said, tidied

KIND = "cards"
HELP = ""
WHOLE = True

HELPS = "I draw from a deck of 52 cards: try the probability of drawing two aces without replacement, or of a king or a heart."
SUITS = {"hearts": "red", "diamonds": "red", "clubs": "black", "spades": "black"}
RANKS = ["ace", "2", "3", "4", "5", "6", "7", "8", "9", "10", "jack", "queen", "king"]
DECK = [(rank, suit) for suit in SUITS for rank in RANKS]
RANK = r"aces?|kings?|queens?|jacks?|(?:10|[2-9])(?:'?s)?"
SUIT = r"hearts?|diamonds?|clubs?|spades?"
COLOUR = r"red|black"
FACE = r"face cards?|court cards?|picture cards?|face"
CARD = rf"(?:(?:{COLOUR}) (?:{RANK}|{FACE})|(?:{RANK}) of (?:{SUIT})|(?:{RANK})|(?:{SUIT})|(?:{FACE})|(?:{COLOUR})(?: cards?)?)"


def read(text: str, named: str | None) -> Problem | None:
    low = tidied(text)
    if not re.search(r"\bcards?\b|\bdeck\b|\baces?\b|\bpoker\b|\bdraw\w*\b.*\b(?:kings?|queens?|jacks?|hearts?|spades?|clubs?|diamonds?)\b", low) or not ASKED.search(low):
        return None
    if re.search(r"\bnumbered\b|\blabell?ed\b|\bdice?\b|\bcoin|\bballs?\b", low):
        return None
    if TWISTED.search(low) or re.search(r"\bfull house|\bstraight\b|\bflush\b|\btwo pairs?\b|\b2 pairs?\b|\bthree of a kind|\b3 of a kind|\b4 of a kind|\bjokers?\b|\b(?:32|36|24|54|40)[- ]card", low):
        raise Unsupported(HELPS)
    low = re.sub(r"\b52\b(?:[- ]card)?s?", " ", low)
    count = count_of(low)
    asked = clause(low)
    event = single(asked) if count == 1 else several(asked, count)
    if event is None and count == 1 and (m := re.search(rf"\b([2-5]) ({CARD})", asked)):
        count = int(m[1])
        event = several(asked, count)
    if event is None:
        raise Unsupported(HELPS)
    words, kinds, holds, ordered = event
    stated = bool(re.search(r"\breplac|\bput back|\breturned\b|\bsimultaneous|\bat once\b|\btogether\b|\bhand\b|\bdealt\b", low))
    replaced = bool(re.search(r"\bwith replacement|\breplaced\b|\bput back|\bputting it back|\breturned\b|\bwith replacing", low)) and not re.search(r"\bwithout|\bnot (?:replaced|put|returned)", low)
    return Problem(KIND, [], given={"drawing": Drawing(kinds, count, replaced, words, holds, ordered), "stated": stated or count == 1})


def count_of(low: str) -> int:
    if m := re.search(r"\b(\d+)[- ]card hand|\bhand of (\d+)|\b(\d+) (?:playing )?cards?\b", low):
        return int(next(g for g in m.groups() if g))
    if re.search(r"\bboth\b|\bthen\b|\bfollowed by\b", low):
        return 2
    return 1


def clause(low: str) -> str:
    text = re.sub(r"\b(?:a |the )?(?:standard |ordinary |well[- ]?shuffled |regular |full |shuffled |normal )*(?:deck|pack)(?: of(?: playing)? cards| of playing)?\b", " ", low)
    text = re.sub(r"\b(?:when |if )?(?:you |we |i )?(?:draw|pick|choos|select|deal|dealt|tak)\w*\s+(?:at random |randomly )?(?:\d+|a|one|single) (?:playing )?cards?\b|\b(?:\d+|a|single) (?:playing )?cards? (?:(?:is|are) )?(?:randomly )?(?:drawn|picked|chosen|dealt|selected|taken)\b|\b\d+[- ]card hand\b|\bhand of \d+(?: cards)?\b|\bof cards\b|\bplaying cards\b|\bin \d+ cards\b", " ", text)
    text = re.sub(r"\b(?:what(?:'s| is)?|the|probability|chances?|likelihood|that|it|is|are|of|draw\w*|gett\w*|pick\w*|choos\w*|select\w*|be(?:ing)?|from|at random|with(?:out)? replacement|in|on)\b(?! (?:hearts?|diamonds?|clubs?|spades?)\b)", " ", text)
    return " ".join(text.split()).strip(" ,.?")


def members(words: str) -> set[tuple[str, str]] | None:
    """The cards that a description like "red king" or "ace of spades" means."""
    chosen = set(DECK)
    found = False
    if m := re.search(rf"\b({COLOUR})\b", words):
        chosen &= {card for card in DECK if SUITS[card[1]] == m[1]}
        found = True
    if re.search(rf"\b(?:{FACE})\b", words):
        chosen &= {card for card in DECK if card[0] in ("jack", "queen", "king")}
        found = True
    elif m := re.search(rf"\b({RANK})\b", words):
        rank = m[1].removesuffix("'s").removesuffix("s")
        chosen &= {card for card in DECK if card[0] == rank}
        found = True
    if m := re.search(rf"\b({SUIT})\b", words):
        suit = m[1] if m[1].endswith("s") else m[1] + "s"
        chosen &= {card for card in DECK if card[1] == suit}
        found = True
    return chosen if found else None


def single(asked: str):
    if re.search(r"\bnumber(?:ed)? cards?\b|\beven\b|\bodd\b|\bgreater\b|\bless\b|\bhigher\b|\bat least\b|\bprime\b", asked):
        return None
    no = bool(re.search(r"\bnot\b|\bisn't\b|\bno\b|\bneither\b", asked))
    asked = re.sub(r"\b(?:not|neither|isn't|either|a|an|card|cards)\b", " ", asked)
    pieces = [p for p in re.split(r"\bor\b|\bnor\b|,", asked) if p.strip()]
    chosen: set[tuple[str, str]] = set()
    for piece in pieces:
        halves = [members(half) for half in re.split(r"\band\b", piece)]
        if any(half is None for half in halves):
            return None
        common = set(DECK)
        for half in halves:
            common &= half or set()
        chosen |= common
    if not chosen or re.search(r"\d+\s+(?:aces|kings|queens|jacks|hearts|spades|clubs|diamonds)", asked):
        return None
    words = " or ".join(" ".join(p.split()) for p in pieces)
    size = 52 - len(chosen) if no else len(chosen)
    name = f"not {words}" if no else words
    return f"the card is {name}", {name: size, "other": 52 - size}, lambda s: s[0] == name, False


def several(asked: str, count: int):
    if re.search(r"\bsame suit\b", asked):
        return f"all {count} have the same suit", dict.fromkeys(SUITS, 13), lambda s: len(set(s)) == 1, False
    if count == 2 and re.search(r"\bsame (?:rank|value|number|kind)\b|\ba pair\b|^pair\b", asked):
        return "both have the same rank", dict.fromkeys(RANKS, 4), lambda s: len(set(s)) == 1, False
    if re.search(r"\bdifferent suits?\b", asked) and count <= 4:
        return f"all {count} have different suits", dict.fromkeys(SUITS, 13), lambda s: len(set(s)) == len(s), False
    if re.search(r"\bsame colou?r\b", asked):
        return f"all {count} have the same colour", {"red": 26, "black": 26}, lambda s: len(set(s)) == 1, False
    then = re.split(r"\bthen\b|\bfollowed by\b|\bsecond\b|\b2nd\b", asked)
    if len(then) == 2 and count == 2:
        first, second = members(then[0]), members(then[1])
        if first is None or second is None or first & second and first != second:
            return None
        a, b = label(then[0]), label(then[1])
        if first == second:
            return f"the first and the second are {a}", {a: len(first), "other": 52 - len(first)}, lambda s: s == (a, a), True
        return f"the first is {a} and the second {b}", {a: len(first), b: len(second), "other": 52 - len(first) - len(second)}, lambda s: s == (a, b), True
    found = re.findall(rf"(at least|at most|exactly|precisely|only|no|both|all|more than|fewer than)?\s*(\d+|a|an)?\s*({CARD})(?![\w-])", asked)
    found = [(how, amount, words) for how, amount, words in found if words.strip()]
    if not found or re.search(r"\bor\b|\bfirst\b|\blast\b", asked):
        return None
    if len(found) == 2 and count == 2 and re.search(r"\band\b", asked):
        (_, k, a), (_, m, b) = found
        first, second = members(a), members(b)
        if first is None or second is None or first & second or k not in ("a", "an", "1") or m not in ("a", "an", "1"):
            return None
        a, b = label(a), label(b)
        return f"one is {a} and the other {b}", {a: len(first), b: len(second), "other": 52 - len(first) - len(second)}, lambda s: sorted(s) == sorted((a, b)), False
    if len(found) != 1:
        return None
    how, amount, words = found[0]
    chosen = members(words)
    if chosen is None:
        return None
    name = label(words)
    if how == "" and re.search(r"\bboth\b|\ball\b|\beach\b", asked):
        how = "all"
    if re.search(r"\bno\b|\bnone\b|\bneither\b|\bnot\b", asked):
        how = "no"
    k = 1 if amount in ("a", "an") else int(amount) if amount else None
    kinds = {name: len(chosen), "other": 52 - len(chosen)}
    if how == "no":
        return f"none is {name}", kinds, lambda s: name not in s, False
    if how in ("both", "all") or k == count and how in ("", "exactly"):
        return f"{'both' if count == 2 else 'all'} are {name}", kinds, lambda s: s.count(name) == count, False
    if k is None or how == "" and k == 1:
        return None
    test = {"at least": lambda v: v >= k, "at most": lambda v: v <= k, "more than": lambda v: v > k, "fewer than": lambda v: v < k}.get(how, lambda v: v == k)
    return f"{how or 'exactly'} {k} of the {count} {'is' if k == 1 else 'are'} {name}", kinds, lambda s: test(s.count(name)), False


def label(words: str) -> str:
    found = re.search(CARD, words)
    return " ".join((found.group() if found else words).split())


def solve(problem: Problem) -> Solution:
    d: Drawing = problem.given["drawing"]
    if not 1 <= d.count <= 5 or d.count > 3 and len(d.kinds) > 4:
        raise Unsolvable("I draw up to five cards.")
    value, lines = worked(d)
    way = "" if d.count == 1 else ", with replacement" if d.replaced else ", without replacement"
    cards = "one card" if d.count == 1 else f"{d.count} cards"
    start = r"52\ \text{cards},\quad " + r",\quad ".join(rf"{amount}\ \text{{{kind}}}" for kind, amount in d.kinds.items() if kind != "other" and len(d.kinds) <= 4)
    start = start.rstrip().removesuffix(r",\quad")
    return tell(Account(
        KIND, f"Probability that {d.said}, when {cards} {'is' if d.count == 1 else 'are'} drawn from a deck of 52{way}", f"Drawing {cards} from 52", str(value), f"We draw {cards} from a deck of 52{way}. How likely is it that {d.said}?", start, start, lines,
        f"The probability is {said(value)}, {about(value)}", f"P = {probability_tex(value)}", "Counting the selections, or listing the draws, gives the same", "same by counting", opening="This is the deck",
        aside="" if problem.given["stated"] else "Nothing is said of putting back, so the cards stay outside",
    ))
