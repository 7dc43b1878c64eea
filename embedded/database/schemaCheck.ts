// What a schema asks of new documents, and of those that are there already.
import { SchemaError } from "./errors.ts";
import type { SchemaJson, TableJson, ValidatorJson } from "./schemaJson.ts";
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
  return table.documentType ? validateValue(withoutSystemFields(table.documentType), fields as Value, tableOf) : null;
}

const ownTypes = new WeakMap<object, ValidatorJson>();

/** Every document has `_id` and `_creationTime`, whether or not its type names them. */
function withoutSystemFields(type: ValidatorJson): ValidatorJson {
  if (type.type !== "object" && type.type !== "union") return type;
  const known = ownTypes.get(type);
  if (known) return known;
  const isOwn = ([name]: [string, unknown]) => !name.startsWith("_");
  const own: ValidatorJson =
    type.type === "union"
      ? { ...type, value: type.value.map(withoutSystemFields) }
      : { ...type, value: Object.fromEntries(Object.entries(type.value).filter(isOwn)) };
  ownTypes.set(type, own);
  return own;
}
