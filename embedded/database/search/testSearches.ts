// What the tests of search share: a schema with a text index and a vector index, and the JSON of searches.
import type { QueryJson, QueryOperator, SearchFilter } from "../queryJson.ts";
import type { SchemaJson, TableJson } from "../schemaJson.ts";
import type { MaybeJson } from "../values.ts";

export const notes: TableJson = {
  tableName: "notes",
  indexes: [],
  searchIndexes: [{ indexDescriptor: "by_body", searchField: "body", filterFields: ["author", "meta.kind"] }],
  vectorIndexes: [
    { indexDescriptor: "by_meaning", vectorField: "meaning", dimensions: 3, filterFields: ["author", "kind"] },
  ],
  documentType: null,
};

export const searchSchema: SchemaJson = { schemaValidation: true, tables: [notes] };

export function search(
  text: string,
  equal: { [field: string]: MaybeJson } = {},
  operators: QueryOperator[] = [],
): QueryJson {
  const filters: SearchFilter[] = [{ type: "Search", fieldPath: "body", value: text }];
  for (const [fieldPath, value] of Object.entries(equal)) filters.push({ type: "Eq", fieldPath, value });
  return { source: { type: "Search", indexName: "notes.by_body", filters }, operators };
}
