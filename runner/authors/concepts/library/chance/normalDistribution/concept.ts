import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { spoken } from "../../../spoken.ts";

export const normalDistribution = concept({
  key: "normal-distribution",
  title: "The normal distribution",
  names: [
    "normal distribution",
    "Gaussian distribution",
    "bell curve",
    "68 95 99.7 rule",
    "standard deviation and the bell curve",
    "z score",
    "Gauss curve",
  ],
  folder: import.meta.dirname,
  parameters: {
    mean: number({ fallback: 170, least: -1000, most: 1000, said: ["mean", "μ", "mu", "average", "expected value"] }),
    deviation: number({
      fallback: 8,
      least: 0.1,
      most: 300,
      said: ["standard deviation", "deviation", "σ", "sigma", "sd", "std"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "Where do the values fall?",
      goal: "See the bell come out of many values.",
      narration: ({ mean }) =>
        `[[measure]] Measure something again and again, or many people once. [[few]] The values scatter, some high, some low.
         [[many]] But with hundreds and thousands of them a shape appears: most lie near ${spoken(mean)}, and the farther out, the fewer.
         [[ask]] It is the bell curve. What does it tell us?`,
    },
    {
      key: "two",
      title: "Two numbers make the bell",
      goal: "Learn what mean and standard deviation do.",
      narration: ({ mean, deviation }) =>
        `[[bell]] The curve is made by two numbers alone. [[mean]] The mean, here ${spoken(mean)}, says where it stands. Change it, and the bell moves.
         [[width]] The standard deviation, here ${spoken(deviation)}, says how wide it is: larger is flatter, smaller is steeper.
         [[area]] The area below is always one, for it stands for all values.`,
    },
    {
      key: "rule",
      title: "How much lies how near?",
      goal: "Learn the 68, 95, 99.7 rule.",
      claims: () => [{ text: "About 68.3 % lie within one standard deviation." }],
      narration: ({ mean, deviation }) =>
        `[[bell]] Areas under the curve are shares of the values. [[within-1]] Within one standard deviation of the mean lie about 68 percent.
         [[within-2]] Within two of them, about 95. [[within-3]] And within three it is nearly everything.
         [[own]] So two of three values lie between ${spoken(mean - deviation)} and ${spoken(mean + deviation)}.`,
    },
    {
      key: "score",
      title: "Is this value unusual?",
      goal: "Compare a value by its z-score.",
      narration: ({ mean, deviation }) =>
        `[[value]] Take a single value, ${spoken(mean + 1.5 * deviation)}. Is it unusual? [[count]] Count how many standard deviations it is away from the mean.
         That is one and a half. [[above]] The area beyond it is the share of values still larger: about seven percent.
         [[learned]] So mean and standard deviation tell all there is to know about a bell.`,
    },
  ],
});
