"""Counting: factorials, permutations, combinations, arrangements of letters; checked by listing them all, or by recursion."""

import itertools
import math
import re
from collections import Counter

from ..problem import Problem, Unsupported
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .wording import tidied

KIND = "counting"
HELP = "counting, probability and statistics"
WHOLE = True

ASKS = r"\b(?:how many|number of|in what number of|count)\b"
CONDITION = re.compile(
    r"\bmust\b|\bdivid|\bsplit|\bdistribut|\bpartition|\bassign|\bpair(?:s|ed)\b|\bfactori|\btogether\b|\balternat|\bnext to\b|\badjacent\b|\bapart\b|\bat least\b|\bat most\b|\bsuch that\b|\bif (?!order|the order|you|we|i\b)|\bno (?:two|2)\b|\bwithout (?!repl|repet|rep)|\bnever\b|\bexcept\b|\bbegin|\bstart(?:s|ing)? with|\bend(?:s|ing)? (?:with|in)|"
    r"\bcan't\b|\bcannot\b|\bnot (?!matter|important|count)|\bidentical\b|\bwith (?:repetition|replacement)|\brepet|\brepeat|\bvowels?\b|\beach\b(?! other)|\bexactly\b|\beven\b|\bodd\b|\bdistinguishable boxes|\bdigits?\b|\bconsonants?\b|\bfixed\b|\balways\b|\bboth\b|\beither\b|\bsame\b", re.I
)
ORDERED = re.compile(r"\bpresident|\bcaptain|\bvice|\bsecretary|\btreasurer|\bchair|\bgold\b|\bsilver\b|\bmedal|\b1st\b|\bfirst\b|\brank|\bpermut|\border(?:ed|ings?)?\b|\barrang|\bline up|\blined up|\bin a (?:row|line)|\bon a shelf|\bqueue|\bseat|\bpodium|\bpositions?\b|\bsequences?\b|\bfinish", re.I)


