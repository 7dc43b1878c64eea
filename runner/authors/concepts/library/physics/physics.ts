import type { Concept } from "../../concept.ts";
import { projectileMotion } from "./projectileMotion/concept.ts";

export const physics: readonly Concept[] = [projectileMotion];
