import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { spoken } from "../../../spoken.ts";

const amperes = (voltage: number, resistance: number): string => spoken(voltage / resistance, 3);

export const ohmsLaw = concept({
  key: "ohms-law",
  title: "Ohm's law",
  names: [
    "Ohm's law",
    "Ohm law",
    "voltage current and resistance",
    "electric circuit",
    "current through a resistor",
    "series and parallel resistors",
    "U = R I",
  ],
  folder: import.meta.dirname,
  parameters: {
    voltage: number({ fallback: 12, least: 1, most: 400, said: ["voltage", "V", "volts", "volt", "battery"] }),
    resistance: number({ fallback: 6, least: 1, most: 1000, said: ["Ω", "ohm", "ohms", "resistance", "resistor"] }),
  },
  scenes: [
    {
      key: "question",
      title: "How much current flows?",
      goal: "See charges run through a circuit.",
      narration: ({ voltage, resistance }) =>
        `[[parts]] A battery of ${spoken(voltage)} volts, a resistor of ${spoken(resistance)} ohms, and a meter. [[flow]] The battery pushes, and charge runs around.
         [[meter]] The meter tells how much of it comes by in a second: that is the current, in amperes.
         [[ask]] What decides how large it is?`,
    },
    {
      key: "push",
      title: "More voltage, more current",
      goal: "See that current is proportional to voltage.",
      narration: ({ voltage, resistance }) =>
        `[[zero]] Keep the resistor, and begin without any voltage: nothing moves. [[up]] Turn it up slowly. The harder the battery pushes,
         the faster the charges run. [[stay]] At ${spoken(voltage)} volts the meter shows ${amperes(voltage, resistance)} amperes.
         [[line]] The points lie on a straight line: twice the voltage, twice the current.`,
    },
    {
      key: "brake",
      title: "More resistance, less current",
      goal: "See that current is inverse to resistance.",
      narration: ({ voltage, resistance }) =>
        `[[keep]] Now keep the ${spoken(voltage)} volts, and change the resistor. [[more]] With twice the resistance, ${spoken(2 * resistance)} ohms,
         only half of the current gets through. [[four]] With four times, a quarter. [[less]] And with half of it, the double current: the points lie on this
         falling curve.`,
    },
    {
      key: "law",
      title: "Ohm's law",
      goal: "State the law and use it.",
      claims: ({ voltage, resistance }) => [
        {
          text: `The current is ${amperes(voltage, resistance)} A.`,
          expression: `${voltage}/${resistance}*${resistance} = ${voltage}`,
        },
      ],
      narration: ({ voltage, resistance }) =>
        `[[law]] Both together are Ohm's law: voltage is resistance times current. [[solve]] For the current, divide: volts by ohms.
         [[numbers]] In our circuit that makes ${amperes(voltage, resistance)} amperes. [[power]] Voltage times current is the power
         that heats the resistor, ${spoken((voltage * voltage) / resistance, 1)} watts.`,
    },
    {
      key: "two",
      title: "Two of them",
      goal: "Compare series and parallel.",
      narration: ({ voltage, resistance }) =>
        `[[series]] Put two equal resistors one after the other. Resistances add, [[half]] so half the current flows: ${amperes(voltage, 2 * resistance)} amperes.
         [[parallel]] Put them side by side, and each one has the whole voltage for itself. [[double]] Together they take twice the current,
         ${amperes(2 * voltage, resistance)} amperes. [[learned]] Voltage pushes, resistance brakes, and the current is their quotient.`,
    },
  ],
});
