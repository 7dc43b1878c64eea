// What the scheduler's jobs and crons run. They have no identity, and internal functions are the usual case.
import { saysDiskFull } from "../database/errors.ts";
import type { Job, JobHooks, JobOutcome } from "../scheduler/scheduler.ts";
import { newCaller } from "./caller.ts";
import type { Deployment } from "./deployment.ts";
import { withoutRequestId } from "./failure.ts";
import type { FunctionRunner } from "./run.ts";

export async function runJob(
  parts: { deployment: Deployment; runner: FunctionRunner },
  job: Job,
  hooks: JobHooks,
): Promise<JobOutcome> {
  const caller = newCaller(job.cron === undefined ? "Scheduler" : "Cron");
  if (parts.deployment.find(job.path)?.udfType === "Mutation") {
    let skipped = false;
    const result = await parts.runner.mutation(job.path, job.args, caller, {
      internalToo: true,
      begin: (tx) => {
        const begun = hooks.begin(tx);
        skipped = !begun;
        return begun;
      },
      succeed: (tx) => hooks.succeed(tx),
    });
    if (skipped) return { kind: "skipped" };
    // It left nothing behind, so it can be run again.
    if (!result.ok && saysDiskFull(result.errorMessage)) throw new Error(result.errorMessage);
    return result.ok ? { kind: "success" } : { kind: "failed", error: withoutRequestId(result.errorMessage) };
  }
  if (!(await hooks.beginAction())) return { kind: "skipped" };
  const result = await parts.runner.action(job.path, job.args, caller, { internalToo: true });
  return result.ok ? { kind: "success" } : { kind: "failed", error: withoutRequestId(result.errorMessage) };
}
