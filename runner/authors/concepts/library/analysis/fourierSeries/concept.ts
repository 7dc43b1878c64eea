import { concept } from "../../../concept.ts";
import { choice, number } from "../../../parameters.ts";

export const fourierSeries = concept({
  key: "fourier-series",
  title: "Fourier series and epicycles",
  names: [
    "Fourier series",
    "epicycles",
    "Fourier transform",
    "waves as sums of sines",
    "rotating circles that draw",
    "harmonics of a square wave",
    "square wave out of sine waves",
    "frequency spectrum",
    "decompose a signal into frequencies",
    "Fourier analysis",
    "overtones",
  ],
  folder: import.meta.dirname,
  parameters: {
    wave: choice({
      square: ["square wave", "square"],
      sawtooth: ["sawtooth", "saw"],
      triangle: ["triangle wave", "triangle", "triangular"],
    }),
    circles: number({
      fallback: 5,
      least: 3,
      most: 12,
      whole: true,
      said: ["circles", "terms", "harmonics", "epicycles", "sines"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "Corners out of curves?",
      goal: "Ask how a wave with corners can be a sum of smooth waves",
      narration: ({ wave }) =>
        `This is a ${wave} wave, with sharp corners. [[smooth]] And this is a sine wave, as smooth as can be. [[claim]] Joseph Fourier
        claimed that the first is nothing but a sum of the second kind. [[really]] Corners, made of curves?`,
    },
    {
      key: "one-circle",
      title: "A circle draws a sine",
      goal: "See a sine wave as the height of a point that runs around a circle",
      narration: () =>
        `Start with a circle. [[turn]] A point runs around it at a steady speed, and we note its height as time goes
        by. [[trace]] What it draws is a sine wave. A larger circle makes a higher wave, a faster one makes shorter waves.`,
    },
    {
      key: "epicycles",
      title: "Circles on circles",
      goal: "Add a faster, smaller circle at the tip of the first",
      narration: () =>
        `Now put a second circle on the tip of the first. [[second]] It is smaller, and turns faster. [[add]] The heights add up, and
        the curve gets a new shape. [[closer]] It already leans towards the wave we want, steeper here and flatter there.`,
    },
    {
      key: "more",
      title: ({ circles }) => `${circles} circles`,
      goal: "Watch the chain of circles draw a wave with corners",
      narration: ({ circles }) =>
        `Let us take ${circles} of them. [[draw]] Each circle carries the next, and each is smaller than the one that carries it. [[corner]] The
        pen at the end runs nearly level, and then jumps. Out of nothing but circles comes a corner.`,
    },
    {
      key: "spectrum",
      title: "The recipe of a wave",
      goal: "Read the sizes of the circles as a spectrum",
      narration: ({ wave }) =>
        `What makes the ${wave} wave is a recipe: [[bars]] how large the circle of each speed is. [[read]] Sound engineers call this a
        spectrum. Your ear reads one all the time, and so do music players, telephones and radios.`,
    },
    {
      key: "result",
      title: "What we learned",
      goal: "Say in one sentence what a Fourier series is",
      narration: () =>
        `So Fourier was right. [[sum]] A wave that repeats is a sum of sines, [[more]] and the more of them we add, the closer the sum
        comes, corners and all.`,
    },
  ],
});
