import { concept } from "../../../concept.ts";
import { matrix } from "../../../parameters.ts";
import { rounded, spoken } from "../../../spoken.ts";

type Rows = readonly (readonly number[])[];

/** Trace, determinant and the real eigenvalues, the smaller first; NaN where they are complex. */
function eigen(rows: Rows): { low: number; high: number } {
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = rows;
  const middle = (a + d) / 2;
  const root = Math.sqrt(middle * middle - (a * d - b * c));
  return { low: middle - root, high: middle + root };
}

/** The larger in size first, as the scenes name them. */
function bySize(rows: Rows): [number, number] {
  const { low, high } = eigen(rows);
  return Math.abs(high) >= Math.abs(low) ? [high, low] : [low, high];
}

/** What the eigenvalue does to its arrow. */
function done(value: number): string {
  const size = Math.abs(value);
  if (size < 0.005) return "is pressed to nothing";
  const turned = value < 0 ? ", and turned around" : "";
  if (Math.abs(size - 1) < 0.005) return value < 0 ? "is turned around and keeps its length" : "stays as it is";
  return `becomes ${spoken(size)} times as long${turned}`;
}

export const eigenvectors = concept({
  key: "eigenvectors",
  title: "Eigenvectors and eigenvalues",
  names: [
    "eigenvectors",
    "eigenvalues",
    "eigenvector and eigenvalue of a matrix",
    "characteristic polynomial",
    "eigenbasis",
    "vectors that keep their direction under a matrix",
    "principal directions of a matrix",
  ],
  folder: import.meta.dirname,
  parameters: {
    matrix: matrix({
      fallback: [
        [2, 1],
        [1, 2],
      ],
      rows: 2,
      columns: 2,
      least: -4,
      most: 4,
    }),
  },
  refuse: ({ matrix: rows }) => {
    const { low, high } = eigen(rows);
    if (Number.isNaN(low))
      return "This matrix turns every direction of the plane: it has no real eigenvectors. Try one with two real eigenvalues, such as [[2, 1], [1, 2]].";
    if (high - low < 0.2) return "This lesson needs a matrix with two different eigenvalues, such as [[2, 1], [1, 2]].";
    return null;
  },
  scenes: [
    {
      key: "question",
      title: "Which arrows keep their direction?",
      goal: "See that a matrix turns most arrows off their lines.",
      narration: () =>
        `[[matrix]] A matrix tells every point of the plane where to go. [[move]] Watch what this one does to a square grid.
         [[arrows]] Now again, with three arrows that come along. [[turn]] Each of them ends away from the line on which it began.
         [[ask]] Is there an arrow that does not leave its line?`,
    },
    {
      key: "search",
      title: "Turn an arrow and watch its image",
      goal: "Find the directions in which the arrow and its image share a line.",
      claims: ({ matrix: rows }) => {
        const { low, high } = eigen(rows);
        return [{ text: `The matrix has the eigenvalues ${rounded(low)} and ${rounded(high)}.` }];
      },
      narration: () =>
        `[[arrow]] Take an arrow of length one, in yellow. [[image]] In blue is its image, the arrow that the matrix makes of it.
         [[turn]] Turn the yellow arrow slowly. The blue one follows at a speed of its own, until the angle between their lines is zero.
         [[first]] Here both lie on one line. [[on]] Go on, and they part again, and come together once more. [[second]] That is a second line.
         [[name]] These two directions belong to the eigenvectors.`,
    },
    {
      key: "flat",
      title: "For which λ does the square go flat?",
      goal: "Find the eigenvalues as the roots of the characteristic polynomial.",
      claims: ({ matrix: rows }) => {
        const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = rows;
        return [
          {
            text: "The eigenvalues are the roots of the characteristic polynomial.",
            expression: `(${a}-x)*(${d}-x)-(${b})*(${c}) = x**2-(${a + d})*x+(${a * d - b * c})`,
          },
        ];
      },
      narration: ({ matrix: rows }) => {
        const { low, high } = eigen(rows);
        return `[[equation]] An eigenvector is only multiplied by a number, lambda. [[rewrite]] So A minus lambda times the identity presses it to zero.
         [[square]] A map that does so leaves no area of the unit square. [[slide]] Let lambda grow, and watch the area shrink.
         [[first]] At ${spoken(low)} it is flat. [[on]] Then it opens, and closes again. [[second]] At ${spoken(high)} it is flat once more.
         [[roots]] These are the roots of this equation.`;
      },
    },
    {
      key: "stretch",
      title: "Each one is only stretched",
      goal: "Check both eigenvectors with numbers.",
      narration: ({ matrix: rows }) => {
        const [first, second] = bySize(rows);
        return `[[check-1]] Check the first one. Multiply the matrix by it, row by row. [[grow-1]] The result is the same arrow, times ${spoken(first)}: it ${done(first)}.
         [[check-2]] Now the second, on a line of its own. [[grow-2]] Times ${spoken(second)}: this one ${done(second)}.
         [[checked]] Both satisfy the equation.`;
      },
    },
    {
      key: "axes",
      title: "The map in its own directions",
      goal: "See the map as two stretches along the eigenvectors.",
      narration: ({ matrix: rows }) => {
        const [first, second] = bySize(rows);
        return `[[grid]] Draw the grid along these two directions instead. [[arrows]] One eigenvector is yellow, the other one red.
         [[apply]] Apply the matrix again: no line turns any more, everything is multiplied by ${spoken(first)} one way and by ${spoken(second)} the other.
         [[learned]] An eigenvector keeps its line, and its eigenvalue says how much longer it gets.`;
      },
    },
  ],
});
