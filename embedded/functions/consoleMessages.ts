// What the console prints of values. Convex's own runtime writes them with object-inspect, one message for each argument; its Node.js
// runtime with Node's inspect.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inspect } from "node:util";
import vm from "node:vm";

type ShowValue = (value: unknown) => string;
type ObjectInspect = (value: unknown, options: typeof objectInspectOptions) => string;

/** A line has no more than this anyway. */
const maxStringLength = 32_768;
const objectInspectOptions = { maxStringLength, indent: 2, customInspect: true };
const require = createRequire(import.meta.url);
const source = readFileSync(require.resolve("object-inspect"), "utf8");
const showHere = load();

/** `context`: where the values are made. What is a plain object there is none elsewhere. */
export function inspectorOf(context: vm.Context): ShowValue {
  let showObject: ObjectInspect | undefined;
  return (value) => {
    if (isPrimitive(value)) return showHere(value, objectInspectOptions);
    showObject ??= load(context);
    return showObject(value, objectInspectOptions);
  };
}

/** Of this realm. */
export function showAsIsolate(value: unknown): string {
  return showHere(value, objectInspectOptions);
}

export function showAsNode(value: unknown): string {
  return inspect(value, { maxStringLength, customInspect: true });
}

/** What `console.trace` adds to its arguments. */
export function traceMessage(frames: string): string {
  return frames === "" ? "\n" : `\n${frames}\n`;
}

/** Compiled, not run as a script: at the end of one the context's promise jobs would run, in the middle of the function. */
function load(parsingContext?: vm.Context): ObjectInspect {
  const body = vm.compileFunction(source, ["module", "require"], parsingContext ? { parsingContext } : {});
  const module = { exports: {} };
  // What it would require is Node's own inspect, which Convex's runtime does not have.
  body(module, () => ({}));
  return module.exports as ObjectInspect;
}

function isPrimitive(value: unknown): boolean {
  return value === null || (typeof value !== "object" && typeof value !== "function" && typeof value !== "symbol");
}
