import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { spoken } from "../../../spoken.ts";

/** In percentage points: within it lie 95 of 100 shares. */
const half = (chance: number, throws: number): number => 196 * Math.sqrt((chance * (1 - chance)) / throws);

export const lawOfLargeNumbers = concept({
  key: "law-of-large-numbers",
  title: "The law of large numbers",
  names: [
    "law of large numbers",
    "relative frequency approaches probability",
    "gambler's fallacy",
    "does chance even out in the long run",
    "averages settle down with many trials",
  ],
  folder: import.meta.dirname,
  parameters: {
    chance: number({ fallback: 0.5, least: 0.1, most: 0.9, said: ["p", "probability", "chance"] }),
  },
  scenes: [
    {
      key: "question",
      title: "Does chance even out?",
      goal: "See how a share jumps at first.",
      narration: ({ chance }) =>
        `[[coin]] A coin shows heads with a chance of ${spoken(100 * chance, 1)} percent. [[first]] Throw it, and note the share of heads so far.
         [[jump]] With few throws the share jumps, for each new one counts for much. [[ask]] Will it ever come to rest at the yellow line?`,
    },
    {
      key: "settle",
      title: "A thousand throws",
      goal: "Watch the share settle.",
      narration: () =>
        `[[start]] Let the computer go on throwing. [[hundred]] Within the first hundred throws the line still swings up and down.
         [[thousand]] Then it grows calmer. A single throw hardly moves it any more, and it stays close to the chance itself.
         [[near]] After a thousand throws hardly anything is missing.`,
    },
    {
      key: "funnel",
      title: "Was that luck?",
      goal: "See that nearly every run stays in a funnel.",
      narration: ({ chance }) =>
        `[[runs]] Was that mere luck? Here are twelve runs, each of a thousand throws. All of them come to the same place.
         [[funnel]] They stay in a funnel whose width goes with one over the root of n. [[width]] After a hundred throws it is plus or minus
         ${spoken(half(chance, 100), 1)} percentage points, after a thousand only ${spoken(half(chance, 1000), 1)}.`,
    },
    {
      key: "memory",
      title: "The coin has no memory",
      goal: "Understand why no luck is paid back.",
      narration: () =>
        `[[two]] Does the coin pay back what it owes? On the right is how many heads more there are than expected. [[run]] That number wanders, and need not come
         back to zero. The share settles all the same. [[back]] It is divided by ever more throws.
         [[learned]] So shares settle because the number of throws grows, and not because luck turns.`,
    },
  ],
});
