import { concept } from "../../../concept.ts";
import { choice, list } from "../../../parameters.ts";

export const convolution = concept({
  key: "convolution",
  title: "Convolution",
  names: [
    "convolution",
    "convolve two signals",
    "moving average filter",
    "kernel sliding over a signal",
    "image filter kernel",
    "how a blur filter works",
    "sliding window filter",
    "convolutional neural network layer",
    "smooth a signal with a kernel",
    "edge detection filter",
  ],
  folder: import.meta.dirname,
  parameters: {
    signal: list({
      fallback: [1, 1, 2, 1, 7, 8, 7, 8],
      least: 0,
      most: 9,
      whole: true,
      lengths: [6, 10],
      called: "values",
    }),
    filter: choice({ average: ["average", "smooth", "blur", "mean"], edge: ["edge", "difference", "derivative"] }),
  },
  scenes: [
    {
      key: "question",
      title: "A noisy signal",
      goal: "Show values that jump and ask how to treat all of them alike",
      narration: ({ filter }) =>
        `Here is a row of measured values. [[bars]] They jump up and down. [[wish]] ${filter === "average" ? "Suppose we want to make the row smooth" : "Suppose we want to find where it changes"}, by the same small
        rule at every place. [[rule]] Photo filters, echoes and neural networks all do just that. How?`,
    },
    {
      key: "window",
      title: "A small window of weights",
      goal: "Introduce the kernel and compute the first value",
      narration: ({ filter }) =>
        `Take a small window with three weights, called the kernel. [[kernel]] ${filter === "average" ? "Each weight is a third" : "Its weights are minus one, zero and one"}. [[lay]] Lay it over the first three
        values. [[multiply]] Multiply each value by the weight under it, [[sum]] and add the three products. That is one value of the
        result.`,
    },
    {
      key: "slide",
      title: "Slide it along",
      goal: "Move the window over the whole signal and collect the results",
      narration: () =>
        `Then slide the window one place further, and do the same again. [[slide]] Multiply, add, write down. [[all]] Always the same three
        weights, whatever lies under them. The row of results below is the convolution.`,
    },
    {
      key: "effect",
      title: "What the weights do",
      goal: "Compare the signal with its average and its difference",
      narration: () =>
        `The weights decide what comes out. [[average]] Three equal weights give the average of neighbours, and jumps become slopes: a
        blur. [[edge]] Weights of minus one, zero and one give differences: nothing where the row is level, and a peak where it
        jumps. That finds edges.`,
    },
    {
      key: "formula",
      title: "The formula",
      goal: "Write the sum, with the kernel that runs backwards in mathematics",
      narration: () =>
        `As a formula it is a sum of products. [[sum]] For each place n, run through the kernel and add up. [[flip]] Mathematicians turn the
        kernel around first, so that the order of the two does not matter. [[same]] Programs for pictures often leave that out.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say in one sentence what a convolution is",
      narration: () =>
        `In one sentence: [[window]] a convolution slides a small window of weights along a signal, [[sum]] and at each place adds up what it
        sees. Choose the weights, and you choose what it sees.`,
    },
  ],
});
