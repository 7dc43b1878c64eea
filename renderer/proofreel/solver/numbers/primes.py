"""Prime factors, primality, divisors, Euler's totient; checked by multiplying back and by trial of every candidate."""

import math
import re

from .. import story
from ..problem import Problem
from ..story import Line, Solution, Unsolvable
from ..telling import Account, assured, tell
from .reading import integers, product_tex, product_text, said_list

KIND = "primes"
HELP = ""
WHOLE = True
MOST = 10**9


def read(text: str, named: str | None) -> Problem | None:
    low = text.lower()
    if re.search(r"\b(?:complex|modul|mod\b|prob|relatively|coprime|common|random|chance|dice|twin)", low):
        return None
    asked = None
    if re.search(r"\bprime[- ](?:factor|decompos)|\bproduct of (?:its |the )?prime|\binto (?:its )?primes?\b|\bfactori[sz]ation of \d|\binteger factori[sz]ation", low) or re.search(r"\bfactor(?:i[sz]e|ing)?\s+(?:the )?(?:whole )?(?:number |integer )?\d[\d,]*$", low):
        asked = "distinct" if re.search(r"\bdistinct prime|\bdifferent prime|\bunique prime", low) else "factors"
    elif re.search(r"\b(?:is|are|check|whether|if|test)\b.*\bprime\b|\bprimality\b|^\d+ (?:a )?prime", low):
        asked = "prime"
    elif re.search(r"\bhow many (?:positive )?(?:divisors|factors)|\bnumber of (?:positive )?(?:divisors|factors)", low):
        asked = "count"
    elif re.search(r"\bsum of (?:all )?(?:the )?(?:positive )?(?:divisors|factors)", low):
        asked = "sum"
    elif re.search(r"\b(?:divisors|factors) of \d|\bfactors? (?:pairs )?of (?:the number )?\d", low) and "prime" not in low:
        asked = "divisors"
    elif re.search(r"\btotient\b|\beuler'?s? phi\b|(?:\\phi|\bphi|φ|\\varphi)\s*\(\s*\d+\s*\)", low):
        asked = "totient"
    if asked is None:
        return None
    values = integers(text)
    if len(values) != 1 or re.search(r"(?<![a-z\\])[b-z]\s*\^|x", low.replace("explain", "").replace("express", "").replace("example", "")):
        return None
    return Problem(KIND, values, given={"asked": asked})


def factorise(value: int) -> dict[int, int]:
    factors: dict[int, int] = {}
    p = 2
    while p * p <= value:
        while value % p == 0:
            factors[p] = factors.get(p, 0) + 1
            value //= p
        p += 1 if p == 2 else 2
    if value > 1:
        factors[value] = factors.get(value, 0) + 1
    return factors


def trial(value: int) -> bool:
    return value > 1 and all(value % d for d in range(2, math.isqrt(value) + 1))


def factor_lines(value: int, factors: dict[int, int]) -> list[Line]:
    lines, rest, done = [], value, {}
    for p, exponent in sorted(factors.items()):
        if rest == p:
            break
        for _ in range(exponent):
            rest //= p
        done[p] = exponent
        if exponent > 1:
            lines.append(Line(f"Take out {p}", rf"{value} = {product_tex(done)}" + (rf" \cdot ⟦yellow|{rest}⟧" if rest > 1 else ""), f"{p} divides it {'twice' if exponent == 2 else f'{exponent} times'}" + (f", and {rest} is left" if rest > 1 else ", and nothing more is left")))
        else:
            lines.append(Line(f"Take out {p}", rf"{value} = {product_tex(done)}" + (rf" \cdot ⟦yellow|{rest}⟧" if rest > 1 else ""), f"{p} divides it once" + (f", and {rest} is left" if rest > 1 else ", and nothing more is left")))
    if rest > 1 and rest != value:
        lines.append(Line("The rest is prime", f"{value} = ⟦green|{product_tex(factors)}⟧", f"{rest} has no smaller divisor, so it is prime itself"))
    return lines


