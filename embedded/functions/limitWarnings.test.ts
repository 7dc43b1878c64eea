import { expect, it } from "vitest";
import { Usage } from "../database/limits.ts";
import { NearLimits } from "../database/nearLimits.ts";
import { limitWarnings } from "./limitWarnings.ts";

it("[LIM6] what has used more than four fifths of a limit, and not more than the limit, is told", () => {
  const usage = new Usage(false);
  const nearLimits = new NearLimits();
  const transaction = {
    nearLimits,
    extremes: () => nearLimits.documents(() => true),
  };
  const quick = { tookMs: 800, limitMs: 1_000 };
  const warnings = (argument = 0, result = 0) =>
    limitWarnings({ argument, result, ...quick }, { metrics: usage.metrics(), tx: transaction });
  usage.add("documentsWritten", 12_800);
  usage.add("bytesRead", 13_421_772);
  usage.add("functionsScheduled", 1001);
  expect(warnings()).toEqual([]);
  usage.add("documentsWritten", 1);
  usage.add("bytesRead", 1);
  expect(warnings(13_421_773, 2 ** 24)).toEqual([
    "Large size of the function arguments (actual: 13421773 bytes, limit: 16777216 bytes).",
    "Many bytes read in a single function execution (actual: 13421773 bytes, limit: 16777216 bytes). Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.",
    "Many writes in a single function execution (actual: 12801, limit: 16000).",
    "Large size of the function return value (actual: 16777216 bytes, limit: 16777216 bytes).",
  ]);
  expect(limitWarnings({ argument: 0, result: 0, ...quick }, null)).toEqual([]);
});

it("[LIM6] a long run is told, as is one scheduled call with large arguments, even beyond Convex's limit", () => {
  const run = { argument: 0, result: 0, tookMs: 800.5, limitMs: 1_000 };
  expect(limitWarnings(run, null)).toEqual([
    "Function execution took a long time. (maximum duration: 1s, actual duration: 800.5ms).",
  ]);
  const nearLimits = new NearLimits();
  const [usage, none] = [new Usage(true), { id: "", bytes: 0, nesting: 0 }];
  const tx = { nearLimits, extremes: () => ({ largest: none, deepest: none }) };
  const use = { metrics: usage.metrics(), tx };
  nearLimits.scheduled(4_000_000);
  expect(limitWarnings({ ...run, tookMs: 1 }, use)).toEqual([
    "Large arguments for a single scheduled function from this mutation (actual: 4000000 bytes, limit: 4194304 bytes).",
  ]);
  nearLimits.scheduled(5_000_000);
  expect(limitWarnings({ ...run, tookMs: 1 }, use)[0]).toMatch(
    /mutation\. This will become a hard error in the future/,
  );
});
