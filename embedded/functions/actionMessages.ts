// What the server and an action's worker thread say to each other.

import type { CompiledModule } from "./compile.ts";
import type { FailureJson } from "./failure.ts";
import type { AnalyzedFunction } from "./functionPath.ts";

export type WorkerSetup = { modules: CompiledModule[] };

/** The body is asked for bit by bit, with `pull`. `routedPath`: what the app's router is asked for; null where that begins elsewhere. */
export type HttpRequestParts = {
  url: string;
  routedPath: string | null;
  method: string;
  headers: [string, string][];
  hasBody: boolean;
};
export type ModuleAnalysis = {
  functions: AnalyzedFunction[];
  httpRoutes: { path: string; method: string }[] | null;
  cronSpecs: string | null;
  /** The module exports `experimental_reuseContext = true`, as Convex reads it. */
  reuseContext?: boolean;
};

export type ToWorker =
  | { type: "analyze" }
  | { type: "export"; modulePath: string }
  | { type: "action"; modulePath: string; exportName: string; requestId: string; args: string }
  | { type: "http"; request: HttpRequestParts }
  | { type: "answer"; callId: number; value: unknown }
  | { type: "refusal"; callId: number; failure: FailureJson }
  | { type: "ping" };

export type FromWorker =
  | { type: "syscall"; callId: number; op: string; args: string }
  | { type: "jsSyscall"; callId: number; op: string; args: Record<string, unknown> }
  | { type: "log"; level: string; messages: string[]; frames?: string }
  /** Which one a request goes to: method and path. */
  | { type: "route"; route: string }
  | { type: "head"; status: number; headers: [string, string][] }
  | { type: "chunk"; callId: number; bytes: Uint8Array }
  | { type: "pull"; callId: number }
  | { type: "done"; value: string; clean: boolean }
  | { type: "failed"; failure: FailureJson; clean: boolean }
  | { type: "pong" };
