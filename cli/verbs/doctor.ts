import { CommandError, exitCodes } from "../commandError.ts";
import { checkMachine } from "../doctor/checks.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export async function doctor({ home, environment, print }: Verb, { json }: { json?: boolean }): VerbAnswer {
  const findings = await checkMachine(home, environment);
  if (json) print(JSON.stringify({ findings }));
  else
    for (const { name, ok, found, purpose, remedy } of findings) {
      print(`${ok ? "ok     " : "MISSING"} ${name.padEnd(22)} ${found ?? purpose}`);
      if (!ok) print(`        needed: ${purpose}; to get it: ${remedy}`);
    }
  const missing = findings.filter(({ ok }) => !ok).map(({ name }) => name);
  if (missing.length > 0) throw new CommandError(`Not everything is there: ${missing.join(", ")}.`);
  return exitCodes.done;
}
