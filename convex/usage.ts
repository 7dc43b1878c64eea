// What models have cost a video. Its rows are written by runner.ts from reports.
import { type Infer, v } from "convex/values";
import type { ModelUsage } from "../shared/reports.ts";
import type { Id } from "./_generated/dataModel.js";
import type { QueryCtx } from "./_generated/server.js";
import { owned, userQuery } from "./access.ts";

export const experimental_reuseContext = true;

/** Answers of one model for one scene, or for the plan (without a scene); no cost where some price is not known. */
const vModelUse = v.object({
  sceneKey: v.optional(v.string()),
  model: v.string(),
  answers: v.number(),
  inputTokens: v.number(),
  outputTokens: v.number(),
  costUsd: v.optional(v.number()),
});

/** What models did for a session, by scene and model. */
export const models = userQuery({
  args: { sessionId: v.string() },
  returns: v.array(vModelUse),
  handler: async (ctx, { sessionId }) => {
    const session = await owned(ctx, "videoSessions", sessionId);
    const uses = new Map<string, ModelUse>();
    for (const { sceneKey, model } of await rowsOf(ctx, session._id)) {
      if (!model) continue;
      const place = `${sceneKey ?? ""} ${model.name}`;
      const before = uses.get(place);
      uses.set(place, before ? added(before, model) : { ...(sceneKey ? { sceneKey } : {}), ...first(model) });
    }
    return [...uses.values()];
  },
});

type ModelUse = Infer<typeof vModelUse>;

const first = ({ name, inputTokens, outputTokens, costUsd }: ModelUsage): ModelUse => ({
  ...{ model: name, answers: 1, inputTokens, outputTokens },
  ...(costUsd === undefined ? {} : { costUsd }),
});

function added(use: ModelUse, { inputTokens, outputTokens, costUsd }: ModelUsage): ModelUse {
  const { costUsd: before, ...counted } = use;
  return {
    ...counted,
    answers: use.answers + 1,
    inputTokens: use.inputTokens + inputTokens,
    outputTokens: use.outputTokens + outputTokens,
    ...(before === undefined || costUsd === undefined ? {} : { costUsd: before + costUsd }),
  };
}

/** What the models that have a price have cost, in US dollars. */
export async function modelCostOf(ctx: QueryCtx, sessionId: Id<"videoSessions">): Promise<number> {
  return (await rowsOf(ctx, sessionId)).reduce((sum, { model }) => sum + (model?.costUsd ?? 0), 0);
}

function rowsOf(ctx: QueryCtx, sessionId: Id<"videoSessions">) {
  return ctx.db
    .query("usage")
    .withIndex("by_session", (q) => q.eq("sessionId", sessionId))
    .collect();
}
