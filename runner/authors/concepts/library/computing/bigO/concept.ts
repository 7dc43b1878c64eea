import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

export const bigO = concept({
  key: "big-o",
  title: "Big O: how work grows",
  names: [
    "big O",
    "big O notation",
    "time complexity",
    "complexity of algorithms",
    "asymptotic growth",
    "how fast an algorithm is",
    "order of growth",
  ],
  folder: import.meta.dirname,
  parameters: {
    size: number({ fallback: 6, least: 3, most: 8, whole: true, said: ["size", "n", "items", "elements"] }),
  },
  scenes: [
    {
      key: "question",
      title: "Which one is faster?",
      goal: "Two programs do the same; ask how their work grows.",
      narration: ({ size }) =>
        `Two programs do the same job. [[few]] For ${size} items one takes ${20 * size} steps, the other ${size * size}. [[winner]] So the second one is faster. [[many]] But what about a thousand items? [[turn]] Then it is twenty thousand steps against a million. What counts is how the
         work grows.`,
    },
    {
      key: "loops",
      title: "Count the steps",
      goal: "A loop makes n steps, a loop in a loop makes n times n.",
      claims: ({ size }) => [{ text: `${size} times ${size} steps`, expression: `${size}*${size} = ${size ** 2}` }],
      narration: ({ size }) =>
        `Count the steps, each one a dot. [[single]] A loop over ${size} items makes a row: ${size} steps. [[nested]] A loop within a loop makes a whole square: for each item a row of its own, [[square]] ${size * size} steps in all.`,
    },
    {
      key: "double",
      title: "Twice as many items",
      goal: "Doubling the input doubles the row and makes four squares of the square.",
      narration: () =>
        `Now double the number of items. [[row]] The row gets twice as long: the work doubles. [[square]] The square gets twice as long and twice as wide: four times the work. [[halving]] And a search that halves the list each time needs just one step more. That is what we want to know of a program.`,
    },
    {
      key: "race",
      title: "The race",
      goal: "Compare the usual orders of growth in one plot.",
      narration: () =>
        `Here they all are. [[log]] The logarithm, as in binary search, is almost flat. [[linear]] One loop: a straight line. [[sort]] A good sort, n times log n, is a little steeper. [[square]] A loop in a loop bends upwards. [[power]] And two to the n, trying all combinations, leaves the picture
         after a few steps.`,
    },
    {
      key: "factor",
      title: "Factors don't matter in the end",
      goal: "A slower order wins in the end, whatever the constant factor.",
      claims: () => [{ text: "20 n and n squared meet at n = 20", expression: "20*20 = 20**2" }],
      narration: () =>
        `What about our two programs, twenty n and n squared? [[start]] At first the square is below. [[cross]] At twenty they meet, [[after]] and from then on the line wins, for good. A factor only shifts the point of crossing. [[name]] So we leave it out, and write big O of n, and big O of n squared.`,
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what big O tells.",
      narration: () =>
        `[[table]] For a thousand items the orders are worlds apart. [[rows]] From ten steps to a million, and beyond all numbers. [[sentence]] Big O tells how the work grows when the input grows, and forgets everything else.`,
    },
  ],
});
