import { ConvexHttpClient } from "convex/browser";
import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import { fn, servedFixture } from "../testServer.ts";

const run = servedFixture();

describe("validation", () => {
  it("[FN1] arguments that do not match are refused before the function runs", async () => {
    await expect(run.mutation("messages", "send", { channel: "a" })).rejects.toThrow(
      /ArgumentValidationError: .*`text`/s,
    );
    await expect(run.mutation("messages", "send", { channel: "a", text: "b", more: 1 })).rejects.toThrow(
      /extra field `more`/,
    );
    expect(await run.query("messages", "list", { channel: "a" })).toEqual([]);
  });

  it("[FN2] a result that does not match is refused and nothing is written", async () => {
    await expect(run.mutation("messages", "wrongResult", { channel: "r" })).rejects.toThrow(/ReturnsValidationError/);
    expect(await run.query("messages", "list", { channel: "r" })).toEqual([]);
  });

  it("[FN3] the data of a ConvexError reaches the client, and its writes are undone", async () => {
    const refused = await run.mutation("messages", "refuse", { channel: "c" }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConvexError);
    expect((refused as ConvexError<never>).data).toEqual({ code: "refused", at: 7n });
    expect(await run.query("messages", "list", { channel: "c" })).toEqual([]);
  });

  it("[FN4] an internal function looks as if it were not there", async () => {
    const message = /Could not find public function for 'counters:(add|nothing)'/;
    await expect(run.mutation("counters", "add", { name: "x", by: 1 })).rejects.toThrow(message);
    await expect(run.mutation("counters", "nothing", {})).rejects.toThrow(message);
  });

  it("[FN5] a query cannot be run as a mutation", async () => {
    await expect(run.mutation("counters", "get", { name: "x" })).rejects.toThrow(/defined as Query/);
  });
});

it("[FN20] console.time measures and prints; what Convex's console does not have is not there", async () => {
  const answer = await fetch(`${run.server.url}/api/query`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ path: "runtime:timed", args: {}, format: "json" }),
  });
  expect(await answer.json()).toMatchObject({
    value: ["debug", "error", "info", "log", "time", "timeEnd", "timeLog", "trace", "warn"],
    logLines: [
      "[WARN] Timer 'default' already exists",
      expect.stringMatching(/^\[INFO\] default: \d+ms 'so far' 1$/),
      expect.stringMatching(/^\[INFO\] default: \d+ms$/),
      "[WARN] Timer 'other' does not exist",
    ],
  });
});

it("[LIM6] who comes near a limit is told in the log of the run", async () => {
  const value = "x".repeat(14_000_000);
  const answer = await fetch(`${run.server.url}/api/query`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ path: "runtime:same", args: { value }, format: "json" }),
  });
  const { logLines } = (await answer.json()) as { logLines: string[] };
  // On a busy machine the run is told that it took long, too.
  expect(logLines.filter((line) => line.includes(" size of "))).toEqual([
    "[WARN] Large size of the function arguments (actual: 14000012 bytes, limit: 16777216 bytes).",
    "[WARN] Large size of the function return value (actual: 14000002 bytes, limit: 16777216 bytes).",
  ]);
});

describe("transactions", () => {
  it("[FN6] a nested mutation that fails is undone alone", async () => {
    await run.mutation("counters", "addTwiceOnceFailing", { name: "nested" });
    expect(await run.query("counters", "get", { name: "nested" })).toBe(2);
  });

  it("[FN7] concurrent mutations of one document all count", async () => {
    const clients = Array.from({ length: 20 }, () => new ConvexHttpClient(run.server.url, { logger: false }));
    await Promise.all(clients.map((each) => each.mutation(fn("counters", "add_"), { name: "many", by: 1 } as never)));
    expect(await run.query("counters", "get", { name: "many" })).toBe(20);
  });

  it("[FN8] what a mutation schedules runs when it commits, and never when it throws", async () => {
    await expect(run.mutation("counters", "addLater", { name: "later", delayMs: 0, fail: true })).rejects.toThrow(
      /nothing is/,
    );
    await run.mutation("counters", "addLater", { name: "later", delayMs: 10, fail: false });
    await expect.poll(() => run.query("counters", "get", { name: "later" }), { interval: 20 }).toBe(10);
  });

  it("[FN9] crons run", async () => {
    await expect.poll(() => run.query("counters", "get", { name: "ticks" }), { timeout: 4_000 }).toBeGreaterThan(0);
  });
});

it.each(["_files", "_crons", "_nothing"])(
  "[TX10] %s, which is the deployment's own or is not there, looks empty",
  async (name) => {
    await run.action("runtime", "storeText", { text: "a file" });
    expect(await run.query("runtime", "systemTable", { name })).toEqual({ all: [], page: [], isDone: true });
  },
);

describe("the world of a query", () => {
  it("[FN10] time stands still, randomness differs between runs, globals are fresh", async () => {
    const first = (await run.query("runtime", "frozen")) as { uuid: string };
    const second = (await run.query("runtime", "frozen")) as { uuid: string };
    expect(first).toMatchObject({ moved: 0, sane: true, calls: 1 });
    expect(second).toMatchObject({ calls: 1 });
    expect(first.uuid).not.toBe(second.uuid);
  });

  it("[FN11] crypto.subtle works and answers with values of the function's realm", async () => {
    const digest = (await run.query("runtime", "digest", { text: "abc" })) as ArrayBuffer;
    expect(Buffer.from(digest).toString("hex")).toMatch(/^ba7816bf/);
  });

  it("[FN12] timers are refused with a sentence", async () => {
    await expect(run.query("runtime", "useTimer")).rejects.toThrow(/Can't use setTimeout\(\) in queries and mutations/);
  });

  it.each([
    ["query", "spin"],
    ["mutation", "spinAsync"],
  ] as const)("[FN13] an endless loop in a %s is stopped and the run.server goes on", async (kind, name) => {
    await expect(run[kind]("runtime", name)).rejects.toThrow(/timed out \(maximum duration: 0.7s\)/);
    expect(await run.query("counters", "get", { name: "none" })).toBe(0);
  });

  it("[FN14] an action that holds its thread is stopped, and others run meanwhile", async () => {
    const spinning = expect(run.action("runtime", "spinAction")).rejects.toThrow(/held its thread/);
    expect(await run.action("runtime", "addByAction", { name: "beside" })).toBe(5);
    await spinning;
  });

  it("[FN15] a promise that nothing settles ends the function", async () => {
    await expect(run.query("runtime", "waitForever")).rejects.toThrow(/never|ever settle/);
  });
});

describe("actions", () => {
  it("[FN16] an action runs mutations, and a Node action uses Node's modules", async () => {
    expect(await run.action("runtime", "addByAction", { name: "act" })).toBe(5);
    expect(await run.action("inNode", "sha", { text: "abc" })).toMatch(/^ba7816bf/);
  });

  it("[FN17] an action stores a file and reads it back, and its address serves it", async () => {
    const { url, back } = (await run.action("runtime", "storeText", { text: "kept" })) as { url: string; back: string };
    expect(back).toBe("kept");
    expect(await (await fetch(url)).text()).toBe("kept");
    expect(await (await fetch(url, { headers: { Range: "bytes=1-2" } })).text()).toBe("ep");
  });
});
