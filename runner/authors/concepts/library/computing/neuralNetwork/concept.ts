import { z } from "zod";
import { concept } from "../../../concept.ts";
import { list, matrix, type Parameter } from "../../../parameters.ts";

/** Numbers of the example that no prompt changes. */
function fixed(fallback: number[]): Parameter<number[]> {
  return {
    schema: z.array(z.number()),
    fallback,
    wants: "the numbers of the example",
    words: [],
    read: () => undefined,
  };
}

/** At most two decimals, with a sign that is spoken. */
const said = (value: number): string => String(Math.round(value * 100) / 100).replace("-", "minus ");
const sums = (inputs: readonly number[], weights: readonly number[][], biases: readonly number[]): number[] =>
  weights.map((row, at) => (biases[at] ?? 0) + row.reduce((sum, weight, k) => sum + weight * (inputs[k] ?? 0), 0));
const relu = (value: number): number => Math.max(0, value);

type Example = { inputs: number[]; weights: number[][]; biases: number[]; outward: number[] };

function outcome({ inputs, weights, biases, outward }: Example): {
  raw: number[];
  hidden: number[];
  sum: number;
  answer: number;
} {
  const raw = sums(inputs, weights, biases);
  const hidden = raw.map(relu);
  const sum = outward.reduce((total, weight, at) => total + weight * (hidden[at] ?? 0), 0);
  return { raw, hidden, sum, answer: 1 / (1 + Math.exp(-sum)) };
}

export const neuralNetwork = concept({
  key: "neural-network",
  title: "A neural network at work",
  names: [
    "neural network",
    "neural network forward pass",
    "forward propagation",
    "feedforward network",
    "how an artificial neuron works",
    "perceptron with a hidden layer",
    "deep learning basics",
  ],
  folder: import.meta.dirname,
  parameters: {
    inputs: list({ fallback: [1, 0.5], least: -2, most: 2, lengths: [2, 2], called: "inputs" }),
    weights: matrix({
      fallback: [
        [1, -2],
        [2, 1],
        [-1, 1],
      ],
      rows: 3,
      columns: 2,
      least: -3,
      most: 3,
    }),
    biases: fixed([-0.5, -1, 1]),
    outward: fixed([1, 1, -1]),
  },
  scenes: [
    {
      key: "question",
      title: "Numbers in, a number out",
      goal: "Show a small network and ask how it comes to its answer.",
      narration: ({ inputs }) =>
        `[[net]] Here is a small neural network: circles in layers, joined by lines. [[inputs]] On the left go numbers in, say ${inputs.map(said).join(" and ")}. They could be the brightness of two pixels. [[answer]] On the right one number
         comes out. [[ask]] What happens in between?`,
    },
    {
      key: "neuron",
      title: "One neuron",
      goal: "A neuron multiplies, adds, and adds its bias.",
      claims: (values) => {
        const [, row = []] = values.weights;
        const terms = row.map((weight, at) => `(${weight})*(${values.inputs[at]})`).join(" + ");
        return [
          {
            text: "The weighted sum of the second neuron",
            expression: `${terms} + (${values.biases[1]}) = ${Math.round((outcome(values).raw[1] ?? 0) * 1e6) / 1e6}`,
          },
        ];
      },
      narration: (values) =>
        `Look at a single neuron, the second one. [[weights]] Each line has a weight. [[products]] Multiply each input by its weight: how much it counts, and in which direction. [[sum]] Add it all up, [[bias]] and add the neuron's own number, its bias: ${said(outcome(values).raw[1] ?? 0)}. That is all a
         neuron computes.`,
    },
    {
      key: "bend",
      title: "A bend in the line",
      goal: "The activation function: what is below zero becomes zero.",
      narration: (values) => {
        const value = outcome(values).raw[1] ?? 0;
        return `One thing is missing. [[bend]] The sum goes through a function with a bend: below zero it gives zero, above it leaves the number as it is. [[value]] Here ${said(value)} becomes ${said(relu(value))}. [[why]] Without such a bend, many layers could do no more than a single one: straight lines of straight lines stay
          straight.`;
      },
    },
    {
      key: "layer",
      title: "A whole layer",
      goal: "All neurons of the layer do the same with other weights.",
      narration: (values) =>
        `All neurons of a layer do the same, each with weights of its own. [[run]] One after the other they multiply, add and bend. Blue lines have positive weights, red ones negative. [[done]] Now the layer holds ${outcome(values).hidden.map(said).join(", ")}: a new description of the input.`,
    },
    {
      key: "output",
      title: "The answer",
      goal: "The last neuron makes a number between zero and one.",
      narration: (values) => {
        const { sum, answer } = outcome(values);
        return `The last neuron takes these as its inputs. [[sum]] It weighs and adds them: ${said(sum)}. [[squash]] And it squeezes this into a number between zero and one, by a curve like an S. [[answer]] The answer is ${said(answer)}. We may read it as ${Math.round(answer * 100)} percent sure.`;
      },
    },
    {
      key: "learned",
      title: "What we learned",
      goal: "Say in one sentence what a forward pass is.",
      narration: () =>
        `[[flow]] From left to right, layer by layer: this is the forward pass. [[sentence]] A neural network only multiplies, adds and bends, again and again, and what it knows lies in its weights.`,
    },
  ],
});
