// Runs one query or mutation in a context of its own (node:vm) on the server's thread.
//
// Why contexts and not worker threads: the database is synchronous and lives here, so a function's every database call is
// answered without leaving the thread, a mutation normally runs from begin to commit in one turn of the event loop (and so
// never conflicts), and a fresh context costs about a millisecond. A module that exports `experimental_reuseContext = true`
// asks for its context to serve one run after the other. With `microtaskMode: "afterEvaluate"` a context has its own queue
// of promise jobs, which runs inside the time limit too: `for (;;) await null` is stopped like `for (;;);`.
// Only what truly needs the event loop (crypto.subtle) makes a run asynchronous. A context is no security border: what
// is pushed is the operator's own code.
import { webcrypto } from "node:crypto";
import vm from "node:vm";
import { randomBytes } from "../randomBytes.ts";
import { type CompiledModule, moduleExpression, moduleFileName, resolveImport } from "./compile.ts";
import { inspectorOf, traceMessage } from "./consoleMessages.ts";
import { ConsoleTimers } from "./consoleTimers.ts";
import { FunctionFailure, failureFromJson, failureToJson } from "./failure.ts";
import { type Answer, type Failed, type IsolateHost, prepareGlobals, type Step } from "./isolateGlobals.ts";
import { andThen } from "./maybePromise.ts";
import { StackTraces } from "./stackTraces.ts";
import { withinTime } from "./timeLimit.ts";

/** What the context's `Convex` object reaches; arguments and answers are JSON text. Failures are thrown. */
export type SyscallHandler = {
  syscall(op: string, args: string): string;
  asyncSyscall(op: string, args: string): string | Promise<string>;
};

export type LogLevel = "LOG" | "DEBUG" | "INFO" | "WARN" | "ERROR";
export type Invocation = {
  modulePath: string;
  exportName: string;
  kind: "query" | "mutation";
  /** JSON text of the argument list. */
  args: string;
  nowMs: number;
  /** The first is 1; later ones may take longer, for the machine may have been busy. */
  attempt: number;
  syscalls: SyscallHandler;
  log(level: LogLevel, messages: string[]): void;
};

const stepScript = new vm.Script("__step()", { filename: "proofreel:step" });
const globalsScript = new vm.Script(`(${prepareGlobals.toString()})`, { filename: "proofreel:globals" });
const shared = {
  URL,
  URLSearchParams,
  TextDecoder,
  atob,
  btoa,
  structuredClone,
  Headers,
  Request,
  Response,
  Blob,
  File,
  FormData,
  AbortController,
  AbortSignal,
  Event,
  EventTarget,
  ReadableStream,
  WritableStream,
  TransformStream,
  DOMException,
  TextDecoderStream,
  TextEncoderStream,
  CryptoKey,
};
const encoder = new TextEncoder();
/** Contexts that are kept ready with their module loaded; each costs about a megabyte. */
const maxWarm = 12;

export type IsolateRunnerOptions = {
  timeLimitMs: number;
  /** Modules whose contexts serve one run after the other, evaluated once: what they keep in variables stays. */
  reusing: ReadonlySet<string>;
};

export class IsolateRunner {
  private readonly scripts = new Map<string, vm.Script>();
  private readonly traces: StackTraces;
  private readonly warm = new Map<string, Isolate>();
  private readonly modules: ReadonlyMap<string, CompiledModule>;
  private readonly environment: [string, string][];
  private readonly options: IsolateRunnerOptions;
  private warming = new Set<string>();
  /** Modules whose top level has ended once. It is deterministic (no data, frozen time, a fixed seed): it will end again. */
  private readonly ends = new Set<string>();
  private closed = false;

  constructor(
    modules: ReadonlyMap<string, CompiledModule>,
    environment: ReadonlyMap<string, string>,
    options: IsolateRunnerOptions,
  ) {
    this.modules = modules;
    this.traces = new StackTraces(modules);
    this.environment = [...environment];
    this.options = options;
  }

