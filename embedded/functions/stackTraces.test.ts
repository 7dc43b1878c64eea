import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fixtureFunctions, fn, servedFixture } from "../testServer.ts";

const served = servedFixture();

/** `../convex/file.ts:line:column` of the first place of a text in a fixture. */
function place(file: string, text: string): string {
  const lines = readFileSync(join(fixtureFunctions, file), "utf8").split("\n");
  const row = lines.findIndex((line) => line.includes(text));
  return `../convex/${file}:${row + 1}:${(lines[row]?.indexOf(text) ?? -1) + 1}`;
}

const refused = place("model/refusing.ts", "new TypeError");

it("[TRACE1] an error in a query names the file and the line of the app's source", async () => {
  const error: Error = await served.client.query(fn("failing", "inQuery")).catch((error) => error);
  const expected = `Uncaught Error: in a query\n    at handler (${place("failing.ts", 'new Error("in a query")')})`;
  expect(error.message.split("\n").slice(1).join("\n").trim()).toBe(expected);
});

it("[TRACE1] an error in a mutation names where it was thrown and from where that was called", async () => {
  await expect(served.client.mutation(fn("failing", "inMutation"))).rejects.toThrow(
    `Uncaught TypeError: in a mutation\n    at refuse (${refused})\n    at handler (${place("failing.ts", 'refuse({ reason: "in a m')})`,
  );
});

it("[TRACE1] what the database refuses names who asked it, and who waited for that", async () => {
  await expect(served.client.query(fn("failing", "inDatabase"))).rejects.toThrow(
    `Unable to decode ID: Invalid ID length 5\n    at async read (${place("failing.ts", "await ctx.db")})\n    at async handler (${place("failing.ts", "await read()")})`,
  );
});

it("[TRACE1] errors in actions do, in Convex's runtime and in Node's", async () => {
  const error = (await served.client.action(fn("failing", "inAction")).catch((error) => error)) as Error & {
    data: unknown;
  };
  expect(error.data).toEqual({ at: "action" });
  expect(error.message).toContain(`(${place("failing.ts", "new ConvexError")})`);
  await expect(served.client.action(fn("inNode", "failing"))).rejects.toThrow(
    `Uncaught TypeError: in Node\n    at refuse (${refused})\n    at handler (${place("inNode.ts", "refuse({")})`,
  );
});

it("[TRACE1] errors in HTTP actions do", async () => {
  const response = await fetch(`${served.server.siteUrl}/failing`);
  expect(response.status).toBe(500);
  expect(await response.text()).toContain(refused);
});

it("[TRACE1] traces survive a restart", async () => {
  await served.restart();
  await expect(served.client.mutation(fn("failing", "inMutation"))).rejects.toThrow(`at refuse (${refused})`);
});
