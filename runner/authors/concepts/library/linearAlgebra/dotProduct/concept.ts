import { concept } from "../../../concept.ts";
import { list } from "../../../parameters.ts";
import { rounded, spoken } from "../../../spoken.ts";

type Pair = { first: number[]; second: number[] };

function product({ first, second }: Pair): number {
  return first.reduce((sum, value, index) => sum + value * (second[index] ?? 0), 0);
}

const lengthOf = (vector: readonly number[]): number => Math.hypot(...vector);

function angleOf({ first, second }: Pair): number {
  const cosine = product({ first, second }) / (lengthOf(first) * lengthOf(second));
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
}

function direction(value: number): string {
  if (Math.abs(value) < 1e-9) return "it is zero: they are at right angles";
  return value > 0 ? "it is positive: they go the same way" : "it is negative: they go against each other";
}

const vector = { least: -6, most: 6, lengths: [2, 2], strict: true } as const;

export const dotProduct = concept({
  key: "dot-product",
  title: "The dot product",
  names: [
    "dot product",
    "scalar product",
    "inner product of vectors",
    "dot product as projection",
    "angle between two vectors",
    "projection of one vector onto another",
    "perpendicular vectors",
  ],
  folder: import.meta.dirname,
  parameters: {
    first: list({ ...vector, fallback: [4, 1], called: "components" }),
    second: list({ ...vector, fallback: [2, 3], index: 1, called: "components" }),
  },
  refuse: ({ first, second }) => {
    if (lengthOf(first) < 0.9 || lengthOf(second) < 0.9)
      return "Each of the two vectors must be at least 1 long, such as (4, 1) and (2, 3).";
    const angle = angleOf({ first, second });
    return angle < 3 || angle > 177
      ? "The two vectors lie on one line: try two of different directions, such as (4, 1) and (2, 3)."
      : null;
  },
  scenes: [
    {
      key: "question",
      title: "How far does one go along the other?",
      goal: "See the shadow of one vector on the other.",
      narration: (values) =>
        `[[arrows]] Two arrows start at one point. How much do they go the same way? [[light]] Let light fall straight onto the line of the blue one.
         The yellow arrow throws a shadow on it. [[shadow]] ${product(values) < 0 ? "Here the shadow falls on the far side, so it counts as negative." : "The longer the shadow, the more they agree."}
         [[ask]] From this shadow we make one number: the dot product.`,
    },
    {
      key: "turn",
      title: "Shadow times length",
      goal: "See when the dot product is positive, zero and negative.",
      narration: () =>
        `[[product]] The dot product is the length of the blue arrow, times the shadow. [[along]] It is largest when both point the same way.
         [[across]] Turn the yellow one away, and the shadow shrinks. [[zero]] At a right angle nothing is left of it: the product is zero.
         [[against]] Turn on, and the shadow falls on the other side. Now the product is negative.`,
    },
    {
      key: "parts",
      title: "From components",
      goal: "Compute it from the components.",
      claims: ({ first: [a = 0, b = 0], second: [c = 0, d = 0] }) => [
        {
          text: `The dot product is ${rounded(a * c + b * d)}.`,
          expression: `(${a})*(${c}) + (${b})*(${d}) = ${rounded(a * c + b * d, 6)}`,
        },
      ],
      narration: (values) =>
        `[[split]] To compute it, go along the yellow arrow in two steps: one across, one up. [[first]] The first step has a shadow, which gives the product
         of the first components. [[second]] The second one's shadow is added, with the product of the second components.
         [[sum]] Together that is ${spoken(product(values))}. So ${direction(product(values))}.`,
    },
    {
      key: "angle",
      title: "What is the angle between them?",
      goal: "Find the angle.",
      narration: (values) =>
        `[[formula]] The shadow is the arrow's length times the cosine of the angle, so the angle is hidden in the product.
         [[numbers]] Put in the product and both lengths. [[angle]] The cosine follows, and from it the angle: about
         ${spoken(angleOf(values), 1)} degrees.`,
    },
    {
      key: "work",
      title: "What is it good for?",
      goal: "Use it for the work of a force.",
      claims: () => [{ text: "60 N over 10 m at 35° are about 491 J." }],
      narration: () =>
        `[[sled]] Somebody pulls a sled with sixty newtons, but the rope goes up at an angle. [[part]] Only the part along the ground does work: the dot product
         of force and way. [[pull]] Over ten metres that makes about four hundred and ninety joules, not six hundred.
         [[learned]] So the dot product says how much two arrows go the same way.`,
    },
  ],
});
