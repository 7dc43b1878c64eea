// From the source of a query to an index and the interval of its keys.
import { jsonToConvex } from "convex/values";
import type { Catalog, Index } from "./catalog.ts";
import { DatabaseError } from "./errors.ts";
import type { QuerySource, RangeBound } from "./queryJson.ts";
import { showFields, showValue } from "./showValue.ts";
import { afterValues, encodeKey, type Key } from "./sortKey.ts";
import type { JSONValue, MaybeJson, Value } from "./values.ts";

export type IndexRange = { index: Index; lower: Key; upper: Key | null; descending: boolean };

export function indexRange(catalog: Catalog, source: Exclude<QuerySource, { type: "Search" }>): IndexRange {
  const descending = source.order === "desc";
  if (source.type === "FullTableScan") {
    return { index: catalog.index(source.tableName, "by_creation_time"), lower: "", upper: null, descending };
  }
  const dot = source.indexName.indexOf(".");
  const [table, name] = [source.indexName.slice(0, dot), source.indexName.slice(dot + 1)];
  if (catalog.search.get(table, name)) {
    throw new DatabaseError("IndexNotADatabaseIndex", `Index ${source.indexName} is not a database index`);
  }
  const index = catalog.index(table, name);
  return { index, ...interval(index, source.range), descending };
}

/** A value of a query, where a missing field is `{"$undefined": null}`. */
export function maybeValue(json: MaybeJson | undefined): Value | undefined {
  if (json === undefined) return undefined;
  if (typeof json === "object" && json !== null && !Array.isArray(json) && "$undefined" in json) return undefined;
  return jsonToConvex(json as JSONValue);
}

function interval(index: Index, range: readonly RangeBound[]): { lower: Key; upper: Key | null } {
  const { equal, low, high } = splitRange(index, range);
  const bounded = (low ?? high)?.fieldPath;
  const asked = [...equal.keys()].sort();
  for (const field of bounded === undefined ? asked : [...asked, bounded]) {
    if (!index.fields.includes(field)) throw fieldNotInIndex(index, field);
  }
  const position = (field: string) => index.fields.indexOf(field);
  const used = asked.sort((a, b) => position(a) - position(b));
  const prefix = encodeKey(used.map((field) => maybeValue(equal.get(field)?.value)));
  if (bounded !== undefined) used.push(bounded);
  const wrong = used.find((field, i) => field !== index.fields[i]);
  if (wrong !== undefined) throw fieldsNotInOrder(index, used, wrong);
  let lower: Key = prefix;
  let upper: Key | null = prefix === "" ? null : afterValues(prefix);
  if (low) {
    const key = prefix + encodeKey([maybeValue(low.value)]);
    lower = low.type === "Gte" ? key : afterValues(key);
  }
  if (high) {
    const key = prefix + encodeKey([maybeValue(high.value)]);
    upper = high.type === "Lt" ? key : afterValues(key);
  }
  return { lower, upper };
}

type SplitRange = { equal: Map<string, RangeBound>; low: RangeBound | undefined; high: RangeBound | undefined };
const signs = { Eq: "==", Gt: ">", Gte: ">=", Lt: "<", Lte: "<=" } as const;

/** Equalities, and the bounds of the one field that may have them. */
function splitRange(index: Index, range: readonly RangeBound[]): SplitRange {
  const equal: SplitRange["equal"] = new Map();
  let low: RangeBound | undefined;
  let high: RangeBound | undefined;
  for (const bound of range) {
    if (bound.type === "Eq") {
      const before = equal.get(bound.fieldPath);
      if (before) throw alreadyDefined("equality", before);
      equal.set(bound.fieldPath, bound);
      continue;
    }
    const isLower = bound.type === "Gt" || bound.type === "Gte";
    if (isLower ? low : high) throw alreadyDefined(isLower ? "lower" : "upper", bound);
    const other = isLower ? high : low;
    if (other && other.fieldPath !== bound.fieldPath) throw boundsOnTwoFields(index, other, bound);
    if (isLower) low = bound;
    else high = bound;
  }
  const both = equal.get((low ?? high)?.fieldPath ?? "");
  if (both) throw alreadyDefined("inequality", both);
  return { equal, low, high };
}

const nameOf = (index: Index) => `${index.table}.${index.name}`;
const ownFields = (index: Index) => showFields(index.fields.filter((field) => field !== "_id"));

function alreadyDefined(kind: string, { type, fieldPath, value }: RangeBound): DatabaseError {
  return new DatabaseError(
    "AlreadyDefinedBound",
    `Already defined ${kind} bound in index range. Can't add "${fieldPath}" ${signs[type]} ${showValue(maybeValue(value))}.`,
  );
}

function boundsOnTwoFields(index: Index, first: RangeBound, second: RangeBound): DatabaseError {
  return new DatabaseError(
    "BoundsOnMultipleFields",
    `Upper and lower bounds in \`range\` can only be applied to a single index field. This query against index ${nameOf(index)} attempted to set a range bound on both "${first.fieldPath}" and "${second.fieldPath}". Consider using \`filter\` instead. See https://docs.convex.dev/using/indexes for more info.`,
  );
}

function fieldNotInIndex(index: Index, field: string): DatabaseError {
  return new DatabaseError(
    "FieldNotInIndex",
    `The index range included a comparison with "${field}", but ${nameOf(index)} with fields ${ownFields(index)} doesn't index this field. For more information see https://docs.convex.dev/using/indexes.`,
  );
}

function fieldsNotInOrder(index: Index, used: readonly string[], wrong: string): DatabaseError {
  return new DatabaseError(
    "InvalidIndexRange",
    [
      `Tried to query index ${nameOf(index)} but the query didn't use the index fields in order.`,
      `Index fields: ${ownFields(index)}`,
      `Query fields: ${showFields(used)}`,
      `First incorrect field: "${wrong}"`,
      "For more information see https://docs.convex.dev/using/indexes.",
    ].join("\n"),
  );
}
