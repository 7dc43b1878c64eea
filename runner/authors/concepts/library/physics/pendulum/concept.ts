import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { spoken } from "../../../spoken.ts";

type Hung = { length: number; angle: number; gravity: number };

/** The arithmetic-geometric mean, which gives the exact time of a wide swing. */
function agm(a: number, b: number): number {
  return Math.abs(a - b) < 1e-12 * a ? a : agm((a + b) / 2, Math.sqrt(a * b));
}

/** Seconds of a swing there and back: for small angles, and for the angle at which it is let go. */
function periods({ length, angle, gravity }: Hung): { small: number; wide: number } {
  const small = 2 * Math.PI * Math.sqrt(length / gravity);
  return { small, wide: small / agm(1, Math.cos((angle * Math.PI) / 360)) };
}

export const pendulum = concept({
  key: "pendulum",
  title: "The pendulum",
  names: [
    "pendulum",
    "simple pendulum",
    "period of a pendulum",
    "what does the swing of a pendulum depend on",
    "pendulum clock",
    "swinging mass on a string",
    "harmonic oscillation of a pendulum",
  ],
  folder: import.meta.dirname,
  parameters: {
    length: number({
      fallback: 1,
      least: 0.1,
      most: 30,
      said: ["length", "metres", "meters", "metre", "meter", "m", "long"],
    }),
    angle: number({ fallback: 30, least: 10, most: 80, said: ["angle", "degrees", "°", "deg", "amplitude"] }),
    gravity: number({ fallback: 9.81, least: 1, most: 30, said: ["gravity", "g"] }),
  },
  scenes: [
    {
      key: "question",
      title: "How long does one swing take?",
      goal: "Watch a pendulum and a clock.",
      narration: (values) =>
        `[[hang]] A weight hangs on a rod of ${spoken(values.length)} metres, pulled aside by ${spoken(values.angle)} degrees.
         [[go]] Let go, and count the time until it is back where it began: ${spoken(periods(values).wide)} seconds.
         [[ask]] On what does that time depend? On its length, on its weight, or on how far it swings?`,
    },
    {
      key: "force",
      title: "What brings it back?",
      goal: "Find the force along the path.",
      narration: () =>
        `[[weight]] Its weight pulls straight down, always alike. [[part]] The rod takes most of it. What is left pulls along the path, back to the middle.
         [[wide]] Farther out this part grows, and near the middle it almost vanishes. [[small]] For small angles it is simply proportional to the
         angle, as with a spring.`,
    },
    {
      key: "curve",
      title: "Its angle over time",
      goal: "See the swing as a curve.",
      narration: (values) =>
        `[[pen]] Let it draw its angle while time runs on. Slow at the turning points, fast in the middle.
         [[period]] After ${spoken(periods(values).wide)} seconds everything begins anew: that is the period.
         [[cosine]] Lay a cosine over the curve, and it fits ${values.angle > 45 ? "well, though not exactly" : "almost exactly"}.`,
    },
    {
      key: "longer",
      title: "What does the length do?",
      goal: "See that the period goes with the root of the length.",
      narration: ({ length }) =>
        `[[two]] Here is a second pendulum, four times as long: ${spoken(4 * length)} metres. [[count]] Start both and count their swings.
         The long one has a longer way and is in no hurry. While it swings twice, the short one swings four times.
         [[root]] Four times the length, twice the time: the time goes with the root of the length.`,
    },
    {
      key: "wider",
      title: "And a wider swing?",
      goal: "See that the width hardly matters.",
      narration: (values) => {
        const { small, wide } = periods(values);
        const late = 100 * (wide / small - 1);
        return `[[both]] Now two of equal length, let go at different angles. [[swing]] The wide one has farther to go, but it is pulled harder and
         moves faster. [[times]] Their times are ${late < 3 ? "nearly the same" : "close"}: [[late]] it is late by ${spoken(late, 1)} percent.
         [[mass]] And mass does not matter at all: what is twice as heavy is pulled twice as hard.`;
      },
    },
    {
      key: "formula",
      title: "The time of a swing",
      goal: "State and check the formula.",
      claims: ({ length, gravity }) => [
        {
          text: "φ₀·cos(t·√(g/ℓ)) obeys the law of small swings.",
          expression: `diff(cos(t*sqrt((${gravity})/(${length}))), t, 2) = -(${gravity})/(${length})*cos(t*sqrt((${gravity})/(${length})))`,
        },
      ],
      narration: (values) =>
        `[[formula]] All of that is in one formula: two pi times the root of length over gravity. [[numbers]] For ${spoken(values.length)} metres
         it gives ${spoken(periods(values).small)} seconds. [[clock]] Hold the clock against a small swing: it agrees.
         [[learned]] So only length and gravity set the pace of a pendulum, as long as it does not swing too wide.`,
    },
  ],
});
