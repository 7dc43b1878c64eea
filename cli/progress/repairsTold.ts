import type { CachedClip } from "../../runner/stages/render/clipCache.ts";
import { RepairReport } from "../../runner/stages/render/messages.ts";
import { repairSentences } from "../../runner/stages/render/repairSentences.ts";
import { firstOf } from "./firstOf.ts";

/** What a person is told of a clip's repairs; nothing where none was needed. */
export function repairsTold(notes: CachedClip["notes"]): string[] {
  const parsed = RepairReport.safeParse(notes);
  if (!parsed.success) return [];
  const lines = firstOf(repairSentences(parsed.data), "--json has them");
  const { slate } = parsed.data;
  return slate === null ? lines : [...lines, `the scene can't be drawn, and a slate took its place: ${slate}`];
}
