import type { Concept } from "../../concept.ts";
import { angleSum } from "./angleSum/concept.ts";
import { completingTheSquare } from "./completingTheSquare/concept.ts";
import { pythagoras } from "./pythagoras/concept.ts";
import { unitCircle } from "./unitCircle/concept.ts";

export const geometry: readonly Concept[] = [pythagoras, unitCircle, angleSum, completingTheSquare];
