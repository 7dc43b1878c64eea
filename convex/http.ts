// The door for runners: nothing is believed before its signature fits, nothing is passed on before it is parsed.
import { httpRouter } from "convex/server";
import type * as z from "zod";
import { type FailureCode, failure, failureFacts } from "../shared/failures.ts";
import { Claim, type ClaimAnswer } from "../shared/jobs.ts";
import { PictureRequest } from "../shared/picture.ts";
import { ReportBatch, type ReportBatchAnswer } from "../shared/reports.ts";
import { verify } from "../shared/signing.ts";
import { type WantedAnswer, WantedQuestion } from "../shared/storedKeys.ts";
import { internal } from "./_generated/api.js";
import { type ActionCtx, httpAction } from "./_generated/server.js";
import { webhookSecrets } from "./environment.ts";

const bodyLimit = 1024 * 1024;

const http = httpRouter();

route("/runner/claim", Claim, async (ctx, claim) => {
  const answer: ClaimAnswer = await ctx.runMutation(internal.runner.claim, claim);
  return Response.json(answer);
});

route("/runner/reports", ReportBatch, async (ctx, batch) => {
  const answer: ReportBatchAnswer = await ctx.runMutation(internal.runner.report, batch);
  return Response.json(answer);
});

route("/runner/wanted", WantedQuestion, async (ctx, question) => {
  const answer: WantedAnswer = await ctx.runQuery(internal.storedKeys.wanted, question);
  return Response.json(answer);
});

// The bytes come by this way and not from an address in storage: that one is reachable by clients, and where the
// backend runs in a container its own idea of its address is of no use to a runner beside it.
route("/runner/picture", PictureRequest, async (ctx, asked) => {
  const storageId = await ctx.runQuery(internal.uploads.fileOfJob, asked);
  const picture = storageId && (await ctx.storage.get(storageId));
  return picture ? new Response(picture) : refusal("not_found");
});

export default http;

/** For the runner alone: a body that it has signed and that fits the schema, or a refusal. */
function route<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  answer: (ctx: ActionCtx, body: z.infer<Schema>) => Promise<Response>,
): void {
  const handler = httpAction(async (ctx, request) => {
    const asked = await signedBody(request, schema);
    return "refused" in asked ? refusal(asked.refused) : await answer(ctx, asked.body);
  });
  http.route({ path, method: "POST", handler });
}

async function signedBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ body: z.infer<Schema> } | { refused: FailureCode }> {
  if (Number(request.headers.get("content-length") ?? 0) > bodyLimit) return { refused: "too_large" };
  const text = await request.text();
  if (new TextEncoder().encode(text).byteLength > bodyLimit) return { refused: "too_large" };
  const headers = {
    id: request.headers.get("x-webhook-id") ?? undefined,
    timestamp: request.headers.get("x-webhook-timestamp") ?? undefined,
    signature: request.headers.get("x-webhook-signature") ?? undefined,
  };
  const refused = await verify(webhookSecrets(), headers, text, Math.floor(Date.now() / 1000));
  if (refused) return { refused };
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? { body: parsed.data } : { refused: "invalid_request" };
}

function refusal(code: FailureCode): Response {
  return Response.json(failure(code), { status: failureFacts[code].httpStatus });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
