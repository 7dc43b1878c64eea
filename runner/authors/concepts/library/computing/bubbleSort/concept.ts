import { concept } from "../../../concept.ts";
import { list } from "../../../parameters.ts";

/** The first pair of neighbours in the wrong order, and what the whole sort costs. */
function bubbles(values: readonly number[]): {
  first: [number, number];
  compared: number;
  swapped: number;
  passes: number;
} {
  const row = [...values];
  let first: [number, number] | undefined;
  let compared = 0;
  let swapped = 0;
  let passes = 0;
  for (let end = row.length - 1, again = true; end > 0 && again; end -= 1) {
    again = false;
    passes += 1;
    for (let at = 0; at < end; at += 1) {
      const [left = 0, right = 0] = row.slice(at, at + 2);
      compared += 1;
      if (left <= right) continue;
      first ??= [left, right];
      row.splice(at, 2, right, left);
      swapped += 1;
      again = true;
    }
  }
  return { first: first ?? [0, 0], compared, swapped, passes };
}

const pairs = (count: number): number => (count * (count - 1)) / 2;

export const bubbleSort = concept({
  key: "bubble-sort",
  title: "Bubble sort",
  names: [
    "bubble sort",
    "bubble sorting algorithm",
    "sorting by swapping neighbours",
    "bubblesort",
    "sinking sort",
    "exchange sort",
  ],
  folder: import.meta.dirname,
  parameters: {
    values: list({
      fallback: [5, 2, 8, 1, 6, 3],
      least: 1,
      most: 99,
      whole: true,
      lengths: [4, 9],
      called: "numbers to sort",
    }),
  },
  refuse: ({ values }) =>
    bubbles(values).swapped === 0 ? "These numbers are in order already: give a list that is not sorted yet." : null,
  scenes: [
    {
      key: "question",
      title: "Only neighbours",
      goal: "Ask how a list gets into order when only neighbours may be compared.",
      narration: ({ values }) =>
        `[[bars]] Here are ${values.length} numbers, as bars. [[goal]] We want them in order, the smallest on the left. [[rule]] But we may only ever look at
         two neighbours at a time. Can the whole row get into order by such small steps?`,
    },
    {
      key: "swap",
      title: "Compare and swap",
      goal: "The only step: two neighbours in the wrong order change places.",
      narration: ({ values }) => {
        const { first } = bubbles(values);
        return `This is the only step there is. [[walk]] Go along the row, and compare two neighbours. [[wrong]] Here ${first[0]} stands before ${first[1]}:
          the larger one is on the left, and that is wrong. [[swap]] So the two change places. [[right]] If they are in the right order, they stay.`;
      },
    },
    {
      key: "pass",
      title: "One pass",
      goal: "One pass carries the largest number to the end.",
      narration: ({ values }) =>
        `[[pass]] Now go through the whole row once, from left to right, and do this with every pair. Whatever is largest so far is carried along, like a bubble that rises.
         [[top]] At the end the largest of all, ${Math.max(...values)}, has arrived at its place. It never has to move again.`,
    },
    {
      key: "passes",
      title: "Pass after pass",
      goal: "Repeat, each time with one number less, until nothing is swapped.",
      narration: ({ values }) => {
        const { compared, swapped } = bubbles(values);
        return `The last place is settled. [[again]] So we go through the rest again, and each pass settles at least one more place at the end. The passes get shorter and shorter.
          [[done]] When nothing was swapped, all is in order: ${compared} comparisons and ${swapped} ${swapped === 1 ? "swap" : "swaps"}.`;
      },
    },
    {
      key: "cost",
      title: "What does it cost?",
      goal: "Count the comparisons of the worst case: half of a square.",
      claims: ({ values }) => [
        {
          text: `${values.length} numbers need at most ${pairs(values.length)} comparisons`,
          expression: `${values.length}*(${values.length}-1)/2 = ${pairs(values.length)}`,
        },
      ],
      narration: ({ values }) =>
        `How many comparisons can it take? [[first]] The first pass makes ${values.length - 1}, [[rest]] and each later pass one less: together they form a triangle, half of a square.
         [[formula]] That is ${pairs(values.length)} for ${values.length} numbers. [[double]] With twice as many numbers it is about four times as much.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what bubble sort does.",
      narration: () =>
        `[[before]] We began with this row. [[after]] And this is what came out of it, by comparing neighbours only. [[sentence]] Bubble sort swaps neighbours until
         nothing is out of order: it is simple, but its work grows with the square of the length.`,
    },
  ],
});