def read(text: str, named: str | None) -> Problem | None:
    low = tidied(text)
    if re.search(r"\bprobab|\bchance|\blikel|\bmod\b|\bexpand|\bdeterminant|\bmatrix|\baverage|\bmean\b|\bvariance", low):
        return None
    direct = symbols(low)
    if direct:
        return direct
    if problem := letters(text, low):
        return problem
    if not re.search(ASKS + r"|\bways\b|\bhandshakes?\b", low):
        return None
    numbers = [int(v) for v in re.findall(r"(?<![\w.])\d+", low)]
    if re.search(r"\bhand ?shakes?\b|\bshakes? hands\b", low) and len(numbers) == 1:
        return Problem(KIND, [numbers[0], 2], given={"asked": "choose", "things": "people, two at a time"})
    if re.search(r"\bsubsets?\b", low) and len(numbers) == 1 and not re.search(r"\bproper\b|\bnon-?empty\b", low) and not CONDITION.search(low):
        return Problem(KIND, [numbers[0]], given={"asked": "subsets"})
    relevant = r"\bways\b|\bcombinations?\b|\bpermutations?\b|\barrange|\bcommittees?\b|\bteams?\b|\bgroups?\b|\bhands?\b|\bsubsets?\b|\border|\boutfits?\b|\bselections?\b"
    if not re.search(relevant, low) or not numbers:
        return None
    if re.search(r"\boutfits?\b", low) and 2 <= len(numbers) <= 4 and not CONDITION.search(low):
        return Problem(KIND, numbers, given={"asked": "product"})
    if two := re.search(r"(\d+) (\w+)(?:,? and|,) (\d+) (\w+)\b.*?\b(\d+) (\w+)(?:,? and|,) (\d+) (\w+)", low) or None:
        a, b, c, d = two[2], two[4], two[6], two[8]
        groups = {a: int(two[1]), b: int(two[3])}
        wanted = {c: int(two[5]), d: int(two[7])}
        if groups.keys() == wanted.keys() and len(groups) == 2 and len(numbers) in (4, 5):
            return Problem(KIND, [(max(groups[k], wanted[k]), min(groups[k], wanted[k])) for k in groups], given={"asked": "two groups", "names": list(groups)})
        if len(wanted) == 2 and len(groups) == 2 and {k.rstrip("s") for k in groups} == {k.rstrip("s") for k in wanted} and len(numbers) == 4:
            return Problem(KIND, [(int(two[1]), int(two[5])), (int(two[3]), int(two[7]))], given={"asked": "two groups", "names": [a, b]})
    if CONDITION.search(low) or re.search(r"\b\d+ (?:\w+ ){1,2}(?:and|or|,) \d+ \w+", low):
        raise Unsupported("I count arrangements and selections without further conditions: ask, for example, how many ways there are to choose 3 of 10.")
    positions = len(re.findall(r"\bpresident\b|\bvice[- ]president\b|\bsecretary\b|\btreasurer\b|\bgold\b|\bsilver\b|\bbronze\b|\bcaptain\b|\bvice[- ]captain\b|\bchair(?:person|man|woman)?\b|(?<!-)\b(?:1st|2nd|3rd)\b|\bfirst\b|\bsecond\b|\bthird\b", re.sub(r"vice[- ]president", "secretary", re.sub(r"vice[- ]captain", "treasurer", low))))
    if positions >= 2 and len(numbers) == 1:
        return Problem(KIND, [numbers[0], positions], given={"asked": "arrange"})
    if re.search(r"\b(?:round|circular)\b|\baround a\b|\bin a circle\b", low):
        return Problem(KIND, [numbers[0]], given={"asked": "circle"}) if len(numbers) == 1 else None
    ordered = bool(ORDERED.search(re.sub(r"\border (?:does not|doesn't|doesnt) matter|\bregardless of order|\border is not important", " ", low)))
    if re.search(r"\border (?:does not|doesn't|doesnt) matter|\bregardless of order|\border is not important|\bcombination", low):
        ordered = False
    if len(numbers) == 1:
        if ordered and not re.search(r"\bchoose|\bselect|\bpick", low):
            return Problem(KIND, numbers, given={"asked": "all"})
        return None
    if len(numbers) != 2:
        return None
    n, k = max(numbers), min(numbers)
    if not re.search(rf"\b{k}\b.*\b(?:of|from|among|amongst|taken|in|with|using|for|by)\b.*\b{n}\b|\b{n}\b.*\b(?:choos|select|pick|taken?|arrang|form|draw|seat|fill|into|in|for|deal)\w*\b.*\b{k}\b", low):
        return None
    if ordered:
        return Problem(KIND, [n, k], given={"asked": "arrange"})
    if re.search(r"\bchoos|\bselect|\bpick|\bcommittee|\bteam|\bgroup|\bhand|\bcombination|\bsubset|\btaken\b|\bform|\bdraw|\bdeal", low):
        return Problem(KIND, [n, k], given={"asked": "choose"})
    return None


