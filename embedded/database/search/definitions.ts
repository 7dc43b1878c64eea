// What a search index is made of, and what it holds of one document.
import { hash } from "node:crypto";
import type { TableJson } from "../schemaJson.ts";
import { encodeKey, type Key, keyFromBytes, keyToBytes } from "../sortKey.ts";
import { type Doc, fieldAt, type Value } from "../values.ts";
import { termCounts, tokens } from "./tokens.ts";

export type TextDefinition = { kind: "text"; searchField: string; filterFields: string[] };
export type VectorDefinition = { kind: "vector"; vectorField: string; dimensions: number; filterFields: string[] };
export type SearchDefinition = TextDefinition | VectorDefinition;
export type Named = { id: number; table: string; name: string };
export type TextIndex = Named & TextDefinition;
export type VectorIndex = Named & VectorDefinition;
export type SearchIndex = TextIndex | VectorIndex;

/** What read sets and written keys call the index: below zero, where no other index is. */
export function readId(index: Named): number {
  return -index.id;
}

/** Of each filter field; long enough that two values never share one. */
export const filterBytes = 12;

/** What a document is found by. `terms` is empty for vectors, `vector` is null for text. */
export type Content = {
  filters: Buffer;
  tokens: number;
  terms: Map<string, number>;
  vector: Float32Array | null;
};

/** The search indexes that a table of a schema asks for, by name. */
export function searchDefinitions(table: TableJson): Map<string, SearchDefinition> {
  const wanted = new Map<string, SearchDefinition>();
  for (const { indexDescriptor, searchField, filterFields } of table.searchIndexes ?? []) {
    wanted.set(indexDescriptor, { kind: "text", searchField, filterFields: unique(filterFields) });
  }
  for (const { indexDescriptor, vectorField, dimensions, filterFields } of table.vectorIndexes ?? []) {
    wanted.set(indexDescriptor, { kind: "vector", vectorField, dimensions, filterFields: unique(filterFields) });
  }
  return wanted;
}

/** Null when the index does not hold the document. Text indexes hold every document: their averages are over all. */
export function contentOf(index: SearchDefinition, doc: Doc): Content | null {
  if (index.kind === "vector") {
    const vector = unitVector(fieldAt(doc, index.vectorField), index.dimensions);
    return vector && { filters: filtersOf(index, doc), tokens: 0, terms: new Map(), vector };
  }
  const text = fieldAt(doc, index.searchField);
  const found = typeof text === "string" ? tokens(text) : [];
  return { filters: filtersOf(index, doc), tokens: found.length, terms: termCounts(found), vector: null };
}

/** Whether the index holds the same of both. */
export function sameContent(index: SearchDefinition, a: Doc, b: Doc): boolean {
  const path = index.kind === "text" ? index.searchField : index.vectorField;
  return [path, ...index.filterFields, "_creationTime"].every((field) => {
    const [before, after] = [fieldAt(a, field), fieldAt(b, field)];
    return before === after || encodeKey([before]) === encodeKey([after]);
  });
}

export function filterHash(value: Value | undefined): Buffer {
  return hash("sha256", keyToBytes(encodeKey([value])), "buffer").subarray(0, filterBytes);
}

/** What is written when a document with this term comes or goes. What a search reads is the beginning of such keys. */
export function termKey(term: string, filters: Uint8Array): Key {
  return encodeKey([term]) + keyFromBytes(filters);
}

/** Null when the value is no vector of the index's. A vector without a direction stays as it is: nothing is like it. */
export function unitVector(value: Value | undefined, dimensions: number): Float32Array | null {
  if (!Array.isArray(value) || value.length !== dimensions) return null;
  const vector = new Float32Array(dimensions);
  let squares = 0;
  for (let i = 0; i < dimensions; i++) {
    const element = value[i];
    if (typeof element !== "number") return null;
    vector[i] = element;
    squares += element * element;
  }
  const length = Math.sqrt(squares);
  if (length > 0 && Number.isFinite(length)) for (let i = 0; i < dimensions; i++) vector[i] = (vector[i] ?? 0) / length;
  return vector;
}

function filtersOf(index: SearchDefinition, doc: Doc): Buffer {
  return Buffer.concat(index.filterFields.map((field) => filterHash(fieldAt(doc, field))));
}

function unique(fields: readonly string[]): string[] {
  return [...new Set(fields)];
}
