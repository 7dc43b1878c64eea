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
const mostChecks = 20;

export async function fixFile(file: Pick<SceneFile, "code" | "assets">, options: CheckOptions): Promise<Fixed> {
  let code = file.code;
  let best = await checkFile(file, options);
  let checks = 1;
  const before = best.findings;
  const fixes: Fixed["fixes"] = [];

  /** Takes changes over where every one of them helps. */
  const tryOut = async (mends: Mend[]): Promise<CheckedScene | null> => {
    const { findings } = best;
    const edits = mends.flatMap((mend) => mend.edits);
    const changed = applied(code, edits);
    if (changed === null || edits.length === 0 || checks >= mostChecks) return null;
    checks++;
    const next = await checkFile({ ...file, code: changed }, options).catch((error: unknown) => {
      // A change that breaks the scene is none.
      if (options.signal?.aborted) throw error;
      return null;
    });
    if (next === null || next.findings.length > findings.length - mends.length || !isBetter(next.findings, findings))
      return next;
    for (const { finding, says, edits: own } of mends)
      fixes.push({ kind: findings[finding]?.kind ?? "", line: own[0]?.line ?? 0, says });
    code = changed;
    best = next;
    return next;
  };

  // All that is thought of first for every finding at once, and then what of it helped: most files need no more.
  const first = best.mends.filter(
    ({ finding }, index, all) => all.findIndex((one) => one.finding === finding) === index,
  );
  const asFound = best.findings;
  const together = await tryOut(first);
  if (together !== null && together !== best) {
    const left = new Set(together.findings.map(identity));
    await tryOut(first.filter(({ finding }) => !left.has(identity(asFound[finding]))));
  }
  const tried = new Set<string>();
  while (checks < mostChecks && best.findings.length > 0) {
    const mend = best.mends.find((candidate) => !tried.has(keyOf(candidate, best.findings)));
    if (mend === undefined) break;
    tried.add(keyOf(mend, best.findings));
    await tryOut([mend]);
  }
  const { mends: _, ...checked } = best;
  return { ...checked, code, before, fixes };
}

const identity = (finding: Finding | undefined): string => `${finding?.kind} ${finding?.objects.join()}`;

const keyOf = ({ says, edits }: Mend, findings: Finding[]): string => JSON.stringify([says, edits, findings.length]);

/** Fewer findings, and of no kind more than before. */
function isBetter(next: Finding[], last: Finding[]): boolean {
  const count = (findings: Finding[], kind: string) => findings.filter((finding) => finding.kind === kind).length;
  return next.length < last.length && next.every(({ kind }) => count(next, kind) <= count(last, kind));
}

/** Of two that begin at one place first the one that takes something away. */
const fromTheEnd = (a: Edit, b: Edit): number =>
  b.line - a.line || b.column - a.column || b.endLine - a.endLine || b.endColumn - a.endColumn;

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
  for (const edit of [...edits].sort(fromTheEnd)) {
    const from = offset(edit.line, edit.column);
    const to = offset(edit.endLine, edit.endColumn);
    if (from === null || to === null || from > to || to > before) return null;
    changed = changed.slice(0, from) + edit.text + changed.slice(to);
    before = from;
  }
  return changed;
}
