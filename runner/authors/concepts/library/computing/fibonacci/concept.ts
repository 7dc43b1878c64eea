import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

const calls = (n: number): number => 2 * fib(n + 1) - 1;
/** Calls with a notebook: each number up to n is worked out once and looked up once at the most. */
const noted = (n: number): number => 2 * n - 1;
/** How often the plain recursion works out fib(k). */
const repeats = (n: number, k: number): number => (k > n ? 0 : fib(n - k + 1));

export const fibonacci = concept({
  key: "fibonacci",
  title: ({ n }) => `Fibonacci with a notebook: F(${n})`,
  name: "Fibonacci numbers and memoisation",
  names: [
    "Fibonacci numbers",
    "Fibonacci recursion",
    "recursive Fibonacci with memoisation",
    "memoization",
    "memoised recursion",
    "dynamic programming",
    "why recursive Fibonacci is slow",
  ],
  folder: import.meta.dirname,
  parameters: {
    n: number({
      fallback: 5,
      least: 4,
      most: 6,
      whole: true,
      said: ["n", "fib(", "F(", "fib", "fibonacci(", "fibonacci", "F"],
    }),
  },
  scenes: [
    {
      key: "rule",
      title: "Each is the sum of two",
      goal: "Show the rule of the Fibonacci numbers.",
      narration: ({ n }) =>
        `[[first]] Begin with zero and one. [[rule]] From now on, each number is the sum of the two before it. [[goal]] We ask a computer for number ${n}, [[ask]] and tell it nothing but this rule.
         What will it do?`,
    },
    {
      key: "tree",
      title: "Calls call calls",
      goal: "The recursion grows a tree of calls.",
      claims: ({ n }) => [{ text: `F(${n}) = ${fib(n)}`, expression: `${fib(n - 1)} + ${fib(n - 2)} = ${fib(n)}` }],
      narration: ({ n }) =>
        `[[root]] To work out number ${n} it asks for numbers ${n - 1} and ${n - 2}, as the rule says. [[grow]] Each of those asks for two more, and so on, until only zeros and ones are left, which are known.
         [[count]] That makes ${calls(n)} calls, for a result of just ${fib(n)}.`,
    },
    {
      key: "repeats",
      title: "The same work again",
      goal: "The tree holds the same calls many times.",
      narration: ({ n }) =>
        `Why so many? [[same]] Look for number 2 in the tree: it is worked out ${repeats(n, 2)} times, each time from the beginning. [[three]] Number ${n > 4 ? 3 : 1} is worked out ${n > 4 ? repeats(n, 3) : repeats(n, 1)} times.
         [[forget]] The computer has no memory of what it did a moment ago: it finds the same answers again and again.`,
    },
    {
      key: "memo",
      title: "A notebook",
      goal: "Write each result down, and look it up the next time.",
      narration: ({ n }) =>
        `So give it a notebook. [[run]] Whenever a number has been worked out, it is written down, and when it is asked for again, it is just looked up. [[pruned]] Whole branches of the tree are gone:
         ${noted(n)} calls instead of ${calls(n)}.`,
    },
    {
      key: "growth",
      title: "What it saves",
      goal: "Compare the calls without and with the notebook.",
      claims: () => [
        { text: "Plain recursion makes 331 160 281 calls for F(40)", expression: "2*165580141 - 1 = 331160281" },
      ],
      narration: () =>
        `[[axes]] Let n grow. [[plain]] Without the notebook the number of calls grows by more than half with every step. [[memo]] With it, each step costs just two calls more. [[forty]] For number 40 it is
         331 million calls against 79.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what memoisation does.",
      narration: ({ n }) =>
        `[[row]] With the results in a row, number ${n} is quickly found: ${fib(n)}. [[sentence]] Recursion may ask the same question many times. Write each answer down the first time, and a tree of work becomes a short row.`,
    },
  ],
});
