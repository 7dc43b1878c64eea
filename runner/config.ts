// The only reader of the runner's environment. env.example is checked against `configSchema`.
import { availableParallelism } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { defaultLocalIssuer } from "../shared/localIssuer.ts";
import { type ModelSettings, modelSettingsOf, modelVariables } from "./authors/model/modelSettings.ts";
import { arxivUrl } from "./authors/paper/arxiv/address.ts";
import { RenderProcesses } from "./stages/render/processShare.ts";
import { StallSeconds } from "./stages/render/stallWatch.ts";

/** A setting that is missing or can't be used; the program stops with this one sentence. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http address" });
const redisUrl = z.url({ protocol: /^rediss?$/, error: "must be a redis:// address" });

const secrets = z
  .string({ error: "is not set" })
  .transform((list) =>
    list
      .split(",")
      .map((secret) => secret.trim())
      .filter((secret) => secret.length > 0),
  )
  .pipe(
    z
      .array(z.string().min(16, "needs at least 16 characters in each secret"))
      .min(1, "is empty")
      .max(8, "holds more than 8 secrets"),
  );

const count = (most: number) => z.coerce.number({ error: "must be a number" }).int().min(1).max(most);

export const configSchema = z.object({
  PORT: z.coerce
    .number({ error: "must be a port number" })
    .int()
    .min(0)
    .max(65_535)
    .default(8000)
    .describe("Port on which the runner listens."),
  HOST: z.string().default("127.0.0.1").describe("Address on which the runner listens."),
  LOCAL_ISSUER: z
    .url({ error: "must have the form of an address" })
    .default(defaultLocalIssuer)
    .describe("Name under which the runner signs people in; by another one they are strangers to Convex."),
  REDIS_URL: redisUrl.default("redis://127.0.0.1:6379").describe("Address of Redis, which holds the queue."),
  CONVEX_SITE_URL: httpUrl
    .default("http://127.0.0.1:3211")
    .describe("Address of the Convex deployment's HTTP actions, to which reports go."),
  WEBHOOK_SECRET: secrets.describe(
    "Secret that signs webhooks and media addresses; several, separated by commas, newest first, while it is rotated.",
  ),
  DATA_DIR: z
    .string()
    .min(1)
    .default(".proofreel/data")
    .describe("Folder of the runner's own files: storage, work in progress, reports not yet delivered."),
  STORAGE: z
    .string()
    .min(1)
    .optional()
    .describe("Folder in which videos, clips and narrations are kept; DATA_DIR/storage unless set."),
  RENDER_WORKERS: count(256)
    .default(() => availableParallelism())
    .describe("Scenes rendered at the same time; the number of cores unless set."),
  RENDER_STALL_SECONDS: StallSeconds.describe(
    "Seconds of computing without a new frame after which a scene counts as hung.",
  ),
  RENDER_PROCESSES: RenderProcesses.describe(
    "Processes that draw frames at the same time, of all scenes together; the number of cores unless set.",
  ),
  JOB_CONCURRENCY: count(64).default(1).describe("Jobs worked on at the same time."),
  PYTHON: z
    .string()
    .min(1)
    .default(".proofreel/venv/bin/python")
    .describe("Python interpreter that has Manim installed."),
  ...modelVariables,
  ARXIV_URL: httpUrl
    .default(arxivUrl)
    .describe("Address of arXiv (API, sources, HTML, PDFs), or of a mirror with the same paths."),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .describe("Least severe log lines that are written."),
});

export type Config = {
  port: number;
  host: string;
  issuer: string;
  redisUrl: string;
  convexSiteUrl: string;
  secrets: readonly string[];
  dataDir: string;
  storageDir: string;
  renderWorkers: number;
  renderStallSeconds: number;
  renderProcesses: number;
  jobConcurrency: number;
  python: string;
  /** Null where no model is set up. */
  model: ModelSettings | null;
  arxivUrl: string;
  logLevel: z.infer<typeof configSchema>["LOG_LEVEL"];
};

/** Reads the settings; relative paths start at `root`. Throws ConfigurationError with one sentence. */
export function readConfig(environment: Record<string, string | undefined>, root: string): Config {
  // An empty variable (as docker compose and env files produce) means "not set".
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
    throw new ConfigurationError(`The settings can't be used: ${problems.join("; ")} (see env.example).`);
  }
  const settings = parsed.data;
  if (settings.STORAGE?.includes("://"))
    throw new ConfigurationError("STORAGE must be a folder: other kinds of storage are not supported yet.");
  const model = modelSettingsOf(settings);
  if (model && "problem" in model)
    throw new ConfigurationError(`The settings can't be used: ${model.problem} (see env.example).`);
  const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(root, path));
  const dataDir = absolute(settings.DATA_DIR);
  return {
    port: settings.PORT,
    host: settings.HOST,
    issuer: settings.LOCAL_ISSUER,
    redisUrl: settings.REDIS_URL,
    convexSiteUrl: settings.CONVEX_SITE_URL.replace(/\/+$/, ""),
    secrets: settings.WEBHOOK_SECRET,
    dataDir,
    storageDir: settings.STORAGE === undefined ? join(dataDir, "storage") : absolute(settings.STORAGE),
    renderWorkers: settings.RENDER_WORKERS,
    renderStallSeconds: settings.RENDER_STALL_SECONDS,
    renderProcesses: settings.RENDER_PROCESSES,
    jobConcurrency: settings.JOB_CONCURRENCY,
    // A bare name ("python3") is looked up in PATH.
    python: settings.PYTHON.includes("/") ? absolute(settings.PYTHON) : settings.PYTHON,
    model,
    arxivUrl: settings.ARXIV_URL.replace(/\/+$/, ""),
    logLevel: settings.LOG_LEVEL,
  };
}
