import { expect, test } from "vitest";
import { addCounts, closingLine, countsOfJunit, countsOfVitest } from "./testCounts.ts";

test("counts passed, failed and skipped tests of vitest, and a file that could not be loaded as one failure", () => {
  const json = JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] },
      { status: "failed", assertionResults: [] },
    ],
  });
  expect(countsOfVitest(json)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test("counts the tests of pytest's report", () => {
  const xml =
    '<?xml version="1.0"?><testsuites name="x"><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" time="1"></testsuite></testsuites>';
  expect(countsOfJunit(xml)).toEqual({ passed: 4, failed: 3, skipped: 3 });
});

test("says skipped tests only where there are some", () => {
  const some = addCounts({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 0, skipped: 0 });
  expect(closingLine(some)).toBe("3 passed, 0 failed");
  expect(closingLine({ ...some, skipped: 4 })).toBe("3 passed, 0 failed, 4 skipped");
});
