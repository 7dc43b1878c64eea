import type { Database } from "../database/database.ts";
import type { ValidatorJson } from "../database/schemaJson.ts";
import { ImportError } from "./importError.ts";
import type { ImportPlan } from "./importPlan.ts";

/** Ids in tables that the import leaves alone must not become ids of nothing. Throws ImportError. */
export function checkReferences(db: Database, plan: ImportPlan): void {
  const renumbered = new Set(
    plan.tables
      .filter(({ name, number }) => number !== null && db.tableNumber(name) !== null && db.tableNumber(name) !== number)
      .map(({ name }) => name),
  );
  const imported = new Set(plan.tables.map(({ name }) => name));
  for (const { tableName, documentType } of db.schema()?.tables ?? []) {
    if (imported.has(tableName) || !documentType) continue;
    const referenced = [...referencedTables(documentType)].find((name) => renumbered.has(name));
    if (referenced === undefined || db.beginUnlimited().count(tableName) === 0) continue;
    throw new ImportError(`Import changes table '${referenced}' which is referenced by '${tableName}' in the schema`);
  }
}

function* referencedTables(type: ValidatorJson): Iterable<string> {
  switch (type.type) {
    case "id":
      yield type.tableName;
      return;
    case "array":
      yield* referencedTables(type.value);
      return;
    case "union":
      for (const member of type.value) yield* referencedTables(member);
      return;
    case "object":
      for (const { fieldType } of Object.values(type.value)) yield* referencedTables(fieldType);
      return;
    case "record":
      yield* referencedTables(type.keys);
      yield* referencedTables(type.values.fieldType);
  }
}
