import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { spoken } from "../../../spoken.ts";

/** Variance of one roll of a die: 35/12. */
const variance = 35 / 12;

export const centralLimitTheorem = concept({
  key: "central-limit-theorem",
  title: ({ size }) => `The central limit theorem with ${size} dice`,
  name: "The central limit theorem",
  names: [
    "central limit theorem",
    "clt statistics",
    "distribution of the sample mean",
    "sampling distribution",
    "averages become normal",
    "why is the bell curve everywhere",
    "standard error of the mean",
  ],
  folder: import.meta.dirname,
  parameters: {
    size: number({
      fallback: 10,
      least: 4,
      most: 30,
      whole: true,
      said: ["sample size", "n", "dice", "rolls", "samples"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "What do averages look like?",
      goal: "See that single rolls of a die are spread evenly.",
      narration: ({ size }) =>
        `[[die]] A die has no favourite face. [[few]] After a dozen rolls the bars are still ragged. [[many]] Roll on, hundreds of times,
         and they even out. [[flat]] Each face comes up about one time in six: a flat shape. [[ask]] What shape do we get when we do not look at
         single rolls, but at averages of ${size}?`,
    },
    {
      key: "average",
      title: ({ size }) => `One average of ${size} rolls`,
      goal: "Turn a handful of rolls into one average, again and again.",
      narration: ({ size }) =>
        `[[dice]] Throw ${size} dice at once. [[mean]] Add them up and divide by ${size}. [[drop]] That is one average, and it becomes one block.
         [[again]] Throw again, and again. High numbers and low ones mostly make up for each other, so that few averages fall far out.
         [[middle]] The blocks gather around three point five.`,
    },
    {
      key: "many",
      title: ({ size }) => `Thousands of averages of ${size} rolls`,
      goal: "See the bell appear.",
      narration: () =>
        `[[chart]] Now let the computer throw. [[few]] The first averages lie about without order. [[grow]] But with thousands of them a shape comes out:
         high in the middle, falling on both sides. [[bell]] It is the bell of the normal distribution.
         [[middle]] Its middle is the die's own mean, three point five.`,
    },
    {
      key: "narrower",
      title: "More rolls, a narrower hill",
      goal: "See that the spread shrinks with the root of n.",
      claims: ({ size }) => [
        {
          text: `The standard deviation of the average of ${size} rolls is ${Math.sqrt(variance / size).toFixed(2)}.`,
          expression: `sqrt(Rational(35,12)/${size}) = sqrt(Rational(35,12))/sqrt(${size})`,
        },
      ],
      narration: ({ size }) =>
        `[[one]] How wide is the bell? For a single die there is none, and the spread is ${spoken(Math.sqrt(variance))}. [[more]] With every die more
         that is averaged, the hill grows narrower and rounder, and with ${size} of them its spread is ${spoken(Math.sqrt(variance / size))}.
         [[root]] It goes with one over the square root of n. [[band]] Four times the dice, half the width.`,
    },
    {
      key: "use",
      title: "What can you count on?",
      goal: "Use the bell to say where averages lie.",
      narration: ({ size }) => {
        const half = 1.96 * Math.sqrt(variance / size);
        return `[[bell]] Knowing the bell, we can promise something. [[band]] 95 percent of all averages should lie between ${spoken(3.5 - half)} and
         ${spoken(3.5 + half)}. [[try]] Let us try it with a hundred new averages of ${size} rolls. [[count]] Nearly all are inside, as promised.
         [[learned]] So averages of many tries follow a bell, whatever a single try looks like.`;
      },
    },
  ],
});
