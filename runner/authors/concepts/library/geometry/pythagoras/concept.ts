import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

const rounded = (value: number): string => String(Math.round(value * 100) / 100);

export const pythagoras = concept({
  key: "pythagoras",
  title: "Pythagoras, proved twice",
  name: "The theorem of Pythagoras",
  names: [
    "Pythagorean theorem",
    "Pythagoras theorem",
    "proof of the Pythagorean theorem",
    "a squared plus b squared equals c squared",
    "a^2 + b^2 = c^2",
    "right triangle sides",
    "hypotenuse of a right triangle",
    "squares on the sides of a right triangle",
  ],
  folder: import.meta.dirname,
  parameters: {
    a: number({
      fallback: 3,
      least: 2,
      most: 12,
      said: ["first leg", "short side", "short leg"],
      patterns: [
        /(?:legs?|sides?|lengths?)\D{0,12}?(\d+(?:\.\d+)?)\D{1,6}\d/i,
        /\ba\s*=\s*(\d+(?:\.\d+)?)/i,
        /\b(\d+)-\d+-\d+\b/,
      ],
    }),
    b: number({
      fallback: 4,
      least: 2,
      most: 12,
      said: ["second leg", "long side", "long leg"],
      patterns: [
        /(?:legs?|sides?|lengths?)\D{0,12}?\d+(?:\.\d+)?\D{1,6}(\d+(?:\.\d+)?)/i,
        /\bb\s*=\s*(\d+(?:\.\d+)?)/i,
        /\b\d+-(\d+)-\d+\b/,
      ],
    }),
  },
  refuse: ({ a, b }) =>
    Math.max(a, b) > 3 * Math.min(a, b)
      ? `A triangle with legs of ${a} and ${b} is too flat to be drawn: take legs of which one is at most three times the other.`
      : null,
  scenes: [
    {
      key: "question",
      title: "Three squares",
      goal: "Show the squares on the sides of a right triangle and ask how they are related",
      narration: ({ a, b }) =>
        `Take a right triangle, with legs of ${a} and ${b}. [[legs]] On each leg we build a square, [[long]] and a third one on the longest
        side. [[ask]] Is it a coincidence that the two small ones together look just as large as the big one?`,
    },
    {
      key: "frame",
      title: "First proof: four copies in a frame",
      goal: "Arrange four copies of the triangle around the square of the longest side",
      narration: () =>
        `Here is a proof without a single calculation. [[copies]] Put four copies of the triangle into a square frame, so that they
        leave a hole. [[hole]] All sides of the hole are the longest side, and its corners are square. [[area]] So the free area is c
        squared.`,
    },
    {
      key: "move",
      title: "Push the triangles",
      goal: "Move the triangles so that the same free area becomes two squares",
      narration: () =>
        `Now push the triangles around in the same frame. [[push]] Two and two, they join to rectangles. [[free]] What is free now are
        two squares: one on the leg a, one on the leg b. [[same]] Frame and triangles are the same as before, so the free
        area is the same too.`,
    },
    {
      key: "algebra",
      title: "Second proof: by calculation",
      goal: "Compute the area of the frame in two ways",
      claims: () => [
        {
          text: "Both ways to count the frame's area give a squared plus b squared",
          expression: "(a + b)**2 - 4*a*b/2 = a**2 + b**2",
        },
      ],
      narration: () =>
        `The same picture gives a second proof, by algebra. [[whole]] The whole frame has the side a plus b. [[parts]] It is also the
        tilted square with four triangles. [[expand]] Multiply out, [[cancel]] and two a b stands on both sides. Take it away, and
        the theorem is left.`,
    },
    {
      key: "numbers",
      title: "With our numbers",
      goal: "Check the theorem with the lengths of the example",
      claims: ({ a, b }) => [
        {
          text: `The longest side is ${rounded(Math.hypot(a, b))}`,
          expression: `sqrt(${a}**2 + ${b}**2)**2 = ${a * a + b * b}`,
        },
      ],
      narration: ({ a, b }) =>
        `With our numbers: [[squares]] ${a} squared is ${rounded(a * a)}, ${b} squared is ${rounded(b * b)}. [[sum]] Together that
        is ${rounded(a * a + b * b)}. [[root]] So the longest side is the square root of it, ${rounded(Math.hypot(a, b))}. No ruler was
        needed.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say the theorem in one sentence",
      narration: () =>
        `That is the theorem of Pythagoras: [[sentence]] in a right triangle, the squares on the legs together are as large as the square
        on the longest side. [[slide]] Whatever the shape of the triangle, as long as one corner is square.`,
    },
  ],
});