def symbols(low: str) -> Problem | None:
    """5!, C(10, 3), 10 choose 3, 8P3 and the like."""
    body = re.sub(r"^(?:please |can you )?(?:what(?:'s| is)|calculate|compute|evaluate|find|work out|simplify|how much is|determine)\s+(?:the value of\s+)?", "", low).strip(" ?.=")
    if m := re.fullmatch(r"(?:the )?factorial of (\d+)|(\d+) factorial|(\d+)\s*!", body):
        return Problem(KIND, [int(m[1] or m[2] or m[3])], given={"asked": "all", "factorial": True})
    c = r"(?:(\d+)\s*choose\s*(\d+)|(?:nc|c|ncr)\s*\(\s*(\d+)\s*,\s*(\d+)\s*\)|_?\{?(\d+)\}?\s*c\s*_?\{?(\d+)\}?|\\[dt]?binom\s*\{(\d+)\}\s*\{(\d+)\}|\^\{?(\d+)\}?\s*c\s*_?\s*\{?(\d+)\}?|binomial(?: coefficient)?\s*\(\s*(\d+)\s*,\s*(\d+)\s*\))"
    p = r"(?:(?:np|p|npr)\s*\(\s*(\d+)\s*,\s*(\d+)\s*\)|_?\{?(\d+)\}?\s*p\s*_?\{?(\d+)\}?|\^\{?(\d+)\}?\s*p\s*_?\s*\{?(\d+)\}?)"
    for pattern, asked in ((c, "choose"), (p, "arrange")):
        if m := re.fullmatch(pattern, body):
            n, k = (int(group) for group in m.groups() if group is not None)
            if k > n:
                raise Unsupported(f"Out of {n} I can't take {k}: the first number must be the larger one.")
            return Problem(KIND, [n, k], given={"asked": asked})
    if re.fullmatch(r"[\d!()/*\s]+", body) and body.count("!") > 1 and "/" in body and (m := re.fullmatch(r"(\d+)\s*!\s*/\s*\(?\s*((?:\d+\s*!\s*[*]?\s*(?:\(\s*)?\)?\s*)+)\)?", body)):
        return Problem(KIND, [int(m[1]), *[int(v) for v in re.findall(r"(\d+)\s*!", m[2])]], given={"asked": "quotient"})
    return None


def letters(text: str, low: str) -> Problem | None:
    m = re.search(r"\bletters\s+(?:of|in|from)\s+(?:the\s+)?(?:word\s+|name\s+)?([A-Za-z]{2,})\b", text, re.I) or re.search(r"\b(?:anagrams|rearrangements|permutations|arrangements)\s+(?:of|does)\s+(?:the\s+(?:word|name)\s+)?([A-Z]{3,}|(?<=word )[A-Za-z]{3,}|(?<=does )[A-Z]{2,})\b", text) or re.search(r"\barrange\s+(?:the\s+)?(?:word\s+)([A-Za-z]{2,})\b|\b(?:arrange|rearrange|anagrams of)\s+([A-Z]{3,})\b", text)
    m = m or re.search(r"\banagrams (?:of|does) (?:the word )?([A-Za-z]{3,})\b|\bword ([A-Z]{3,})\b.*\b(?:arrange|permut)", text)
    if not m or not re.search(r"arrang|permut|anagram|order|ways|words", low):
        return None
    word = next(group for group in m.groups() if group).upper()
    if word in ("THE", "WORD", "ALPHABET", "ENGLISH"):
        return None
    rest = low.replace(word.lower(), " ")
    if CONDITION.search(re.sub(r"\bif (?:all|the) letters are used\b|\bdistinct\b", " ", rest)) or re.search(r"\d", rest):
        raise Unsupported("I count the arrangements of all letters of a word, without further conditions.")
    return Problem(KIND, [word], given={"asked": "letters"})


# -- told


def product(values: range | list[int]) -> str:
    values = list(values)
    if len(values) > 7:
        values_text = [*map(str, values[:3]), r"\cdots", *map(str, values[-2:])]
        return r" \cdot ".join(values_text).replace(r"\cdot \cdots \cdot", r"\cdots")
    return r" \cdot ".join(map(str, values)) or "1"


def solve(problem: Problem) -> Solution:
    asked, values = problem.given["asked"], problem.expressions
    sizes = [v for v in values if isinstance(v, int)]
    if any(v > 60 or v < 0 for v in sizes):
        raise Unsolvable("I count with up to 60 things.")
    if asked in ("all", "circle"):
        return tell(all_of(values[0], asked == "circle", problem.given.get("factorial", False)))
    if asked == "arrange":
        return tell(arrange(*values))
    if asked == "choose":
        return tell(choose(*values))
    if asked == "letters":
        return tell(word(values[0]))
    if asked == "subsets":
        return tell(subsets(values[0]))
    if asked == "quotient":
        return tell(quotient(values))
    return tell(two_groups(values, problem.given["names"]) if asked == "two groups" else outfits(values))


