// The API port: which address does what. Functions, storage, and the admin's calls (push, environment variables, logs).
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Identity, newCaller, sessionRequestId } from "../functions/caller.ts";
import { asText } from "../logs/functionLog.ts";
import { readPushRequest, readSchemaChange } from "../push/pushRequest.ts";
import { admin, requireAdminIdentity } from "./adminAccess.ts";
import type { CallBody } from "./callBody.ts";
import { changeEnvironment } from "./environmentVariables.ts";
import { addressOf, allowOrigin, readBody, readJson, sendJson, sendText } from "./exchange.ts";
import { sendFault } from "./fault.ts";
import { HttpError } from "./httpError.ts";
import type { ApiParts, Exchange, Route } from "./route.ts";
import { schedulerRoutes } from "./schedulerRoutes.ts";
import { isExportPath, sendExport, snapshotRoutes } from "./snapshotRoutes.ts";
import { receiveUpload, sendFile } from "./storageRoutes.ts";

/** What the CLI compares with its own version to warn of an outdated server. */
const instanceVersion = "unknown";
const logPollMs = 20_000;
const schemaPollMs = 10_000;
const maxEchoBytes = 128 * 1024 * 1024;
/** Of a call: 16 MiB of arguments, and what is around them. */
const maxCallBytes = 16 * 1024 * 1024 + 2_000;

const updateEnvironment = admin(async ({ deployment, push }, _exchange, body) => {
  await changeEnvironment(deployment, push, body["changes"]);
  return {};
});
const listEnvironment = admin(async ({ deployment }) => ({
  environmentVariables: Object.fromEntries(deployment.environment),
}));

const routes: { [methodAndPath: string]: Route } = {
  "GET /": async () => "This Convex deployment is running. See https://docs.convex.dev/.",
  "GET /version": async () => instanceVersion,
  "GET /instance_version": async () => instanceVersion,
  "GET /instance_name": async () => "embedded",
  "POST /echo": async (_parts, { request, response }) => {
    response.end(await readBody(request, maxEchoBytes));
  },
  "POST /api/query": async (parts, exchange) => parts.api.query(await callOf(exchange), await caller(parts, exchange)),
  "GET /api/query": async (parts, exchange) => parts.api.query(bodyOfUrl(exchange.url), await caller(parts, exchange)),
  "POST /api/query_ts": async (parts) => ({ ts: parts.api.timestamp() }),
  "POST /api/query_at_ts": async (parts, exchange) =>
    parts.api.queryAt(await callOf(exchange), await caller(parts, exchange)),
  "POST /api/query_batch": async (parts, exchange) => {
    const { queries } = await callOf(exchange);
    return parts.api.queryBatch(queries, await caller(parts, exchange));
  },
  "POST /api/mutation": async (parts, exchange) =>
    parts.api.mutation(await callOf(exchange), await caller(parts, exchange)),
  "POST /api/action": async (parts, exchange) =>
    parts.api.action(await callOf(exchange), await caller(parts, exchange)),
  "POST /api/function": async (parts, exchange) => {
    const by = await caller(parts, exchange);
    requireAdminIdentity(by.identity);
    return parts.api.anyFunction(await callOf(exchange), by);
  },
  "POST /api/run_test_function": admin(async ({ api }, exchange, body) =>
    api.inlineQuery(body, newCaller("Tester", { kind: "admin" }, origin(exchange))),
  ),
  "POST /api/storage/upload": async (parts, { request, url }) => receiveUpload(parts.files, request, url),
  "GET /api/check_admin_key": admin(async () => ({ success: true })),
  "POST /api/check_admin_key": admin(async () => ({ success: true })),
  "GET /api/v1/get_canonical_urls": admin(async ({ addresses }) => {
    const { cloudUrl, siteUrl } = addresses();
    return { convexCloudUrl: cloudUrl, convexSiteUrl: siteUrl };
  }),
  "GET /api/stream_function_logs": admin(async ({ log }, { request, url }) => {
    const { searchParams } = url;
    const [sessionId, counter] = [searchParams.get("sessionId"), searchParams.get("clientRequestCounter")];
    const requestId = sessionId === null || counter === null ? undefined : sessionRequestId(sessionId, Number(counter));
    const { entries, newCursor } = await log.read(Number(searchParams.get("cursor") ?? 0), logPollMs, requestId);
    const knowsParts = /^(?:npm-cli|dashboard)-/.test(String(request.headers["convex-client"] ?? ""));
    return { entries: knowsParts ? entries : entries.map(asText), newCursor };
  }),
  "POST /api/update_environment_variables": updateEnvironment,
  "POST /api/v1/update_environment_variables": updateEnvironment,
  "GET /api/list_environment_variables": listEnvironment,
  "GET /api/v1/list_environment_variables": listEnvironment,
  "POST /api/get_config_hashes": admin(async ({ deployment }) => ({
    config: { functions: deployment.code.functions ?? "convex/", authInfo: deployment.providers },
    // No hashes: the CLI sends every module each time, so nothing can be stale.
    moduleHashes: [],
    udfServerVersion: deployment.code.serverVersion,
  })),
  // What documents look like where no schema says it: nobody looks here.
  "GET /api/shapes2": admin(async ({ api }) => api.shapes()),
  "POST /api/deploy2/start_push": admin(async ({ push }, _exchange, body) => push.start(readPushRequest(body))),
  "POST /api/deploy2/evaluate_push": admin(async ({ push }, _exchange, body) => push.evaluate(readPushRequest(body))),
  "POST /api/deploy2/evaluate_schema": admin(async ({ push }, _exchange, body) =>
    push.evaluateSchema(readPushRequest(body)),
  ),
  "POST /api/deploy2/wait_for_schema": admin(async ({ push }, _exchange, body) =>
    push.waitForSchema(readSchemaChange(body["schemaChange"]), {
      timeoutMs: Number(body["timeoutMs"] ?? schemaPollMs),
      dryRun: body["dryRun"] === true,
    }),
  ),
  "POST /api/deploy2/finish_push": admin(async ({ push }, _exchange, body) => {
    const { schemaChange } = Object(body["startPush"]) as { schemaChange?: unknown };
    return push.finish(readSchemaChange(schemaChange), body["dryRun"] === true);
  }),
  "POST /api/deploy2/report_push_completed": admin(async () => ({})),
  ...snapshotRoutes,
  ...schedulerRoutes,
  "POST /api/embedded/backup": admin(async ({ keeping }, _exchange, body) =>
    keeping.backUp(String(body["folder"] ?? "")),
  ),
  "POST /api/embedded/check": admin(async ({ keeping }) => ({ problems: await keeping.check() })),
};

