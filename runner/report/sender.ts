// Carries the outbox to Convex: in order, in batches, again and again until Convex has confirmed.
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { ReportOutcome } from "../../shared/reports.ts";
import type { ConvexSite } from "./convexSite.ts";
import { RefusedError } from "./convexSite.ts";
import type { Attempt, Outbox, PendingReport } from "./outbox.ts";

export type Sender = {
  /** Resolves once nothing is pending (of one job, or at all), rejects when the signal fires. */
  drained(jobId: string | undefined, signal: AbortSignal): Promise<void>;
  /** Sends what it can within the time, then stops; what remains is sent after the next start. */
  stop(graceMs: number): Promise<void>;
};

export type SenderDeps = {
  outbox: Outbox;
  site: Pick<ConvexSite, "report">;
  log: Logger;
  /** The attempt has nothing more to say: another one took over, or the job was canceled. */
  onEnded(attempt: Attempt, outcome: "stale_attempt" | "canceled" | "unknown"): void;
  /** Time in which reports gather to a batch. */
  gatherMs?: number;
  backoff?: { firstMs: number; mostMs: number };
};

const batchLimit = 100;
const batchBytes = 1_000_000;
/** After this many answers "outOfOrder" in a row the gap will not close any more. */
const patience = 8;

export function startSender(deps: SenderDeps): Sender {
  const { outbox, site, log, gatherMs = 40, backoff = { firstMs: 250, mostMs: 10_000 } } = deps;
  const stopping = new AbortController();
  let wake = Promise.withResolvers<void>();
  let delivered = Promise.withResolvers<void>();
  let failures = 0;
  let outOfOrder = 0;
  outbox.onAppend(() => wake.resolve());

  const end = (attempt: Attempt, outcome: "stale_attempt" | "canceled" | "unknown"): void => {
    outbox.close(attempt);
    deps.onEnded(attempt, outcome);
  };

  const settle = (sent: readonly PendingReport[], outcomes: readonly ReportOutcome[]): void => {
    const confirmed: number[] = [];
    let gap: PendingReport | undefined;
    for (const [index, report] of sent.entries()) {
      const outcome = outcomes[index];
      switch (outcome) {
        case "applied":
        case "duplicate":
          confirmed.push(report.id);
          break;
        case "stale_attempt":
        case "canceled":
        case "unknown":
          end(report, outcome);
          break;
        case "outOfOrder":
        case undefined:
          gap ??= report;
          break;
        default:
          outcome satisfies never;
      }
    }
    outbox.confirm(confirmed);
    outOfOrder = gap === undefined || confirmed.length > 0 ? 0 : outOfOrder + 1;
    if (gap !== undefined && outOfOrder >= patience) {
      log.error(
        { jobId: gap.jobId, attempt: gap.attempt, seq: gap.seq },
        "reports are missing in Convex; dropping this attempt",
      );
      outOfOrder = 0;
      end(gap, "stale_attempt");
    }
    if (gap !== undefined && outOfOrder > 0) throw new Error("Convex misses an earlier report");
  };

  const send = async (reports: readonly PendingReport[]): Promise<void> => {
    try {
      const answer = await site.report({ reports: reports.map(({ id: _, ...report }) => report) });
      const outcomeOf = new Map(answer.outcomes.map((o) => [`${o.jobId}/${o.attempt}/${o.seq}`, o.outcome]));
      settle(
        reports,
        reports.map((report) => outcomeOf.get(`${report.jobId}/${report.attempt}/${report.seq}`) ?? "outOfOrder"),
      );
    } catch (error) {
      if (!(error instanceof RefusedError) || (error.status !== 400 && error.status !== 413)) throw error;
      const [first] = reports;
      if (first === undefined) return;
      // One bad report must not hold up the others: find it by sending singly.
      if (reports.length > 1) for (const report of reports) await send([report]);
      else if (first.event.type === "jobFailed") end(first, "unknown");
      else {
        log.error(
          { err: error, jobId: first.jobId, event: first.event.type },
          "Convex refused a report; failing its job",
        );
        outbox.replaceByFailure(first);
        deps.onEnded(first, "unknown");
      }
    }
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted || outbox.length() > 0) {
      const reports = outbox.next(batchLimit, batchBytes);
      if (reports.length === 0) {
        delivered.resolve();
        delivered = Promise.withResolvers<void>();
        await wake.promise;
        wake = Promise.withResolvers<void>();
        if (!stopping.signal.aborted) await delay(gatherMs);
        continue;
      }
      try {
        await send(reports);
        if (failures > 0) log.info({ pending: outbox.length() }, "Convex takes reports again");
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 1)
          log.warn({ err: error, pending: outbox.length() }, "reports are kept until Convex takes them");
        if (stopping.signal.aborted) return;
        const wait = Math.min(backoff.mostMs, backoff.firstMs * 2 ** Math.min(failures - 1, 16));
        await delay(wait * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(ignoreAbort);
      }
      delivered.resolve();
      delivered = Promise.withResolvers<void>();
    }
  };
  const running = loop().catch((error) => log.fatal({ err: error }, "reports are no longer sent; restart the runner"));

  return {
    async drained(jobId, signal) {
      const aborted = Promise.withResolvers<void>();
      const abort = (): void => aborted.resolve();
      signal.addEventListener("abort", abort, { once: true });
      try {
        signal.throwIfAborted();
        while (outbox.length(jobId) > 0) {
          await Promise.race([delivered.promise, aborted.promise]);
          signal.throwIfAborted();
        }
      } finally {
        signal.removeEventListener("abort", abort);
      }
    },
    async stop(graceMs) {
      stopping.abort();
      wake.resolve();
      await Promise.race([running, delay(graceMs, undefined, { ref: false })]);
    },
  };
}

/** A wait that was cut short ends like one that ran its time. */
function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name === "AbortError") return;
  throw error;
}
