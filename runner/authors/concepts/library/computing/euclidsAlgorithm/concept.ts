import { concept } from "../../../concept.ts";
import { gcd, numberPair } from "../numberPair.ts";

type Division = { one: number; other: number; times: number; rest: number };

function divisions(pair: readonly number[]): Division[] {
  const steps: Division[] = [];
  let [one, other] = ordered(pair);
  while (other > 0) {
    steps.push({ one, other, times: Math.floor(one / other), rest: one % other });
    [one, other] = [other, one % other];
  }
  return steps;
}

function ordered([first = 0, second = 0]: readonly number[]): [number, number] {
  return [Math.max(first, second), Math.min(first, second)];
}

export const euclidsAlgorithm = concept({
  key: "euclids-algorithm",
  title: ({ pair }) => `Euclid's algorithm for ${pair.join(" and ")}`,
  name: "Euclid's algorithm",
  names: [
    "Euclid's algorithm",
    "Euclidean algorithm",
    "greatest common divisor with squares",
    "why Euclid's algorithm finds the greatest common divisor",
    "gcd visually",
    "largest square tile",
  ],
  folder: import.meta.dirname,
  parameters: {
    pair: numberPair({ fallback: [48, 18], least: 2, most: 150, between: /,|and|&/, words: ["gcd", "numbers"] }),
  },
  refuse: ({ pair }) => {
    const [one, other] = ordered(pair);
    if (one === other) return "Give two different numbers.";
    const steps = divisions(pair);
    if (one / other > 6)
      return "One of these numbers is much larger than the other, which makes no good picture: give two that are nearer.";
    return steps.length > 6
      ? "These numbers need more than six divisions, which makes no good picture: give others."
      : null;
  },
  scenes: [
    {
      key: "question",
      title: "The largest square tile",
      goal: "Ask for the largest square tile that covers a rectangle exactly.",
      narration: ({ pair }) => {
        const [one, other] = ordered(pair);
        return `[[floor]] Here is a floor, ${one} units long and ${other} wide. [[tile]] We want to cover it with square tiles, all alike, with no gap and nothing cut. [[small]] Tiles of side one always do. [[ask]] But what is the largest
          tile that fits both sides?`;
      },
    },
    {
      key: "squares",
      title: "Cut off squares",
      goal: "Cut off the largest squares, again and again, until nothing is left.",
      narration: ({ pair }) => {
        const steps = divisions(pair);
        const [first] = steps;
        return `[[first]] First cut off the largest squares that fit, of side ${first?.other}: ${first?.times === 1 ? "there is one" : `there are ${first?.times}`}. [[rest]] ${
          first?.rest === 0
            ? "Nothing is left."
            : `A strip of width ${first?.rest} is left. In this smaller rectangle do the same, and again in what is left of it.`
        } [[last]] At some point the squares fit exactly. The last ones have side ${gcd(pair[0] ?? 1, pair[1] ?? 1)}, and this is our tile.`;
      },
    },
    {
      key: "numbers",
      title: "The same in numbers",
      goal: "Each cut is a division with remainder.",
      claims: ({ pair }) => [
        {
          text: `The greatest common divisor is ${gcd(pair[0] ?? 1, pair[1] ?? 1)}`,
          expression: `gcd(${pair[0]}, ${pair[1]}) = ${gcd(pair[0] ?? 1, pair[1] ?? 1)}`,
        },
      ],
      narration: ({ pair }) =>
        `In numbers, cutting off squares is dividing with a remainder. [[lines]] Divide the larger number by the smaller one; then the smaller one by the remainder, and so on. Each line begins with what the line before
         ended with. [[zero]] When the remainder is zero, we are done: [[result]] the last divisor, ${gcd(pair[0] ?? 1, pair[1] ?? 1)}, is the greatest common divisor.`,
    },
    {
      key: "why",
      title: "Why it works",
      goal: "What measures both numbers also measures the remainder.",
      narration: ({ pair }) => {
        const [one, other] = ordered(pair);
        return `Why is this the largest? [[bars]] Take a length that measures both ${one} and ${other}, with nothing over. [[cut]] Take ${other} away from ${one}, as often as it goes. [[rest]] What is left is still made of whole pieces.
          [[same]] So both pairs have the same common measures, and we may go on with the smaller pair.`;
      },
    },
    {
      key: "check",
      title: "The floor is covered",
      goal: "Cover the whole rectangle with the tile that was found.",
      claims: ({ pair }) => {
        const side = gcd(pair[0] ?? 1, pair[1] ?? 1);
        const [one, other] = ordered(pair);
        return [
          {
            text: `${one / side} times ${other / side} tiles cover the floor`,
            expression: `(${one / side}*${side})*(${other / side}*${side}) = ${one * other}`,
          },
        ];
      },
      narration: ({ pair }) => {
        const side = gcd(pair[0] ?? 1, pair[1] ?? 1);
        const [one, other] = ordered(pair);
        return `Let us check it on the floor. [[tiles]] Tiles of side ${side}: ${one / side} along the length, ${other / side} along the width. [[fit]] They fit, with no gap and nothing cut. [[count]] That makes ${(one / side) * (other / side)} tiles in all${
          side === 1 ? ": these two numbers have nothing in common but one." : "."
        }`;
      },
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what Euclid's algorithm does.",
      narration: () =>
        `[[picture]] From a rectangle to squares, and to smaller squares, until nothing is left. [[sentence]] Euclid's algorithm divides, and goes on with divisor and remainder, until the remainder is zero: the last divisor is the
         greatest common one.`,
    },
  ],
});
