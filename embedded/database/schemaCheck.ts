// What a schema asks of its own form, of new documents, and of those that are there already.
import { SchemaError } from "./errors.ts";
import type { SchemaJson, TableJson } from "./schemaJson.ts";
import { validateValue } from "./validator.ts";
import type { Doc, Fields, Value } from "./values.ts";

const maxIndexesPerTable = 64;
const maxIndexFields = 16;
const identifier = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;
const reservedIndexNames = new Set(["by_id", "by_creation_time"]);

export function checkSchemaForm(schema: SchemaJson): void {
  for (const table of schema.tables) {
    const { tableName, indexes } = table;
    if (!identifier.test(tableName)) throw new SchemaError(`Table names must be valid identifiers, got "${tableName}"`);
    if (indexes.length > maxIndexesPerTable) {
      throw new SchemaError(`Table "${tableName}" has more than ${maxIndexesPerTable} indexes.`, tableName);
    }
    const names = new Set<string>();
    for (const { indexDescriptor: name, fields } of indexes) {
      const problem = indexProblem(name, fields, names);
      if (problem) throw new SchemaError(`In table "${tableName}" the index "${name}" ${problem}.`, tableName);
      names.add(name);
    }
  }
}

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

function indexProblem(name: string, fields: string[], names: ReadonlySet<string>): string | null {
  if (!identifier.test(name)) return "has a name that is no identifier";
  if (reservedIndexNames.has(name)) return "has a reserved name";
  if (names.has(name)) return "is defined twice";
  if (fields.length === 0) return "has no fields";
  if (fields.length > maxIndexFields) return `has more than ${maxIndexFields} fields`;
  if (new Set(fields).size < fields.length) return "has a field twice";
  if (fields.some((field) => field === "_id" || field === "_creationTime")) {
    return "names a system field: every index ends with _creationTime and _id by itself";
  }
  return null;
}
