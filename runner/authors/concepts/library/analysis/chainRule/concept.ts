import { concept } from "../../../concept.ts";
import { number, picked } from "../../../parameters.ts";

const example = picked("example", [
  {
    said: ["sin(x^2)", "sin x^2", "sine of x squared"],
    value: {
      inner: { lambda: "x**2" },
      outer: { lambda: "np.sin(x)" },
      innerName: "square it",
      outerName: "take the sine",
      tex: "\\sin(x^2)",
      innerTex: "x^2",
      outerTex: "\\sin u",
      innerSlopeTex: "2x",
      outerSlopeTex: "\\cos u",
      resultTex: "\\cos(x^2) \\cdot 2x",
      said: "the sine of x squared",
      claim: "diff(sin(x**2), x) = 2*x*cos(x**2)",
    },
  },
  {
    said: ["(3x+1)^2", "(3x + 1)^2", "(1+3x)^2"],
    value: {
      inner: { lambda: "3*x + 1" },
      outer: { lambda: "x**2" },
      innerName: "times 3, plus 1",
      outerName: "square it",
      tex: "(3x+1)^2",
      innerTex: "3x+1",
      outerTex: "u^2",
      innerSlopeTex: "3",
      outerSlopeTex: "2u",
      resultTex: "2(3x+1) \\cdot 3",
      said: "three x plus one, squared",
      claim: "diff((3*x+1)**2, x) = 2*(3*x+1)*3",
    },
  },
  {
    said: ["e^(x^2)", "exp(x^2)", "e^x^2"],
    value: {
      inner: { lambda: "x**2" },
      outer: { lambda: "np.exp(x)" },
      innerName: "square it",
      outerName: "take e to that power",
      tex: "e^{x^2}",
      innerTex: "x^2",
      outerTex: "e^u",
      innerSlopeTex: "2x",
      outerSlopeTex: "e^u",
      resultTex: "e^{x^2} \\cdot 2x",
      said: "e to the power of x squared",
      claim: "diff(exp(x**2), x) = exp(x**2)*2*x",
    },
  },
]);

export const chainRule = concept({
  key: "chain-rule",
  title: "The chain rule",
  names: [
    "chain rule",
    "derivative of a composite function",
    "derivative of a function inside a function",
    "differentiate nested functions",
    "function of a function",
    "inner and outer derivative",
    "composition of functions derivative",
  ],
  folder: import.meta.dirname,
  parameters: {
    example,
    first: number({
      fallback: 2,
      least: 2,
      most: 4,
      whole: true,
      said: ["first gear", "inner factor", "first factor"],
    }),
    second: number({
      fallback: 3,
      least: 2,
      most: 4,
      whole: true,
      said: ["second gear", "outer factor", "second factor"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "A function inside a function",
      goal: "Show a composite function as two machines in a row",
      narration: ({ example: { said } }) =>
        `How fast does ${said} change? [[machines]] It is two machines in a row. [[travel]] A number goes into the
        first, and what comes out [[second]] goes straight into the second. Each one alone we can handle. But what about the pair?`,
    },
    {
      key: "gears",
      title: ({ first, second }) => `Gears: ${first} times, then ${second} times`,
      goal: "See that speeds multiply in a row of gears",
      narration: ({ first, second }) =>
        `Think of gears. [[first]] The second wheel turns ${first} times as fast as the first. [[next]] The third turns ${second} times
        as fast as the second. [[turn]] So for one turn on the left, the right one turns ${first * second} times. [[times]] The
        speeds multiply.`,
    },
    {
      key: "nudge",
      title: "A small nudge, stretched twice",
      goal: "Follow a small change through both functions",
      narration: ({ first, second }) =>
        `Functions do the same to a small nudge. [[dx]] Here is a little change of x. [[du]] The inner function stretches it by its
        slope, here ${first}. [[dy]] The outer one stretches that again, by ${second}. [[both]] All in all, it is ${first * second} times
        as long.`,
    },
    {
      key: "formula",
      title: "The rule",
      goal: "Write the chain rule as a product of two slopes",
      narration: () =>
        `Written down, it looks like fractions. [[whole]] The slope of the whole [[outer]] is the slope of the outer function,
        [[inner]] times the slope of the inner one. [[careful]] One thing to watch: the outer slope is taken where the inner
        function has brought us, not at x.`,
    },
    {
      key: "example",
      title: "An example",
      goal: "Apply the rule to the composite function of the question",
      claims: ({ example: { said, claim } }) => [
        { text: `The derivative of ${said} by the chain rule`, expression: claim },
      ],
      narration: ({ example: { said } }) =>
        `Back to ${said}. [[name]] Give the inner part a name, u. [[slopes]] Take both slopes, one for each machine.
        [[multiply]] Multiply them, and put the inner part back in for u. [[done]] That is the whole derivative.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say the chain rule in one sentence",
      narration: ({ first, second }) =>
        `One sentence to keep. [[sentence]] When functions work one after the other, their slopes multiply, [[wheels]] just as
        ${first} times and ${second} times make ${first * second} times in a row of gears.`,
    },
  ],
});