  /** The encoded return value as JSON text; a promise only where the function waited for the event loop. Throws FunctionFailure. */
  run(invocation: Invocation): string | Promise<string> {
    const { modulePath } = invocation;
    const isolate = this.warm.get(modulePath) ?? this.create();
    this.warm.delete(modulePath);
    if (!this.options.reusing.has(modulePath)) {
      this.warmLater(modulePath);
      return isolate.run(invocation);
    }
    // After a failure something of the run may still be about.
    return andThen(isolate.run(invocation), (value) => {
      if (isolate.isAtRest() && !this.warm.has(modulePath)) this.keepWarm(modulePath, isolate);
      return value;
    });
  }

  close(): void {
    this.closed = true;
    this.warm.clear();
  }

  private create(): Isolate {
    return new Isolate({
      environment: this.environment,
      timeLimitMs: this.options.timeLimitMs,
      script: (path) => this.script(path),
      traces: this.traces,
    });
  }

  /** Prepares the next context of a module when the server has nothing else to do. */
  private warmLater(modulePath: string): void {
    if (this.warming.has(modulePath)) return;
    this.warming.add(modulePath);
    setImmediate(() => {
      this.warming.delete(modulePath);
      if (this.closed || this.warm.has(modulePath)) return;
      const isolate = this.create();
      if (!isolate.load(modulePath, { limited: !this.ends.has(modulePath) })) return;
      this.ends.add(modulePath);
      this.keepWarm(modulePath, isolate);
    });
  }

  private keepWarm(modulePath: string, isolate: Isolate): void {
    if (this.closed) return;
    const oldest = this.warm.keys().next();
    if (this.warm.size >= maxWarm && !oldest.done) this.warm.delete(oldest.value);
    this.warm.set(modulePath, isolate);
  }

  private script(path: string): vm.Script {
    const known = this.scripts.get(path);
    if (known !== undefined) return known;
    const module = this.modules.get(path);
    if (module === undefined) throw new Error(`There is no module ${path}.`);
    const script = new vm.Script(moduleExpression(module), { filename: moduleFileName(path) });
    this.scripts.set(path, script);
    return script;
  }
}

type IsolateOptions = {
  environment: [string, string][];
  timeLimitMs: number;
  script: (path: string) => vm.Script;
  traces: StackTraces;
};

class Isolate {
  private readonly context: vm.Context;
  private readonly show: (value: unknown) => string;
  private readonly options: IsolateOptions;
  private readonly operations = new Map<number, Promise<Answer>>();
  private invocation: Invocation | undefined;
  private timers = this.newTimers();
  private nextStep: Step | undefined;
  private nextOperation = 1;
  private outcome: { ok: true; value: string } | { ok: false; failure: Failed } | undefined;
  private usedMs = 0;

