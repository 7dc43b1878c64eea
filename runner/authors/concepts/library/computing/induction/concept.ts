import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

const odds = (count: number): number[] => Array.from({ length: count }, (_, at) => 2 * at + 1);

export const induction = concept({
  key: "induction",
  title: "Mathematical induction",
  names: [
    "mathematical induction",
    "proof by induction",
    "induction",
    "sum of odd numbers is a square",
    "induction with dominoes",
    "base case and induction step",
  ],
  folder: import.meta.dirname,
  parameters: {
    size: number({ fallback: 5, least: 3, most: 7, whole: true, said: ["size", "first", "n", "odd numbers"] }),
  },
  scenes: [
    {
      key: "question",
      title: "Always a square?",
      goal: "Add the odd numbers and see squares.",
      claims: ({ size }) => [
        {
          text: `The first ${size} odd numbers add up to ${size * size}`,
          expression: `${odds(size).join(" + ")} = ${size ** 2}`,
        },
      ],
      narration: ({ size }) =>
        `Add up the odd numbers. [[sums]] One is one. One plus three is four. Plus five is nine. It goes on to ${size * size}, and these are all squares. [[doubt]] Is that always so? [[forever]] We could check a million cases, and there would still be one more.`,
    },
    {
      key: "corners",
      title: "Corner by corner",
      goal: "Each odd number is a corner that makes the square one larger.",
      narration: ({ size }) =>
        `Look at it as a picture. [[one]] One is a square of side one. [[corners]] Three more dots go around it like a corner, and the side is two. Then five, then seven: each corner has two dots more than the one before. [[side]] After ${size} odd numbers the square has side ${size}.`,
    },
    {
      key: "step",
      title: "From any square to the next",
      goal: "The induction step: n squared plus 2n + 1 is the square of n + 1.",
      claims: () => [
        { text: "n squared plus 2n + 1 is the square of n + 1", expression: "n**2 + 2*n + 1 = (n + 1)**2" },
      ],
      narration: () =>
        `Now the important thing: let the side be any number, n. [[square]] Suppose that so far we have n squared. [[corner]] The next corner has n dots above, n at the side, and one where they meet: two n plus one, just the next odd number. [[next]] Together that is a square again, of side n plus one.`,
    },
    {
      key: "dominoes",
      title: "A row of dominoes",
      goal: "Base and step together reach every number.",
      narration: () =>
        `Why is that enough? Think of dominoes, one for each number. [[row]] The step says: if one falls, the next one falls as well. [[base]] The beginning says: the first one falls, since one is one squared. [[fall]] So the second falls, and the third, and so on. [[all]] No number is left standing.`,
    },
    {
      key: "proof",
      title: "The proof in three lines",
      goal: "Write down base, step and conclusion.",
      narration: () =>
        `So this is how it is written. [[base]] First the base: the claim holds for one. [[step]] Then the step: if it holds for n, it holds for n plus one. [[end]] Hence it holds for all numbers. Without the base nothing would begin, and without the step nothing would follow.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what induction is.",
      narration: ({ size }) =>
        `[[square]] The first ${size} odd numbers make ${size * size}, and the first n make n squared, [[law]] whatever n is. [[sentence]] Induction proves a claim for all numbers with two things: it holds for the first, and each number hands it on to the next.`,
    },
  ],
});
