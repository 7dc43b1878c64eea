import type { Concept } from "../../concept.ts";
import { riemannSums } from "./riemannSums/concept.ts";

export const analysis: readonly Concept[] = [riemannSums];
