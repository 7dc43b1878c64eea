// What convex.config.ts says of the app itself: the environment variables that it declares, and where its HTTP routes begin.
import type { ValidatorJson } from "../database/schemaJson.ts";
import { validateValue } from "../database/validator.ts";
import { PushError } from "./pushError.ts";

/** `value`: the validator as JSON text. */
type Declaration = [name: string, { type: "value"; value: string; optional?: boolean }];
/** As `defineApp(…).export()` gives it. */
export type AppDefinition = { httpPrefix?: string; envVars?: Declaration[] };

/** Throws PushError. */
export function readAppDefinition(exported: unknown): AppDefinition {
  const { httpPrefix, envVars } = Object(exported) as AppDefinition;
  for (const [name, { value }] of envVars ?? []) {
    if (isTextual(JSON.parse(value) as ValidatorJson)) continue;
    throw new PushError(
      "InvalidEnvVarDeclaration",
      `Env var \`${name}\` on the app has a non-string validator. Component env vars must be declared with \`v.string()\`, \`v.literal("...")\`, or a union of those.`,
    );
  }
  return { ...(httpPrefix === undefined ? {} : { httpPrefix }), ...(envVars === undefined ? {} : { envVars }) };
}

/** Before code that declares them is live. Throws PushError. */
export function checkDeclared({ envVars = [] }: AppDefinition, environment: ReadonlyMap<string, string>): void {
  const missing = required(envVars).filter((name) => !environment.has(name));
  if (missing.length > 0) {
    // The CLI knows this code and this sentence, and says how to set them.
    const names = missing.join(", ");
    throw new PushError(
      "MissingEnvironmentVariables",
      `Required environment variables are not set: ${names}. Set them in the Convex dashboard or CLI before pushing.`,
    );
  }
  checkValues(envVars, environment);
}

/** Before a change of variables while code that declares them is live. Throws PushError. */
export function checkChange({ envVars = [] }: AppDefinition, changed: ReadonlyMap<string, string | null>): void {
  const blocked = required(envVars).filter((name) => changed.get(name) === null);
  if (blocked.length > 0) {
    throw new PushError(
      "RequiredEnvironmentVariable",
      `Cannot delete required environment variables: ${blocked.join(", ")}. These are declared as required in the app definition.`,
    );
  }
  checkValues(envVars, changed);
}

function required(envVars: Declaration[]): string[] {
  return envVars.filter(([, { optional }]) => optional !== true).map(([name]) => name);
}

function checkValues(envVars: Declaration[], values: ReadonlyMap<string, string | null>): void {
  for (const [name, declaration] of envVars) {
    const value = values.get(name) ?? null;
    const problem =
      value === null ? null : validateValue(JSON.parse(declaration.value) as ValidatorJson, value, () => null);
    if (problem === null) continue;
    throw new PushError(
      "InvalidEnvironmentVariable",
      `Environment variable ${name} does not match its declared validator: ${problem}`,
    );
  }
}

function isTextual(validator: ValidatorJson): boolean {
  if (validator.type === "union") return validator.value.every(isTextual);
  return validator.type === "string" || (validator.type === "literal" && typeof validator.value === "string");
}
