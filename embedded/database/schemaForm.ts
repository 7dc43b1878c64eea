// What a schema asks of its own form: names, counts, and that indexes name fields that there can be. The words are Convex's.
import { SchemaError } from "./errors.ts";
import type {
  IndexJson,
  SchemaJson,
  SearchIndexJson,
  TableJson,
  ValidatorJson,
  VectorIndexJson,
} from "./schemaJson.ts";
import { documentTypeProblem, identifierProblem } from "./validatorForm.ts";

const maxTables = 10_000;
const maxIndexesPerTable = 64;
const maxIndexFields = 16;
const maxFilterFields = 16;
const minDimensions = 2;
const maxDimensions = 4096;

/** A table's indexes of each kind, the staged ones with them. */
type Indexes = { fields: IndexJson[]; search: SearchIndexJson[]; vector: VectorIndexJson[] };

export function checkSchemaForm(schema: SchemaJson): void {
  if (schema.tables.length > maxTables) throw new SchemaError(`Number of tables cannot exceed ${maxTables}.`);
  for (const table of schema.tables) {
    const { tableName, documentType } = table;
    const indexes = indexesOf(table);
    const problem =
      (documentType ? documentTypeProblem(documentType) : null) ??
      tableNameProblem(tableName) ??
      fieldsProblem(table, indexes) ??
      likenessProblem(tableName, indexes) ??
      namesProblem(tableName, indexes) ??
      (schema.schemaValidation ? referenceProblem(table, indexes) : null);
    if (problem) throw new SchemaError(problem, tableName);
  }
}

function tableNameProblem(name: string): string | null {
  if (identifierProblem(name)) {
    return `Invalid table name: "${name}". Identifiers must start with a letter and can only contain letters, digits, and underscores.`;
  }
  return name.startsWith("_") ? `${name} is a reserved table name.` : null;
}

function indexesOf(table: TableJson): Indexes {
  return {
    fields: [...table.indexes, ...(table.stagedDbIndexes ?? [])],
    search: [...(table.searchIndexes ?? []), ...(table.stagedSearchIndexes ?? [])],
    vector: [...(table.vectorIndexes ?? []), ...(table.stagedVectorIndexes ?? [])],
  };
}

function namesProblem(table: string, { fields, search, vector }: Indexes): string | null {
  const names = [...fields, ...search, ...vector].map(({ indexDescriptor }) => indexDescriptor);
  for (const [i, name] of names.entries()) {
    if (name.startsWith("_") || name === "by_id" || name === "by_creation_time") {
      return `In table "${table}" cannot name an index "${name}" because the name is reserved. Indexes may not start with an underscore or be named "by_id" or "by_creation_time".`;
    }
    if (names.indexOf(name) < i) return `Table "${table}" has two or more definitions of index "${name}".`;
  }
  return null;
}

function fieldsProblem(table: TableJson, { fields, search, vector }: Indexes): string | null {
  const { tableName } = table;
  if (fields.length + search.length + vector.length > maxIndexesPerTable) {
    return `Table "${tableName}" cannot have more than ${maxIndexesPerTable} indexes.`;
  }
  const inTable = (problem: string | null) => problem && `In table "${tableName}": ${problem}`;
  for (const { indexDescriptor: name, fields: paths } of fields) {
    const problem = invalidName(name) ?? invalidPath(name, paths) ?? rangeFieldsProblem(name, paths);
    if (problem) return inTable(problem);
  }
  const empty = fields.find(({ fields: paths }) => paths.length === 0);
  if (empty) {
    const kind = table.indexes.includes(empty) ? "index" : "staged index";
    return `In table "${tableName}" ${kind} "${empty.indexDescriptor}" must have at least one field.`;
  }
  for (const { indexDescriptor: name, searchField, filterFields } of search) {
    const problem =
      invalidName(name) ?? invalidPath(name, [searchField, ...filterFields]) ?? filtersProblem(filterFields);
    if (problem) return inTable(problem);
  }
  for (const { indexDescriptor: name, vectorField, dimensions, filterFields } of vector) {
    const problem =
      invalidName(name) ??
      invalidPath(name, [vectorField, ...filterFields]) ??
      dimensionsProblem(dimensions) ??
      filtersProblem(filterFields);
    if (problem) return inTable(problem);
  }
  return null;
}

function invalidName(name: string): string | null {
  if (!identifierProblem(name)) return null;
  return `Invalid index name: "${name}". Identifiers must be 64 characters or less, start with a letter, and only contain letters, digits, underscores.`;
}

function filtersProblem(filterFields: readonly string[]): string | null {
  if (new Set(filterFields).size <= maxFilterFields) return null;
  return `Search indexes may have up to ${maxFilterFields} filter fields.`;
}

function dimensionsProblem(dimensions: number): string | null {
  if (Number.isInteger(dimensions) && dimensions >= minDimensions && dimensions <= maxDimensions) return null;
  return `Dimensions ${dimensions} must be between ${minDimensions} and ${maxDimensions}.`;
}

