// Worker threads for actions: one action at a time each, kept for the next one, stopped when they hang.
import { Worker } from "node:worker_threads";
import type { FromWorker, HttpRequestParts, ToWorker, WorkerSetup } from "./actionMessages.ts";
import type { CompiledModule } from "./compile.ts";
import { traceMessage } from "./consoleMessages.ts";
import { type FailureJson, FunctionFailure, failureFromJson, failureToJson } from "./failure.ts";
import type { LogLevel } from "./isolate.ts";
import { StackTraces } from "./stackTraces.ts";

export type ActionLimits = {
  /** An action's whole time. */
  durationMs: number;
  /** How long an action may keep its thread without once returning to the event loop. */
  unresponsiveMs: number;
  maxWorkers: number;
};
export const defaultActionLimits: ActionLimits = { durationMs: 600_000, unresponsiveMs: 30_000, maxWorkers: 16 };

export type ActionTask =
  | { type: "analyze" }
  | { type: "export"; modulePath: string }
  | { type: "action"; modulePath: string; exportName: string; requestId: string; args: string }
  | { type: "http"; request: HttpRequestParts };

/** What a running action reaches outside of its thread. */
export type ActionHost = {
  syscall(op: string, args: string): Promise<string>;
  jsSyscall(op: string, args: Record<string, unknown>): Promise<unknown>;
  log(level: LogLevel, messages: string[]): void;
  route?(route: string): void;
  head?(status: number, headers: [string, string][]): void;
  /** Answers when there is room for the next. */
  chunk?(bytes: Uint8Array): Promise<void>;
  /** The next bytes of the request's body; null at its end. */
  pull?(): Promise<Uint8Array | null>;
};

const idleWorkers = 2;

export class ActionPool {
  private readonly idle: Worker[] = [];
  private readonly queue: (() => void)[] = [];
  private readonly workers = new Set<Worker>();
  private readonly modules: CompiledModule[];
  private readonly traces: StackTraces;
  private readonly environment: NodeJS.ProcessEnv;
  private readonly limits: ActionLimits;
  private running = 0;
  private closed = false;

  constructor(modules: Iterable<CompiledModule>, environment: ReadonlyMap<string, string>, limits: ActionLimits) {
    this.modules = [...modules].map(({ map, ...module }) => module);
    this.traces = new StackTraces(new Map([...modules].map((module) => [module.path, module])));
    this.environment = { TZ: "UTC", ...Object.fromEntries(environment) };
    this.limits = limits;
  }

  /** The task's result as JSON text. Throws FunctionFailure. */
  async run(task: ActionTask, host: ActionHost): Promise<string> {
    if (this.running >= this.limits.maxWorkers) await new Promise<void>((resolve) => this.queue.push(resolve));
    const worker = this.idle.pop() ?? this.start();
    this.running++;
    let reusable = false;
    try {
      const { value, clean } = await this.converse(worker, task, host);
      reusable = clean;
      return value;
    } finally {
      this.running--;
      if (reusable && !this.closed && this.idle.length < idleWorkers) this.idle.push(worker);
      else this.discard(worker);
      this.queue.shift()?.();
    }
  }

  /** No new work; what runs may finish. */
  retire(): void {
    this.closed = true;
    for (const worker of this.idle.splice(0)) this.discard(worker);
  }

  /** Stops what runs, too. */
  async close(): Promise<void> {
    this.retire();
    await Promise.all([...this.workers].map((worker) => worker.terminate()));
  }

  private start(): Worker {
    const workerData: WorkerSetup = { modules: this.modules };
    const worker = new Worker(new URL("./actionWorker.ts", import.meta.url), {
      workerData,
      env: this.environment,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.unref();
    this.workers.add(worker);
    worker.once("exit", () => {
      this.workers.delete(worker);
      const at = this.idle.indexOf(worker);
      if (at !== -1) this.idle.splice(at, 1);
    });
    // Failures are read by whoever converses; a worker that fails while idle only has to leave the pool.
    worker.on("error", () => this.discard(worker));
    return worker;
  }

  private discard(worker: Worker): void {
    void worker.terminate();
  }

  private printed({ messages, frames }: Extract<FromWorker, { type: "log" }>): string[] {
    return frames === undefined ? messages : [...messages, traceMessage(this.traces.readable(frames))];
  }

  private readable({ message, data }: FailureJson): FailureJson {
    return { message: this.traces.readable(message), data };
  }

  private converse(worker: Worker, task: ActionTask, host: ActionHost): Promise<{ value: string; clean: boolean }> {
    const { durationMs, unresponsiveMs } = this.limits;
    return new Promise((resolve, reject) => {
      let lastSign = performance.now();
      const send = (message: ToWorker) => worker.postMessage(message);
      const answer = (callId: number, value: Promise<unknown>) =>
        value.then(
          (value) => send({ type: "answer", callId, value }),
          (error) => send({ type: "refusal", callId, failure: failureToJson(error) }),
        );
      const onMessage = (message: FromWorker) => {
        lastSign = performance.now();
        switch (message.type) {
          case "syscall":
            return void answer(message.callId, host.syscall(message.op, message.args));
          case "jsSyscall":
            return void answer(message.callId, host.jsSyscall(message.op, message.args));
          case "log":
            return host.log(message.level as LogLevel, this.printed(message));
          case "route":
            return host.route?.(message.route);
          case "head":
            return host.head?.(message.status, message.headers);
          case "chunk":
            return void answer(message.callId, host.chunk?.(message.bytes) ?? Promise.resolve());
          case "pull":
            return void answer(message.callId, host.pull?.() ?? Promise.resolve(null));
          case "done":
            return end(() => resolve({ value: message.value, clean: message.clean }));
          case "failed":
            return end(() => reject(failureFromJson(this.readable(message.failure))));
          case "pong":
            return;
          default:
            message satisfies never;
        }
      };
      const onError = (error: Error) =>
        end(() => reject(new FunctionFailure(`Uncaught ${error}`, undefined, { cause: error })));
      const onExit = () => end(() => reject(new FunctionFailure("The action's thread ended before the action did.")));
      const duration = setTimeout(
        () =>
          end(() =>
            reject(new FunctionFailure(`Function execution timed out (maximum duration: ${durationMs / 1000}s)`)),
          ),
        durationMs,
      );
      const watch = setInterval(() => {
        if (performance.now() - lastSign > unresponsiveMs) {
          end(() =>
            reject(
              new FunctionFailure(`Function was stopped: it held its thread for more than ${unresponsiveMs / 1000}s`),
            ),
          );
        } else {
          send({ type: "ping" });
        }
      }, unresponsiveMs / 4);
      const end = (settle: () => void) => {
        clearTimeout(duration);
        clearInterval(watch);
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        settle();
      };
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
      send(task);
    });
  }
}
