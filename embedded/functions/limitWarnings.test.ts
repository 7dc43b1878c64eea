import { expect, it } from "vitest";
import { Usage } from "../database/limits.ts";
import { limitWarnings } from "./limitWarnings.ts";

it("[LIM6] what has used more than four fifths of a limit, and not more than the limit, is told", () => {
  const usage = new Usage(false);
  const warnings = (argument = 0, result = 0) => limitWarnings({ argument, result }, usage.metrics());
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
  expect(limitWarnings({ argument: 0, result: 0 }, null)).toEqual([]);
});
