import { concept } from "../../../concept.ts";
import { number, picked } from "../../../parameters.ts";

const curves = picked("curve", [
  {
    said: ["x^2", "x squared", "parabola"],
    value: {
      f: { lambda: "x**2" },
      tex: "x^2",
      name: "x²",
      to: 2,
      toTex: "2",
      source: "integrate(x**2, (x, 0, 2)) = 8/3",
      top: 4,
      exact: 8 / 3,
      exactTex: "\\frac{8}{3}",
    },
  },
  {
    said: ["sqrt(x)", "√x", "square root", "root of x"],
    value: {
      f: { lambda: "np.sqrt(x)" },
      tex: "\\sqrt{x}",
      name: "√x",
      to: 4,
      toTex: "4",
      source: "integrate(sqrt(x), (x, 0, 4)) = 16/3",
      top: 2,
      exact: 16 / 3,
      exactTex: "\\frac{16}{3}",
    },
  },
  {
    said: ["sin(x)", "sin x", "sine"],
    value: {
      f: { lambda: "np.sin(x)" },
      tex: "\\sin x",
      name: "sin x",
      to: Math.PI,
      toTex: "\\pi",
      source: "integrate(sin(x), (x, 0, pi)) = 2",
      top: 1,
      exact: 2,
      exactTex: "2",
    },
  },
  {
    said: ["x^3", "x cubed", "cubic"],
    value: {
      f: { lambda: "x**3" },
      tex: "x^3",
      name: "x³",
      to: 2,
      toTex: "2",
      source: "integrate(x**3, (x, 0, 2)) = 4",
      top: 8,
      exact: 4,
      exactTex: "4",
    },
  },
]);

/** As `spoken` says it: two decimals, no more. */
const rounded = (value: number): string => String(Math.round(value * 100) / 100);

export const riemannSums = concept({
  key: "riemann-sums",
  title: "Riemann sums",
  names: [
    "Riemann sum",
    "Riemann integral",
    "area under a curve",
    "area under a curve with rectangles",
    "approximate an area by rectangles",
    "what an integral is",
    "integral as an area",
    "definite integral",
    "integration as summing thin strips",
    "left and right sums",
  ],
  folder: import.meta.dirname,
  parameters: {
    curve: curves,
    rectangles: number({
      fallback: 4,
      least: 3,
      most: 10,
      whole: true,
      said: ["rectangles", "strips", "bars", "subintervals", "intervals", "n"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "How large is this area?",
      goal: "Ask for an area that no formula of geometry gives",
      narration: ({ curve }) =>
        `Here is [[curve]] the curve of ${spokenName(curve.name)}. [[area]] How large is the area under it? [[known]] A rectangle would be
        easy: width times height. But this shape has a round roof, and no formula from school fits it.`,
    },
    {
      key: "rectangles",
      title: ({ rectangles }) => `Try ${rectangles} rectangles`,
      goal: "Replace the area by rectangles that are easy to add",
      narration: ({ rectangles }) =>
        `So we cheat. [[cut]] Cut the base into ${rectangles} equal pieces. [[raise]] On each piece stands a rectangle, as high as the
        curve is in the middle of it. [[add]] Adding up ${rectangles} rectangles is easy, and their sum is close to the area we want.`,
    },
    {
      key: "error",
      title: "What is wrong with it",
      goal: "See where the rectangles miss the curve",
      narration: () =>
        `Look closely at one of them. [[over]] Here the rectangle reaches above the curve, and counts too much. [[under]] There it
        stays below, and counts too little. [[narrow]] But watch both corners when the rectangle gets narrower: they shrink much
        faster than the rectangle itself.`,
    },
    {
      key: "more",
      title: "More and thinner",
      goal: "Watch the sum settle as the rectangles get thinner",
      narration: () =>
        `Now take more of them. [[double]] Twice as many, [[again]] and twice as many again. [[many]] With forty, the stairs can hardly
        be told from the curve, and the sum has almost stopped changing.`,
    },
    {
      key: "integral",
      title: "The limit has a name",
      goal: "Write the limit of the sums as the integral",
      claims: ({ curve }) => [
        {
          text: `The area under ${curve.name} from 0 to ${curve.toTex.replace("\\pi", "π")} is ${rounded(curve.exact)}`,
          expression: curve.source,
        },
      ],
      narration: ({ curve }) =>
        `Each rectangle has [[term]] a height, times a small width. [[sum]] We add them all, [[limit]] and let the width go to
        zero. [[integral]] What the sums run towards is called the integral. [[value]] For our curve it is about ${rounded(curve.exact)}.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say in one sentence what an integral is",
      narration: () =>
        `So an integral is no mystery. [[show]] It is a sum of very many, very thin rectangles, [[end]] and the area under the curve is
        the number that this sum approaches.`,
    },
  ],
});

function spokenName(name: string): string {
  return name === "x²" ? "x squared" : name === "x³" ? "x cubed" : name === "√x" ? "the square root of x" : "sine of x";
}