def solve(problem: Problem) -> Solution:
    value, asked = problem.expressions[0], problem.given["asked"]
    if not 1 <= value <= MOST or (asked in ("factors", "distinct") and value < 2):
        raise Unsolvable("Give me a whole number from 2 up to 1,000,000,000." if value < 2 else "I take whole numbers up to 1,000,000,000.")
    factors = factorise(value)
    assured(math.prod(p**e for p, e in factors.items()) == value and all(trial(p) for p in factors))
    return {"factors": factors_told, "distinct": factors_told, "prime": prime_told, "count": divisors_told, "sum": divisors_told, "divisors": divisors_told, "totient": totient_told}[asked](value, factors, asked)


def factors_told(value: int, factors: dict[int, int], asked: str) -> Solution:
    prime = len(factors) == 1 and sum(factors.values()) == 1
    lines = [Line("Already prime", f"{value} = ⟦green|{value}⟧", f"No number between one and {value} divides it, so it is a prime itself")] if prime else factor_lines(value, factors)
    answer = product_text(factors) if asked == "factors" else str(sorted(factors))
    result = f"{value} = ⟦green|{product_tex(factors)}⟧"
    said = f"{value} is a prime number, so it is its own factorisation" if prime else f"The prime factors are {said_list(sorted(factors))}" if len(factors) > 1 else f"The only prime factor is {next(iter(factors))}"
    return tell(Account(
        KIND, f"Prime factorisation of {value}" if asked == "factors" else f"Distinct prime factors of {value}", f"The prime factors of {value}", answer, f"Which primes is {value} made of?", str(value), str(value), lines, said, result,
        f"Multiplied together again, they give {value}", "multiplied back", opening=f"We begin with {value} and try the primes from two on",
        idea=("Every whole number is a product of primes, in one way only", r"n = p_1^{a_1} \cdot p_2^{a_2} \cdots p_k^{a_k}"),
    ))