function rangeFieldsProblem(index: string, paths: readonly string[]): string | null {
  const twice = paths.find((path, i) => paths.indexOf(path) < i);
  const problem =
    paths.length > maxIndexFields
      ? `Indexes may have up to ${maxIndexFields} fields.`
      : paths.includes("_id")
        ? "`_id` is not a valid index field. To load documents by ID, use `db.get(id)`."
        : twice !== undefined
          ? `Duplicate field "${twice}". Index fields must be unique within an index.`
          : reservedFieldsProblem(paths);
  return problem && `In index "${index}": ${problem}`;
}

function reservedFieldsProblem(paths: readonly string[]): string | null {
  if (paths.includes("_creationTime")) {
    return "`_creationTime` is automatically added to the end of each index. It should not be added explicitly in the index definition. See https://docs.convex.dev/using/indexes for more details.";
  }
  return paths.some((path) => path.startsWith("_"))
    ? "Reserved fields (starting with `_`) are not allowed in indexes."
    : null;
}

/** Two indexes that are the same but for their names. */
function likenessProblem(table: string, { fields, search, vector }: Indexes): string | null {
  const same = firstTwin(fields, (index) => index.fields);
  if (same) {
    return `In table "${table}" index "${same[0]}" and index "${same[1]}" have the same fields. Indexes must be unique within a table.`;
  }
  const text = firstTwin(search, (index) => [index.searchField, [...new Set(index.filterFields)].sort()]);
  if (text) return twins(table, "search", "searchField", text);
  const like = firstTwin(vector, (index) => [index.vectorField, index.dimensions]);
  return like ? twins(table, "vector", "vectorField", like) : null;
}

function firstTwin<T extends { indexDescriptor: string }>(
  indexes: readonly T[],
  identity: (index: T) => unknown,
): [string, string] | null {
  const seen = new Map<string, string>();
  const byName = (a: T, b: T) => (a.indexDescriptor < b.indexDescriptor ? -1 : 1);
  for (const index of [...indexes].sort(byName)) {
    const key = JSON.stringify(identity(index));
    const other = seen.get(key);
    if (other !== undefined) return [index.indexDescriptor, other];
    seen.set(key, index.indexDescriptor);
  }
  return null;
}

function twins(table: string, kind: "search" | "vector", field: string, [one, other]: [string, string]): string {
  const title = kind === "search" ? "Search" : "Vector";
  return `In table "${table}" ${kind} index "${one}" and ${kind} index "${other}" have the same \`${field}\`. ${title} index fields must be unique within a table. You should combine the indexes with the same \`${field}\` into one index containing all \`filterField\`s and then use different subsets of the \`filterField\`s at query time.`;
}

function referenceProblem(table: TableJson, { fields, search, vector }: Indexes): string | null {
  const { tableName, documentType } = table;
  if (!documentType) return null;
  const references = [
    ...fields.flatMap((index) => index.fields.map((path) => ({ name: index.indexDescriptor, path }))),
    ...search.flatMap((index) =>
      [index.searchField, ...index.filterFields].map((path) => ({ name: index.indexDescriptor, path })),
    ),
    ...vector.map((index) => ({ name: index.indexDescriptor, path: index.vectorField })),
  ];
  for (const { name, path } of references) {
    if (/^_[^.]*$/.test(path) || canContain(documentType, path.split("."))) continue;
    return `In table "${tableName}" the index "${name}" is invalid because it references the field "${path}" that does not exist.`;
  }
  for (const { indexDescriptor: name, vectorField } of vector) {
    if (canHoldVector(documentType, vectorField.split("."))) continue;
    return `In table "${tableName}" the vector index "${name}" is invalid because it references the field "${vectorField}" that is neither an array of float64 or optional array of float64.`;
  }
  return null;
}

function canContain(validator: ValidatorJson, [first, ...rest]: string[]): boolean {
  if (first === undefined || validator.type === "any") return true;
  if (validator.type === "union") return validator.value.some((member) => canContain(member, [first, ...rest]));
  if (validator.type !== "object" || !Object.hasOwn(validator.value, first)) return false;
  const field = validator.value[first];
  return field !== undefined && canContain(field.fieldType, rest);
}

function canHoldVector(validator: ValidatorJson, [first, ...rest]: string[]): boolean {
  if (validator.type === "any") return true;
  if (validator.type === "union") {
    return validator.value.some((member) => canHoldVector(member, first === undefined ? [] : [first, ...rest]));
  }
  if (first === undefined) {
    return validator.type === "array" && (validator.value.type === "number" || validator.value.type === "any");
  }
  if (validator.type !== "object") return false;
  const field = validator.value[first];
  return field === undefined || canHoldVector(field.fieldType, rest);
}

function invalidPath(index: string, paths: readonly string[]): string | null {
  const invalid = paths.find((path) => path.split(".").some((part) => identifierProblem(part)));
  return invalid === undefined ? null : `In index "${index}": Invalid index field: "${invalid}"`;
}
