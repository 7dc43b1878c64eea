import { concept } from "../../../concept.ts";
import { matrix } from "../../../parameters.ts";
import { spoken } from "../../../spoken.ts";

function determinantOf(rows: readonly (readonly number[])[]): number {
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = rows;
  return a * d - b * c;
}

export const determinant = concept({
  key: "determinant",
  title: "The determinant as an area",
  names: [
    "determinant as area",
    "meaning of the determinant",
    "geometric meaning of determinants",
    "area scale factor of a matrix",
    "why is the determinant ad - bc",
    "what the determinant of a matrix tells",
    "sign of the determinant and orientation",
  ],
  folder: import.meta.dirname,
  parameters: {
    matrix: matrix({
      fallback: [
        [3, 1],
        [1, 2],
      ],
      rows: 2,
      columns: 2,
      least: -4,
      most: 4,
    }),
  },
  refuse: ({ matrix: rows }) =>
    Math.abs(determinantOf(rows)) < 0.2
      ? "This matrix presses the plane flat, so that no area is left to look at: try one with another determinant, such as [[3, 1], [1, 2]]."
      : null,
  scenes: [
    {
      key: "question",
      title: "How much bigger does it get?",
      goal: "See that a matrix changes areas.",
      narration: () =>
        `[[square]] Here is a grid, and one square of it, with area one. [[matrix]] This matrix is going to move every point.
         [[move]] The lines lean and stretch, and with them the square turns into a parallelogram.
         [[ask]] By which factor has its area changed?`,
    },
    {
      key: "square",
      title: "The columns are its new sides",
      goal: "Read the parallelogram off the matrix.",
      narration: ({ matrix: rows }) => {
        const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = rows;
        return `[[sides]] The square has two sides, and the matrix two columns. [[first]] The first column says where the yellow side goes:
         to ${spoken(a)}, ${spoken(c)}. [[second]] The second one takes the red side to ${spoken(b)}, ${spoken(d)}.
         [[shape]] The rest follows: these two sides span the parallelogram.`;
      },
    },
    {
      key: "slide",
      title: "Slide it upright",
      goal: "Find its area without a formula, then with one.",
      claims: ({ matrix: rows }) => [
        {
          text: `The determinant is ${spoken(determinantOf(rows))}.`,
          expression: `${rows.map((row, index) => `(${row[index] ?? 0})`).join("*")} - ${rows.map((row, index) => `(${row[1 - index] ?? 0})`).join("*")} = ${determinantOf(rows)}`,
        },
      ],
      narration: ({ matrix: rows }) =>
        `[[shape]] How large is the parallelogram? Nothing but its two sides is known. [[slide]] Slide one side along the other, like a pile of cards. Base and height stay, so the area does too.
         [[again]] Once more, the other way: now it is a rectangle. [[measure]] Its sides we can multiply, and get ${spoken(Math.abs(determinantOf(rows)))}.
         [[formula]] Done with letters, this is a d minus b c: the determinant, here ${spoken(determinantOf(rows))}.`,
    },
    {
      key: "sign",
      title: "What does the sign say?",
      goal: "See why a determinant may be zero or negative.",
      narration: () =>
        `[[start]] But a determinant may be negative. [[left]] As long as the second side lies to the left of the first, it counts as positive.
         [[swing]] Let it swing across. The area shrinks, [[zero]] and is zero when both lie on one line.
         [[flip]] Beyond it the area comes back with a minus sign: the plane has been turned over, like a sheet of paper.`,
    },
    {
      key: "every",
      title: "The same factor for every shape",
      goal: "Carry the factor over to any shape.",
      narration: ({ matrix: rows }) =>
        `[[shape]] Any shape can be filled with tiny squares. [[move]] The matrix does the same to each of them, and so to all together.
         [[times]] The whole area is multiplied by ${spoken(Math.abs(determinantOf(rows)))}.
         [[learned]] That is what the determinant is: the factor by which a matrix multiplies every area.`,
    },
  ],
});
