// A worker thread that runs actions and HTTP actions, one at a time. Actions may do anything that takes long (fetch, Node
// modules), so they have real globals and a thread of their own that can be stopped from outside whatever it does.
// Module state may outlive an action, as in Convex's own Node runtime.
import { createRequire } from "node:module";
import vm from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { isolateConsole, nodeConsole } from "./actionConsole.ts";
import type { FromWorker, HttpRequestParts, ModuleAnalysis, ToWorker, WorkerSetup } from "./actionMessages.ts";
import { analyzeExports, type Exported, type Router, UnfitModule } from "./analyzeExports.ts";
import { type CompiledModule, moduleExpression, moduleFileName, resolveImport } from "./compile.ts";
import type { FailureJson } from "./failure.ts";
import { authConfigPath } from "./functionPath.ts";

if (parentPort === null) throw new Error("actionWorker.ts runs as a worker thread only");
const port = parentPort;
const send = (message: FromWorker) => port.postMessage(message);
const modules = new Map((workerData as WorkerSetup).modules.map((module) => [module.path, module]));
const loaded = new Map<string, { exports: Record<string, unknown> }>();
const nodeRequire = createRequire(import.meta.url);
type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };
/** `name`: what Convex calls the operation. */
const calls = new Map<number, Waiting & { name: string }>();
let nextCall = 1;

Object.assign(globalThis, {
  Convex: {
    syscall(op: string) {
      throw new Error(`${op} is not available in actions.`);
    },
    asyncSyscall: (op: string, args: string) =>
      call(shownName(op), (callId) => ({ type: "syscall", callId, op, args })),
    jsSyscall: (op: string, args: Record<string, unknown>) => jsSyscall(op, args),
  },
});
useConsole(null);
// A promise that nobody awaits must not take the worker, and with it the action that runs, down.
process.on("unhandledRejection", (reason) => console.error("Unhandled promise rejection:", reason));
process.on("uncaughtException", (error) => console.error("Uncaught exception outside of the action:", error));

port.on("message", (message: ToWorker) => {
  switch (message.type) {
    case "ping":
      return send({ type: "pong" });
    case "answer":
      return settle(message.callId, (waiting) => waiting.resolve(message.value));
    case "refusal":
      return settle(message.callId, (waiting) => waiting.reject(refusalToError(message.failure)));
    case "analyze":
      return void finish(async () => JSON.stringify(analyzeAll()));
    case "export":
      return void finish(async () => exportDefault(message.modulePath));
    case "action":
      return void finish(() => runAction(message));
    case "http":
      return void finish(() => runHttpAction(message.request));
    default:
      message satisfies never;
  }
});

async function finish(work: () => Promise<string>): Promise<void> {
  try {
    const value = await work();
    send({ type: "done", value, clean: calls.size === 0 });
  } catch (error) {
    send({ type: "failed", failure: describe(error), clean: calls.size === 0 });
  }
}

/** Of the module that runs now. */
function useConsole(module: CompiledModule | null | undefined): void {
  const make = module?.environment === "node" ? nodeConsole : isolateConsole;
  Object.assign(globalThis, {
    console: make((level, messages, stack) =>
      send({
        type: "log",
        level,
        messages,
        ...(stack === undefined ? {} : { frames: pushedFrames(stack).join("\n") }),
      }),
    ),
  });
}

function pushedFrames(stack: string): string[] {
  return stack.split("\n").filter((line) => /^\s+at .*convex:\//.test(line));
}

async function runAction(action: Extract<ToWorker, { type: "action" }>): Promise<string> {
  useConsole(modules.get(action.modulePath));
  const exported = load(action.modulePath)[action.exportName] as Exported | undefined;
  if (exported?.invokeAction === undefined) throw new Error(`${action.exportName} is not an action.`);
  const value = await exported.invokeAction(action.requestId, action.args);
  if (modules.get(action.modulePath)?.environment !== "node") warnOfUnawaited();
  return value;
}

async function runHttpAction(parts: HttpRequestParts): Promise<string> {
  useConsole(null);
  const router = modules.has("http.js") ? (load("http.js")["default"] as Router | undefined) : undefined;
  const { pathname } = new URL(parts.url);
  const match = parts.routedPath === null ? null : router?.lookup(parts.routedPath, parts.method);
  if (match === null || match === undefined) {
    await sendResponse(new Response(`No HttpAction routed for ${pathname}`, { status: 404 }));
    return "null";
  }
  const { url, method, headers } = parts;
  const request = new Request(url, {
    method,
    headers,
    ...(parts.hasBody ? { body: arrivingBody(), duplex: "half" } : {}),
  });
  send({ type: "route", route: `${match[1]} ${match[2]}` });
  await sendResponse(await match[0].invokeHttpAction(request));
  return "null";
}

async function sendResponse(response: Response): Promise<void> {
  send({ type: "head", status: response.status, headers: [...response.headers] });
  if (response.body === null) return;
  // Each waits until the one before has left: a slow reader slows the function down rather than fills the memory.
  for await (const bytes of response.body) await call("ReadableStream", (callId) => ({ type: "chunk", callId, bytes }));
}

function arrivingBody(): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const bytes = (await call("ReadableStream", (callId) => ({ type: "pull", callId }))) as Uint8Array | null;
        if (bytes === null) controller.close();
        else controller.enqueue(bytes);
      },
    },
    { highWaterMark: 0 },
  );
}

