import type { CachedClip } from "../../runner/stages/render/clipCache.ts";
import { RepairReport } from "../../runner/stages/render/messages.ts";

/** More are only counted; `--json` has all of them. */
const mostLines = 12;

/** What a person is told of a clip's repairs; nothing where none was needed. */
export function repairsTold(notes: CachedClip["notes"]): string[] {
  const parsed = RepairReport.safeParse(notes);
  if (!parsed.success) return [];
  const { repairs, playsWritten, playsKept, truncated, slate } = parsed.data;
  const lines = repairs
    .slice(0, mostLines)
    .map(({ line, what, why }) => `repaired${line === null ? "" : `, line ${line}`}: ${what} (${why})`);
  if (repairs.length > mostLines) lines.push(`and ${repairs.length - mostLines} more repairs; --json has them`);
  if (truncated) lines.push("the code ends in the middle: what was cut off is missing");
  if (slate !== null) lines.push(`the scene can't be drawn, and a slate took its place: ${slate}`);
  else if (playsKept < playsWritten) lines.push(`${playsKept} of ${playsWritten} plays are kept`);
  return lines;
}
