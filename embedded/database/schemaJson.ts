// The JSON of `defineSchema(...).export()`: validators and index definitions.
import type { JSONValue } from "convex/values";

export type ValidatorJson =
  | { type: "null" | "number" | "bigint" | "boolean" | "string" | "bytes" | "any" | "commitTs" }
  | { type: "literal"; value: JSONValue }
  | { type: "id"; tableName: string }
  | { type: "array"; value: ValidatorJson }
  | { type: "record"; keys: ValidatorJson; values: { fieldType: ValidatorJson; optional: boolean } }
  | { type: "object"; value: { [field: string]: { fieldType: ValidatorJson; optional: boolean } } }
  | { type: "union"; value: ValidatorJson[] };

export type IndexJson = { indexDescriptor: string; fields: string[] };
export type SearchIndexJson = { indexDescriptor: string; searchField: string; filterFields: string[] };
export type VectorIndexJson = {
  indexDescriptor: string;
  vectorField: string;
  dimensions: number;
  filterFields: string[];
};

export type TableJson = {
  tableName: string;
  indexes: IndexJson[];
  stagedDbIndexes?: IndexJson[];
  searchIndexes?: SearchIndexJson[];
  stagedSearchIndexes?: SearchIndexJson[];
  vectorIndexes?: VectorIndexJson[];
  stagedVectorIndexes?: VectorIndexJson[];
  documentType?: ValidatorJson | null;
  stagedDocumentType?: ValidatorJson | null;
};

export type SchemaJson = { tables: TableJson[]; schemaValidation: boolean };
