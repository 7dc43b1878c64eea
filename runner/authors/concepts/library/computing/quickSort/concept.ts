import { concept } from "../../../concept.ts";
import { list } from "../../../parameters.ts";

/** Smaller values, pivot and the others, each in the order of before; the last value is the pivot. */
function partition(values: readonly number[]): { smaller: number[]; pivot: number; others: number[] } {
  const pivot = values.at(-1) ?? 0;
  const rest = values.slice(0, -1);
  return { smaller: rest.filter((value) => value < pivot), pivot, others: rest.filter((value) => value >= pivot) };
}

function comparisons(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const { smaller, others } = partition(values);
  return values.length - 1 + comparisons(smaller) + comparisons(others);
}

const count = (values: readonly number[], what: string): string =>
  values.length === 0 ? `no number is ${what}` : `${values.length} ${values.length === 1 ? "is" : "are"} ${what}`;

export const quickSort = concept({
  key: "quick-sort",
  title: "Quick sort",
  names: [
    "quick sort",
    "quicksort",
    "quick sorting algorithm",
    "sorting with a pivot",
    "partition around a pivot",
    "partitioning in quicksort",
  ],
  folder: import.meta.dirname,
  parameters: {
    values: list({
      fallback: [7, 3, 9, 2, 8, 4, 1, 6, 5],
      least: 1,
      most: 99,
      whole: true,
      lengths: [4, 10],
      called: "numbers to sort",
    }),
  },
  refuse: ({ values }) =>
    values.every((value, at) => at === 0 || (values[at - 1] ?? 0) <= value)
      ? "These numbers are in order already: give a list that is not sorted yet."
      : null,
  scenes: [
    {
      key: "question",
      title: "One number as a measure",
      goal: "Ask what one look at a single number can do for the order of all.",
      narration: ({ values }) =>
        `[[bars]] ${values.length} numbers in no order. [[pivot]] Pick one of them, for instance the last: ${values.at(-1)}. We call it the pivot.
         [[line]] Its height is our measure. Some bars stay below this line, others reach above it. [[ask]] What can a single measure do for the order of all?`,
    },
    {
      key: "partition",
      title: "Smaller left, larger right",
      goal: "Partition the list around the pivot, which gets its final place.",
      narration: ({ values }) => {
        const { smaller, pivot, others } = partition(values);
        return `Compare every number with the pivot. [[left]] The smaller ones go to the left: ${count(smaller, "smaller")}. [[right]] The others go to the right: ${count(others, "not smaller")}.
          [[settled]] Between them stands ${pivot}, and that is its final place. Whatever happens on either side, it will never move again.`;
      },
    },
    {
      key: "again",
      title: "The same on both sides",
      goal: "Partition the two sides in the same way, until every part is one number.",
      narration: () =>
        `Each side is a smaller problem of the same kind. [[tree]] So pick a pivot on each side, and partition again, [[deeper]] and again, until every part is a single number or none at all.
         [[columns]] Read the settled numbers from left to right: they are in order.`,
    },
    {
      key: "run",
      title: "The whole run",
      goal: "Watch all partitions in one row of bars.",
      narration: ({ values }) =>
        `Here is the whole run in one row. [[run]] The yellow frame is the part at work, its last bar is the pivot, and a bar that has found its final place turns green.
         [[done]] After ${comparisons(values)} comparisons all bars are green, and the row is in order.`,
    },
    {
      key: "cost",
      title: "Lucky and unlucky pivots",
      goal: "A pivot in the middle halves the work; one at the edge hardly helps.",
      claims: () => [
        { text: "15 numbers with the worst pivots take 105 comparisons", expression: "15*14/2 = 105" },
        { text: "15 numbers with the best pivots take 34 comparisons", expression: "14 + 2*6 + 4*2 = 34" },
      ],
      narration: () =>
        `How long it takes depends on the pivots. [[lucky]] A pivot near the middle cuts a part into halves: fifteen numbers are done in four levels. [[unlucky]] But if the pivot is always the smallest
         or the largest, each level settles just one number. [[chance]] That is why one often picks the pivot at random: then bad luck is very unlikely.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what quick sort does.",
      narration: () =>
        `[[before]] From this row [[after]] to this one, with nothing but pivots. [[sentence]] Quick sort puts the smaller numbers to the left of a pivot and the larger ones to the right, and does the same on
         both sides: on average about n times log n steps.`,
    },
  ],
});
