// A small Convex site over real HTTP for tests: claims and reports by the contracts of shared/, with state and fencing.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Claim, type ClaimAnswer, type SceneOrder, type WorkOrder } from "../../shared/jobs.ts";
import { PictureRequest } from "../../shared/picture.ts";
import { ReportBatch, type ReportEvent, type ReportOutcome } from "../../shared/reports.ts";
import { verify } from "../../shared/signing.ts";
import { WantedQuestion } from "../../shared/storedKeys.ts";

export const testSecret = "a-secret-for-tests-only";

type JobState = {
  order: Omit<WorkOrder, "attempt">;
  attempt: number;
  lastSeq: number;
  status: "running" | "done" | "failed" | "canceled";
};

export type TestSite = {
  url: string;
  events: { attempt: number; event: ReportEvent }[];
  batches: number;
  /** While true every request is answered 503. */
  down: boolean;
  /** Stored files that some row names. */
  wanted: Set<string>;
  deployment: string | null;
  /** Contents by their hash. */
  pictures: Map<string, Buffer>;
  /** How many more requests for a picture go wrong. */
  pictureOutages: number;
  add(order: Partial<WorkOrder> & Pick<WorkOrder, "jobId">): void;
  cancel(jobId: string): void;
  job(jobId: string): JobState;
  /** Resolves once the predicate holds after some request; at once if it does already. */
  until(holds: (site: TestSite) => boolean): Promise<void>;
  close(): Promise<void>;
};

export async function startTestSite(): Promise<TestSite> {
  const jobs = new Map<string, JobState>();
  const waiting = new Set<() => void>();

  const claim = ({ jobId }: Claim): ClaimAnswer => {
    const job = jobs.get(jobId);
    if (!job) return { outcome: "unknown" };
    if (job.status !== "running") return { outcome: "finished" };
    job.attempt += 1;
    job.lastSeq = 0;
    return { outcome: "claimed", order: { ...job.order, attempt: job.attempt } };
  };

  const apply = (jobId: string, attempt: number, seq: number, event: ReportEvent): ReportOutcome => {
    const job = jobs.get(jobId);
    if (!job) return "unknown";
    if (job.status === "canceled") return "canceled";
    if (attempt !== job.attempt) return "stale_attempt";
    if (seq <= job.lastSeq) return "duplicate";
    if (seq > job.lastSeq + 1) return "outOfOrder";
    job.lastSeq = seq;
    site.events.push({ attempt, event });
    applyToOrder(job, event);
    return "applied";
  };

  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const body = await text(request);
    if (site.down) return [503, { code: "backend_unavailable" }];
    const header = (name: string) => request.headers[name] as string | undefined;
    const headers = {
      id: header("x-webhook-id"),
      timestamp: header("x-webhook-timestamp"),
      signature: header("x-webhook-signature"),
    };
    const wrong = await verify([testSecret], headers, body, Math.floor(Date.now() / 1000));
    if (wrong) return [401, { code: wrong }];
    if (request.url === "/runner/picture") {
      if (site.pictureOutages-- > 0) return [503, { code: "backend_unavailable" }];
      const asked = PictureRequest.parse(JSON.parse(body));
      return [site.pictures.has(asked.sha256) ? 200 : 404, site.pictures.get(asked.sha256) ?? { code: "not_found" }];
    }
    if (request.url === "/runner/wanted") {
      const { keys } = WantedQuestion.parse(JSON.parse(body));
      return [200, { deployment: site.deployment, wanted: keys.filter((key) => site.wanted.has(key)) }];
    }
    if (request.url === "/runner/claim") return [200, claim(Claim.parse(JSON.parse(body)))];
    const batch = ReportBatch.safeParse(JSON.parse(body));
    if (!batch.success) return [400, { code: "invalid_request" }];
    site.batches += 1;
    const outcomes = batch.data.reports.map(({ jobId, attempt, seq, event }) => ({
      jobId,
      attempt,
      seq,
      outcome: apply(jobId, attempt, seq, event),
    }));
    return [200, { outcomes }];
  };

  const server: Server = createServer(async (request, response) => {
    const [status, body] = await answer(request);
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(body instanceof Buffer ? body : JSON.stringify(body));
    for (const check of waiting) check();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const site: TestSite = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events: [],
    batches: 0,
    down: false,
    wanted: new Set(),
    deployment: "first",
    pictures: new Map(),
    pictureOutages: 0,
    add(order) {
      const { attempt: _, ...whole } = { ...emptyOrder, ...order, attempt: 0 };
      jobs.set(order.jobId, { order: structuredClone(whole), attempt: 0, lastSeq: 0, status: "running" });
    },
    cancel(jobId) {
      this.job(jobId).status = "canceled";
    },
    job(jobId) {
      const job = jobs.get(jobId);
      if (!job) throw new Error(`no job ${jobId}`);
      return job;
    },
    until(holds) {
      return new Promise((resolve) => {
        const check = () => {
          if (!holds(site)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return site;
}

const emptyOrder: Omit<WorkOrder, "jobId" | "attempt"> = {
  sessionId: "session00000001",
  kind: "generate",
  source: { kind: "prompt", prompt: "Differentiate x^2" },
  quality: "draft",
  voice: "espeak",
  language: "en",
  scenes: [],
};

/** What Convex would hand to the next attempt. */
function applyToOrder(job: JobState, event: ReportEvent): void {
  const change = (key: string, values: Partial<SceneOrder>) => {
    const scene = job.order.scenes.find((candidate) => candidate.key === key);
    if (scene) Object.assign(scene, values);
  };
  switch (event.type) {
    case "planned":
      job.order.plan = event.plan;
      job.order.scenes = event.plan.scenes.map(({ key, title }) => ({ key, title, revision: 0, status: "waiting" }));
      return;
    case "sceneScripted":
      change(event.sceneKey, { ...event.script, revision: event.revision });
      return;
    case "sceneNarrated":
      change(event.sceneKey, { spoken: event.narration });
      return;
    case "sceneRendered":
      change(event.sceneKey, { clip: event.clip, status: event.failure ? "slate" : "ready" });
      return;
    case "published":
      job.status = "done";
      return;
    case "jobFailed":
      job.status = "failed";
      return;
    default:
      return;
  }
}