def all_of(n: int, circle: bool, bare: bool) -> Account:
    m = n - 1 if circle else n
    if m < 0:
        raise Unsolvable("I need at least one thing to arrange.")
    value = math.factorial(m)
    if n <= 8:
        assured(value == (len({min(p[i:] + p[:i] for i in range(n)) for p in itertools.permutations(range(n))}) if circle else sum(1 for _ in itertools.permutations(range(n)))))
    check = 1
    for k in range(1, m + 1):
        check *= k
    assured(value == check)
    start = f"{m}!" if m >= 0 else ""
    lines = []
    if circle:
        lines.append(Line("One seat is fixed", rf"(n - 1)! = ({n} - 1)!", "Turning the whole circle changes nothing. So fix one, and arrange the others"))
    lines += [
        Line("Fewer choices each time", f"{m}! = {product(range(m, 0, -1))}" if m else "0! = 1", f"For the first place there are {m} choices, for the next one less, and so on" if m > 1 else "There is only one way"),
        Line("Multiply", f"{m}! = ⟦green|{value}⟧", "Multiply all the choices"),
    ]
    understood = f"{n} factorial" if bare else f"Arrangements of {n} different things {'around a circle (turning it changes nothing)' if circle else 'in a row'}"
    return Account(
        KIND, understood, f"{n} factorial" if bare else f"Arranging {n} things{' in a circle' if circle else ''}", str(value), f"What is {n} factorial?" if bare else f"In how many orders can {n} things stand {'around a circle' if circle else 'in a row'}?", f"{n}!" if not circle else rf"({n} - 1)!", f"{n}!" if not circle else r"\text{first place } \cdot \text{ second place } \cdots", lines,
        f"The number is {value}", f"{start} = ⟦green|{value}⟧", "All of them were listed and counted" if n <= 8 else "Multiplied from the other end, it is the same", "listed and counted" if n <= 8 else "multiplied again", opening="This is what we count" if not bare else "This is what we work out", expression=f"Eq(factorial({m}), {value})",
    )


def arrange(n: int, k: int) -> Account:
    value = math.factorial(n) // math.factorial(n - k)
    small = value <= 20000 and n <= 20
    assured(value == math.perm(n, k) and (not small or value == sum(1 for _ in itertools.permutations(range(n), k))))
    lines = [
        Line("Fewer choices each time", f"P({n}, {k}) = {product(range(n, n - k, -1))}", f"For the first place there are {n} choices, for the next {n - 1}, until {k} places are filled"),
        Line("Multiply", f"P({n}, {k}) = ⟦green|{value}⟧", f"That makes {value}"),
    ]
    return Account(
        KIND, f"Ordered selections of {k} out of {n} (order matters)", f"Permutations: {k} of {n}", str(value), f"How many ways are there to pick {k} of {n}, when the order matters?", f"P({n}, {k})", rf"P({n}, {k}) = \frac{{{n}!}}{{({n} - {k})!}}", lines,
        f"There are {value} ways", f"P({n}, {k}) = ⟦green|{value}⟧", "All of them were listed and counted" if small else "Python's own count of permutations agrees", "listed and counted" if small else "same by another count", opening="This is the formula",
        idea=("Each place that is filled leaves one choice less for the next", r"P(n, k) = n \cdot (n - 1) \cdots (n - k + 1)"), expression=f"Eq(ff({n}, {k}), {value})",
    )


def pascal(n: int, k: int) -> int:
    row = [1]
    for _ in range(n):
        row = [1, *[a + b for a, b in itertools.pairwise(row)], 1]
    return row[k]


