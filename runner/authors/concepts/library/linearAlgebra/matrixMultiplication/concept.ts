import { concept } from "../../../concept.ts";
import { matrix } from "../../../parameters.ts";
import { spoken } from "../../../spoken.ts";

type Rows = readonly (readonly number[])[];

function productOf(left: Rows, right: Rows): number[][] {
  return left.map((row) => [0, 1].map((c) => row.reduce((sum, value, k) => sum + value * (right[k]?.[c] ?? 0), 0)));
}

function sameEitherWay(left: Rows, right: Rows): boolean {
  const other = productOf(right, left).flat();
  return productOf(left, right)
    .flat()
    .every((value, index) => Math.abs(value - (other[index] ?? 0)) < 1e-9);
}

const entryOf = (rows: Rows, row: number, column: number): string => spoken(rows[row]?.[column] ?? 0);

const square = { rows: 2, columns: 2, least: -4, most: 4 } as const;

export const matrixMultiplication = concept({
  key: "matrix-multiplication",
  title: "Matrix multiplication",
  names: [
    "matrix multiplication",
    "multiplying matrices",
    "product of two matrices",
    "composition of linear maps",
    "why are matrices multiplied row times column",
    "matrix product is not commutative",
  ],
  folder: import.meta.dirname,
  parameters: {
    leftFactor: matrix({
      ...square,
      fallback: [
        [1, 1],
        [0, 1],
      ],
    }),
    rightFactor: matrix({
      ...square,
      fallback: [
        [0, -1],
        [1, 0],
      ],
      index: 1,
    }),
  },
  refuse: ({ leftFactor, rightFactor }) =>
    Math.max(...[...productOf(leftFactor, rightFactor), ...productOf(rightFactor, leftFactor)].flat().map(Math.abs)) >
    12
      ? "The product of these matrices is too large to be drawn on a grid: try smaller numbers, such as [[1, 1], [0, 1]] and [[0, -1], [1, 0]]."
      : null,
  scenes: [
    {
      key: "question",
      title: "One after the other",
      goal: "Apply two matrices in turn.",
      narration: () =>
        `[[grid]] A matrix moves the whole plane; the little flag shows how. [[first]] First let the matrix B move everything.
         [[second]] Then let A go to work on what B has left behind. [[ask]] Two moves in a row. Is there a single matrix that does both at once?`,
    },
    {
      key: "columns",
      title: "Follow the two unit arrows",
      goal: "Find the columns of the product.",
      narration: () =>
        `[[arrows]] A matrix is known as soon as we know where these two arrows go. [[first]] B sends them to its own two columns.
         [[second]] A moves them on from there. [[product]] Where they arrive are the columns of the matrix that we look for, the product A B.
         [[name]] Each is A, times a column of B.`,
    },
    {
      key: "entries",
      title: "Row times column",
      goal: "Compute the entries.",
      claims: ({ leftFactor, rightFactor }) => {
        const [[a = 0, b = 0] = []] = leftFactor;
        const [[c = 0] = [], [d = 0] = []] = rightFactor;
        const entry = entryOf(productOf(leftFactor, rightFactor), 0, 0);
        return [
          {
            text: `The first entry of the product is ${entry}.`,
            expression: `(${a})*(${c}) + (${b})*(${d}) = ${a * c + b * d}`,
          },
        ];
      },
      narration: ({ leftFactor, rightFactor }) => {
        const product = productOf(leftFactor, rightFactor);
        return `[[scheme]] To compute it, write B above and A to the left. [[entry-1]] A row of A meets a column of B. Multiply number by number, and add:
         ${entryOf(product, 0, 0)}. [[entry-2]] The same row with the next column gives ${entryOf(product, 0, 1)}.
         [[entry-3]] The second row is done likewise: ${entryOf(product, 1, 0)}, and ${entryOf(product, 1, 1)}. [[done]] And the product is complete.`;
      },
    },
    {
      key: "order",
      title: "Does the order matter?",
      goal: "Compare both orders.",
      narration: ({ leftFactor, rightFactor }) =>
        `[[both]] Here are two copies of the plane. [[left]] On the left B comes first, and then A. [[right]] On the right A comes first, and then B.
         [[learned]] ${
           sameEitherWay(leftFactor, rightFactor)
             ? "These two are an exception: both orders end alike. In general they do not."
             : "The flags end differently: the order matters."
         } A product of matrices is one move after the other, read from right to left.`,
    },
  ],
});
