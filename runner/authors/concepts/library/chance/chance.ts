import type { Concept } from "../../concept.ts";
import { bayesTheorem } from "./bayesTheorem/concept.ts";
import { binomialDistribution } from "./binomialDistribution/concept.ts";
import { centralLimitTheorem } from "./centralLimitTheorem/concept.ts";
import { lawOfLargeNumbers } from "./lawOfLargeNumbers/concept.ts";
import { normalDistribution } from "./normalDistribution/concept.ts";

export const chance: readonly Concept[] = [
  bayesTheorem,
  binomialDistribution,
  centralLimitTheorem,
  lawOfLargeNumbers,
  normalDistribution,
];
