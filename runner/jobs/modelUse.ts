import type { Logger } from "pino";
import type { WorkOrder } from "../../shared/jobs.ts";
import type { ReportEvent } from "../../shared/reports.ts";
import type { VideoUse } from "../authors/model/modelDesk.ts";

/** How an attempt uses models: within the video's budget, with every paid answer reported. */
export function modelUse(
  { budgetUsd, spentUsd = 0 }: WorkOrder,
  report: (event: ReportEvent) => void,
  log: Logger,
): VideoUse {
  return {
    budgetUsd,
    spentUsd,
    onUsage({ purpose, sceneKey, model: name, inputTokens, outputTokens, costUsd }) {
      report({
        ...{ type: "usage", unit: "modelTokens", quantity: inputTokens + outputTokens },
        ...(sceneKey === undefined ? {} : { sceneKey }),
        model: { name, purpose, inputTokens, outputTokens, ...(costUsd === null ? {} : { costUsd }) },
      });
    },
    onRetry: ({ problem, message }) =>
      log.warn({ problem, says: message }, "the model's provider failed; trying again"),
  };
}