export async function handleApi(parts: ApiParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  allowOrigin(request, response);
  if (request.method === "OPTIONS") return sendText(response, 204, "");
  try {
    const url = addressOf(request, "http://localhost");
    const answer = await answerTo(parts, { request, response, url });
    if (response.writableEnded || response.headersSent) return;
    if (typeof answer === "string") sendText(response, 200, answer);
    else sendJson(response, 200, answer);
  } catch (error) {
    sendFault(response, error);
  }
}

async function answerTo(parts: ApiParts, exchange: Exchange): Promise<unknown> {
  const { request, response, url } = exchange;
  const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
  const path = url.pathname.replace(/^\/api\/\d+\.\d+\.\d+(?:-[^/]*)?\//, "/api/");
  const route = routes[`${method} ${path}`];
  if (route !== undefined) return route(parts, exchange);
  if (method === "GET" && isExportPath(path)) return sendExport(parts, exchange);
  if (method === "GET" && path.startsWith("/api/storage/")) {
    return sendFile(parts.files, path.slice("/api/storage/".length), request, response);
  }
  if (method === "POST" && path.startsWith("/api/run/")) {
    const body: CallBody = await callOf(exchange);
    const functionPath = pathInAddress(path.slice("/api/run/".length));
    return parts.api.anyFunction({ ...body, path: functionPath }, await caller(parts, exchange));
  }
  throw new HttpError(404, "NotFound", `There is no ${method} ${url.pathname} here.`);
}

/** `dir/mod/fn` as `dir/mod:fn`. */
function pathInAddress(address: string): string {
  try {
    const parts = address.split("/").map(decodeURIComponent);
    if (parts.length > 1) return `${parts.slice(0, -1).join("/")}:${parts.at(-1)}`;
  } catch {
    // A % that stands for nothing.
  }
  const message = "Path or function name not provided in path, e.g. /api/run/messages/list";
  throw new HttpError(400, "MissingIdentifier", message);
}

function callOf({ request }: Exchange): Promise<Record<string, unknown>> {
  return readJson(request, maxCallBytes);
}

async function caller(parts: ApiParts, { request, url }: Exchange) {
  const identity: Identity = await parts.authentication.fromRequest(request, url);
  return newCaller("HttpApi", identity, origin({ request }));
}

function origin({ request }: Pick<Exchange, "request">) {
  return { ip: request.socket.remoteAddress ?? null, userAgent: request.headers["user-agent"] ?? null };
}

function bodyOfUrl(url: URL): CallBody {
  const args = url.searchParams.get("args");
  try {
    return {
      path: url.searchParams.get("path") ?? undefined,
      args: args === null ? undefined : JSON.parse(args),
      format: url.searchParams.get("format") ?? undefined,
    };
  } catch (error) {
    throw new HttpError(400, "BadRequest", "`args` is not valid JSON.", { cause: error });
  }
}
