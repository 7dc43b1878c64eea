import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { spoken } from "../../../spoken.ts";

type Parts = { voltage: number; resistance: number; capacitance: number };

/** In seconds; kilohms times microfarads are milliseconds. */
const constantOf = ({ resistance, capacitance }: Parts): number => (resistance * capacitance) / 1000;

export const rcCircuit = concept({
  key: "rc-circuit",
  title: "Charging a capacitor: the RC circuit",
  names: [
    "RC circuit",
    "charging a capacitor",
    "discharging a capacitor",
    "time constant of a resistor and capacitor",
    "exponential charging curve",
    "resistor capacitor circuit",
  ],
  folder: import.meta.dirname,
  parameters: {
    voltage: number({ fallback: 9, least: 1, most: 400, said: ["voltage", "V", "volts", "volt", "battery"] }),
    resistance: number({
      fallback: 100,
      least: 1,
      most: 1000,
      said: ["kΩ", "kilohm", "kilohms", "kohm", "resistance", "resistor"],
    }),
    capacitance: number({
      fallback: 20,
      least: 1,
      most: 1000,
      said: ["µF", "μF", "uF", "microfarad", "microfarads", "capacitance", "capacitor"],
    }),
  },
  scenes: [
    {
      key: "question",
      title: "How fast does it charge?",
      goal: "Watch charge flow onto the plates.",
      narration: ({ voltage }) =>
        `[[parts]] A battery of ${spoken(voltage)} volts, a resistor, and a capacitor that is still empty. [[close]] Close the circuit: charge flows, and
         gathers on the plates. [[slower]] But it flows ever more slowly, and at last hardly at all.
         [[ask]] Why does the current fade, and how long does it take?`,
    },
    {
      key: "split",
      title: "The voltage is shared",
      goal: "See why the current fades.",
      narration: ({ voltage }) =>
        `[[shared]] The battery's ${spoken(voltage)} volts are shared by resistor and capacitor. [[begin]] At first the plates are empty, and the resistor has
         nearly all. [[later]] As the plates fill, their voltage grows, and less is left for the resistor.
         [[current]] And the current is what is left there, divided by the resistance.`,
    },
    {
      key: "curve",
      title: "The charging curve",
      goal: "Find the time constant on the curve.",
      claims: ({ voltage, resistance, capacitance }) => [
        {
          text: "U(1 − e^(−t/RC)) satisfies the law of charging.",
          expression: `diff(${voltage}*(1-exp(-t*1000/(${resistance}*${capacitance}))), t) = (${voltage} - ${voltage}*(1-exp(-t*1000/(${resistance}*${capacitance}))))*1000/(${resistance}*${capacitance})`,
        },
      ],
      narration: (values) =>
        `[[draw]] Draw the capacitor's voltage over time. It rises steeply, and then bends towards the battery's. [[rate]] How fast it rises depends on the gap
         that is left. [[tangent]] So the tangent always reaches the top after the same time, wherever it begins.
         [[constant]] This time is R times C, here ${spoken(constantOf(values), 3)} seconds.`,
    },
    {
      key: "steps",
      title: "Step by step of one τ",
      goal: "Learn what happens in each time constant.",
      narration: (values) =>
        `[[start]] Look at it in steps of this time, ${spoken(constantOf(values), 3)} seconds each. [[one]] After one of them the capacitor has 63 percent.
         [[more]] In each further step 63 percent of the rest is added, and after five it is as good as full.
         [[formula]] In one line: one minus e to the minus t over R C.`,
    },
    {
      key: "discharge",
      title: "And back again",
      goal: "See the discharge.",
      narration: (values) =>
        `[[empty]] Take the battery away and join the ends: the capacitor empties by the same law, quickly first and then more and more slowly.
         [[half]] Every ${spoken(constantOf(values) * Math.log(2))} seconds its voltage is halved.
         [[learned]] R times C sets the pace: in that time a capacitor is charged to 63 percent.`,
    },
  ],
});
