// A scene's Manim file with the prompt's values in place of its own. They go in as literals only.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { literal, numpySource } from "../storyboard.ts";
import type { Concept } from "./concept.ts";
import { constantOf, type Expression } from "./parameters.ts";

/** The file as it lies there. */
export function sceneFile({ folder }: Pick<Concept, "folder">, sceneKey: string): string {
  return readFileSync(join(folder, `${sceneKey.replaceAll("-", "_")}.py`), "utf8");
}

/** Constants at the top of a file, before its first class or function: `NAME = value`, a line each. */
export function constantsIn(code: string): Map<string, string> {
  const top = code.split(/^(?:class|def|@)/m, 1)[0] ?? "";
  return new Map([...top.matchAll(/^([A-Z][A-Z0-9_]*) = (.+)$/gm)].map(([, name = "", value = ""]) => [name, value]));
}

/** The code of a scene for these values; constants that are no parameters stay as they are. */
export function sceneCode(concept: Concept, sceneKey: string, values: Record<string, unknown>): string {
  const file = sceneFile(concept, sceneKey);
  const at = file.search(/^(?:class|def|@)/m);
  const sources = constantsOf(values);
  const top = file.slice(0, at).replaceAll(/^([A-Z][A-Z0-9_]*) = .+$/gm, (line, name: string) => {
    const source = sources.get(name);
    return source === undefined ? line : `${name} = ${source}`;
  });
  return top + file.slice(at);
}

/** Python sources by the constants' names. */
export function constantsOf(values: Record<string, unknown>): Map<string, string> {
  const sources = new Map<string, string>();
  const add = (name: string, value: unknown): void => {
    if (isExpression(value)) sources.set(name, lambdaOf(value));
    else if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const [key, part] of Object.entries(value)) add(`${name}_${constantOf(key)}`, part);
    else sources.set(name, literal(asLiteral(value)));
  };
  for (const [key, value] of Object.entries(values)) add(constantOf(key), value);
  return sources;
}

const isExpression = (value: unknown): value is Expression =>
  typeof value === "object" && value !== null && "lambda" in value;

function lambdaOf({ lambda }: Expression): string {
  return `lambda x: ${numpySource.parse(lambda)}`;
}

type Literal = Parameters<typeof literal>[0];

/** Only numbers, strings and lists of them are literals in both languages. */
function asLiteral(value: unknown): Literal {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map(asLiteral);
  throw new TypeError(`${String(value)} can't be a constant of a scene`);
}