function analyzeAll(): Record<string, ModuleAnalysis> {
  const paths = [...modules.keys()].filter((path) => !path.startsWith("_deps/")).sort();
  return Object.fromEntries(paths.map((path) => [path, analyzeModule(path)]));
}

function analyzeModule(path: string): ModuleAnalysis {
  let exports: Record<string, unknown>;
  try {
    exports = loadToRead(path);
  } catch (error) {
    throw new UnfitModule(`Failed to analyze ${path}: ${describe(error).message}`);
  }
  return analyzeExports(exports, { path, inNode: modules.get(path)?.environment === "node" });
}

/** A module's default export as JSON: by its own `export()` where it has one (schemas), otherwise as it is (auth.config). */
function exportDefault(path: string): string {
  const { default: value } = loadToRead(path);
  if (value === undefined || value === null) {
    throw new UnfitModule(
      path === authConfigPath
        ? "auth config file is missing default export. To learn more, see the auth documentation at https://docs.convex.dev/auth."
        : `${path} has no default export.`,
    );
  }
  const { export: exported } = value as { export?: () => unknown };
  const told = exported === undefined ? value : exported.call(value);
  return typeof told === "string" ? told : JSON.stringify(told);
}

/** auth.config may not read a variable that is not set: nobody shall trust an undefined issuer. */
function loadToRead(path: string): Record<string, unknown> {
  return path === authConfigPath ? withStrictEnvironment(() => load(path)) : load(path);
}

function withStrictEnvironment<T>(work: () => T): T {
  const { env } = process;
  process.env = new Proxy(env, {
    get(set, name: string) {
      if (set[name] !== undefined) return set[name];
      throw new Error(`Environment variable ${name} is used in auth config file but its value was not set`);
    },
  });
  try {
    return work();
  } finally {
    process.env = env;
  }
}

function load(path: string): Record<string, unknown> {
  const known = loaded.get(path);
  if (known !== undefined) return known.exports;
  const compiled = modules.get(path);
  if (compiled === undefined) throw new Error(`There is no module ${path}.`);
  const module = { exports: {} as Record<string, unknown> };
  loaded.set(path, module);
  try {
    const body = vm.runInThisContext(moduleExpression(compiled), { filename: moduleFileName(path) }) as (
      ...args: unknown[]
    ) => void;
    body(module.exports, (specifier: string) => requireFrom(compiled, specifier), module);
  } catch (error) {
    loaded.delete(path);
    throw error;
  }
  return module.exports;
}

function requireFrom(from: CompiledModule, specifier: string): unknown {
  const path = resolveImport(from.path, specifier);
  if (path !== null) return load(path);
  if (from.environment !== "node") {
    throw new Error(`${from.path} imports "${specifier}", which only exists in Node.js. Add "use node" to the file.`);
  }
  try {
    return nodeRequire(specifier);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new Error(
      `${from.path} needs the package "${specifier}", which convex.json keeps out of the bundle (node.externalPackages). The embedded deployment installs no packages: take it off that list.`,
    );
  }
}

function call(name: string, message: (callId: number) => FromWorker): Promise<unknown> {
  const callId = nextCall++;
  return new Promise((resolve, reject) => {
    calls.set(callId, { resolve, reject, name });
    send(message(callId));
  });
}

async function jsSyscall(op: string, args: Record<string, unknown>): Promise<unknown> {
  if (op === "storage/storeBlob") {
    const blob = args["blob"] as Blob;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const sent = { bytes, contentType: blob.type, options: args["options"] };
    return call("storage.store", (callId) => ({ type: "jsSyscall", callId, op, args: sent }));
  }
  if (op === "storage/getBlob") {
    const found = (await call("storage.get", (callId) => ({ type: "jsSyscall", callId, op, args }))) as {
      bytes: Uint8Array<ArrayBuffer>;
      contentType: string;
    } | null;
    return found === null ? null : new Blob([found.bytes], { type: found.contentType });
  }
  throw new Error(`Unknown operation ${op}.`);
}

function shownName(op: string): string {
  return op.replace("1.0/", "").replace("actions/", "");
}

/** Node.js does not say so. */
function warnOfUnawaited(): void {
  if (calls.size === 0) return;
  const names = [...new Set([...calls.values()].map(({ name }) => name))].sort().join(", ");
  const message = `${calls.size} unawaited operation${calls.size === 1 ? "" : "s"}: [${names}]. Async operations should be awaited or they might not run. See https://docs.convex.dev/functions/actions#dangling-promises for more information.`;
  send({ type: "log", level: "WARN", messages: [message] });
}

function settle(callId: number, how: (waiting: Waiting) => void) {
  const waiting = calls.get(callId);
  calls.delete(callId);
  if (waiting !== undefined) how(waiting);
}

function refusalToError(failure: FailureJson): Error {
  const error = new Error(failure.message) as Error & { data?: unknown };
  if (failure.data !== undefined) error.data = JSON.parse(failure.data);
  return error;
}

function describe(thrown: unknown): FailureJson {
  if (typeof thrown !== "object" || thrown === null) return { message: `Uncaught ${String(thrown)}` };
  if (thrown instanceof UnfitModule) return { message: thrown.message };
  const error = thrown as { name?: string; message?: string; stack?: string; data?: unknown };
  const message = [
    `Uncaught ${error.name ?? "Error"}: ${error.message ?? ""}`,
    ...pushedFrames(error.stack ?? ""),
  ].join("\n");
  return Symbol.for("ConvexError") in thrown && typeof error.data === "string"
    ? { message, data: error.data }
    : { message };
}
