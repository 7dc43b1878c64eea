import type { Value } from "convex/values";
import type { ValidatorJson } from "./schemaJson.ts";

/** Why `value` does not match `validator` in Convex's words, or null when it does. `tableOf` names the table of an id. */
export declare function validateValue(
  validator: ValidatorJson,
  value: Value | undefined,
  tableOf: (id: string) => string | null,
): string | null;
