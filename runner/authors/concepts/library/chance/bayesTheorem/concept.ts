import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { rounded, spoken } from "../../../spoken.ts";

type Test = { prevalence: number; sensitivity: number; falseAlarms: number };

const people = 1000;

/** As the scenes count a thousand people. */
function counted({ prevalence, sensitivity, falseAlarms }: Test) {
  const ill = Math.round((people * prevalence) / 100);
  const found = Math.round((ill * sensitivity) / 100);
  const alarmed = Math.round(((people - ill) * falseAlarms) / 100);
  return { ill, found, alarmed, share: Math.round((100 * found) / (found + alarmed)) };
}

/** In percent. */
function posterior({ prevalence, sensitivity, falseAlarms }: Test): number {
  const share = prevalence * sensitivity;
  return (100 * share) / (share + (100 - prevalence) * falseAlarms);
}

const fraction = (percent: number): string => `Rational(${Math.round(percent * 1000)}, 100000)`;

export const bayesTheorem = concept({
  key: "bayes-theorem",
  title: "Bayes' theorem",
  names: [
    "Bayes theorem",
    "Bayes rule",
    "Bayesian updating",
    "how likely is illness after a positive test",
    "medical test paradox",
    "base rate fallacy",
    "false positives and rare diseases",
    "prior and posterior probability",
  ],
  folder: import.meta.dirname,
  parameters: {
    prevalence: number({
      fallback: 1,
      least: 0.5,
      most: 50,
      said: ["prevalence", "prior", "base rate", "percent ill", "% ill"],
    }),
    sensitivity: number({
      fallback: 90,
      least: 50,
      most: 100,
      said: ["sensitivity", "true positive rate", "detection rate"],
    }),
    falseAlarms: number({
      fallback: 9,
      least: 1,
      most: 50,
      said: ["false positive rate", "false positives", "false alarms", "false alarm rate"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "The test is positive. Now what?",
      goal: "Ask how likely an illness is after a positive test.",
      narration: ({ prevalence, sensitivity, falseAlarms }) =>
        `[[test]] A test for an illness comes back positive. [[rare]] ${spoken(prevalence)} percent of all people have it.
         [[found]] The test finds ${spoken(sensitivity)} percent of the ill, [[alarms]] but it also alarms ${spoken(falseAlarms)} percent of the healthy.
         [[guess]] How likely is it that the person is ill? Make a guess before we count.`,
    },
    {
      key: "people",
      title: "Think of a thousand people",
      goal: "Turn percentages into people.",
      narration: (values) => {
        const { ill } = counted(values);
        return `[[people]] Percentages are hard to feel. So look at a thousand people, one dot for each. [[ill]] ${ill} of them are ill: the red dots.
         [[healthy]] The other ${people - ill} are healthy, and shown in blue.`;
      },
    },
    {
      key: "test",
      title: "Test them all",
      goal: "See whose test is positive.",
      narration: (values) => {
        const { ill, found, alarmed } = counted(values);
        return `[[ill]] Now test everybody. Of the ${ill} ill people the test finds about ${found}: a yellow ring marks a positive result.
         [[healthy]] But among the healthy there are alarms as well, about ${alarmed} of them. [[rest]] Everybody else has a negative result,
         and may leave the picture.`;
      },
    },
    {
      key: "positive",
      title: "Only these are left",
      goal: "Count the ill among the positive.",
      narration: (values) => {
        const { found, alarmed, share } = counted(values);
        return `[[gather]] Let those with a positive test step together. [[count]] ${found} of them are really ill, and ${alarmed} are not.
         [[share]] So the ill are this part of the whole bar. [[result]] That is about ${share} percent${share < 60 ? ", although the test looked so good" : ""}.`;
      },
    },
    {
      key: "rule",
      title: "The rule behind it",
      goal: "Write the count as Bayes' rule.",
      claims: (values) => [
        {
          text: `After a positive test ${rounded(posterior(values), 1)} percent are ill.`,
          expression: `${fraction(values.prevalence)}*${fraction(values.sensitivity)} + (1-${fraction(values.prevalence)})*${fraction(values.falseAlarms)} = ${fraction(values.falseAlarms)} + ${fraction(values.prevalence)}*(${fraction(values.sensitivity)}-${fraction(values.falseAlarms)})`,
        },
      ],
      narration: (values) =>
        `[[square]] Draw everybody as a square, the ill on the left. [[hits]] The part of them that is found has this area.
         [[alarms]] And this is the area of the false alarms. [[rule]] The answer is the red area divided by both together, and that is
         Bayes' rule: ${spoken(posterior(values), 1)} percent.`,
    },
    {
      key: "prior",
      title: "It depends on how rare it is",
      goal: "See how the answer changes with the prevalence.",
      narration: () =>
        `[[curve]] The same test, for illnesses rare and frequent: this curve shows what a positive result means. [[ours]] Ours is here.
         [[move]] Where more people are ill beforehand, the same result says much more.
         [[learned]] A test does not say how likely you are ill. It says how to change what was likely before.`,
    },
  ],
});
