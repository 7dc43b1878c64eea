import { concept } from "../../../concept.ts";
import { number, picked } from "../../../parameters.ts";

const curve = picked("curve", [
  {
    said: ["sin(x)", "sin x", "sine", "sin"],
    value: {
      key: "sin",
      tex: "\\sin x",
      said: "the sine",
      claim: "limit((sin(x) - (x - x**3/6))/x**3, x, 0) = 0",
      at: 1,
      window: [-7, 7],
    },
  },
  {
    said: ["cos(x)", "cos x", "cosine", "cos"],
    value: {
      key: "cos",
      tex: "\\cos x",
      said: "the cosine",
      claim: "limit((cos(x) - (1 - x**2/2))/x**2, x, 0) = 0",
      at: 1,
      window: [-7, 7],
    },
  },
  {
    said: ["e^x", "exp(x)", "exponential"],
    value: {
      key: "exp",
      tex: "e^x",
      said: "the exponential function",
      claim: "limit((exp(x) - (1 + x + x**2/2))/x**2, x, 0) = 0",
      at: 1,
      window: [-4, 3],
    },
  },
]);

const first: Record<string, { line: string; bend: string }> = {
  sin: { line: "x itself", bend: "minus x cubed over six" },
  cos: { line: "the constant one", bend: "minus x squared over two" },
  exp: { line: "one plus x", bend: "x squared over two" },
};

export const taylorSeries = concept({
  key: "taylor-series",
  title: "Taylor series",
  names: [
    "Taylor series",
    "Taylor polynomial",
    "Maclaurin series",
    "Taylor expansion",
    "power series of a function",
    "approximate a function by polynomials",
    "polynomial approximation of sine",
    "how a calculator computes sine",
  ],
  folder: import.meta.dirname,
  parameters: {
    curve,
    degree: number({ fallback: 7, least: 3, most: 13, whole: true, said: ["degree", "order", "terms"] }),
  },
  scenes: [
    {
      key: "question",
      title: "Only plus and times",
      goal: "Ask how a function can be computed with additions and multiplications alone",
      narration: ({ curve: { said } }) =>
        `A computer can add and multiply, and not much else. [[curve]] So how does it know ${said}? [[idea]] It uses a
        polynomial, a sum of powers of x, that looks just like it. [[how]] But where does such a polynomial come from?`,
    },
    {
      key: "tangent",
      title: "Match height and slope",
      goal: "Begin with the line that has the same height and slope at zero",
      narration: ({ curve: { said, key } }) =>
        `Look at ${said} near zero. [[height]] Our copy should go through the same point, [[slope]] and it should leave it with
        the same slope. [[line]] That makes ${first[key]?.line ?? "a line"}. Very near zero, no eye can tell the two apart.`,
    },
    {
      key: "bend",
      title: "Then match how it bends",
      goal: "Add the term that gives the right bend",
      claims: ({ curve: { said, claim } }) => [{ text: `The first terms of ${said}`, expression: claim }],
      narration: ({ curve: { key } }) =>
        `But a line can't bend. [[add]] Add one more term, ${first[key]?.bend ?? "the next power"}, with just the right factor. [[fit]] Now
        the copy bends as the curve does, and stays with it for longer. [[where]] The factor comes from the derivatives at zero.`,
    },
    {
      key: "more",
      title: ({ degree }) => `Up to degree ${degree}`,
      goal: "Watch the polynomial hug the curve further out with each term",
      narration: ({ degree }) =>
        `And so on: each new term matches one derivative more. [[grow]] Watch how the polynomial holds on to the curve further and further
        out, [[end]] up to degree ${degree}. Beyond that, it still runs away.`,
    },
    {
      key: "formula",
      title: "The recipe",
      goal: "Write the Taylor series with its factorials",
      narration: () =>
        `Here is the recipe. [[term]] Take the derivative at zero, divide by the factorial, and multiply by the power of x. [[why]] The
        factorial undoes what differentiating a power piles up. [[sum]] Add up all such terms, and you have the Taylor series.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say in one sentence what a Taylor series is, with a number",
      narration: ({ curve: { said } }) =>
        `In one sentence: [[copy]] a Taylor polynomial copies the derivatives of a function at one point, and so becomes a copy of its
        curve. [[number]] At one, it already gives ${said} to several digits.`,
    },
  ],
});
