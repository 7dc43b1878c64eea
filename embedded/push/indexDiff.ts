// Which indexes a push makes, drops, enables and stages: the CLI shows it, and asks before it drops one of a large table.
import type { SchemaJson, TableJson } from "../database/schemaJson.ts";

export type IndexConfig = { name: string; staged: boolean } & (
  | { type: "database"; fields: string[] }
  | { type: "search"; searchField: string; filterFields: string[] }
  | { type: "vector"; vectorField: string; dimensions: number; filterFields: string[] }
);
/** As the CLI reads it: convex/src/cli/lib/deployApi/finishPush.ts. A changed definition is a removed and an added index. */
export type IndexDiff = {
  added_indexes: IndexConfig[];
  removed_indexes: IndexConfig[];
  enabled_indexes: IndexConfig[];
  disabled_indexes: IndexConfig[];
};

export function indexDiff(before: SchemaJson | null, after: SchemaJson | null): IndexDiff {
  const [old, wanted] = [indexConfigs(before), indexConfigs(after)];
  const kept = (index: IndexConfig, others: Map<string, IndexConfig>) => {
    const other = others.get(index.name);
    return other !== undefined && sameDefinition(index, other) ? other : null;
  };
  const restaged = (staged: boolean) =>
    [...wanted.values()].filter((index) => index.staged === staged && kept(index, old)?.staged === !staged);
  return {
    added_indexes: [...wanted.values()].filter((index) => kept(index, old) === null),
    removed_indexes: [...old.values()].filter((index) => kept(index, wanted) === null),
    enabled_indexes: restaged(false),
    disabled_indexes: restaged(true),
  };
}

/** By `table.index`, in that order. */
export function indexConfigs(schema: SchemaJson | null): Map<string, IndexConfig> {
  const configs = (schema?.tables ?? []).flatMap((table) => [
    ...configsOf(table.tableName, false, table.indexes, table.searchIndexes, table.vectorIndexes),
    ...configsOf(table.tableName, true, table.stagedDbIndexes, table.stagedSearchIndexes, table.stagedVectorIndexes),
  ]);
  return new Map(configs.sort((a, b) => (a.name < b.name ? -1 : 1)).map((config) => [config.name, config]));
}

function configsOf(
  table: string,
  staged: boolean,
  indexes: TableJson["indexes"] = [],
  searchIndexes: TableJson["searchIndexes"] = [],
  vectorIndexes: TableJson["vectorIndexes"] = [],
): IndexConfig[] {
  const name = (index: { indexDescriptor: string }) => `${table}.${index.indexDescriptor}`;
  return [
    ...indexes.map((index) => ({
      ...{ name: name(index), type: "database" as const, staged },
      fields: [...index.fields, "_creationTime"],
    })),
    ...searchIndexes.map((index) => ({
      ...{ name: name(index), type: "search" as const, staged },
      searchField: index.searchField,
      filterFields: [...index.filterFields].sort(),
    })),
    ...vectorIndexes.map((index) => ({
      ...{ name: name(index), type: "vector" as const, staged },
      vectorField: index.vectorField,
      dimensions: index.dimensions,
      filterFields: [...index.filterFields].sort(),
    })),
  ];
}

function sameDefinition(a: IndexConfig, b: IndexConfig): boolean {
  return JSON.stringify({ ...a, staged: null }) === JSON.stringify({ ...b, staged: null });
}
