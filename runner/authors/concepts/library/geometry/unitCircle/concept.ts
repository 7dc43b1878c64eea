import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const rounded = (value: number): string => String(Math.round(value * 100) / 100).replace("-", "minus ");

export const unitCircle = concept({
  key: "unit-circle",
  title: "The unit circle",
  names: [
    "unit circle",
    "sine and cosine",
    "what sine and cosine are",
    "trigonometry on the circle",
    "sin and cos",
    "trigonometric functions",
    "where sine waves come from",
    "radians and degrees on the circle",
    "trig circle",
  ],
  folder: import.meta.dirname,
  parameters: {
    angle: number({ fallback: 35, least: 10, most: 80, said: ["degrees", "degree", "°", "angle", "theta"] }),
  },
  scenes: [
    {
      key: "question",
      title: "Beyond the triangle",
      goal: "Ask what sine and cosine mean for angles that fit into no right triangle",
      narration: () =>
        `[[triangle]] In a right triangle, sine and cosine are ratios of sides. But an angle in such a triangle stays below ninety
        degrees. [[wide]] So what could the sine of one hundred and fifty degrees be? [[circle]] The answer is a circle of radius one.`,
    },
    {
      key: "coordinates",
      title: "Across and up",
      goal: "Read cosine and sine as the coordinates of a point on the circle",
      narration: ({ angle }) =>
        `Turn a radius of length one by an angle, say ${angle} degrees. [[turn]] Its tip lands on a point of the circle. [[across]] How
        far across is that point? That is the cosine. [[up]] How far up? That is the sine: here ${rounded(Math.sin(radians(angle)))}.`,
    },
    {
      key: "all-the-way",
      title: "All the way around",
      goal: "Follow the signs of sine and cosine through the four quadrants",
      narration: () =>
        `Now nothing stops us at ninety degrees. [[second]] Past it, the point is on the left, so the cosine is negative. [[third]] Then it
        is below the axis too, and the sine is negative. [[fourth]] And on the way home, the cosine is positive again.`,
    },
    {
      key: "wave",
      title: "The circle becomes a wave",
      goal: "Unroll the height of the turning point into a sine curve",
      narration: () =>
        `Note down the height at every angle. [[unroll]] As the point goes around, its height draws a wave: the sine
        curve. [[repeat]] After a full turn everything begins again, and that is why the wave repeats every three hundred and sixty
        degrees.`,
    },
    {
      key: "identity",
      title: "One rule for free",
      goal: "Find sine squared plus cosine squared is one in the circle",
      claims: () => [{ text: "Sine squared plus cosine squared is one", expression: "sin(x)**2 + cos(x)**2 = 1" }],
      narration: ({ angle }) =>
        `There is a rule for free. [[legs]] Across and up are the legs of a right triangle, [[radius]] and the radius, of length one, is
        its longest side. [[rule]] So by Pythagoras their squares add up to one, not only at ${angle} degrees, [[any]] but at any angle.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say in one sentence what sine and cosine are",
      narration: () =>
        `So remember one picture. [[point]] Cosine and sine are how far across and how far up you are, [[around]] when you walk around a
        circle of radius one.`,
    },
  ],
});
