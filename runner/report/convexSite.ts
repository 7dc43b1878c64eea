// The runner's two questions to Convex: "give me the work of this job" and "here is what I did".
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { PipelineError } from "../../shared/failures.ts";
import { type Claim, ClaimAnswer } from "../../shared/jobs.ts";
import type { PictureRequest } from "../../shared/picture.ts";
import { type ReportBatch, ReportBatchAnswer } from "../../shared/reports.ts";
import { sign } from "../../shared/signing.ts";
import { WantedAnswer, type WantedQuestion } from "../../shared/storedKeys.ts";

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
  /** A picture's content; null where Convex has none such, or it has more than `bytes`. */
  picture(request: PictureRequest, bytes: number, signal?: AbortSignal): Promise<Uint8Array | null>;
  report(batch: ReportBatch, signal?: AbortSignal): Promise<ReportBatchAnswer>;
  /** Which of the stored files Convex still needs. */
  wanted(question: WantedQuestion, signal?: AbortSignal): Promise<WantedAnswer>;
  reachable(): Promise<boolean>;
};

const requestTimeoutMs = 15_000;
const healthTimeoutMs = 1_500;
const answerBytes = 64 * 1024 * 1024;

/** `content` is null where it is longer than asked for. */
type Answer = { status: number; content: Buffer | null };

export function createConvexSite({ url, secrets }: { url: string; secrets: readonly string[] }): ConvexSite {
  /** What Convex answers to a signed request; not found is an answer too. */
  const ask = async (path: string, body: unknown, most: number, signal?: AbortSignal): Promise<Answer> => {
    const text = JSON.stringify(body);
    const headers = await sign(secrets, randomUUID(), Math.floor(Date.now() / 1000), text);
    const limit = AbortSignal.timeout(requestTimeoutMs);
    let response: Response;
    let content: Buffer | null;
    try {
      response = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: text,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      content = await contentOf(response, most);
    } catch (error) {
      throw new PipelineError("backend_unavailable", undefined, { cause: error });
    }
    const { status } = response;
    if (status === 200 || status === 404) return { status, content };
    const received = content?.subarray(0, 300).toString("utf8") ?? "much";
    if (status === 400 || status === 401 || status === 413)
      throw new RefusedError(status, `Convex refused ${path} with ${status}: ${received}`);
    throw unavailable(path, status, received);
  };

  const post = async <T>(path: string, body: unknown, answer: z.ZodType<T>, signal?: AbortSignal): Promise<T> => {
    const { status, content } = await ask(path, body, answerBytes, signal);
    // The functions may not have been pushed yet.
    if (status === 404) throw unavailable(path, status, "");
    try {
      return answer.parse(JSON.parse(String(content)));
    } catch (error) {
      throw new RefusedError(502, `Convex answered ${path} in an unknown form.`, { cause: error });
    }
  };

  return {
    claim: (claim, signal) => post("/runner/claim", claim, ClaimAnswer, signal),
    async picture(request, bytes, signal) {
      const { status, content } = await ask("/runner/picture", request, bytes, signal);
      return status === 200 ? content : null;
    },
    report: (batch, signal) => post("/runner/reports", batch, ReportBatchAnswer, signal),
    wanted: (question, signal) => post("/runner/wanted", question, WantedAnswer, signal),
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

async function contentOf(response: Response, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unavailable(path: string, status: number, received: string): PipelineError {
  const cause = new Error(`${path} answered ${status}: ${received}`);
  return new PipelineError("backend_unavailable", undefined, { cause });
}
