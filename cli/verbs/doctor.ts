import { CommandError, exitCodes } from "../commandError.ts";
import { checkMachine } from "../doctor/checks.ts";
import type { Verb, VerbAnswer } from "./verb.ts";

export async function doctor({ home, environment, print }: Verb, { json }: { json?: boolean }): VerbAnswer {
  const findings = await checkMachine(home, environment);
  if (json) print(JSON.stringify({ findings }));
  else
    for (const { name, ok, found, purpose, remedy } of findings) {
      const word = ok ? "ok" : found === null ? "MISSING" : "WRONG";
      print(`${word.padEnd(7)} ${name.padEnd(22)} ${found ?? purpose}`);
      if (!ok) print(`        needed: ${purpose}; to ${found === null ? "get" : "mend"} it: ${remedy}`);
    }
  const faults = findings.filter(({ ok }) => !ok);
  const state = faults.some(({ found }) => found === null) ? "there" : "in order";
  if (faults.length > 0)
    throw new CommandError(`Not everything is ${state}: ${faults.map(({ name }) => name).join(", ")}.`);
  return exitCodes.done;
}
