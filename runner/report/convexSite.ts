// The runner's two questions to Convex: "give me the work of this job" and "here is what I did".
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { PipelineError } from "../../shared/failures.ts";
import { type Claim, ClaimAnswer } from "../../shared/jobs.ts";
import { type ReportBatch, ReportBatchAnswer } from "../../shared/reports.ts";
import { sign } from "../../shared/signing.ts";

/** Convex answered, but not with what was asked: `status` 400 means that the body itself is refused. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly status: number;
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

export type ConvexSite = {
  /** Throws PipelineError backend_unavailable where Convex is away, RefusedError where it refuses. */
  claim(claim: Claim, signal?: AbortSignal): Promise<ClaimAnswer>;
  report(batch: ReportBatch, signal?: AbortSignal): Promise<ReportBatchAnswer>;
  reachable(): Promise<boolean>;
};

const requestTimeoutMs = 15_000;
const healthTimeoutMs = 1_500;

export function createConvexSite({ url, secrets }: { url: string; secrets: readonly string[] }): ConvexSite {
  const post = async <T>(path: string, body: unknown, answer: z.ZodType<T>, signal?: AbortSignal): Promise<T> => {
    const text = JSON.stringify(body);
    const headers = await sign(secrets, randomUUID(), Math.floor(Date.now() / 1000), text);
    const limit = AbortSignal.timeout(requestTimeoutMs);
    let response: Response;
    let received: string;
    try {
      response = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: text,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      received = await response.text();
    } catch (error) {
      throw new PipelineError("backend_unavailable", undefined, { cause: error });
    }
    if (response.status === 400 || response.status === 401 || response.status === 413)
      throw new RefusedError(
        response.status,
        `Convex refused ${path} with ${response.status}: ${received.slice(0, 300)}`,
      );
    if (!response.ok)
      throw new PipelineError("backend_unavailable", undefined, {
        cause: new Error(`${path} answered ${response.status}: ${received.slice(0, 300)}`),
      });
    try {
      return answer.parse(JSON.parse(received));
    } catch (error) {
      throw new RefusedError(502, `Convex answered ${path} in an unknown form.`, { cause: error });
    }
  };

  return {
    claim: (claim, signal) => post("/runner/claim", claim, ClaimAnswer, signal),
    report: (batch, signal) => post("/runner/reports", batch, ReportBatchAnswer, signal),
    async reachable() {
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(healthTimeoutMs) });
        await response.body?.cancel();
        return response.status < 500;
      } catch {
        // Whatever kept it from answering, the answer to the question is no.
        return false;
      }
    },
  };
}