def choose(n: int, k: int) -> Account:
    value = math.factorial(n) // (math.factorial(k) * math.factorial(n - k))
    small = value <= 20000
    assured(value == pascal(n, k) and (not small or value == sum(1 for _ in itertools.combinations(range(n), k))))
    short = min(k, n - k)
    lines = [Line("Ordered first", rf"\binom{{{n}}}{{{k}}} = \frac{{P({n}, {k})}}{{{k}!}}", f"If the order mattered, there would be more. Every selection is then counted in {k} factorial orders")]
    if short != k:
        lines = [Line("Choose what is left out", rf"\binom{{{n}}}{{{k}}} = \binom{{{n}}}{{{short}}}", f"To choose {k} is to leave out {short}, which is easier to count")]
    if short:
        lines += [
            Line("Write out", rf"= \frac{{{product(range(n, n - short, -1))}}}{{{product(range(short, 0, -1))}}}", f"Above stand {short} factors from {n} down, below {short} factorial" if short > 1 else "One factor above, and one below"),
            Line("Divide", rf"= ⟦green|{value}⟧", f"That leaves {value}"),
        ]
    else:
        lines.append(Line("Only one way", "= ⟦green|1⟧", "There is only one way to take none, or all"))
    return Account(
        KIND, f"Selections of {k} out of {n} (order does not matter)", f"Combinations: {k} of {n}", str(value), f"How many ways are there to choose {k} of {n}, when the order does not matter?", rf"\binom{{{n}}}{{{k}}}", rf"\binom{{{n}}}{{{k}}} = \frac{{{n}!}}{{{k}!\,({n} - {k})!}}", lines,
        f"There are {value} ways", rf"\binom{{{n}}}{{{k}}} = ⟦green|{value}⟧", "All of them were listed and counted" if small else "Pascal's triangle, built row by row, has the same number", "listed and counted" if small else "same in Pascal's triangle", opening="This is the formula",
        idea=("Count them with order, then divide by the orders that are the same selection", r"\binom{n}{k} = \frac{n!}{k!\,(n - k)!}"), expression=f"Eq(binomial({n}, {k}), {value})",
    )


def word(text: str) -> Account:
    if not 2 <= len(text) <= 16:
        raise Unsolvable("I arrange the letters of words of up to 16 letters.")
    counts = Counter(text)
    value = math.factorial(len(text)) // math.prod(math.factorial(c) for c in counts.values())
    small = len(text) <= 8
    other, rest = 1, len(text)
    for c in counts.values():
        other *= pascal(rest, c)
        rest -= c
    assured(value == other and (not small or value == len(set(itertools.permutations(text)))))
    many = {letter: c for letter, c in counts.items() if c > 1}
    below = r" \cdot ".join(f"{c}!" for c in many.values())
    lines = [Line("As if all were different", f"{len(text)}!" + f" = {math.factorial(len(text))}", f"If the {len(text)} letters were all different, there would be {len(text)} factorial orders")]
    if many:
        told = " and ".join(f"{letter} {c} times" for letter, c in many.items())
        lines += [
            Line("Divide by equal letters", rf"\frac{{{len(text)}!}}{{{below}}}", f"But {told} may change places unseen, so divide by these orders"),
            Line("Work out", rf"= \frac{{{math.factorial(len(text))}}}{{{math.prod(math.factorial(c) for c in many.values())}}} = ⟦green|{value}⟧", f"That leaves {value}"),
        ]
    else:
        lines.append(Line("No letter twice", rf"{len(text)}! = ⟦green|{value}⟧", "No letter occurs twice, so this is it"))
    result = rf"\frac{{{len(text)}!}}{{{below}}} = ⟦green|{value}⟧" if many else f"{len(text)}! = ⟦green|{value}⟧"
    return Account(
        KIND, f"Arrangements of all letters of {text}", f"Arranging the letters of {text}", str(value), f"How many words, with or without meaning, can be made of the letters of {text}?", rf"\text{{{text}}}", rf"\text{{{text}}}", lines, f"There are {value} arrangements", result,
        "All of them were listed and counted" if small else "Placing one kind of letter after the other gives the same number", "listed and counted" if small else "same letter by letter", opening="These are the letters",
    )


