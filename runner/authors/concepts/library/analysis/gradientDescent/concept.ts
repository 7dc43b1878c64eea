import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

/** The hill is x²/2 + 1/2: each step leaves this share of the distance to its lowest point. */
const rounded = (value: number): string => String(Math.round(value * 100) / 100).replace("-", "minus ");

export const gradientDescent = concept({
  key: "gradient-descent",
  title: "Gradient descent",
  names: [
    "gradient descent",
    "steepest descent",
    "learning rate",
    "how neural networks learn by going downhill",
    "minimise a function step by step",
    "minimize a loss function",
    "optimization by gradients",
    "stochastic gradient descent",
    "walking downhill to the minimum",
  ],
  folder: import.meta.dirname,
  parameters: {
    rate: number({
      fallback: 0.3,
      least: 0.05,
      most: 0.9,
      said: ["learning rate", "rate", "step size", "eta", "η", "alpha"],
    }),
    start: number({
      fallback: 3,
      least: 1.5,
      most: 3.5,
      said: ["start", "starting at", "starting point", "x0", "from"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "Downhill in the fog",
      goal: "Ask how to find the lowest point when only the slope underfoot is known",
      narration: () =>
        `You stand on a hill in thick fog, [[hill]] and want to reach the lowest point. [[fog]] You can't see it. All you feel is the
        slope under your feet. [[question]] How do you get down?`,
    },
    {
      key: "slope",
      title: "The slope tells the way",
      goal: "See that the step goes against the slope, and is longer where it is steep",
      narration: () =>
        `The slope is enough. [[right]] Where the ground rises to the right, go left. [[left]] Where it falls to the right, go
        right. [[against]] So always go against the slope. And where it is steep, you are probably far from the bottom: take a
        longer step there.`,
    },
    {
      key: "step",
      title: "One step in numbers",
      goal: "Write the update rule and take the first step",
      claims: ({ rate, start }) => [
        {
          text: `The first step from ${start} leads to ${rounded(start - rate * start)}`,
          expression: `x - ${rate}*diff(x**2/2, x) = x - ${rate}*x`,
        },
      ],
      narration: ({ rate, start }) =>
        `As a rule it is one line. [[rule]] The new x is the old one, minus a small number times the slope. [[rate]] That number is the
        learning rate, here ${rate}. [[first]] From ${start}, the first step takes us to ${rounded(start - rate * start)}. Then measure the
        slope again.`,
    },
    {
      key: "walk",
      title: "Step by step to the bottom",
      goal: "Watch the steps become shorter towards the minimum",
      narration: () =>
        `Now just repeat. [[go]] Each step is shorter than the last, because the ground gets flatter. [[bottom]] Near the bottom the slope
        is almost zero, and so is the step. Nobody has to say when to stop: the walk comes to rest by itself.`,
    },
    {
      key: "too-large",
      title: "Too timid, too bold",
      goal: "Compare a small, a good and a too large learning rate",
      narration: () =>
        `Everything hangs on the learning rate. [[small]] If it is tiny, you creep, and after many steps you are still far away. [[large]] If
        it is too large, you jump over the valley, land higher up on the other side, and each jump is wilder than the one before.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say in one sentence what gradient descent does",
      narration: () =>
        `That is gradient descent: [[walk]] measure the slope, take a small step against it, and repeat. [[use]] Neural networks learn in just
        this way, only that their hill has millions of directions instead of one.`,
    },
  ],
});
