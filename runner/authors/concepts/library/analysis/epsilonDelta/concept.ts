import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

/** How near to 2 one must stay for half of the square to be within epsilon of 2; on the right it is tighter. */
const deltaOf = (epsilon: number): number => Math.sqrt(4 + 2 * epsilon) - 2;
const rounded = (value: number): string => String(Math.round(value * 100) / 100);

export const epsilonDelta = concept({
  key: "epsilon-delta",
  title: "Limits by epsilon and delta",
  names: [
    "epsilon delta",
    "epsilon delta definition of a limit",
    "ε-δ definition",
    "what a limit is",
    "definition of the limit",
    "limit of a function",
    "rigorous limits",
    "formal definition of limits",
    "limits in calculus",
  ],
  folder: import.meta.dirname,
  parameters: {
    epsilon: number({ fallback: 1, least: 0.2, most: 1.5, said: ["epsilon", "ε", "eps", "tolerance"] }),
  },
  scenes: [
    {
      key: "question",
      title: "A curve with a hole",
      goal: "Show a function that has no value at one point, and ask what it is heading for",
      narration: () =>
        `This curve has a hole. [[hole]] At two, its formula reads zero divided by zero, so there is no value at all. [[approach]] Still,
        come closer from the left or from the right, and the height heads for two. [[what]] But what does heading for
        mean, exactly?`,
    },
    {
      key: "challenge",
      title: "A challenge: how near to 2?",
      goal: "Introduce epsilon as a tolerance on the height",
      narration: ({ epsilon }) =>
        `Make it a game with two players. [[band]] The first draws a band around the height two, as narrow as she likes. [[epsilon]] Its
        half width is called epsilon, here ${epsilon}. She says: bring the curve into my band, and keep it there.`,
    },
    {
      key: "answer",
      title: "An answer: how near to stay",
      goal: "Introduce delta as the answer to epsilon",
      claims: ({ epsilon }) => [
        {
          text: `Within delta of 2 the height stays within ${epsilon} of 2`,
          expression: `(2 + (sqrt(4 + 2*${epsilon}) - 2))**2/2 - 2 = ${epsilon}`,
        },
      ],
      narration: ({ epsilon }) =>
        `The second player answers with a strip around x equal to two. [[strip]] Its half width is called delta. [[inside]] As
        long as x stays in the strip, the curve stays inside the box. [[delta]] A delta of ${rounded(deltaOf(epsilon))} is
        just small enough.`.replace(" equal to ", " at "),
    },
    {
      key: "smaller",
      title: "Every challenge has an answer",
      goal: "Let epsilon shrink and watch delta follow",
      narration: () =>
        `Now the first player gets mean. [[shrink]] She makes her band narrower, and narrower still. [[follow]] But each time, the second
        player finds a smaller delta, and the curve again runs through the box from side to side, never through its top or bottom.`,
    },
    {
      key: "definition",
      title: "That is the definition",
      goal: "Read the definition as the rules of the game",
      narration: () =>
        `Written down, the game looks frightening, but you know its rules. [[every]] For every epsilon of the first player [[some]]
        there is a delta of the second, [[near]] so that whenever x is within delta of a, [[close]] the height is within epsilon of the
        limit.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say in one sentence what a limit is",
      narration: () =>
        `So a limit is not about arriving. [[box]] It is a promise: however narrow the band, near enough to the point the curve
        stays in it. [[hole]] And the point itself, with its hole, never mattered.`,
    },
  ],
});
