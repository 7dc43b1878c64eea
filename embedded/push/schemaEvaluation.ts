// What a schema would do to the data that is there, told before a push: which tables it reads through, which indexes it builds.
// Response shape: convex/src/cli/lib/deployApi/evaluateSchema.ts.
import { getConvexSize } from "convex/values";
import type { Database } from "../database/database.ts";
import { tablesToCheck } from "../database/schemaCheck.ts";
import type { SchemaJson, TableJson } from "../database/schemaJson.ts";
import { indexConfigs, indexDiff } from "./indexDiff.ts";

/** The size of a table is that of its first documents, times their number. */
const sampledDocuments = 500;

export function schemaEvaluation(db: Database, schema: SchemaJson | null) {
  const before = db.schema();
  const tx = db.beginUnlimited();
  const documents = (table: string) => tx.count(table);
  const checked = new Set(tablesToCheck(schema, before).map((table) => table.tableName));
  const tables = (schema?.tables ?? []).map((table) => {
    const numDocs = documents(table.tableName);
    return {
      name: table.tableName,
      outcome: outcome(table, checked.has(table.tableName), schema?.schemaValidation === true),
      numDocs,
      sizeBytes: Math.round(meanSize(db, table.tableName) * numDocs),
    };
  });
  return {
    componentSchemaEvaluations: {
      "": {
        definitionPath: "",
        schemaValidation: schema?.schemaValidation === true,
        tables,
        indexes: indexPredictions(before, schema, documents),
        discardedStagedValidators: [],
      },
    },
    newComponentDefinitions: [],
  };
}

function outcome({ documentType }: TableJson, isChecked: boolean, validates: boolean) {
  if (!validates || !documentType || documentType.type === "any") return "notValidated";
  return isChecked ? "mustWalk" : "supersetOfEnforced";
}

function indexPredictions(before: SchemaJson | null, after: SchemaJson | null, documents: (table: string) => number) {
  const diff = indexDiff(before, after);
  const changed = [
    ...diff.added_indexes.map((index) => ({ index, change: "added", needsBackfill: true })),
    // A staged index is not built before it is enabled.
    ...diff.enabled_indexes.map((index) => ({ index, change: "enabled", needsBackfill: true })),
    ...diff.disabled_indexes.map((index) => ({ index, change: "disabled", needsBackfill: false })),
    ...diff.removed_indexes.map((index) => ({ index, change: "dropped", needsBackfill: false })),
  ];
  const names = new Set(changed.map(({ index }) => index.name));
  const identical = [...indexConfigs(after).values()]
    .filter((index) => !names.has(index.name))
    .map((index) => ({ index, change: "identical", needsBackfill: false }));
  return [...changed, ...identical].map(({ index, ...prediction }) => ({
    ...index,
    ...prediction,
    numDocs: documents(index.name.slice(0, index.name.indexOf("."))),
  }));
}

function meanSize(db: Database, table: string): number {
  let [count, bytes] = [0, 0];
  for (const doc of db.documentsAt(table, db.latestTimestamp())) {
    bytes += getConvexSize(doc);
    if (++count === sampledDocuments) break;
  }
  return count === 0 ? 0 : bytes / count;
}
