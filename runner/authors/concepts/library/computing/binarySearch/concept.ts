import { concept } from "../../../concept.ts";
import { list, number } from "../../../parameters.ts";

type Look = { low: number; high: number; middle: number; value: number };

function sorted(values: readonly number[]): number[] {
  return values.toSorted((one, other) => one - other);
}

/** The looks of a binary search, as the scenes make them. */
function search(values: readonly number[], target: number): Look[] {
  const looks: Look[] = [];
  let low = 0;
  let high = values.length - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const value = values[middle] ?? Number.NaN;
    looks.push({ low, high, middle, value });
    if (value === target) break;
    if (value < target) low = middle + 1;
    else high = middle - 1;
  }
  return looks;
}

function looksAtMost(count: number): number {
  return Math.floor(Math.log2(count)) + 1;
}

function times(count: number): string {
  return count === 1 ? "one look" : `${count} looks`;
}

export const binarySearch = concept({
  key: "binary-search",
  title: ({ target }) => `Binary search for ${target}`,
  name: "Binary search",
  names: [
    "binary search",
    "binary search algorithm",
    "bisection search in a sorted list",
    "how to find a number in a sorted list",
    "logarithmic search",
    "divide and conquer search",
  ],
  folder: import.meta.dirname,
  parameters: {
    values: list({
      fallback: [3, 8, 12, 17, 23, 31, 42, 56, 64, 71, 85],
      least: 0,
      most: 999,
      whole: true,
      lengths: [4, 15],
      called: "numbers to search in",
    }),
    target: number({
      fallback: 23,
      least: 0,
      most: 999,
      whole: true,
      said: ["target", "search for", "searching for", "look for", "looking for", "find", "finding", "finds", "for"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "One after another",
      goal: "Ask how a value is found in a sorted list, and count the looks from left to right.",
      narration: ({ values, target }) => {
        const at = sorted(values).findIndex((value) => value >= target);
        const looks = at < 0 ? values.length : at + 1;
        return `[[row]] Here are ${values.length} numbers in order, all covered. [[wanted]] Is ${target} among them, and where?
          [[walk]] We could uncover them one after another, from the left. [[count]] That takes ${times(looks)} here,
          and in a list of a million it could take a million. [[better]] Is there a better way?`;
      },
    },
    {
      key: "middle",
      title: "Look in the middle",
      goal: "One look at the middle decides about half of the list.",
      narration: ({ values, target }) => {
        const [first] = search(sorted(values), target);
        const value = first?.value ?? 0;
        const verdict =
          value === target
            ? `It is ${target} itself: we are lucky at once.`
            : value < target
              ? `It is ${value}, and that is too small. Because the list is in order, everything to the left is too small as well.`
              : `It is ${value}, and that is too large. Because the list is in order, everything to the right is too large as well.`;
        const half =
          value === target ? "Otherwise one half would be gone." : "Half of the list is gone, with a single look.";
        return `[[row]] The list is in order, and that is worth a lot. [[look]] Uncover the one in the middle. [[verdict]] ${verdict}
          [[gone]] ${half}`;
      },
    },
    {
      key: "run",
      title: "And again",
      goal: "Run the whole search, step by step.",
      narration: ({ values, target }) => {
        const looks = search(sorted(values), target);
        const told = looks.map(({ low, high, value }, at) => {
          const left = high - low + 1;
          const told = value === target ? "found" : value < target ? "too small" : "too large";
          const where = left === 1 ? "only one is left" : `${left} are possible`;
          return `[[look${at}]] ${at === 0 ? "At first" : "Now"} ${where}: the ${left === 1 ? "value" : "middle"} is ${value}, ${told}.`;
        });
        const found = looks.at(-1)?.value === target;
        const end = found
          ? `${target} is found after ${times(looks.length)}.`
          : `Nothing is left: ${target} is not in the list, and ${times(looks.length)} ${looks.length === 1 ? "was" : "were"} enough to know it.`;
        return `[[row]] What is left is a shorter list, so we do the same again. ${told.join(" ")} [[end]] ${end}`;
      },
    },
    {
      key: "halving",
      title: "How many looks?",
      goal: "Each look halves what is left; the number of looks grows like a logarithm.",
      claims: ({ values }) => [
        {
          text: `A list of ${values.length} needs at most ${looksAtMost(values.length)} looks`,
          expression: `2**${looksAtMost(values.length)} > ${values.length}`,
        },
        { text: "A list of a million needs at most 20 looks", expression: "2**20 > 1000000" },
      ],
      narration: ({ values }) =>
        `[[start]] How many looks can it take? We begin with ${values.length} possible places. [[halves]] Each look leaves at most half of them.
         [[one]] When one place is left, one more look decides. So ${looksAtMost(values.length)} looks are enough for ${values.length} numbers.
         [[formula]] In general it is the number of times that n can be halved, the logarithm to base two.`,
    },
    {
      key: "growth",
      title: "A million numbers",
      goal: "Compare the growth of both searches.",
      narration: () =>
        `[[axes]] Let the list grow. [[linear]] One after another, the number of looks grows as fast as the list. [[binary]] Halving, it hardly grows at all.
         [[double]] Twice as many numbers cost just one look more. [[million]] For a million numbers, twenty looks are enough.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what binary search does.",
      narration: ({ values, target }) => {
        const looks = search(sorted(values), target).length;
        return `[[path]] Here is the whole search for ${target} once more, in ${times(looks)}. [[half]] Binary search looks in the middle of a sorted list and throws
          half of it away, again and again, [[sentence]] so the number of looks grows only with the logarithm of the length.`;
      },
    },
  ],
});
