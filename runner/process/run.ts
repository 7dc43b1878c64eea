// Owns how a program is run: its own process group, a time limit, bounded output, and nothing left behind.
import { type ChildProcess, spawn } from "node:child_process";
import { pipeline, Readable, type Writable } from "node:stream";

export type RunOptions = {
  cwd?: string;
  /** Written to the program's standard input, which is closed in any case. One that is promised may not be rejected. */
  input?: Input | Promise<Input>;
  /** Of the time after the input is there. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** The most of standard output that is kept; more than that ends the program. */
  maxOutputBytes?: number;
  env?: NodeJS.ProcessEnv;
};

type Input = string | Uint8Array | Readable;

export type RunResult = { stdout: string; stderr: string };

type Ending = {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  timedOut: boolean;
  canceled: boolean;
  outputTooLong: boolean;
  stderrTail: string;
};

/** A program that did not end well, and in which way. */
export class ProcessError extends Error {
  override readonly name = "ProcessError";
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly canceled: boolean;
  readonly outputTooLong: boolean;
  readonly stderrTail: string;
  constructor(command: string, ending: Ending, options?: ErrorOptions) {
    super(`${command} ${describe(ending)}`, options);
    this.exitCode = ending.exitCode;
    this.signal = ending.signal;
    this.timedOut = ending.timedOut;
    this.canceled = ending.canceled;
    this.outputTooLong = ending.outputTooLong;
    this.stderrTail = ending.stderrTail;
  }
}

const defaultOutputBytes = 16 * 1024 * 1024;
const stderrBytes = 64 * 1024;

/** Runs a program to its end and gives what it printed; throws ProcessError unless it exits with 0. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { timeoutMs, signal, maxOutputBytes = defaultOutputBytes } = options;
  return new Promise((resolve, reject) => {
    const nothing = { exitCode: null, signal: null, timedOut: false, outputTooLong: false, stderrTail: "" };
    if (signal?.aborted) return reject(new ProcessError(command, { ...nothing, canceled: true }));
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env }),
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    const stdout: Buffer[] = [];
    let stdoutBytes = 0;
    let stderr: Buffer = Buffer.alloc(0);
    let settled = false;
    const cause = { timedOut: false, canceled: false, outputTooLong: false };

    const end = (reason: keyof typeof cause) => {
      cause[reason] = true;
      killGroup(child);
    };
    // A runner that was frozen hears of its timers first, and in the same turn of what has ended meanwhile.
    let timer: NodeJS.Timeout | undefined;
    const startTimer = () => {
      timer = setTimeout(() => setImmediate(() => hasEnded(child) || end("timedOut")), timeoutMs);
    };
    const onAbort = () => end("canceled");
    signal?.addEventListener("abort", onAbort, { once: true });

    child.stdout.on("data", (chunk: Buffer) => {
      stdoutBytes += chunk.length;
      if (stdoutBytes > maxOutputBytes) end("outputTooLong");
      else stdout.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr = keepTail(stderr, chunk, stderrBytes);
    });
    // A program that ends without reading its input is judged by its exit code alone.
    child.stdin.on("error", ignoreBrokenPipe);
    if (options.input instanceof Promise)
      void options.input.then((given) => {
        if (!settled) startTimer();
        give(given, child.stdin);
      });
    else {
      startTimer();
      give(options.input, child.stdin);
    }

    const settle = () => {
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    child.once("error", (error) => {
      settle();
      reject(new ProcessError(command, { ...nothing, canceled: false, stderrTail: error.message }, { cause: error }));
    });
    child.once("exit", () => {
      // Grandchildren hold the pipes open; with the program itself gone nobody needs them.
      killGroup(child);
    });
    child.once("close", (exitCode, exitSignal) => {
      settle();
      const stderrTail = stderr.toString("utf8");
      if (exitCode === 0 && !cause.timedOut && !cause.canceled && !cause.outputTooLong)
        return resolve({ stdout: Buffer.concat(stdout).toString("utf8"), stderr: stderrTail });
      reject(new ProcessError(command, { exitCode, signal: exitSignal, ...cause, stderrTail }));
    });
  });
}

function give(input: Input | undefined, stdin: Writable): void {
  if (!(input instanceof Readable)) stdin.end(input);
  // What can't be read is an input that ends early; the program's exit code tells.
  else pipeline(input, stdin, () => undefined);
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** Ends a process that was started with `detached`, and all of its group. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    // ESRCH: all of the group has ended already.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The last `limit` bytes of what was kept and the new chunk. */
export function keepTail(kept: Buffer, chunk: Buffer, limit: number): Buffer {
  const joined = Buffer.concat([kept, chunk]);
  return joined.length <= limit ? joined : Buffer.from(joined.subarray(joined.length - limit));
}

/** For a pipe's error event: the reader has gone, which its exit tells better. */
export function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE" && error.code !== "ECONNRESET") throw error;
}

function describe(ending: Ending): string {
  if (ending.canceled) return "was canceled";
  if (ending.timedOut) return "took too long and was ended";
  if (ending.outputTooLong) return "printed too much and was ended";
  const last = ending.stderrTail.trim().split("\n").at(-1) ?? "";
  const how = ending.signal
    ? `was ended by ${ending.signal}`
    : ending.exitCode === null
      ? "could not be started"
      : `ended with ${ending.exitCode}`;
  return last ? `${how}: ${last.slice(0, 500)}` : how;
}