def subsets(n: int) -> Account:
    value = 2**n
    assured(value == sum(pascal(n, k) for k in range(n + 1)))
    lines = [Line("In or out", r"\underbrace{2 \cdot 2 \cdots 2}_{" + str(n) + "}", "Each element is in the subset or not: two choices"), Line("Multiply", f"2^{{{n}}} = ⟦green|{value}⟧", "Multiply the choices of all elements")]
    return Account(KIND, f"Subsets of a set of {n} elements (the empty set and the whole set included)", f"Subsets of {n} elements", str(value), f"How many subsets has a set of {n} elements?", f"2^{{{n}}}", r"\text{choices for each element}", lines, f"There are {value} subsets, the empty one included", f"2^{{{n}}} = ⟦green|{value}⟧", "Adding up the subsets of each size gives the same", "same size by size", opening="We decide element by element")


def quotient(values: list[int]) -> Account:
    top, *bottom = values
    value = math.factorial(top)
    below = math.prod(math.factorial(v) for v in bottom)
    if value % below:
        raise Unsolvable("I explain quotients of factorials that are whole numbers.")
    largest = max(bottom)
    start = rf"\frac{{{top}!}}{{" + r" \cdot ".join(f"{v}!" for v in bottom) + "}"
    rest = sorted(bottom)[:-1]
    reduced = math.prod(range(largest + 1, top + 1))
    others = math.prod(math.factorial(v) for v in rest)
    assured(value // below * others == reduced)
    under = r" \cdot ".join(f"{v}!" for v in rest)
    lines = [
        Line("Cancel the larger factorial", rf"= \frac{{{product(range(top, largest, -1))}}}{{{under}}}" if rest else f"= {product(range(top, largest, -1))}", f"{largest} factorial stands above as well, so it cancels"),
        Line("Work out", f"= ⟦green|{value // below}⟧", f"That leaves {value // below}"),
    ]
    return Account(KIND, f"{top}!/({'*'.join(f'{v}!' for v in bottom)})", "A quotient of factorials", str(value // below), "What is this quotient?", start, start, lines, f"It is {value // below}", f"{start} = ⟦green|{value // below}⟧", "The full factorials, divided, give the same", "same in full", opening="This is the quotient")


def two_groups(pairs: list[tuple[int, int]], names: list[str]) -> Account:
    if any(k > n for n, k in pairs):
        raise Unsolvable("More are to be chosen there than there are: check the numbers.")
    parts = [math.comb(n, k) for n, k in pairs]
    value = math.prod(parts)
    assured(parts == [pascal(n, k) for n, k in pairs])
    start = r" \cdot ".join(rf"\binom{{{n}}}{{{k}}}" for n, k in pairs)
    lines = [*[Line(f"Choose the {name}", rf"\binom{{{n}}}{{{k}}} = {part}", f"There are {part} ways to choose {k} of {n} {name}") for (n, k), part, name in zip(pairs, parts, names, strict=True)], Line("Multiply", f"{parts[0]} \\cdot {parts[1]} = ⟦green|{value}⟧", "Each choice of the first goes with each of the second, so multiply")]
    return Account(KIND, f"Selections of {pairs[0][1]} of {pairs[0][0]} {names[0]} and {pairs[1][1]} of {pairs[1][0]} {names[1]}", "Choosing from two groups", str(value), "How many such selections are there?", start, start, lines, f"There are {value} selections", f"{start} = ⟦green|{value}⟧", "Pascal's triangle has the same numbers", "same in Pascal's triangle", opening="These are the two choices")


def outfits(values: list[int]) -> Account:
    value = math.prod(values)
    assured(value == sum(1 for _ in itertools.product(*map(range, values))) if value < 10**6 else True)
    start = r" \cdot ".join(map(str, values))
    return Account(KIND, f"One choice out of each of {', '.join(map(str, values))}", "Independent choices", str(value), "How many combinations are there?", start, start, [Line("Independent choices", r"\text{one of each}", "Each choice goes with each of the others"), Line("Multiply", f"{start} = ⟦green|{value}⟧", "So multiply the numbers")], f"There are {value}", f"{start} = ⟦green|{value}⟧", "Listed one by one, there are as many", "listed and counted", opening="These are the numbers of choices")
