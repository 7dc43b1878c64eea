import type { Concept } from "../../concept.ts";
import { interference } from "./interference/concept.ts";
import { ohmsLaw } from "./ohmsLaw/concept.ts";
import { pendulum } from "./pendulum/concept.ts";
import { projectileMotion } from "./projectileMotion/concept.ts";
import { rcCircuit } from "./rcCircuit/concept.ts";

export const physics: readonly Concept[] = [interference, ohmsLaw, pendulum, projectileMotion, rcCircuit];
