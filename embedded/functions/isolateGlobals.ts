// The globals of a query's or mutation's context. `prepareGlobals` is turned into text and evaluated inside the context, so
// it may use nothing of this module: only its argument and what JavaScript itself has. Everything that user code gets from
// it belongs to the context's own realm, because `instanceof ArrayBuffer` and the like would fail on the host's objects.

export type Failed = { message: string; data?: string | undefined };
export type Answer = { ok: true; value: unknown } | { ok: false; failure: Failed } | { pending: number };
type Seed = [number, number, number, number];
export type Step =
  | { type: "load"; module: string }
  | { type: "invoke"; module: string; exportName: string; method: string; args: string; now: number; seed: Seed }
  | { type: "deliver"; id: number; answer: Answer };

export type IsolateHost = {
  takeStep(): Step;
  settle(ok: boolean, value: string | Failed): void;
  syscall(op: string, args: string): Answer;
  asyncSyscall(op: string, args: string): Answer;
  subtle(method: string, args: unknown[]): Answer;
  instantiate(path: string): (exports: unknown, require: unknown, module: unknown) => void;
  resolve(from: string, specifier: string): string;
  log(level: string, args: unknown[]): void;
  /** `frames`: the lines of the stack that are of pushed code. */
  trace(args: unknown[], frames: string): void;
  timer(method: "time" | "timeLog" | "timeEnd", label: string, args: unknown[]): void;
  environment: [string, string][];
  encodeText(text: string): Uint8Array;
  /** Host classes and functions that are handed on as they are. */
  shared: Record<string, unknown>;
  kind: string;
};

