import type { Concept } from "../../concept.ts";
import { bayesTheorem } from "./bayesTheorem/concept.ts";
import { centralLimitTheorem } from "./centralLimitTheorem/concept.ts";

export const chance: readonly Concept[] = [bayesTheorem, centralLimitTheorem];
