// The consoles of actions. Those of Convex's own runtime have its methods and no others; those of Node.js have Node's, which print as
// Node prints.
import { Console } from "node:console";
import { Writable } from "node:stream";
import { showAsIsolate, showAsNode } from "./consoleMessages.ts";
import { ConsoleTimers, type TimerMethod } from "./consoleTimers.ts";
import type { LogLevel } from "./isolate.ts";

/** `stack`: from where `console.trace` was called. */
type Print = (level: LogLevel, messages: string[], stack?: string) => void;

export function isolateConsole(print: Print) {
  const timers = new ConsoleTimers(print);
  return {
    ...levelMethods((level, args) => print(level, args.map(showAsIsolate))),
    trace: (...args: unknown[]) => print("LOG", args.map(showAsIsolate), new Error().stack ?? ""),
    ...timerMethods((method, label, more) => timers.call(method, label, more.map(showAsIsolate))),
  };
}

/** What is not printed by way of `log`, `info`, `warn`, `error` and `debug` is not printed. */
export function nodeConsole(print: Print): Console {
  const timers = new ConsoleTimers<unknown>((level, messages) => print(level, messages.map(showAsNode)));
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  return Object.assign(
    new Console({ stdout: nowhere, stderr: nowhere }),
    levelMethods((level, args) => print(level, args.map(showAsNode))),
    timerMethods((method, label, more) => timers.call(method, label, more)),
  );
}

function levelMethods(print: (level: LogLevel, args: unknown[]) => void) {
  const method =
    (level: LogLevel) =>
    (...args: unknown[]) =>
      print(level, args);
  return {
    ...{ log: method("LOG"), debug: method("DEBUG"), info: method("INFO") },
    ...{ warn: method("WARN"), error: method("ERROR") },
  };
}

function timerMethods(call: (method: TimerMethod, label: string, more: unknown[]) => void) {
  const method =
    (name: TimerMethod) =>
    (label: unknown = "default", ...more: unknown[]) =>
      call(name, String(label), name === "timeLog" ? more : []);
  return { time: method("time"), timeLog: method("timeLog"), timeEnd: method("timeEnd") };
}
