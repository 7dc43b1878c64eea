// What a schema asks of new documents, and of those that are there already.
import { SchemaError } from "./errors.ts";
import type { SchemaJson, TableJson } from "./schemaJson.ts";
import { validateValue } from "./validator.ts";
import type { Doc, Fields, Value } from "./values.ts";

/** Tables with documents that may not match: those whose type is another than before. */
export function tablesToCheck(schema: SchemaJson | null, previous: SchemaJson | null): TableJson[] {
  if (!schema?.schemaValidation) return [];
  const known = new Map(previous?.schemaValidation ? previous.tables.map((table) => [table.tableName, table]) : []);
  return schema.tables.filter((table) => {
    const before = known.get(table.tableName);
    return !before || JSON.stringify(before.documentType) !== JSON.stringify(table.documentType);
  });
}

/** Throws when a document that is there already does not match. */
export function checkExistingDocument(table: TableJson, doc: Doc, tableOf: (id: string) => string | null): void {
  const { _id, _creationTime, ...fields } = doc;
  const problem = documentProblem(table, fields, tableOf);
  if (!problem) return;
  throw new SchemaError(
    `Document with ID "${_id}" in table "${table.tableName}" does not match the schema: ${problem}`,
    table.tableName,
  );
}

export function documentProblem(
  table: TableJson,
  fields: Fields,
  tableOf: (id: string) => string | null,
): string | null {
  return table.documentType ? validateValue(table.documentType, fields as Value, tableOf) : null;
}
