import { expect, it } from "vitest";
import { FunctionLog } from "./functionLog.ts";

const caller = { identity: { kind: "admin" }, source: "test", requestId: "r" } as never;

it("[LIM5] a run has 256 lines, the last of which says that there were more", () => {
  const record = new FunctionLog().begin("Query", "mod:fn", caller);
  for (let i = 0; i < 300; i++) record.line("LOG", `line ${i}`);
  const lines = record.lines();
  expect(lines).toHaveLength(256);
  expect(lines.slice(254)).toEqual([
    "[LOG] line 254",
    "[ERROR] Log overflow (maximum 256). Remaining log lines omitted.",
  ]);
});

it("[LIM5] a line has 32768 bytes and is cut between characters", () => {
  const record = new FunctionLog().begin("Query", "mod:fn", caller);
  record.line("LOG", `x${"é".repeat(20_000)}`);
  expect(record.lines()).toEqual([`[LOG] x${"é".repeat(16_383)}`]);
});