def prime_told(value: int, factors: dict[int, int], asked: str) -> Solution:
    prime = trial(value)
    assured(prime == (factors == {value: 1}))
    root = math.isqrt(value)
    lines: list[Line] = []
    if value < 4:
        lines = [Line("By definition", f"{value}", "One is not a prime: a prime has exactly two divisors" if value == 1 else f"{value} has exactly two divisors, one and itself")]
    else:
        lines.append(Line("Only up to the root", rf"\sqrt{{{value}}} \approx {math.sqrt(value):.1f}", f"A divisor beyond the root has a partner below it. So it is enough to try the primes up to {root}"))
        candidates = [p for p in range(2, root + 1) if trial(p)]
        smallest = min(factors)
        if prime:
            shown = candidates[:7]
            rests = r",\ ".join(rf"{value} \bmod {p} = {value % p}" for p in shown[:3])
            lines.append(Line("Try the primes", rests + (r",\ \dots" if len(candidates) > 3 else ""), f"Divided by {said_list(shown)}{' and so on' if len(candidates) > 7 else ''}, it always leaves a remainder"))
            lines.append(Line("No divisor", rf"⟦green|{value} \text{{ is prime}}⟧", "None of them divides it"))
        else:
            lines.append(Line("Try the primes", rf"{value} = ⟦yellow|{smallest}⟧ \cdot {value // smallest}", f"{smallest} divides it: {smallest} times {value // smallest} is {value}"))
    rows = [[str(r * 10 + c + 1) for c in range(10)] for r in range(10)]
    picture, aside = [], ""
    if value <= 100:
        picture = [story.grid(rows, [((p - 1) // 10, (p - 1) % 10) for p in range(2, 101) if trial(p)])]
        aside = "Here are the numbers up to a hundred, with the primes marked"
    return tell(Account(
        KIND, f"Is {value} prime?", f"Is {value} a prime number?", str(prime), f"Is {value} among the primes?", str(value), str(value), lines,
        f"{value} is {'' if prime else 'not '}a prime number", rf"⟦green|{value} {'' if prime else '= ' + product_tex(factors)}\text{{{' is prime' if prime else ''}}}⟧", "Every candidate was tried, and the result is the same", "every candidate tried",
        opening=f"This is the number", picture=picture, aside=aside, expression=f"Eq(isprime({value}), {prime})",
    ))


def divisors_told(value: int, factors: dict[int, int], asked: str) -> Solution:
    count = math.prod(e + 1 for e in factors.values())
    if count > 200:
        raise Unsolvable("That number has more than 200 divisors: try a smaller one.")
    divisors = [1]
    for p, e in factors.items():
        divisors = [d * p**k for d in divisors for k in range(e + 1)]
    divisors.sort()
    # Found in pairs, by division.
    small = [d for d in range(1, math.isqrt(value) + 1) if value % d == 0]
    assured(divisors == sorted({*small, *(value // d for d in small)}) and len(divisors) == count)
    lines = [Line("Factor into primes", f"{value} = {product_tex(factors) if factors else '1'}", f"First the prime factors of {value}")]
    exponents = list(factors.values())
    if asked == "divisors":
        shown = r",\ ".join(map(str, divisors[:12])) + (r",\ \dots" if len(divisors) > 12 else "")
        pairs = r",\quad ".join(rf"{d} \cdot {value // d}" for d in small[:4]) + (r",\ \dots" if len(small) > 4 else "")
        lines += [Line("Pairs", pairs, f"Divisors come in pairs, whose product is {value}"), Line("All divisors", f"⟦green|{shown}⟧", f"Altogether there are {count}")]
        answer, result, said = str(divisors), f"⟦green|{shown}⟧", f"{value} has {count} divisors"
    elif asked == "count":
        lines.append(Line("Choices for each prime", " \\cdot ".join(f"({e} + 1)" for e in exponents) + f" = ⟦green|{count}⟧" if exponents else "⟦green|1⟧", "A divisor takes each prime between zero times and as often as it is there. Multiply these choices"))
        answer, result, said = str(count), rf"⟦green|{count}⟧ \text{{ divisors}}", f"{value} has {count} divisors, counting one and itself"
    else:
        sums = r" \cdot ".join("(" + " + ".join(["1", *([str(p)] if e >= 1 else []), *([rf"{p}^{{{k}}}" for k in range(2, e + 1)])]) + ")" for p, e in factors.items()) or "1"
        total = sum(divisors)
        lines += [Line("Sum over each prime", sums, "Multiplied out, this is the sum of every product of powers, so of every divisor"), Line("Multiply", f"= ⟦green|{total}⟧", f"That gives {total}")]
        answer, result, said = str(total), f"⟦green|{total}⟧", f"The divisors of {value} add up to {total}"
    name = {"divisors": "Divisors", "count": "Number of divisors", "sum": "Sum of the divisors"}[asked]
    return tell(Account(
        KIND, f"{name} of {value}", f"{name} of {value}", answer, f"Which numbers divide {value}?", str(value), str(value), lines, said, result, "Found again by dividing by every number up to the root, they are the same", "found again by division",
        opening="This is the number",
    ))


def totient_told(value: int, factors: dict[int, int], asked: str) -> Solution:
    if value > 200_000:
        raise Unsolvable("I take numbers up to 200,000 for the totient.")
    total = math.prod(p ** (e - 1) * (p - 1) for p, e in factors.items())
    assured(total == sum(1 for k in range(1, value + 1) if math.gcd(k, value) == 1))
    parts = r" \left(1 - \frac{1}{%d}\right)"
    lines = [
        Line("Factor into primes", f"{value} = {product_tex(factors) if factors else '1'}", f"First the prime factors of {value}"),
        Line("Leave out multiples", rf"\varphi({value}) = {value}" + "".join(parts % p for p in factors), "For each prime, leave out its share of the numbers"),
        Line("Multiply", rf"\varphi({value}) = ⟦green|{total}⟧", f"That leaves {total}"),
    ]
    return tell(Account(
        KIND, f"Euler's totient of {value}", f"Euler's totient of {value}", str(total), f"How many numbers up to {value} share no divisor with it?", rf"\varphi({value})", rf"\varphi({value})", lines,
        f"The totient is {total}", rf"\varphi({value}) = ⟦green|{total}⟧", "Counted one by one, there are as many", "counted one by one", opening="This is what we look for", expression=f"Eq(totient({value}), {total})",
    ))
