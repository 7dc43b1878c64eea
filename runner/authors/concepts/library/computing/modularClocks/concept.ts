import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { gcd, numberPair } from "../numberPair.ts";

const rest = (sum: readonly number[], hours: number): number => ((sum[0] ?? 0) + (sum[1] ?? 0)) % hours;
/** The step of the star: the second number, or the nearest above it that moves at all and is not one. */
const stepOf = (sum: readonly number[], hours: number): number => {
  const step = (sum[1] ?? 0) % hours;
  return step < 2 ? 2 : step;
};

export const modularClocks = concept({
  key: "modular-clocks",
  title: ({ hours }) => `Modular arithmetic on a clock of ${hours}`,
  name: "Modular arithmetic: clocks",
  names: [
    "modular arithmetic",
    "clock arithmetic",
    "modular clocks",
    "modulo",
    "remainders on a clock",
    "congruence modulo n",
    "what does mod mean",
  ],
  folder: import.meta.dirname,
  parameters: {
    hours: number({
      fallback: 12,
      least: 5,
      most: 16,
      whole: true,
      said: ["mod", "modulo", "modulus", "clock of", "hours", "clock with"],
    }),
    sum: numberPair({ fallback: [4, 17], least: 1, most: 30, between: /\+|plus/, words: ["plus", "add", "hours"] }),
  },
  refuse: ({ hours, sum }) =>
    (sum[0] ?? 0) >= hours
      ? `On a clock of ${hours} the first number must be below ${hours}.`
      : (sum[0] ?? 0) + (sum[1] ?? 0) < hours
        ? `On a clock of ${hours} nothing happens to this sum: give two numbers that pass ${hours} together.`
        : null,
  scenes: [
    {
      key: "question",
      title: "Past the end",
      goal: "A sum on a clock begins again at zero.",
      narration: ({ hours, sum }) =>
        `[[clock]] Here is a clock with ${hours} hours, from zero to ${hours - 1}. [[hand]] The hand stands on ${sum[0]}. [[walk]] Now ${sum[1]} hours pass. [[stop]] It stands on ${rest(sum, hours)}, and not on ${(sum[0] ?? 0) + (sum[1] ?? 0)}. What kind of arithmetic is this?`,
    },
    {
      key: "wrap",
      title: "A line around a circle",
      goal: "Wind the number line around the clock.",
      narration: ({ hours }) =>
        `[[line]] Take the line of numbers, zero, one, two, and so on. [[wind]] Now wind it around the clock like a thread. [[round]] After ${hours} steps it comes back to where it began, so ${hours} lies on zero, and ${hours + 1} on one. [[all]] Every whole number finds its
         place on the clock.`,
    },
    {
      key: "rest",
      title: "Only the remainder counts",
      goal: "The place on the clock is the remainder of a division.",
      claims: ({ hours, sum }) => [
        {
          text: `${(sum[0] ?? 0) + (sum[1] ?? 0)} leaves ${rest(sum, hours)}`,
          expression: `Mod(${(sum[0] ?? 0) + (sum[1] ?? 0)}, ${hours}) = ${rest(sum, hours)}`,
        },
      ],
      narration: ({ hours, sum }) => {
        const value = rest(sum, hours);
        return `Which numbers share a place? [[spoke]] On ${value} lie ${value}, ${value + hours}, ${value + 2 * hours}, and so on: always ${hours} apart. [[divide]] Divided by ${hours} they all leave the remainder ${value}. [[write]] We call them congruent modulo ${hours}. How often the hand went around
          is forgotten, only the remainder counts.`;
      },
    },
    {
      key: "star",
      title: "Multiples make stars",
      goal: "Walk in equal steps around the clock; which places are met depends on the common divisor.",
      claims: ({ hours, sum }) => [
        {
          text: `Steps of ${stepOf(sum, hours)} meet ${hours / gcd(hours, stepOf(sum, hours))} places`,
          expression: `${hours}/gcd(${hours}, ${stepOf(sum, hours)}) = ${hours / gcd(hours, stepOf(sum, hours))}`,
        },
      ],
      narration: ({ hours, sum }) => {
        const step = stepOf(sum, hours);
        const met = hours / gcd(hours, step);
        return `Now walk in steps of ${step}, beginning at zero. [[walk]] Each step is a line across the clock, and past the end it simply goes on. [[close]] After ${met} steps we are back, and a star has appeared. [[met]] ${
          met === hours
            ? `It meets all ${hours} places, because ${step} and ${hours} have no common divisor.`
            : `It meets only ${met} of ${hours} places, because ${step} and ${hours} have the common divisor ${hours / met}.`
        }`;
      },
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what modular arithmetic is.",
      narration: ({ hours, sum }) =>
        `[[clock]] ${sum[0]} plus ${sum[1]} is ${rest(sum, hours)}, modulo ${hours}. [[uses]] Clocks and weekdays count like this, and so do check digits and secret codes. [[sentence]] Modular arithmetic counts around a circle: numbers that differ by a multiple of the modulus
         are the same.`,
    },
  ],
});
