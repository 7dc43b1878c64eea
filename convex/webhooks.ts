// The outbox: every job that no runner has acknowledged yet is sent, again and again, until one does.
// A resend keeps the webhook's id, so that the runner takes it once however often it arrives.
import { v } from "convex/values";
import { Failure, failureFacts } from "../shared/failures.ts";
import type { EditWebhook, GenerateWebhook } from "../shared/jobs.ts";
import { sign } from "../shared/signing.ts";
import { internal } from "./_generated/api.js";
import type { Doc } from "./_generated/dataModel.js";
import { internalAction, internalMutation, internalQuery, type QueryCtx } from "./_generated/server.js";
import { runnerUrl, webhookSecrets } from "./environment.ts";
import { revisionRow } from "./sceneTransitions.ts";
import { acknowledgeJob, failJob, postponeJob, resendJob } from "./transitions.ts";
import { vFailure, vUnsentWebhook } from "./validators.ts";

export const experimental_reuseContext = true;

/** A runner that takes longer to acknowledge is treated as gone, in ms. */
const answerTimeoutMs = 10_000;
const sweepBatch = 100;

const delivery = { jobId: v.id("jobs"), delivery: v.number() };

/** Signs and sends one delivery; whatever happens to it is written down by a mutation. */
export const send = internalAction({
  args: delivery,
  returns: v.null(),
  handler: async (ctx, args) => {
    const webhook: Webhook | null = await ctx.runQuery(internal.webhooks.read, args);
    if (!webhook) return null;
    const answer = await post(webhook, `${args.jobId}-${args.delivery}`);
    if (answer === "acknowledged") await ctx.runMutation(internal.webhooks.acknowledge, args);
    else if (answer === "later") await ctx.runMutation(internal.webhooks.postpone, args);
    else await ctx.runMutation(internal.webhooks.fail, { ...args, failure: answer });
    return null;
  },
});

/** The webhook to send; null where the job was acknowledged, finished or delivered anew in the meantime. */
export const read = internalQuery({
  args: delivery,
  returns: v.union(v.null(), v.object({ path: v.string(), body: vUnsentWebhook })),
  handler: async (ctx, args): Promise<Webhook | null> => {
    const job = await ctx.db.get(args.jobId);
    if (job?.status !== "queued" || job.delivery !== args.delivery) return null;
    const session = await ctx.db.get(job.sessionId);
    return session && (await webhookOf(ctx, job, session));
  },
});

export const acknowledge = internalMutation({
  args: delivery,
  returns: v.null(),
  handler: async (ctx, args) => {
    await acknowledgeJob(ctx, args.jobId, args.delivery);
    return null;
  },
});

export const postpone = internalMutation({
  args: delivery,
  returns: v.null(),
  handler: async (ctx, args) => {
    await postponeJob(ctx, args.jobId, args.delivery);
    return null;
  },
});

/** The runner has refused the webhook for good. */
export const fail = internalMutation({
  args: { ...delivery, failure: vFailure },
  returns: v.null(),
  handler: async (ctx, args) => {
    const job = await ctx.db.get(args.jobId);
    if (job?.status === "queued" && job.delivery === args.delivery) await failJob(ctx, job, args.failure);
    return null;
  },
});

/** Sends what should have been sent by now: the process may have died between the commit and the webhook. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const due = await ctx.db
      .query("jobs")
      .withIndex("by_send", (q) => q.eq("status", "queued").gt("nextSendAt", 0).lte("nextSendAt", Date.now()))
      .take(sweepBatch);
    for (const job of due) await resendJob(ctx, job);
    return null;
  },
});

type Webhook = { path: string; body: Omit<GenerateWebhook, "timestamp"> | Omit<EditWebhook, "timestamp"> };

async function webhookOf(ctx: QueryCtx, job: Doc<"jobs">, session: Doc<"videoSessions">): Promise<Webhook | null> {
  const ids = { projectId: job.projectId, sessionId: job.sessionId, jobId: job._id };
  if (!job.change) {
    const row = await ctx.db
      .query("sources")
      .withIndex("by_session", (q) => q.eq("sessionId", session._id))
      .unique();
    if (!row) return null;
    const sceneCount = session.sceneCount === undefined ? {} : { sceneCount: session.sceneCount };
    return { path: "/jobs/generate", body: { ...ids, kind: "generate", source: row.source, ...sceneCount } };
  }
  const { sceneId, revision } = job.change;
  const change = await changeOf(ctx, job.change);
  return { path: "/jobs/edit", body: { ...ids, kind: "edit", sceneId, revision, change } };
}

async function changeOf(ctx: QueryCtx, change: NonNullable<Doc<"jobs">["change"]>): Promise<EditWebhook["change"]> {
  const { kind } = change;
  if (kind !== "narration" && kind !== "code" && kind !== "instruction") return { kind };
  const row = await revisionRow(ctx, change.sceneId, change.revision);
  // The scene was removed after this edit: what is left to do is to compose without it.
  if (!row) return { kind: "remove" };
  if (kind === "instruction") return { kind, instruction: row.instruction ?? "" };
  return kind === "narration" ? { kind, narration: row.narration } : { kind, code: row.code ?? "" };
}

async function post({ path, body }: Webhook, id: string): Promise<"acknowledged" | "later" | Failure> {
  const timestamp = Math.floor(Date.now() / 1000);
  const text = JSON.stringify({ ...body, timestamp });
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), answerTimeoutMs);
  try {
    const headers = { "content-type": "application/json", ...(await sign(webhookSecrets(), id, timestamp, text)) };
    const response = await fetch(`${runnerUrl()}${path}`, {
      method: "POST",
      headers,
      body: text,
      signal: abort.signal,
    });
    if (response.ok) return "acknowledged";
    return refusalFor(response.status, await response.text());
  } catch (error) {
    console.warn(`The runner can't be reached for ${id}, which is sent again later: ${String(error)}`);
    return "later";
  } finally {
    clearTimeout(timer);
  }
}

/** 400, 413 and 422 will be the same next time; everything else (secrets, load, restarts) may be put right. */
function refusalFor(status: number, body: string): "later" | Failure {
  if (status !== 400 && status !== 413 && status !== 422) return "later";
  const known = Failure.safeParse(parseJson(body));
  if (known.success) return known.data;
  return { code: "invalid_request", message: failureFacts.invalid_request.sentence };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
