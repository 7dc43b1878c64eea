import { concept } from "../../../concept.ts";
import { number, picked } from "../../../parameters.ts";

const curve = picked("curve", [
  {
    said: ["x^2", "x squared", "parabola"],
    value: {
      f: { lambda: "x**2" },
      name: "x²",
      said: "x squared",
      tex: "x^2",
      slopeTex: "2x",
      slopeName: "2x",
      claim: "diff(x**2, x) = 2*x",
      x: [-1, 3],
      y: [-1, 7],
      slopes: [-3, 7],
    },
  },
  {
    said: ["sin(x)", "sin x", "sine"],
    value: {
      f: { lambda: "np.sin(x)" },
      name: "sin x",
      said: "sine of x",
      tex: "\\sin x",
      slopeTex: "\\cos x",
      slopeName: "cos x",
      claim: "diff(sin(x), x) = cos(x)",
      x: [-1, 6],
      y: [-1.6, 1.6],
      slopes: [-1.6, 1.6],
    },
  },
  {
    said: ["x^3", "x cubed", "cubic"],
    value: {
      f: { lambda: "x**3/3" },
      name: "x³/3",
      said: "a third of x cubed",
      tex: "\\tfrac{1}{3}x^3",
      slopeTex: "x^2",
      slopeName: "x²",
      claim: "diff(x**3/3, x) = x**2",
      x: [-2, 2.6],
      y: [-3, 6],
      slopes: [-1, 6],
    },
  },
]);

const slopeAt = (name: string, x: number): number => (name === "x²" ? 2 * x : name === "sin x" ? Math.cos(x) : x * x);

const rounded = (value: number): string => String(Math.round(value * 100) / 100).replace("-", "minus ");

export const derivativeAsSlope = concept({
  key: "derivative-as-slope",
  title: "The derivative as a slope",
  names: [
    "derivative",
    "what a derivative is",
    "derivative as slope of a tangent",
    "slope of a curve",
    "slope of the tangent line",
    "tangent line",
    "instantaneous rate of change",
    "differentiation from first principles",
    "secant becomes tangent",
    "differential calculus",
  ],
  folder: import.meta.dirname,
  parameters: {
    curve,
    point: number({ fallback: 1, least: -1, most: 2, said: ["x =", "at x", "point", "at"] }),
  },
  scenes: [
    {
      key: "question",
      title: "How steep is a curve?",
      goal: "Ask what the slope of a curve at one point could be",
      narration: ({ curve: { said } }) =>
        `A straight line has one slope, [[curve]] but a curve like ${said} changes all the time. [[ride]] Watch the little line as the
        point moves: it tilts at every step. [[stop]] How steep is the curve exactly here, at a single point?`,
    },
    {
      key: "two-points",
      title: "Two points make a slope",
      goal: "Measure the slope between two points of the curve",
      narration: () =>
        `One point alone has no slope. [[second]] So take a second one, a little further along. [[triangle]] Between them we go across
        by a run, and up by a rise. [[slope]] Rise divided by run is the slope of the line through both points.`,
    },
    {
      key: "closer",
      title: "Let the second point come closer",
      goal: "Watch the slopes of the secants settle on one number",
      narration: ({ curve: { name }, point }) =>
        `That line cuts the curve, so its slope is only an average. [[closer]] Let the second point slide towards the first, and watch
        the number. [[settle]] It settles at ${rounded(slopeAt(name, point))}. The line no longer cuts: it just touches. We call it the tangent.`,
    },
    {
      key: "formula",
      title: "The same in one formula",
      goal: "Write the limit of the difference quotients and name it",
      claims: ({ curve: { name, slopeName, claim } }) => [
        { text: `The derivative of ${name} is ${slopeName}`, expression: claim },
      ],
      narration: ({ curve: { said } }) =>
        `The run is called h. [[quotient]] This is rise over run, [[limit]] and this is what it becomes when h goes to
        zero. [[name]] That limit is the derivative. [[result]] For ${said}, the rules of algebra give a formula for every point at once.`,
    },
    {
      key: "everywhere",
      title: "A slope at every point",
      goal: "Plot the slope at each point as a function of its own",
      narration: ({ curve: { said } }) =>
        `Now do that at every point. [[ride]] The point travels along ${said}, and below we note down each slope it
        finds. [[trace]] Where the curve is steep, the lower one is far from zero. Where it is flat, the lower one crosses zero.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say in one sentence what a derivative is",
      narration: ({ curve: { name }, point }) =>
        `Here is the whole idea. [[tangent]] The derivative is the slope of the tangent, which is what the slopes between two points
        become when they meet. [[number]] At our point it is ${rounded(slopeAt(name, point))}.`,
    },
  ],
});
