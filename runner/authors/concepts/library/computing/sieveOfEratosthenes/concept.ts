import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

function primesUpTo(limit: number): number[] {
  const primes: number[] = [];
  for (let n = 2; n <= limit; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

const root = (limit: number): number => Math.floor(Math.sqrt(limit));
const listed = (values: readonly number[]): string =>
  values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} and ${values.at(-1)}`;
/** The primes whose multiples are struck out. */
const strikers = (limit: number): number[] => primesUpTo(root(limit));
const nextPrime = (limit: number): number => primesUpTo(20).find((prime) => prime > root(limit)) ?? 23;

export const sieveOfEratosthenes = concept({
  key: "sieve-of-eratosthenes",
  title: ({ limit }) => `Primes up to ${limit}: the sieve of Eratosthenes`,
  name: "Primes: the sieve of Eratosthenes",
  names: [
    "sieve of Eratosthenes",
    "prime sieve",
    "prime numbers",
    "finding primes",
    "what is a prime number",
    "primes",
  ],
  folder: import.meta.dirname,
  parameters: {
    limit: number({
      fallback: 50,
      least: 30,
      most: 100,
      whole: true,
      said: ["up to", "below", "until", "under", "to", "limit", "n"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "Rows and rectangles",
      goal: "A prime number of dots makes no rectangle, only a row.",
      narration: () =>
        `[[twelve]] Twelve dots can be laid as a rectangle: three rows of four. [[seven]] Seven dots can't: whatever we try, they only make a single row. [[name]] A number like seven is called a prime: nothing but one and itself
         divides it. [[ask]] How do we find all of them, up to some limit?`,
    },
    {
      key: "two",
      title: "Strike out the multiples of 2",
      goal: "Two is prime; what it divides is not.",
      narration: ({ limit }) =>
        `[[grid]] Write down all numbers from 2 to ${limit}. [[two]] The first one, 2, is a prime. [[strike]] Every second number after it is divided by 2, so it is no prime: strike it out. [[half]] Half of all numbers are gone, without a single division.`,
    },
    {
      key: "more",
      title: "The next that is left",
      goal: "Each next number that is left is a prime, and strikes out its multiples.",
      narration: ({ limit }) => {
        const rest = strikers(limit).slice(1);
        const told = rest.slice(1).map((prime) => `[[p${prime}]] Then ${prime}.`);
        return `Go to the next number that is left: 3. [[p3]] Nothing smaller divided it, so it is a prime, and its multiples go. ${told.join(" ")} [[colours]] Some numbers would be struck out several times, such as 30: it is enough to do it once.`;
      },
    },
    {
      key: "stop",
      title: "When to stop",
      goal: "Beyond the square root nothing new is struck out.",
      claims: ({ limit }) => [
        {
          text: `The square of ${nextPrime(limit)} lies beyond ${limit}`,
          expression: `${nextPrime(limit)}**2 = ${nextPrime(limit) ** 2}`,
        },
      ],
      narration: ({ limit }) => {
        const next = nextPrime(limit);
        return `The next would be ${next}. [[square]] But its smallest multiples, like ${next} times 2 or 3, were struck out before. The first new one would be ${next} times ${next}, [[beyond]] and that is ${next * next}: more than ${limit}. [[stop]] So we can stop at the square root.
          All that is left is prime.`;
      },
    },
    {
      key: "result",
      title: "What is left",
      goal: "Count the primes.",
      narration: ({ limit }) =>
        `[[left]] Here they are: ${primesUpTo(limit).length} primes up to ${limit}. [[thin]] They get rarer, for more and more numbers strike out what comes later. [[twins]] Yet some stay side by side, with one number between them, such as 11 and 13: these are called twins.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what the sieve does.",
      narration: ({ limit }) =>
        `[[sift]] With the multiples of ${listed(strikers(limit))} gone, only primes remain. [[sentence]] The sieve strikes out the multiples of each prime up to the square root, and what falls through no hole is prime.`,
    },
  ],
});
