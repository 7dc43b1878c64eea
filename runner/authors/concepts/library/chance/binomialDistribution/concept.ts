import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { rounded, spoken } from "../../../spoken.ts";

type Row = { trials: number; chance: number };

/** The chance of 0 to n heads. */
function sharesOf({ trials, chance }: Row): number[] {
  let row = [1];
  for (let n = 0; n < trials; n += 1)
    row = [...row, 0].map((share, k) => share * (1 - chance) + (row[k - 1] ?? 0) * chance);
  return row;
}

function likeliest(row: Row): { count: number; percent: number } {
  const shares = sharesOf(row);
  const count = shares.indexOf(Math.max(...shares));
  return { count, percent: 100 * (shares[count] ?? 0) };
}

/** As `formula.py` chooses its count. */
function shown(row: Row): { count: number; percent: number; ways: number } {
  const count = Math.floor((row.trials + 1) * row.chance);
  let ways = 1;
  for (let k = 1; k <= count; k += 1) ways = (ways * (row.trials - count + k)) / k;
  return { count, percent: 100 * (sharesOf(row)[count] ?? 0), ways: Math.round(ways) };
}

const coinOf = ({ chance }: Row): string =>
  Math.abs(chance - 0.5) < 1e-9
    ? "a fair coin"
    : `a coin that shows heads with a chance of ${spoken(100 * chance, 1)} percent`;

export const binomialDistribution = concept({
  key: "binomial-distribution",
  title: "The binomial distribution",
  names: [
    "binomial distribution",
    "binomial probability",
    "Bernoulli trials",
    "number of heads in coin flips",
    "number of successes in n trials",
    "tossing a coin several times",
    "n choose k probability",
  ],
  folder: import.meta.dirname,
  parameters: {
    trials: number({
      fallback: 10,
      least: 4,
      most: 20,
      whole: true,
      said: ["n", "trials", "throws", "tosses", "flips", "coin flips", "times", "coins"],
    }),
    chance: number({ fallback: 0.5, least: 0.1, most: 0.9, said: ["p", "probability", "chance"] }),
  },
  scenes: [
    {
      key: "question",
      title: "How many heads will there be?",
      goal: "See that the number of heads changes from row to row.",
      narration: (values) =>
        `[[throw]] Throw ${coinOf(values)} ${values.trials} times, and count the heads. [[again]] Throw again, and the number is another one.
         Now and then it is far off, but mostly it stays near one value. [[ask]] Which numbers are likely, and how likely are they?`,
    },
    {
      key: "paths",
      title: "Every throw is a fork",
      goal: "Count the ways to one result.",
      narration: () =>
        `[[fork]] Each throw is a fork: heads to the right, tails to the left. [[grow]] After four throws there are sixteen ways down.
         [[one]] Take one with two heads. Its chance is the product along the way. [[count]] But it isn't the only one: six different ways end
         at the same place, and each has the same chance.`,
    },
    {
      key: "formula",
      title: "Ways times chance",
      goal: "Compute one probability.",
      claims: (values) => {
        const { count, ways } = shown(values);
        return [
          {
            text: `There are ${ways} ways to have ${count} heads in ${values.trials} throws.`,
            expression: `binomial(${values.trials}, ${count}) = ${ways}`,
          },
        ];
      },
      narration: (values) => {
        const { count, percent, ways } = shown(values);
        return `[[one]] Now ${values.trials} throws with ${count} heads. One such row has the chance p for every head, and one minus p for every tail.
         [[ways]] The heads can stand in many places: there are ${ways} ways to arrange them.
         [[product]] Multiply both, and you have the probability: ${spoken(percent, 1)} percent.`;
      },
    },
    {
      key: "bars",
      title: "All chances at once",
      goal: "See the whole distribution grow.",
      narration: (values) => {
        const { count, percent } = likeliest(values);
        return `[[start]] After a single throw there are two bars. [[grow]] With every further throw each bar is shared out to itself and its neighbour,
         and a hill grows and wanders. [[peak]] At its top, after ${values.trials} throws, are ${count} heads with ${spoken(percent, 1)} percent.
         [[mean]] The mean is n times p, here ${spoken(values.trials * values.chance)}.`;
      },
    },
    {
      key: "trial",
      title: "Does it come out like that?",
      goal: "Check it with four thousand rows.",
      claims: ({ trials, chance }) => [{ text: `The mean number of heads is ${rounded(trials * chance)}.` }],
      narration: ({ trials, chance }) =>
        `[[throw]] Let the computer throw four thousand rows of ${trials}, and count. At first the bars jump about, then they settle.
         [[compare]] The yellow marks are the computed chances: they agree. [[spread]] Most counts lie within ${spoken(Math.sqrt(trials * chance * (1 - chance)))}
         of the mean. [[learned]] So the chance of a count is the number of ways, times the chance of one way.`,
    },
  ],
});
