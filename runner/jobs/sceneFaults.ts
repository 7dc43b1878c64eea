import type { Geometry, RepairReport } from "../stages/render/messages.ts";
import type { SceneFaults } from "./stages.ts";

const slateWeight = 1000;
const lostPlayWeight = 20;
/** As many as fit into a question with room for the code. */
const mostSaid = 20;

/** What a viewer misses of a rendered scene: all of it, plays, or what can't be seen as it lies. */
export function sceneFaults({ findings }: Geometry, repair: RepairReport | undefined): SceneFaults {
  const severe = findings.filter(({ severity, kind }) => severity === "error" || kind === "empty_screen");
  const lost = repair && repair.slate === null ? Math.max(0, repair.playsWritten - repair.playsKept) : 0;
  const weight = (repair?.slate ? slateWeight : 0) + lost * lostPlayWeight + severe.length;
  if (weight === 0) return { weight, says: [] };
  const says = [
    ...(repair?.slate ? [`nothing of it could be shown: ${repair.slate}`] : []),
    ...(lost > 0 ? [`${lost} of ${repair?.playsWritten} plays were lost`] : []),
    ...(repair?.truncated ? ["the code ends in the middle"] : []),
    ...(repair?.repairs ?? []).map(
      ({ line, what, why }) => `${line === null ? "" : `line ${line}: `}${why} (the renderer's own repair: ${what})`,
    ),
    ...severe.map(({ says: seen, at, line, suggestion }) => {
      const place = line === null ? "" : ` (line ${line})`;
      return `at ${at.toFixed(1)} s${place}: ${seen}; ${suggestion}`;
    }),
  ];
  return { weight, says: says.slice(0, mostSaid) };
}
