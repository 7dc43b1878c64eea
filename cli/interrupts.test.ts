import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";

/** A command whose verb answers to its first interrupt with `ask`, and what it said once it has ended. */
async function interrupted(verb: string, signals: NodeJS.Signals[]): Promise<{ code: number | null; said: string }> {
  const module = JSON.stringify(join(import.meta.dirname, "interrupts.ts"));
  const code = `import { catchInterrupts } from ${module};
    const onInterrupt = catchInterrupts();
    process.on("exit", () => console.log("cursor shown"));
    ${verb}
    console.log("ready");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    const [signal] = signals.splice(0, 1);
    if (signal) child.kill(signal);
  });
  const [exitCode] = await once(child, "close");
  return { code: exitCode, said };
}

test("the first interrupt asks, the second ends at once, and what stands at exit is run", async () => {
  const verb = `onInterrupt(() => console.log("asked"), () => console.log("forced"));`;
  expect(await interrupted(verb, ["SIGINT", "SIGINT"])).toEqual({
    code: 130,
    said: "ready\nasked\nforced\ncursor shown\n",
  });
});

test("where nobody listens any more, the first one ends the command", async () => {
  const verb = `{ using _ = onInterrupt(() => console.log("asked")); }`;
  expect(await interrupted(verb, ["SIGTERM"])).toEqual({ code: 143, said: "ready\ncursor shown\n" });
});
