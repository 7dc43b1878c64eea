// From the source of a query to an index and the interval of its keys.
import { jsonToConvex } from "convex/values";
import type { Catalog, Index } from "./catalog.ts";
import { DatabaseError } from "./errors.ts";
import type { QuerySource, RangeBound } from "./queryJson.ts";
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
  const name = `${index.table}.${index.name}`;
  const equal = new Map<string, RangeBound>();
  let low: RangeBound | undefined;
  let high: RangeBound | undefined;
  for (const bound of range) {
    if (!index.fields.includes(bound.fieldPath)) {
      throw new DatabaseError("FieldNotInIndex", `The index ${name} does not have the field "${bound.fieldPath}".`);
    }
    const isLower = bound.type === "Gt" || bound.type === "Gte";
    const taken = bound.type === "Eq" ? equal.get(bound.fieldPath) : isLower ? low : high;
    if (taken) {
      const kind = bound.type === "Eq" ? "equality" : isLower ? "lower" : "upper";
      throw new DatabaseError(
        "AlreadyDefinedBound",
        `The ${kind} bound of "${bound.fieldPath}" in index ${name} is already defined.`,
      );
    }
    if (bound.type === "Eq") equal.set(bound.fieldPath, bound);
    else if (isLower) low = bound;
    else high = bound;
  }
  if (low && high && low.fieldPath !== high.fieldPath) {
    throw new DatabaseError(
      "BoundsOnMultipleFields",
      `Upper and lower bounds in the range of index ${name} can only be placed on one field, not on "${low.fieldPath}" and "${high.fieldPath}".`,
    );
  }
  const prefixFields = index.fields.slice(0, equal.size);
  const bounded = (low ?? high)?.fieldPath;
  if (prefixFields.some((field) => !equal.has(field)) || (bounded && bounded !== index.fields[equal.size])) {
    throw new DatabaseError(
      "InvalidIndexRange",
      `Tried to query index ${name} but the query didn't use the index fields in order. For the first ${index.fields.length} fields [${index.fields.join(", ")}] equalities come first, then bounds on the next field.`,
    );
  }
  const prefix = encodeKey(prefixFields.map((field) => maybeValue(equal.get(field)?.value)));
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
