import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";

const rounded = (value: number): string => String(Math.round(value * 100) / 100).replace("-", "minus ");
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export const eulersFormula = concept({
  key: "eulers-formula",
  title: "Euler's formula",
  names: [
    "Euler's formula",
    "Euler's identity",
    "e to the i pi",
    "e^(i pi) = -1",
    "complex exponential",
    "e to the i x is cosine plus i sine",
    "imaginary exponent",
    "polar form of complex numbers",
    "why e to the i pi plus one is zero",
  ],
  folder: import.meta.dirname,
  parameters: {
    turned: number({ fallback: 60, least: 10, most: 170, whole: true, said: ["degrees", "degree", "°", "angle"] }),
  },
  scenes: [
    {
      key: "question",
      title: "A strange equation",
      goal: "Ask what an imaginary exponent could mean",
      narration: () =>
        `This may be the strangest equation in mathematics. [[equation]] e to the power of i times pi is minus one. [[parts]] Three numbers
        that seem to have nothing in common, in one line. [[power]] And what does it mean to multiply e by itself an imaginary number
        of times?`,
    },
    {
      key: "turn",
      title: "Multiplying by i is a quarter turn",
      goal: "See multiplication by i as a rotation by ninety degrees",
      narration: () =>
        `First, look at what i does. [[one]] Here is the number one. [[first]] Times i, it makes a quarter turn. [[again]] Times i once
        more, and it points to minus one. [[square]] That is why i squared is minus one: two quarter turns are half a turn.`,
    },
    {
      key: "growth",
      title: "Growth that turns",
      goal: "Follow a quantity whose velocity is i times itself",
      narration: () =>
        `An exponential function grows at a speed that is in proportion to itself. [[normal]] Normally the speed points along the number,
        and it runs away. [[side]] But with i, the speed is turned by ninety degrees. [[circle]] It always points sideways, so the number
        moves on a circle.`,
    },
    {
      key: "formula",
      title: "Euler's formula",
      goal: "Read the two coordinates of the point on the circle",
      claims: () => [{ text: "Euler's formula", expression: "exp(I*t) = cos(t) + I*sin(t)" }],
      narration: ({ turned }) =>
        `So e to the i t is a point on the unit circle, at the angle t. [[turn]] Let it turn to ${turned} degrees. [[across]] Across it
        is the cosine, ${rounded(Math.cos(radians(turned)))}, [[up]] and up it is the sine, ${rounded(Math.sin(radians(turned)))}.
        [[sum]] That is Euler's formula.`,
    },
    {
      key: "half-turn",
      title: "Half a turn",
      goal: "Reach minus one at the angle pi",
      claims: () => [{ text: "Euler's identity", expression: "exp(I*pi) = -1" }],
      narration: () =>
        `Now the strange equation is easy. [[go]] Start at one, and let t run up to pi. That is half way around. [[arrive]] And
        where do we stand? [[minus]] At minus one. Nothing was multiplied an imaginary number of times. We only turned.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say Euler's formula in one sentence",
      narration: () =>
        `In one sentence: [[formula]] an imaginary exponent turns instead of growing, [[circle]] so e to the i t walks around the
        unit circle, and cosine and sine are simply where it is.`,
    },
  ],
});
