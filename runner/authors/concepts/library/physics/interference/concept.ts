import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { spoken } from "../../../spoken.ts";

export const interference = concept({
  key: "interference",
  title: "Waves and interference",
  names: [
    "waves and interference",
    "interference of waves",
    "superposition of waves",
    "constructive and destructive interference",
    "two source interference pattern",
    "wavelength frequency and speed of a wave",
    "double slit",
  ],
  folder: import.meta.dirname,
  parameters: {
    wavelength: number({ fallback: 1, least: 0.1, most: 20, said: ["wavelength", "wave length", "λ", "lambda"] }),
    frequency: number({ fallback: 2, least: 0.1, most: 5000, said: ["frequency", "Hz", "hertz"] }),
    spacing: number({ fallback: 3, least: 0.2, most: 80, said: ["spacing", "distance", "apart", "separation"] }),
  },
  refuse: ({ wavelength, spacing }) =>
    spacing < 1.5 * wavelength || spacing > 5 * wavelength
      ? "For a pattern that can be seen the sources should be 1.5 to 5 wavelengths apart, such as 3 metres for a wavelength of 1 metre."
      : null,
  scenes: [
    {
      key: "wave",
      title: "What moves in a wave?",
      goal: "See that a wave carries its form, not its matter.",
      narration: () =>
        `[[wave]] Here a wave runs over the water. [[cork]] A cork that swims on it doesn't travel along: it goes up and down on the spot.
         [[crest]] What travels is the form. Follow one crest from the left to the right. [[ask]] And what if two waves meet?`,
    },
    {
      key: "length",
      title: "Length, beat and speed",
      goal: "Connect wavelength, frequency and speed.",
      claims: ({ wavelength, frequency }) => [
        {
          text: "Speed is wavelength times frequency.",
          expression: `(${wavelength})*(${frequency}) = (${frequency})/(1/(${wavelength}))`,
        },
      ],
      narration: ({ wavelength, frequency }) =>
        `[[length]] From crest to crest it is one wavelength, here ${spoken(wavelength)} metres. [[beat]] How often the water goes up and down in a second
         is the frequency: ${spoken(frequency)} hertz. [[speed]] In each of these beats the wave moves on by one wavelength.
         [[runs]] So it runs at ${spoken(wavelength * frequency)} metres per second.`,
    },
    {
      key: "add",
      title: "Where waves meet, heights add",
      goal: "See waves strengthen and cancel each other.",
      narration: () =>
        `[[two]] Where two waves meet, their heights are simply added: the green curve is the sum. [[step]] In step, crest meets crest, and it is twice as
         high. [[half]] Let one come half a wavelength late. Now crest meets trough, and nothing is left.
         [[whole]] One wavelength late, and they are in step again.`,
    },
    {
      key: "pattern",
      title: "Two sources",
      goal: "See where crests always meet.",
      narration: ({ spacing }) =>
        `[[first]] A source sends out circles; each line is a crest. [[second]] A second one does the same, ${spoken(spacing)} metres apart, in step with it.
         [[lines]] Look where circles cross: these places lie on lines, and there crest always meets crest.
         [[still]] Between them crests always meet troughs. Two waves, and it is still.`,
    },
    {
      key: "difference",
      title: "Count the wavelengths",
      goal: "Give the condition with the difference of the ways.",
      narration: () =>
        `[[ear]] Walk along a wall and listen. [[middle]] In the middle both waves have the same way: loud. [[half]] A bit higher, one has half a wavelength
         farther to go, and they cancel. [[whole]] Higher still the difference is a whole wavelength: loud again.
         [[learned]] So waves strengthen each other where their ways differ by whole wavelengths.`,
    },
  ],
});
