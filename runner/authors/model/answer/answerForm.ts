// A Zod schema as the JSON Schema that strict modes take: every property required, none beside them, and no bounds, which
// some providers refuse. The bounds are kept by Zod, which reads the answer again.
import * as z from "zod";
import type { AnswerForm } from "../provider/provider.ts";

export function answerForm(name: string, schema: z.ZodType): AnswerForm {
  const whole = z.toJSONSchema(schema, { io: "input", reused: "inline" });
  return { name, schema: strict(whole) as Record<string, unknown> };
}

const bounds = new Set(
  "$schema minLength maxLength pattern format minItems maxItems minimum maximum exclusiveMinimum exclusiveMaximum default".split(
    " ",
  ),
);

function strict(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strict);
  if (typeof node !== "object" || node === null) return node;
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (bounds.has(key)) continue;
    // Names of properties are no keywords.
    kept[key] =
      key === "properties"
        ? Object.fromEntries(Object.entries(value as object).map(([name, part]) => [name, strict(part)]))
        : strict(value);
  }
  if (kept["type"] === "object" && typeof kept["properties"] === "object" && kept["properties"] !== null) {
    kept["required"] = Object.keys(kept["properties"]);
    kept["additionalProperties"] = false;
  }
  return kept;
}

/** What is wrong with a value, in one sentence that a model can act on; null where nothing is. */
export function faultOf(schema: z.ZodType, value: unknown): string | null {
  const { success, error } = schema.safeParse(value);
  if (success) return null;
  const faults = error.issues.slice(0, 5).map(({ path, message }) => `${path.join(".") || "the answer"}: ${message}`);
  return faults.join("; ");
}
