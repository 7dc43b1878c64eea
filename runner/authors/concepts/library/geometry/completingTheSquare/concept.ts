import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

export const completingTheSquare = concept({
  key: "completing-the-square",
  title: "Completing the square, as a picture",
  name: "Completing the square",
  names: [
    "completing the square",
    "complete the square visually",
    "completing the square geometrically",
    "why completing the square works",
    "al-Khwarizmi's square",
    "quadratic equation as a picture",
    "derive the quadratic formula by completing the square",
  ],
  folder: import.meta.dirname,
  parameters: {
    width: number({ fallback: 6, least: 2, most: 10, said: ["b", "width", "linear coefficient", "x term"] }),
    area: number({ fallback: 16, least: 5, most: 60, said: ["c", "area", "right side", "="] }),
  },
  refuse: ({ width, area }) =>
    Math.sqrt(area + (width / 2) ** 2) - width / 2 < 0.4
      ? `The lesson “Completing the square” needs a larger area than ${area} beside a width of ${width}: try ${Math.ceil(width * 2)}.`
      : null,
  scenes: [
    {
      key: "question",
      title: "An unknown that stands twice",
      goal: "Show why the equation can't be solved by simply undoing it",
      narration: ({ width, area }) =>
        `x squared plus ${width} x is ${area}. [[stuck]] We can't just take a root, because x stands there twice. [[picture]] So let us do what
        people did a thousand years ago, and draw it: [[square]] x squared is a square, [[strip]] and ${width} x is a strip along its side.`,
    },
    {
      key: "split",
      title: "Cut the strip in half",
      goal: "Move half of the strip to the other side of the square",
      narration: ({ width }) =>
        `The square and the strip make a rectangle. We would rather have a square. [[cut]] So cut the strip in half: each is ${width / 2}
        wide. [[move]] One half stays, and the other goes below. [[almost]] It is almost a square now. Nothing was
        added, so the area is as before.`,
    },
    {
      key: "corner",
      title: "The missing corner",
      goal: "Complete the square by its missing corner, on both sides of the equation",
      claims: ({ width }) => [
        {
          text: "The square with its corner",
          expression: `(x + ${width}/2)**2 = x**2 + ${width}*x + (${width}/2)**2`,
        },
      ],
      narration: ({ width, area }) =>
        `Only a corner is missing. [[corner]] It is ${width / 2} by ${width / 2}, so its area is ${width ** 2 / 4}. [[add]] Fill it in, and
        add the same on the other side: ${area} plus ${width ** 2 / 4} is ${area + width ** 2 / 4}. [[whole]] Now the left side is one whole square.`,
    },
    {
      key: "solve",
      title: "Now the root is easy",
      goal: "Take the root and find both solutions",
      claims: ({ width, area }) => [
        {
          text: "The positive solution fits the equation",
          expression: `(sqrt(${area} + (${width}/2)**2) - ${width}/2)**2 + ${width}*(sqrt(${area} + (${width}/2)**2) - ${width}/2) = ${area}`,
        },
      ],
      narration: ({ width, area }) =>
        `A square with a known area has a known side. [[root]] x plus ${width / 2} is the root of ${area + width ** 2 / 4},
        [[positive]] which gives x as ${spoken(rootOf(width, area))}. [[negative]] A negative root squares to the same, so there is a second
        solution, ${spoken(-width - rootOf(width, area))}, though no picture has it.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say in one sentence what completing the square does",
      narration: () =>
        `That is completing the square: [[fold]] fold the strip around the square, and fill in the corner. [[formula]] Then the unknown
        stands there only once, and a root sets it free.`,
    },
  ],
});

const rootOf = (width: number, area: number): number => Math.sqrt(area + (width / 2) ** 2) - width / 2;

function spoken(value: number): string {
  const short = String(Math.round(value * 100) / 100).replace("-", "minus ");
  return Math.abs(value - Math.round(value * 100) / 100) < 1e-9 ? short : `about ${short}`;
}
