import type { Concept } from "../../concept.ts";
import { unitCircle } from "./unitCircle/concept.ts";

export const geometry: readonly Concept[] = [unitCircle];
