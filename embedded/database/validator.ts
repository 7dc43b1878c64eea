// Validators as JSON against values: for documents, arguments and returned values, in Convex's words.
import { CommitTsPlaceholder, compareValues, jsonToConvex, type Value } from "convex/values";
import type { ValidatorJson } from "./schemaJson.ts";
import { fieldNames, showFloat, showValue } from "./showValue.ts";

type TableOf = (id: string) => string | null;

/** Why `value` does not match, or null when it does. `tableOf` names the table of an id, null when it is none. */
export function validateValue(
  validator: ValidatorJson,
  value: Value | undefined,
  tableOf: TableOf,
  path = "",
): string | null {
  if (value === undefined) return mismatch(validator, null, path);
  switch (validator.type) {
    case "any":
      return null;
    case "null":
      return value === null ? null : mismatch(validator, value, path);
    case "number":
    case "boolean":
    case "string":
      return typeof value === validator.type ? null : mismatch(validator, value, path);
    // The placeholder will be an int64 when it is committed.
    case "bigint":
    case "commitTs":
      return typeof value === "bigint" || value instanceof CommitTsPlaceholder
        ? null
        : mismatch(validator, value, path);
    case "bytes":
      return value instanceof ArrayBuffer ? null : mismatch(validator, value, path);
    case "literal":
      if (compareValues(jsonToConvex(validator.value), value) === 0) return null;
      return `\`${showValue(value)}\` does not match literal validator \`${showValidator(validator)}\`.${context(path)}`;
    case "id":
      return validateId(validator, value, tableOf, path);
    case "array":
      if (!Array.isArray(value)) return mismatch(validator, value, path);
      return firstProblem(value.keys(), (i) => validateValue(validator.value, value[i], tableOf, `${path}[${i}]`));
    case "record":
      return isObject(value) ? validateRecord(validator, value, tableOf, path) : mismatch(validator, value, path);
    case "object":
      return isObject(value) ? validateObject(validator, value, tableOf, path) : mismatch(validator, value, path);
    case "union": {
      const [only, ...others] = validator.value;
      if (only && others.length === 0) return validateValue(only, value, tableOf, path);
      const matches = validator.value.some((member) => validateValue(member, value, tableOf, path) === null);
      return matches ? null : mismatch(validator, value, path);
    }
    default:
      validator satisfies never;
      return mismatch(validator, value, path);
  }
}

/** As one would write it: `v.object({name: v.string()})`. */
export function showValidator(validator: ValidatorJson): string {
  switch (validator.type) {
    case "number":
      return "v.float64()";
    case "bigint":
      return "v.int64()";
    case "literal":
      return `v.literal(${showLiteral(jsonToConvex(validator.value))})`;
    case "id":
      return `v.id("${validator.tableName}")`;
    case "array":
      return `v.array(${showValidator(validator.value)})`;
    case "record":
      return `v.record(${showValidator(validator.keys)}, ${showValidator(validator.values.fieldType)})`;
    case "object": {
      const fields = fieldsInOrder(validator).map(([name, { fieldType, optional }]) => {
        const shown = showValidator(fieldType);
        return `${name}: ${optional ? `v.optional(${shown})` : shown}`;
      });
      return `v.object({${fields.join(", ")}})`;
    }
    case "union":
      return `v.union(${validator.value.map(showValidator).join(", ")})`;
    default:
      return `v.${validator.type}()`;
  }
}

type ObjectValue = { [field: string]: Value | undefined };
type Of<Type extends ValidatorJson["type"]> = Extract<ValidatorJson, { type: Type }>;

function validateId(validator: Of<"id">, value: Value, tableOf: TableOf, path: string): string | null {
  const table = typeof value === "string" ? tableOf(value) : null;
  if (table === null) return mismatch(validator, value, path);
  if (table === validator.tableName) return null;
  const from = table.startsWith("_") ? "a system table" : `table \`${table}\``;
  return `Found ID "${String(value)}" from ${from}, which does not match the table name in validator \`${showValidator(validator)}\`.${context(path)}`;
}

function validateRecord(validator: Of<"record">, value: ObjectValue, tableOf: TableOf, path: string): string | null {
  return firstProblem(
    fieldNames(value),
    (key) =>
      validateValue(validator.keys, key, tableOf, `${path}.keys()`) ??
      validateValue(validator.values.fieldType, value[key], tableOf, `${path}.values()`),
  );
}

function validateObject(validator: Of<"object">, value: ObjectValue, tableOf: TableOf, path: string): string | null {
  const detail = () => `\n${context(path)}\nObject: ${showValue(value)}\nValidator: ${showValidator(validator)}`;
  for (const [name, { fieldType, optional }] of fieldsInOrder(validator)) {
    if (value[name] !== undefined) {
      const problem = validateValue(fieldType, value[name], tableOf, `${path}.${name}`);
      if (problem) return problem;
    } else if (!optional) {
      return `Object is missing the required field \`${name}\`. Consider wrapping the field validator in \`v.optional(...)\` if this is expected.${detail()}`;
    }
  }
  let extra: string | undefined;
  for (const name of Object.keys(value)) {
    if (value[name] === undefined || Object.hasOwn(validator.value, name)) continue;
    if (extra === undefined || name < extra) extra = name;
  }
  return extra === undefined
    ? null
    : `Object contains extra field \`${extra}\` that is not in the validator.${detail()}`;
}

type Field = [name: string, { fieldType: ValidatorJson; optional: boolean }];
const inOrder = new WeakMap<object, Field[]>();

/** As Convex goes through them, so that of several faults the same one is told. */
function fieldsInOrder(validator: Of<"object">): Field[] {
  const known = inOrder.get(validator.value);
  if (known) return known;
  const fields = Object.entries(validator.value).sort(([a], [b]) => (a < b ? -1 : 1));
  inOrder.set(validator.value, fields);
  return fields;
}

function firstProblem<T>(items: Iterable<T>, check: (item: T) => string | null): string | null {
  for (const item of items) {
    const problem = check(item);
    if (problem) return problem;
  }
  return null;
}

function isObject(value: Value): value is ObjectValue {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ArrayBuffer) &&
    !(value instanceof CommitTsPlaceholder)
  );
}

function mismatch(validator: ValidatorJson, value: Value, path: string): string {
  return `Value does not match validator.\n${context(path)}\nValue: ${showValue(value)}\nValidator: ${showValidator(validator)}`;
}

function context(path: string): string {
  return path === "" ? "" : `Path: ${path}`;
}

function showLiteral(value: Value): string {
  if (typeof value === "bigint") return "<bigint>";
  if (typeof value === "number") return Number.isFinite(value) ? showFloat(value) : "<number>";
  return JSON.stringify(value);
}
