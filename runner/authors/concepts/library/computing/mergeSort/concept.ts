import { concept } from "../../../concept.ts";
import { list } from "../../../parameters.ts";

const order = (values: readonly number[]): number[] => values.toSorted((one, other) => one - other);

/** The two halves that are merged last, each in order. */
function halves(values: readonly number[]): [number[], number[]] {
  const middle = Math.ceil(values.length / 2);
  return [order(values.slice(0, middle)), order(values.slice(middle))];
}

const levels = (count: number): number => Math.ceil(Math.log2(count));
const said = (values: readonly number[]): string => values.join(", ");

export const mergeSort = concept({
  key: "merge-sort",
  title: "Merge sort",
  names: [
    "merge sort",
    "mergesort",
    "merge sorting algorithm",
    "sorting by merging",
    "divide and conquer sorting",
    "merging two sorted lists",
  ],
  folder: import.meta.dirname,
  parameters: {
    values: list({
      fallback: [6, 3, 8, 1, 7, 2, 5, 4],
      least: 0,
      most: 999,
      whole: true,
      lengths: [4, 10],
      called: "numbers to sort",
    }),
  },
  scenes: [
    {
      key: "question",
      title: "Two small piles",
      goal: "Ask whether two sorted lists are of use for a whole one.",
      narration: ({ values }) =>
        `[[row]] Here are ${values.length} numbers in no order. [[halves]] Suppose somebody had put the left half in order for us, [[right]] and the right half as well.
         [[ask]] Would that help to get the whole row in order?`,
    },
    {
      key: "merge",
      title: "Merging is easy",
      goal: "Two sorted lists become one by comparing only their first numbers.",
      narration: ({ values }) => {
        const [left, right] = halves(values);
        const [first = 0, other = 0] = [left[0], right[0]];
        return `[[halves]] It helps a lot. The smallest number of all must be the first of one half: [[heads]] ${first} or ${other}. [[take]] The smaller one, ${Math.min(first, other)}, goes down.
          [[rest]] Then we compare the two firsts again, and again, until both halves are used up. Nobody ever looks back: one walk through both, and the row is in order.`;
      },
    },
    {
      key: "split",
      title: "Who sorts the halves?",
      goal: "The same trick sorts the halves, down to single numbers.",
      narration: ({ values }) =>
        `But who puts the halves in order? [[first]] We do, by the same trick. [[split]] Split each half into halves, and those again,
         [[single]] until every piece is a single number. And a single number is always in order. So ${values.length} numbers need ${levels(values.length)} levels of splitting.`,
    },
    {
      key: "build",
      title: "Back up again",
      goal: "Merge the pieces, level by level.",
      narration: ({ values }) =>
        `Now all that is left to do is merging. [[up]] Neighbouring pieces are merged into longer ones, and these again, and in each piece the numbers are in order.
         [[done]] With the last merge the whole row is in order: ${said(order(values))}.`,
    },
    {
      key: "cost",
      title: "What does it cost?",
      goal: "Each level moves each number once, and there are only log n levels.",
      claims: ({ values }) => [
        {
          text: `${values.length} numbers need ${levels(values.length)} levels`,
          expression: `2**${levels(values.length)} >= ${values.length}`,
        },
        { text: "A million numbers need 20 levels", expression: "2**20 >= 1000000" },
      ],
      narration: ({ values }) =>
        `[[level]] On each level every number moves once: ${values.length} moves. [[levels]] The pieces double in length from level to level, so there are only ${levels(values.length)} levels.
         [[formula]] Together that is n times the logarithm of n. [[million]] A million numbers take twenty levels, not a million passes.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what merge sort does.",
      narration: () =>
        `[[down]] Down we split, until nothing is left to sort, [[up]] and up we merge, always in order. [[sentence]] Merge sort splits a list in halves, sorts each the same way,
         and merges them, in about n times log n steps.`,
    },
  ],
});
