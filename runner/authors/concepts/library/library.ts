// Every concept, by area. Another one is a folder and a line in its area's list.
import type { Concept } from "../concept.ts";
import { analysis } from "./analysis/analysis.ts";
import { computing } from "./computing/computing.ts";

export const areas: Readonly<Record<string, readonly Concept[]>> = { analysis, computing };

export const concepts: readonly Concept[] = Object.values(areas).flat();
