// Every concept, by area. Another one is a folder and a line in its area's list.
import type { Concept } from "../concept.ts";
import { analysis } from "./analysis/analysis.ts";
import { chance } from "./chance/chance.ts";
import { computing } from "./computing/computing.ts";
import { geometry } from "./geometry/geometry.ts";
import { linearAlgebra } from "./linearAlgebra/linearAlgebra.ts";
import { physics } from "./physics/physics.ts";

export const areas: Readonly<Record<string, readonly Concept[]>> = {
  analysis,
  geometry,
  linearAlgebra,
  chance,
  computing,
  physics,
};

export const concepts: readonly Concept[] = Object.values(areas).flat();
