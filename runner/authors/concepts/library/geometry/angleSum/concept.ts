import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const rounded = (value: number): string => String(Math.round(value * 1000) / 1000);

export const angleSum = concept({
  key: "angle-sum",
  title: "The sine of a sum of angles",
  name: "Trigonometric identities: sums of angles",
  names: [
    "trigonometric identities",
    "trig identities",
    "angle sum formula",
    "angle addition formula",
    "sin(a+b)",
    "sine of a sum",
    "cosine of a sum of angles",
    "addition theorems of sine and cosine",
    "double angle formula",
    "compound angle formulas",
  ],
  folder: import.meta.dirname,
  parameters: {
    alpha: number({ fallback: 35, least: 15, most: 45, said: ["alpha", "α", "first angle", "a"] }),
    beta: number({ fallback: 25, least: 15, most: 30, said: ["beta", "β", "second angle", "b"] }),
  },
  scenes: [
    {
      key: "question",
      title: "Can we just add?",
      goal: "Show that the sine of a sum is not the sum of the sines",
      narration: ({ alpha, beta }) =>
        `Here are two angles, ${alpha} and ${beta} degrees, one on top of the other. [[sum]] What is the sine of both together? [[guess]] The
        tempting answer is to add the two sines. [[compare]] But look: that is ${rounded(Math.sin(radians(alpha)) + Math.sin(radians(beta)))}, and
        the true height is only ${rounded(Math.sin(radians(alpha + beta)))}.`,
    },
    {
      key: "build",
      title: "Stack two triangles",
      goal: "Build a figure in which the height is the sine of the sum",
      narration: () =>
        `So let us build it. [[lower]] A right triangle with the angle alpha at the bottom. [[upper]] On its slanted side stands a second
        one with the angle beta, whose longest side is one. [[height]] The height of its top is what we want: the sine of alpha plus
        beta.`,
    },
    {
      key: "pieces",
      title: "Cut the height in two",
      goal: "Read both parts of the height in the two triangles",
      narration: () =>
        `A level line cuts this height in two. [[sides]] The sides of the upper triangle are cosine beta and sine beta. [[low]] The lower
        part is the height of the lower triangle: sine alpha times cosine beta. [[high]] The small triangle above is tilted by alpha
        again, so its part is cosine alpha times sine beta.`,
    },
    {
      key: "formula",
      title: "The formula",
      goal: "Write both sum formulas and the double angle",
      claims: () => [
        { text: "The sine of a sum", expression: "sin(a + b) = sin(a)*cos(b) + cos(a)*sin(b)" },
        { text: "The cosine of a sum", expression: "cos(a + b) = cos(a)*cos(b) - sin(a)*sin(b)" },
      ],
      narration: () =>
        `Add the two pieces, [[sine]] and there is the formula. [[cosine]] Along the bottom of the same picture you read off the
        cosine of the sum. [[double]] And with both angles equal, you get the double angle for free.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say the sum formula in one sentence and check it with numbers",
      claims: ({ alpha, beta }) => [
        {
          text: `The formula holds for ${alpha} and ${beta} degrees`,
          expression: `sin(pi*${alpha}/180 + pi*${beta}/180) = sin(pi*${alpha}/180)*cos(pi*${beta}/180) + cos(pi*${alpha}/180)*sin(pi*${beta}/180)`,
        },
      ],
      narration: ({ alpha, beta }) =>
        `So sines don't simply add: [[swing]] each one is first shortened by the cosine of the other angle. [[check]] With ${alpha} and
        ${beta} degrees the two pieces make ${rounded(Math.sin(radians(alpha + beta)))}, just as they should.`,
    },
  ],
});
