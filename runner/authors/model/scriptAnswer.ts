// The form of a scene as a model answers it, and what must hold between its words and its code.
import * as z from "zod";
import { parseNarration } from "../../../shared/narration.ts";
import { codeLimit, narrationLimit, type Script } from "../../../shared/scene.ts";

export const ScriptAnswer = z.object({
  narration: z.string().trim().min(1).max(narrationLimit),
  code: z.string().min(1).max(codeLimit),
});
export type ScriptAnswer = z.infer<typeof ScriptAnswer>;

export const CodeAnswer = ScriptAnswer.pick({ code: true });

/** More than two minutes of speech is no scene any more. */
const mostWords = 220;
const waits = /\bcue\(\s*["']([^"']+)["']/g;

export const cuesWaitedFor = (code: string): string[] => [...code.matchAll(waits)].map((match) => match[1] ?? "");

export type Allowed = {
  /** The scene has a checked claim. */
  mayCheck: boolean;
  /** What stood in its narration before may stand there still. */
  said?: string;
};

/** What is wrong with a script, for the model; null where nothing is. */
export function scriptFault(script: Script, allowed: Allowed): string | null {
  const { code } = script;
  const faults = wordsFaults(script, allowed);
  if (!/\bclass\s+\w+\s*\(.*\)\s*:/.test(code) || !/\bdef\s+construct\b/.test(code))
    faults.push("the code needs one class with construct(self) that extends ProofreelScene or a scene of Manim's");
  return faults.length === 0 ? null : faults.join("; ");
}

/** What no repair of code can put right. */
function wordsFaults({ narration, code }: Script, { mayCheck, said: before = "" }: Allowed): string[] {
  const { spoken, cues } = parseNarration(narration);
  const said = cues.map(({ name }) => name);
  const waited = cuesWaitedFor(code);
  const faults: string[] = [];
  const symbol = (spoken.match(/[\\${}^_]|\[\[|\]\]/g) ?? []).find((found) => !before.includes(found));
  if (symbol) faults.push(`the narration holds “${symbol}”, which can't be spoken`);
  const words = spoken.split(/\s+/).filter(Boolean).length;
  if (words > mostWords) faults.push(`the narration has ${words} words, more than ${mostWords}`);
  const twice = said.find((name, index) => said.indexOf(name) !== index);
  if (twice) faults.push(`the cue [[${twice}]] stands in the narration twice`);
  if (said.join(" ") !== waited.join(" "))
    faults.push(
      `the narration has the cues ${listed(said)}, and the code waits for ${listed(waited)}: they must be the same in the same order`,
    );
  const tick = mayCheck ? null : /\.check\(|\btick\(|[✓✔]/.exec(code);
  if (tick) faults.push(`the code shows a tick (${tick[0]}), but the scene has no checked claim`);
  return faults;
}

const listed = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

/** Code without the fence that models put around it even inside a form. */
export function bare<T extends { code: string }>(answer: T): T {
  const fenced = /^\s*```[a-zA-Z]*\n([\s\S]*?)\n```\s*$/.exec(answer.code);
  return { ...answer, code: `${(fenced?.[1] ?? answer.code).trim()}\n` };
}

/**
 * A script whose words and code still disagree after the re-ask, so that it can be shown all the same: cues that nobody
 * waits for leave the narration, and waiting for one that is not there takes no time. Null where more is wrong.
 */
export function settled(script: ScriptAnswer, allowed: Allowed): ScriptAnswer | null {
  const waited = new Set(cuesWaitedFor(script.code));
  const seen = new Set<string>();
  const narration = script.narration.replace(/\[\[([^\]]*)\]\]\s?/g, (mark, name: string) => {
    if (!waited.has(name) || seen.has(name)) return "";
    seen.add(name);
    return mark;
  });
  const code = script.code.replace(/^[ \t]*cue\(\s*["']([^"']+)["'][^\n]*\)[ \t]*\n/gm, (line, name: string) =>
    seen.has(name) ? line : "",
  );
  const left = { narration, code };
  // Code that is no scene yet is the repair's matter.
  return wordsFaults({ ...left, narration: inOrder(left) }, allowed).length === 0 ? left : null;
}

/** The order of cues is forgiven: the later one waits no more. */
function inOrder({ narration, code }: ScriptAnswer): string {
  const order = cuesWaitedFor(code);
  let next = 0;
  return narration.replace(/\[\[([^\]]*)\]\]/g, () => `[[${order[next++] ?? ""}]]`);
}