  constructor(options: IsolateOptions) {
    this.options = options;
    this.context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { microtaskMode: "afterEvaluate" });
    this.show = inspectorOf(this.context);
    const prepare = globalsScript.runInContext(this.context) as typeof prepareGlobals;
    Object.defineProperty(this.context, "__step", { value: prepare(this.host()) });
  }

  /** Runs the module's top level before there is an invocation; false when it takes too long. */
  load(module: string, { limited }: { limited: boolean }): boolean {
    try {
      if (limited) this.takeWithin({ type: "load", module });
      else this.take({ type: "load", module });
      this.usedMs = 0;
      return true;
    } catch (error) {
      if (error instanceof FunctionFailure) return false;
      throw error;
    }
  }

  /** The last run has ended, and nothing of it can go on. */
  isAtRest(): boolean {
    return this.outcome !== undefined && this.operations.size === 0;
  }

  run(invocation: Invocation): string | Promise<string> {
    this.invocation = invocation;
    this.timers = this.newTimers();
    this.outcome = undefined;
    this.usedMs = 0;
    const seed = new Int32Array(randomBytes(16).buffer);
    this.takeWithin({
      type: "invoke",
      module: invocation.modulePath,
      exportName: invocation.exportName,
      method: invocation.kind === "query" ? "invokeQuery" : "invokeMutation",
      args: invocation.args,
      now: invocation.nowMs,
      seed: [seed[0] ?? 1, seed[1] ?? 2, seed[2] ?? 3, seed[3] ?? 4],
    });
    return this.outcome === undefined && this.operations.size > 0 ? this.continueLater() : this.result();
  }

  private async continueLater(): Promise<string> {
    while (this.outcome === undefined && this.operations.size > 0) {
      const [id, answer] = await Promise.race(
        [...this.operations].map(async ([id, operation]) => [id, await operation] as const),
      );
      this.operations.delete(id);
      this.takeWithin({ type: "deliver", id, answer });
    }
    return this.result();
  }

  private result(): string {
    if (this.outcome === undefined) {
      throw new FunctionFailure("Returned promise will never resolve");
    }
    if (!this.outcome.ok) {
      const { message, data } = this.outcome.failure;
      throw failureFromJson({ message: this.options.traces.readable(message), data });
    }
    return this.outcome.value;
  }

  private take(step: Step): void {
    this.nextStep = step;
    stepScript.runInContext(this.context);
  }

  private takeWithin(step: Step): void {
    const started = performance.now();
    const { timeLimitMs } = this.options;
    try {
      withinTime(timeLimitMs * (this.invocation?.attempt ?? 1) - this.usedMs, timeLimitMs, () => this.take(step));
    } finally {
      this.usedMs += performance.now() - started;
    }
  }

  private host(): IsolateHost {
    const answered = (ask: () => string): Answer => {
      try {
        return { ok: true, value: ask() };
      } catch (error) {
        return { ok: false, failure: failureToJson(error) };
      }
    };
    const answeredLater = (ask: () => unknown): Answer => {
      try {
        const value = ask();
        return value instanceof Promise ? { pending: this.wait(value) } : { ok: true, value };
      } catch (error) {
        return { ok: false, failure: failureToJson(error) };
      }
    };
    return {
      takeStep: () => {
        if (this.nextStep === undefined) throw new Error("there is no step to take");
        return this.nextStep;
      },
      settle: (ok, value) => {
        this.outcome ??= ok ? { ok: true, value: value as string } : { ok: false, failure: value as Failed };
      },
      syscall: (op, args) => answered(() => this.syscalls().syscall(op, args)),
      asyncSyscall: (op, args) => answeredLater(() => this.syscalls().asyncSyscall(op, args)),
      subtle: (method, args) =>
        answeredLater(() => {
          const subtle = webcrypto.subtle as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
          return subtle[method]?.(...args);
        }),
      instantiate: (path) => this.options.script(path).runInContext(this.context) as () => void,
      resolve: (from, specifier) => {
        const path = resolveImport(from, specifier);
        if (path === null) {
          throw new Error(`${from} imports "${specifier}", which only exists in Node.js. Add "use node" to the file.`);
        }
        return path;
      },
      log: (level, args) => this.invocation?.log(level as LogLevel, args.map(this.show)),
      trace: (args, frames) =>
        this.invocation?.log("LOG", [...args.map(this.show), traceMessage(this.options.traces.readable(frames))]),
      timer: (method, label, args) => this.timers.call(method, label, args.map(this.show)),
      environment: this.options.environment,
      encodeText: (text) => encoder.encode(text),
      shared,
      kind: "isolate",
    };
  }

  private newTimers(): ConsoleTimers {
    return new ConsoleTimers((level, messages) => this.invocation?.log(level, messages));
  }

  private syscalls(): SyscallHandler {
    if (this.invocation === undefined) throw new Error("Can't use the database while a module is being imported.");
    return this.invocation.syscalls;
  }

  private wait(operation: Promise<unknown>): number {
    const id = this.nextOperation++;
    this.operations.set(
      id,
      operation.then(
        (value): Answer => ({ ok: true, value }),
        (error): Answer => ({ ok: false, failure: failureToJson(error) }),
      ),
    );
    return id;
  }
}