export function prepareGlobals(host: IsolateHost): () => void {
  const global = globalThis as unknown as Record<string, unknown>;
  const define = (name: string, value: unknown) =>
    Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false });

  // Whoever awaited comes after the host's own frames, of which there are more than V8's usual ten.
  Error.stackTraceLimit = 100;
  const failureToError = (failure: Failed) => {
    const error = new Error(failure.message) as Error & { data?: unknown };
    if (failure.data !== undefined) error.data = JSON.parse(failure.data);
    return error;
  };

  // Answers that need the host's event loop are delivered in a later step, so that user code only ever runs inside one.
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  const promised = (answer: Answer, adopt: (value: unknown) => unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const settle = {
        resolve: (value: unknown) => resolve(adopt(value)),
        reject,
      };
      if ("pending" in answer) waiting.set(answer.pending, settle);
      else if (answer.ok) settle.resolve(answer.value);
      else reject(failureToError(answer.failure));
    });
  const same = (value: unknown) => value;

  define("Convex", {
    syscall(op: string, args: string) {
      const answer = host.syscall(op, args);
      if ("pending" in answer) throw new Error(`${op} cannot wait`);
      if (!answer.ok) throw failureToError(answer.failure);
      return answer.value;
    },
    asyncSyscall: (op: string, args: string) => promised(host.asyncSyscall(op, args), same),
    jsSyscall(op: string) {
      throw new Error(`${op} is only available in actions.`);
    },
  });

  // Time stands still and randomness is seeded: a query run twice on the same data gives the same answer.
  let now = 0;
  let state: Seed = [1, 2, 3, 4];
  const RealDate = Date;
  const FrozenDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now] : args, newTarget),
    apply: () => new RealDate(now).toString(),
    get: (target, key, receiver) => (key === "now" ? () => now : Reflect.get(target, key, receiver)),
  });
  RealDate.prototype.constructor = FrozenDate;
  define("Date", FrozenDate);
  define("performance", { now: () => 0, timeOrigin: 0 });

  // sfc32
  const nextUint32 = () => {
    const [a, b, c, counter] = state;
    const result = (((a + b) | 0) + counter) | 0;
    state = [b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + result) | 0, (counter + 1) | 0];
    return result >>> 0;
  };
  Math.random = () => (nextUint32() * 2 ** 21 + (nextUint32() >>> 11)) / 2 ** 53;

  const realmCopy = (value: unknown): unknown => {
    if (Object.prototype.toString.call(value) === "[object ArrayBuffer]") {
      return new Uint8Array(value as ArrayBuffer).slice().buffer;
    }
    const plain = typeof value === "object" && value !== null && "kty" in value;
    return plain ? JSON.parse(JSON.stringify(value)) : value;
  };
  const subtleMethods = [
    "encrypt",
    "decrypt",
    "sign",
    "verify",
    "digest",
    "generateKey",
    "deriveKey",
    "deriveBits",
    "importKey",
    "exportKey",
    "wrapKey",
    "unwrapKey",
  ];
  const subtle: Record<string, unknown> = {};
  for (const method of subtleMethods) {
    subtle[method] = (...args: unknown[]) => promised(host.subtle(method, args), realmCopy);
  }
  define("crypto", {
    subtle,
    getRandomValues(array: ArrayBufferView) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let index = 0; index < bytes.length; index++) bytes[index] = nextUint32() >>> 24;
      return array;
    },
    randomUUID() {
      const bytes = Array.from({ length: 16 }, () => nextUint32() >>> 24);
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
  });

  class RealmTextEncoder {
    readonly encoding = "utf-8";
    encode(text = "") {
      return Uint8Array.from(host.encodeText(String(text)));
    }
    encodeInto(text: string, target: Uint8Array) {
      const bytes = host.encodeText(text).subarray(0, target.length);
      target.set(bytes);
      return { read: text.length, written: bytes.length };
    }
  }
  define("TextEncoder", RealmTextEncoder);

  const pushedFrames = (stack: unknown) =>
    String(stack ?? "")
      .split("\n")
      .filter((line) => /^\s+at .*convex:\//.test(line));
  const levels: Record<string, string> = {
    log: "LOG",
    debug: "DEBUG",
    info: "INFO",
    warn: "WARN",
    error: "ERROR",
  };
  const console: Record<string, unknown> = {};
  for (const [method, level] of Object.entries(levels)) {
    console[method] = (...args: unknown[]) => host.log(level, args);
  }
  console["trace"] = (...args: unknown[]) => host.trace(args, pushedFrames(new Error().stack).join("\n"));
  // Convex's console has nothing else: no groups, tables or counts.
  for (const method of ["time", "timeLog", "timeEnd"] as const) {
    console[method] = (label: unknown = "default", ...args: unknown[]) =>
      host.timer(method, String(label), method === "timeLog" ? args : []);
  }
  define("console", console);

  for (const [name, value] of Object.entries(host.shared)) define(name, value);
  for (const name of ["fetch", "setTimeout", "setInterval", "setImmediate"]) {
    define(name, () => {
      throw new Error(
        `Can't use ${name}() in queries and mutations. Please consider using an action. See https://docs.convex.dev/functions/actions for more details.`,
      );
    });
  }
  for (const name of ["clearTimeout", "clearInterval", "clearImmediate"]) define(name, () => undefined);
  define("queueMicrotask", (callback: () => void) => void Promise.resolve().then(callback));
  define("process", { env: Object.fromEntries(host.environment) });
  define("self", global);
  define("global", global);

  const loaded = new Map<string, { exports: Record<string, unknown> }>();
  const load = (path: string): Record<string, unknown> => {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as Record<string, unknown> };
    loaded.set(path, module);
    try {
      const body = host.instantiate(path);
      body(module.exports, (specifier: string) => load(host.resolve(path, specifier)), module);
    } catch (error) {
      loaded.delete(path);
      throw error;
    }
    return module.exports;
  };

  const describe = (thrown: unknown): Failed => {
    if (typeof thrown !== "object" || thrown === null) return { message: `Uncaught ${String(thrown)}` };
    const error = thrown as { name?: unknown; message?: unknown; stack?: unknown; data?: unknown };
    const isConvexError = Symbol.for("ConvexError") in thrown;
    const first = `Uncaught ${String(error.name ?? "Error")}: ${String(error.message ?? "")}`;
    const message = [first, ...pushedFrames(error.stack)].join("\n");
    return isConvexError && typeof error.data === "string" ? { message, data: error.data } : { message };
  };

  const invoke = async (step: Extract<Step, { type: "invoke" }>) => {
    try {
      const exported = load(step.module)[step.exportName] as
        | Record<string, (args: string) => Promise<string>>
        | undefined;
      const method = exported?.[step.method];
      if (method === undefined) throw new Error(`${step.exportName} is not a registered function of ${step.module}`);
      host.settle(true, await method(step.args));
    } catch (thrown) {
      host.settle(false, describe(thrown));
    }
  };

  return () => {
    const step = host.takeStep();
    switch (step.type) {
      case "load":
        try {
          load(step.module);
        } catch {
          // The invocation loads it again and reports what is wrong.
          loaded.clear();
        }
        return;
      case "invoke":
        now = step.now;
        state = step.seed;
        void invoke(step);
        return;
      case "deliver": {
        const settle = waiting.get(step.id);
        waiting.delete(step.id);
        if (settle === undefined || "pending" in step.answer) return;
        if (step.answer.ok) settle.resolve(step.answer.value);
        else settle.reject(failureToError(step.answer.failure));
      }
    }
  };
}
