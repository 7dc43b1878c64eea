import type { RepairReport } from "./messages.ts";

/** What was changed in a scene's code before it could be shown. Why a slate took its place is told by `slate`. */
export function repairSentences({ repairs, playsWritten, playsKept, truncated, slate }: RepairReport): string[] {
  return [
    ...(truncated ? ["the code ends in the middle: what was cut off is missing"] : []),
    ...(slate === null && playsKept < playsWritten ? [`${playsKept} of ${playsWritten} plays are kept`] : []),
    ...repairs
      .filter(({ step }) => step !== "slate")
      .map(({ line, what, why }) => `repaired${line === null ? "" : `, line ${line}`}: ${what} (${why})`),
  ];
}
