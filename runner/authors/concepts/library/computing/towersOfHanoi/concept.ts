import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

const moves = (disks: number): number => 2 ** disks - 1;

export const towersOfHanoi = concept({
  key: "towers-of-hanoi",
  title: ({ disks }) => `Recursion: the towers of Hanoi, ${disks} disks`,
  name: "Recursion: the towers of Hanoi",
  names: [
    "towers of Hanoi",
    "tower of Hanoi puzzle",
    "Hanoi",
    "recursion",
    "recursive functions",
    "recursion with the towers of Hanoi",
    "a function that calls itself",
  ],
  folder: import.meta.dirname,
  parameters: {
    disks: number({
      fallback: 3,
      least: 2,
      most: 5,
      whole: true,
      said: ["disks", "discs", "disk", "disc", "rings", "n"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "Move the tower",
      goal: "State the puzzle and its two rules.",
      narration: ({ disks }) =>
        `[[tower]] Here is a tower of ${disks} disks, the largest at the bottom. [[goal]] It shall move from peg A to peg C. [[one]] But only one disk moves at a time, [[never]] and never may a larger
         disk lie on a smaller one. How can that be done?`,
    },
    {
      key: "trick",
      title: "Think of one disk less",
      goal: "Reduce the tower to a smaller one: the idea of recursion.",
      narration: ({ disks }) =>
        `Look at the largest disk. [[block]] It can move only when the ${disks - 1 === 1 ? "one" : disks - 1} above it ${disks === 2 ? "is" : "are"} out of the way, on peg B. [[largest]] Then it goes to C in a single move. [[back]] And then
         the smaller tower comes on top of it. [[call]] So a tower of ${disks} is easy, if we can move a tower of ${disks - 1}. That is recursion.`,
    },
    {
      key: "calls",
      title: "Down to nothing",
      goal: "Each tower asks for a smaller one, until there is nothing to do.",
      narration: ({ disks }) =>
        `And how does the tower of ${disks - 1} move? [[down]] By the same rule, with one disk less, and so on. Each task waits until the smaller one is done. [[base]] A tower of no disks needs no move:
         here the questions end. [[up]] Then the waiting tasks go on, one after the other, from the smallest to the largest.`,
    },
    {
      key: "run",
      title: "The whole way",
      goal: "Watch all moves.",
      narration: ({ disks }) =>
        `Now watch the whole way. [[run]] Nobody plans these moves: each follows from the rule, with a smaller tower, and a smaller one again. See how the smallest disk moves every other time.
         [[done]] After ${moves(disks)} moves the tower stands on peg C, and no rule was broken.`,
    },
    {
      key: "count",
      title: "How many moves?",
      goal: "One disk more doubles the moves and adds one.",
      claims: ({ disks }) => [
        { text: `${disks} disks need ${moves(disks)} moves`, expression: `2**${disks} - 1 = ${moves(disks)}` },
        { text: "One disk more doubles the moves and adds one", expression: "2*(2**n - 1) + 1 = 2**(n + 1) - 1" },
      ],
      narration: () =>
        `How many moves does it take? [[rows]] One disk takes one. Each further disk takes the smaller tower twice, and one move between. [[double]] So the number doubles each time, plus one.
         [[formula]] For n disks that is two to the n, minus one. [[legend]] With sixty-four disks and a move each second it takes longer than the universe is old.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what recursion is.",
      narration: () =>
        `[[parts]] A smaller tower away, the largest disk over, the smaller tower back: that was all. [[sentence]] Recursion solves a problem by solving a smaller one of the same kind, until it is so small
         that nothing is left to do.`,
    },
  ],
});
