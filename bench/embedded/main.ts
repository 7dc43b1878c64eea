// npm run bench:embedded: the embedded Convex deployment beside bare SQLite with the same durability and convex-test in memory,
// in one run. Ratios hold on any machine, absolute figures on the one that is described at the top of the result.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, release, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import type { Value } from "convex/values";
import { convexTest } from "convex-test";
import { bareSqlite, eventText } from "./bareSqlite.ts";
import schema from "./convex/schema.ts";
import { type BenchDeployment, startBareServer, startDeployment } from "./deployment.ts";

type Event = { client: number; n: number; text: string };
const append = makeFunctionReference<"mutation", Event, string>("reusing:append");
const appendInFreshContext = makeFunctionReference<"mutation", Event, string>("events:append");
const appendMany = makeFunctionReference<"mutation", Omit<Event, "n"> & { from: number; count: number }, string[]>(
  "reusing:appendMany",
);
const get = makeFunctionReference<"query", { id: string }, Value>("reusing:get");
const range = makeFunctionReference<"query", { client: number; from: number }, Value[]>("reusing:range");
const latest = makeFunctionReference<"query", { client: number }, number | null>("reusing:latest");

const forMs = Number(process.env["BENCH_MS"] ?? 4_000);
const many = 100_000;
const folder = mkdtempSync(join(tmpdir(), "bench-embedded-"));
const lines = [
  "# The embedded Convex deployment, measured",
  "",
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.version}, ${forMs / 1000} s per figure`,
  "",
];
const say = (line: string): void => {
  lines.push(line);
  console.log(line);
};

/** How often `work` is done per second by `workers` that each do it one after the other. */
async function rate(workers: number, work: (worker: number, n: number) => Promise<unknown>): Promise<number> {
  let done = 0;
  const start = performance.now();
  const end = start + forMs;
  const loop = async (_: unknown, worker: number) => {
    for (let n = 0; performance.now() < end; n++, done++) await work(worker, n);
  };
  await Promise.all(Array.from({ length: workers }, loop));
  return done / ((performance.now() - start) / 1000);
}

async function withClients<T>(url: string, count: number, use: (clients: ConvexClient[]) => Promise<T>): Promise<T> {
  const clients = Array.from({ length: count }, () => new ConvexClient(url, { logger: false }));
  try {
    return await use(clients);
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

async function mutations(deployment: BenchDeployment): Promise<void> {
  const oneRow = bareSqlite(join(folder, "oneRow.sqlite"), "one row");
  const allRows = bareSqlite(join(folder, "allRows.sqlite"), "all rows");
  const oneRowServer = await startBareServer(join(folder, "oneRowServed.sqlite"), "one row");
  const allRowsServer = await startBareServer(join(folder, "allRowsServed.sqlite"), "all rows");
  const inMemory = convexTest(schema, {
    "./_generated/api.ts": async () => ({}),
    "./reusing.ts": () => import("./convex/reusing.ts"),
  });
  const measure = ({ url }: BenchDeployment, mutation: typeof append, count: number) =>
    withClients(url, count, (clients) =>
      rate(
        count,
        (client, n) => clients[client]?.mutation(mutation, { client, n, text: eventText }) ?? Promise.reject(),
      ),
    );
  say("| acknowledged durable mutations/s | 1 client | 16 clients | 64 clients |");
  say("|---|---|---|---|");
  const rows: [string, (count: number) => Promise<number>][] = [
    ["embedded, a fresh context for each run", (count) => measure(deployment, appendInFreshContext, count)],
    ["embedded, contexts used again", (count) => measure(deployment, append, count)],
    ["bare SQLite, the same rows, the same sockets and clients", (count) => measure(allRowsServer, append, count)],
    ["bare SQLite, one row, the same sockets and clients", (count) => measure(oneRowServer, append, count)],
    ["bare SQLite, the same rows, in a loop", async (count) => allRows.inserts(count, forMs)],
    ["bare SQLite, one row, in a loop", async (count) => oneRow.inserts(count, forMs)],
    [
      "convex-test, in memory, no clients",
      (count) => rate(count, (client, n) => inMemory.mutation(append, { client, n, text: eventText })),
    ],
  ];
  const measured = rows.map((): number[] => []);
  // All of a column one after the other: what else the machine does then hits them alike.
  for (const count of [1, 16, 64]) {
    for (const [row, [, run]] of rows.entries()) measured[row]?.push(await run(count));
  }
  for (const [row, [name]] of rows.entries()) say(`| ${name} | ${measured[row]?.map(round).join(" | ")} |`);
  const [, embedded = []] = measured;
  for (const row of [2, 3, 4, 5]) {
    const parts = embedded.map((value, column) => (value / (measured[row]?.[column] ?? Number.NaN)).toFixed(2));
    say(`| contexts used again ÷ ${rows[row]?.[0]} | ${parts.join(" | ")} |`);
  }
  for (const bare of [oneRow, allRows]) bare.close();
  for (const server of [oneRowServer, allRowsServer]) await server.stop();
}

async function queries(deployment: BenchDeployment): Promise<void> {
  const http = new ConvexHttpClient(deployment.url, { logger: false });
  const ids: string[] = [];
  const fill = async (from: number, to: number) => {
    for (let n = from; n < to; n += 1_000)
      ids.push(...(await http.mutation(appendMany, { client: 1_000_000, from: n, count: 1_000, text: eventText })));
  };
  const measure = async (documents: number) => {
    const point = await rate(16, (worker, n) => http.query(get, { id: ids[(worker * 37 + n) % ids.length] ?? "" }));
    const ranged = await rate(16, (worker, n) =>
      http.query(range, { client: 1_000_000, from: (worker * 3_701 + n * 97) % (documents - 10) }),
    );
    return { point, ranged };
  };
  await fill(0, 1_000);
  const small = await measure(1_000);
  await fill(1_000, many);
  const large = await measure(many);
  say("");
  say("| queries/s over HTTP | 1,000 documents | 100,000 documents | slower by |");
  say("|---|---|---|---|");
  say(`| one document | ${round(small.point)} | ${round(large.point)} | ${(small.point / large.point).toFixed(2)} |`);
  say(
    `| ten in a range | ${round(small.ranged)} | ${round(large.ranged)} | ${(small.ranged / large.ranged).toFixed(2)} |`,
  );
}

/** From a mutation's call to its value at each of 200 subscribers, a connection each. */
async function fanOut(deployment: BenchDeployment): Promise<void> {
  const rounds = 20;
  const delays: number[] = [];
  const client = 2_000_000;
  const http = new ConvexHttpClient(deployment.url, { logger: false });
  await withClients(deployment.url, 200, async (subscribers) => {
    let calledAt = 0;
    let waiting = subscribers.length;
    let everybody = Promise.withResolvers<void>();
    for (const subscriber of subscribers)
      subscriber.onUpdate(latest, { client }, () => {
        if (calledAt > 0) delays.push(performance.now() - calledAt);
        if (--waiting === 0) everybody.resolve();
      });
    await everybody.promise;
    for (let n = 0; n < rounds; n++) {
      waiting = subscribers.length;
      everybody = Promise.withResolvers();
      calledAt = performance.now();
      await http.mutation(append, { client, n, text: eventText });
      await everybody.promise;
    }
  });
  delays.sort((a, b) => a - b);
  const at = (part: number) => (delays[Math.floor(delays.length * part)] ?? 0).toFixed(1);
  say("");
  say(`Fan-out to 200 subscribers: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms from the mutation's call to the value.`);
}

try {
  const dataDir = join(folder, "data");
  const deployment = await startDeployment(dataDir, { push: true });
  await mutations(deployment);
  await queries(deployment);
  await fanOut(deployment);
  const resident = deployment.residentMegabytes();
  await deployment.stop();
  const again = await startDeployment(dataDir);
  say("");
  say(
    `Start with over ${many.toLocaleString("en")} documents: ${round(again.startedInMs)} ms. Resident after all of this: ${round(resident)} MB; after the start: ${round(again.residentMegabytes())} MB.`,
  );
  await again.stop();
  const results = join(import.meta.dirname, "../results");
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, "embedded.md"), `${lines.join("\n")}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function round(value: number): string {
  return Math.round(value).toLocaleString("en");
}
