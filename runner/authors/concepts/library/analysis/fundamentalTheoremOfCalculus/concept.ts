import { concept } from "../../../concept.ts";
import { picked } from "../../../parameters.ts";

const curve = picked("curve", [
  {
    said: ["x^2", "x squared", "parabola"],
    value: {
      f: { lambda: "x**2" },
      whole: { lambda: "x**3/3" },
      name: "x²",
      wholeName: "x³/3",
      said: "x squared",
      wholeSaid: "x cubed over three",
      tex: "x^2",
      wholeTex: "\\tfrac{1}{3}x^3",
      from: 1,
      to: 2,
      low: "\\tfrac{1}{3}",
      high: "\\tfrac{8}{3}",
      area: "\\tfrac{7}{3}",
      x: [0, 2.3],
      y: [0, 5],
      wholes: [0, 4],
      number: "2.33",
      claim: "integrate(x**2, (x, 1, 2)) = 7/3",
    },
  },
  {
    said: ["2x", "straight line", "linear"],
    value: {
      f: { lambda: "2*x" },
      whole: { lambda: "x**2" },
      name: "2x",
      wholeName: "x²",
      said: "two x",
      wholeSaid: "x squared",
      tex: "2x",
      wholeTex: "x^2",
      from: 1,
      to: 3,
      low: "1",
      high: "9",
      area: "8",
      x: [0, 3.4],
      y: [0, 7],
      wholes: [0, 11],
      number: "8",
      claim: "integrate(2*x, (x, 1, 3)) = 8",
    },
  },
  {
    said: ["cos(x)", "cos x", "cosine"],
    value: {
      f: { lambda: "np.cos(x)" },
      whole: { lambda: "np.sin(x)" },
      name: "cos x",
      wholeName: "sin x",
      said: "cosine of x",
      wholeSaid: "sine of x",
      tex: "\\cos x",
      wholeTex: "\\sin x",
      from: 0,
      to: 1.5,
      low: "0",
      high: "\\sin 1.5",
      area: "\\sin 1.5",
      x: [0, 1.6],
      y: [0, 1.2],
      wholes: [0, 1.2],
      number: "1.00",
      claim: "integrate(cos(x), (x, 0, 3/2)) = sin(3/2)",
    },
  },
]);

export const fundamentalTheorem = concept({
  key: "fundamental-theorem-of-calculus",
  title: "The fundamental theorem of calculus",
  names: [
    "fundamental theorem of calculus",
    "why integration is the reverse of differentiation",
    "integration is the opposite of differentiation",
    "integral and derivative are inverse",
    "link between area and slope",
    "antiderivative and area",
    "antiderivatives",
    "FTC calculus",
    "integration undoes differentiation",
  ],
  folder: import.meta.dirname,
  parameters: { curve },
  scenes: [
    {
      key: "question",
      title: "Slopes and areas",
      goal: "Put the two problems of calculus side by side and ask what connects them",
      narration: () =>
        `Calculus has two great problems. [[slope]] One asks how steep a curve is: that is the derivative. [[area]] The other asks how
        much lies under it: that is the integral. [[link]] They look like strangers. What could they have to do with each other?`,
    },
    {
      key: "growing-area",
      title: "An area that grows",
      goal: "Make the area under the curve a function of its right end",
      narration: ({ curve: { said } }) =>
        `Here is ${said}. [[sweep]] Push the right edge of the area along, and write down below how large the area is. [[faster]] Where
        the curve above is high, the area grows fast. Where the curve is low, it hardly grows at all.`,
    },
    {
      key: "thin-strip",
      title: "One thin strip more",
      goal: "See that the area grows as fast as the curve is high",
      narration: () =>
        `Let us look at a single push. [[strip]] When x moves by a tiny width, the area gains one thin strip. [[size]] It is as high as
        the curve, and as wide as the push. [[divide]] Divide by the width: the area grows exactly as fast as the curve is high.`,
    },
    {
      key: "shortcut",
      title: "So areas become a subtraction",
      goal: "Compute an area from two values of an antiderivative",
      claims: ({ curve: { name, from, to, number, claim } }) => [
        { text: `The area under ${name} from ${from} to ${to} is ${number}`, expression: claim },
      ],
      narration: ({ curve: { said, wholeSaid, number } }) =>
        `That is a gift. [[find]] We only need a function whose slope is ${said}. One is ${wholeSaid}. [[ends]] Take its value at
        the right end, minus its value at the left end. [[area]] The climb below is the area above, ${number}, without a
        single rectangle.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say the theorem in one sentence",
      narration: () =>
        `This is the fundamental theorem. [[formula]] The area under a curve grows as fast as the curve is high, [[undo]] so integrating
        and taking the slope undo each other, and an area is the difference of two values.`,
    },
  ],
});
