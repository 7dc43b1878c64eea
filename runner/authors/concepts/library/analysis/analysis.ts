import type { Concept } from "../../concept.ts";
import { chainRule } from "./chainRule/concept.ts";
import { convolution } from "./convolution/concept.ts";
import { derivativeAsSlope } from "./derivativeAsSlope/concept.ts";
import { epsilonDelta } from "./epsilonDelta/concept.ts";
import { eulersFormula } from "./eulersFormula/concept.ts";
import { fourierSeries } from "./fourierSeries/concept.ts";
import { fundamentalTheorem } from "./fundamentalTheoremOfCalculus/concept.ts";
import { gradientDescent } from "./gradientDescent/concept.ts";
import { riemannSums } from "./riemannSums/concept.ts";
import { taylorSeries } from "./taylorSeries/concept.ts";

export const analysis: readonly Concept[] = [
  derivativeAsSlope,
  riemannSums,
  fundamentalTheorem,
  chainRule,
  epsilonDelta,
  taylorSeries,
  fourierSeries,
  eulersFormula,
  gradientDescent,
  convolution,
];
