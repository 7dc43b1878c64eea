import { type Request, type Response, Router, raw } from "express";
import type { Logger } from "pino";
import type { z } from "zod";
import { PipelineError } from "../../shared/failures.ts";
import { EditWebhook, GenerateWebhook } from "../../shared/jobs.ts";
import { verify } from "../../shared/signing.ts";
import type { AcceptWebhook } from "../queue/acceptWebhook.ts";

export type JobRoutesDeps = {
  secrets: readonly string[];
  accept: AcceptWebhook;
  log: Logger;
  nowSeconds: () => number;
};

export const webhookLimit = 1024 * 1024;

/** Part of a BullMQ id, which may hold no colon. */
const webhookIdForm = /^[A-Za-z0-9_-]{1,128}$/;

/** POST /jobs/generate and /jobs/edit: Convex's signed webhooks. */
export function jobRoutes(deps: JobRoutesDeps): Router {
  const router = Router();
  // The signature covers the bytes as they came, so nothing may parse them before it is checked.
  const body = raw({ type: () => true, limit: webhookLimit });
  const take = (form: z.ZodType<GenerateWebhook | EditWebhook>) => async (request: Request, response: Response) => {
    const { id, webhook } = await readWebhook(request, form, deps);
    const { jobId, sessionId, kind } = webhook;
    const answer = await deps.accept(id, kind, { jobId, sessionId });
    const queued = "queued" in answer;
    deps.log.info(
      { webhookId: id, jobId, kind },
      queued ? "webhook accepted; its job is queued" : "webhook known already",
    );
    response.status(queued ? 202 : 200).json(answer);
  };
  router.post("/jobs/generate", body, take(GenerateWebhook));
  router.post("/jobs/edit", body, take(EditWebhook));
  return router;
}

async function readWebhook<T>(
  request: Request,
  form: z.ZodType<T>,
  { secrets, nowSeconds }: JobRoutesDeps,
): Promise<{ id: string; webhook: T }> {
  const bytes: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const id = request.get("x-webhook-id");
  const timestamp = request.get("x-webhook-timestamp");
  const signature = request.get("x-webhook-signature");
  const text = textOf(bytes);
  const wrong = await verify(secrets, { id, timestamp, signature }, text, nowSeconds());
  if (wrong !== null) throw new PipelineError(wrong);
  if (id === undefined || !webhookIdForm.test(id))
    throw new PipelineError("invalid_request", "X-Webhook-Id must be 1 to 128 letters, digits, dashes or underscores.");
  return { id, webhook: parse(text, form) };
}

/** Bytes that are no text can't be what was signed: they would be compared as if they were replaced. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new PipelineError("bad_signature", undefined, { cause: error });
  }
}

function parse<T>(text: string, form: z.ZodType<T>): T {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new PipelineError("invalid_request", "The body is not JSON.", { cause: error });
  }
  const parsed = form.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.message === "invalid_prompt" || issue?.message === "invalid_lesson")
    throw new PipelineError(issue.message);
  const where = issue?.path.join(".") || "the body";
  throw new PipelineError(
    "invalid_request",
    `The request can't be used: ${where}: ${issue?.message ?? "unknown form"}.`,
  );
}
