// Fixes what is safely fixed: every change is tried, and kept only where the next check finds less and nothing new.
import type { Edit, Finding, Mend } from "../render/messages.ts";
import type { SceneFile } from "../render/sceneFile.ts";
import { type CheckedScene, type CheckOptions, checkFile } from "./checkFile.ts";

export type Fixed = CheckedScene & {
  code: string;
  /** What was found in the file as it came. */
  before: Finding[];
  fixes: { kind: string; line: number; says: string }[];
};

/** A scene runs once for each: at draft size that is a second or two. */
const mostChecks = 24;

export async function fixFile(file: Pick<SceneFile, "code" | "assets">, options: CheckOptions): Promise<Fixed> {
  let code = file.code;
  let best = await checkFile(file, options);
  const before = best.findings;
  const fixes: Fixed["fixes"] = [];
  const tried = new Set<string>();
  for (let checks = 1; checks < mostChecks && best.findings.length > 0; ) {
    const mend = best.mends.find((candidate) => !tried.has(keyOf(candidate, best.findings)));
    const finding = mend && best.findings[mend.finding];
    if (!mend || !finding) break;
    tried.add(keyOf(mend, best.findings));
    const changed = applied(code, mend.edits);
    const first = mend.edits[0];
    if (changed === null || first === undefined) continue;
    checks++;
    const next = await checkFile({ ...file, code: changed }, options).catch((error: unknown) => {
      // A change that breaks the scene is none.
      if (options.signal?.aborted) throw error;
      return null;
    });
    if (next === null || !isBetter(next.findings, best.findings)) continue;
    fixes.push({ kind: finding.kind, line: first.line, says: mend.says });
    code = changed;
    best = next;
  }
  const { mends: _, ...checked } = best;
  return { ...checked, code, before, fixes };
}

const keyOf = ({ says, edits }: Mend, findings: Finding[]): string => JSON.stringify([says, edits, findings.length]);

/** Fewer findings, and none of a kind and text that was not there. */
function isBetter(next: Finding[], last: Finding[]): boolean {
  const known = new Set(last.map(({ kind, objects }) => `${kind} ${objects.join()}`));
  return next.length < last.length && next.every(({ kind, objects }) => known.has(`${kind} ${objects.join()}`));
}

/** The code with the edits; null where they overlap or lie outside of it. */
export function applied(code: string, edits: Edit[]): string | null {
  const lines = code.split("\n");
  const starts: number[] = [];
  let start = 0;
  for (const text of lines) {
    starts.push(start);
    start += text.length + 1;
  }
  const offset = (line: number, column: number): number | null => {
    const [from, text] = [starts[line - 1], lines[line - 1]];
    return from === undefined || text === undefined || column > text.length ? null : from + column;
  };
  let changed = code;
  let before = Number.POSITIVE_INFINITY;
  for (const edit of [...edits].sort((a, b) => b.line - a.line || b.column - a.column)) {
    const from = offset(edit.line, edit.column);
    const to = offset(edit.endLine, edit.endColumn);
    if (from === null || to === null || from > to || to > before) return null;
    changed = changed.slice(0, from) + edit.text + changed.slice(to);
    before = from;
  }
  return changed;
}
