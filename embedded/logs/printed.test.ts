// What is in the log of functions that run, as `convex logs` reads it.
import { beforeAll, describe, expect, it } from "vitest";
import { adminKey, servedFixture } from "../testServer.ts";

const run = servedFixture({ run: { functionMs: 3_000 } });
let cursor = 0;
type Line = { level: string; messages: string[]; udfPath?: string; componentPath?: string };
type Entry = { kind: string; identifier: string; executionId: string; logLines: Line[] } & Record<string, unknown>;

async function entries(): Promise<Entry[]> {
  const response = await fetch(`${run.server.url}/api/stream_function_logs?cursor=${cursor}`, {
    headers: { Authorization: `Convex ${adminKey}`, "Convex-Client": "npm-cli-1.42.3" },
  });
  const answer = (await response.json()) as { entries: Entry[]; newCursor: number };
  cursor = answer.newCursor;
  return answer.entries.filter(({ caller }) => caller !== "Cron");
}
const linesOf = (found: Entry[]) => found.flatMap(({ logLines }) => logLines);
beforeAll(async () => {
  await entries();
});

const shown = `{
  list: [ 1, [ 2n, 'it\\'s' ] ],
  none: null,
  self: [Circular]
}`;

describe("what is printed", () => {
  it.each([
    ["query", "byQuery"],
    ["mutation", "byMutation"],
    ["action", "byAction"],
  ] as const)(
    "[LOG4] values are printed in a %s as Convex prints them, console.trace with frames",
    async (kind, name) => {
      await run[kind]("printing", name);
      const [first, second, third] = linesOf(await entries());
      expect(first).toMatchObject({
        level: "LOG",
        messages: ["'text'", shown, expect.stringMatching(/^Map \(1\) \{/)],
      });
      expect(first?.messages[2]).toContain("Point {");
      expect(second).toMatchObject({
        ...{ level: "ERROR", systemMetadata: null, isTruncated: false },
        messages: ["[Error: printed]", "undefined", "[\n  {\n    a: 1\n  }\n]"],
      });
      expect(third?.messages[0]).toBe("'here'");
      expect(third?.messages[1]).toMatch(/^\n {4}at print \(\.\.\/convex\/printing\.ts:\d+:\d+\)\n/);
    },
  );

  it("[LOG4] in Node.js values are printed as Node prints them, with Node's console", async () => {
    await run.action("printingInNode", "byAction");
    expect(linesOf(await entries()).map(({ level, messages }) => [level, ...messages])).toEqual([
      ["LOG", "'text'", '{ list: [ 1, [ 2n, "it\'s" ] ], none: null }'],
      ["LOG", "'beans: 1'"],
      ["WARN", "\"Timer 'other' does not exist\""],
    ]);
  });

  it("[LOG4] promise jobs wait while something is printed", async () => {
    expect(await run.query("printing", "inOrder")).toEqual(["function", "job"]);
    await entries();
  });

  it("[LOG5] what a nested function prints is marked with its path", async () => {
    await run.query("printing", "outside");
    const lines = linesOf(await entries());
    expect(lines.map(({ messages, udfPath, componentPath }) => [messages[0], udfPath, componentPath])).toEqual([
      ["'outside'", undefined, undefined],
      ["'inside'", "printing.js:inside", ""],
      ["'further in'", "printing.js:furtherIn", ""],
      ["'outside again'", undefined, undefined],
    ]);
  });

  it("[LOG6] an action that does not wait for what it began is told", async () => {
    await run.action("printing", "forgetting");
    const told = linesOf(await entries()).find(({ level }) => level === "WARN");
    expect(told?.messages[0]).toMatch(/^2 unawaited operations: \[query\]\. Async operations should be awaited/);
  });
});

describe("what is told of a run", () => {
  it("[LOG7] a call of an action names the action's run; actions say where they ran", async () => {
    await run.action("printing", "asking");
    const found = (await entries()).filter(({ kind }) => kind === "Completion");
    const [called, action] = found;
    expect(called).toMatchObject({ identifier: "printing:outside", caller: "Action", environment: "isolate" });
    expect(called).toMatchObject({ parentExecutionId: action?.executionId });
    expect(action).toMatchObject({ caller: "HttpApi", environment: "isolate", parentExecutionId: null });
    await run.action("inNode", "sha", { text: "" });
    expect(await entries()).toMatchObject([{ environment: "node" }]);
  });

  it("[LOG7] HTTP actions are named by their routes, with their status", async () => {
    await fetch(`${run.server.siteUrl}/channels/one?of=many`);
    await fetch(`${run.server.siteUrl}/nowhere`);
    const found: Entry[] = [];
    const add = async () => found.push(...(await entries()).filter(({ udfType }) => udfType === "HttpAction"));
    await expect.poll(add).toBe(2);
    expect(found).toMatchObject([
      { identifier: "GET /channels/*", success: { status: "200" }, environment: "isolate", returnBytes: null },
      { identifier: "GET /nowhere", success: { status: "404" } },
    ]);
  });

  it("[LOG7] what is known of its use is told", async () => {
    await run.mutation("messages", "send", { channel: "measured", text: "hello" });
    await run.query("messages", "list", { channel: "measured" });
    const [sent, listed] = await entries();
    expect(sent).toMatchObject({ usageStats: { databaseWriteDocuments: 1 } });
    expect(sent?.["usageStats"]).toMatchObject({ databaseWriteBytes: expect.toSatisfy((bytes: number) => bytes > 50) });
    expect(listed).toMatchObject({ usageStats: { databaseReadDocuments: 1, databaseWriteBytes: 0 }, returnBytes: 9 });
  });

  it("[LIM6] the largest and the deepest document near their limits are told, not those that are gone", async () => {
    const { large, deep } = (await run.mutation("printing", "large")) as { large: string; deep: string };
    const lines = linesOf(await entries()).flatMap(({ messages }) =>
      messages.filter((text) => / document /.test(text)),
    );
    expect(lines).toEqual([
      expect.stringMatching(
        `^Large document written with ID "${large}" \\(actual: 10000\\d\\d bytes, limit: 1048576 bytes\\)\\.$`,
      ),
      `Deeply nested document written with ID "${deep}" (actual: 14 levels, limit: 16 levels).`,
    ]);
  });
});

describe("nested calls", () => {
  it("[FN6] of a function that is not there say so", async () => {
    await expect(run.query("printing", "askingNowhere")).rejects.toThrow(
      /Could not find public function for 'printing:nowhere'\./,
    );
  });

  it("[FN6] without end are stopped", async () => {
    await expect(run.query("printing", "deeper")).rejects.toThrow(/Cross component call depth limit exceeded/);
  });
});
