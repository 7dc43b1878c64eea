import { describe, expect, it } from "vitest";
import { Failure, failure, failureCodes, failureFacts, failureOf, PipelineError } from "./failures.ts";

describe("failures", () => {
  it.each(failureCodes)("%s has a sentence and an HTTP status of an error", (code) => {
    const { sentence, httpStatus } = failureFacts[code];
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(httpStatus).toBeGreaterThanOrEqual(400);
    expect(Failure.parse(failure(code))).toEqual({ code, message: sentence });
  });

  it("are carried by a PipelineError, which keeps its cause and cuts a message that is too long", () => {
    const cause = new Error("below");
    const error = new PipelineError("disk_full", "x".repeat(3000), { cause });
    expect(error.cause).toBe(cause);
    expect(failureOf(error)).toEqual({ code: "disk_full", message: "x".repeat(2000) });
    expect(failureOf(new PipelineError("disk_full", ""))).toEqual(failure("disk_full"));
  });

  it("of anything else are internal, and tell nothing of it", () => {
    expect(failureOf(new Error("password=1234"))).toEqual(failure("internal"));
    expect(failureOf("text")).toEqual(failure("internal"));
  });
});
