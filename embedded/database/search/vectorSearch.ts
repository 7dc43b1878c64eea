// Vectors by their likeness to one, by looking at every one of them: cosine similarity, exact. In parts, so that a big index
// does not keep everything else waiting; all parts are of one snapshot.
import { setImmediate } from "node:timers/promises";
import type { Catalog } from "../catalog.ts";
import { DatabaseError } from "../errors.ts";
import { maybeValue } from "../indexRange.ts";
import type { Store } from "../store.ts";
import type { JSONValue, MaybeJson, Timestamp } from "../values.ts";
import { filterBytes, filterHash, unitVector, type VectorIndex } from "./definitions.ts";

export type VectorSearchRequest = {
  indexName: string;
  limit?: number | null;
  vector: number[];
  expressions?: JSONValue;
};
export type VectorMatch = { _id: string; _score: number };

const defaultLimit = 10;
const maxLimit = 256;
const maxConditions = 64;
const numbersPerPart = 1 << 20;

export async function searchVectors(
  ground: { store: Store; catalog: Catalog },
  at: Timestamp,
  request: VectorSearchRequest,
): Promise<VectorMatch[]> {
  const { indexName, limit = null, vector, expressions = null } = request;
  const index = vectorIndex(ground.catalog, indexName);
  if (!index) return [];
  const wanted = limit ?? defaultLimit;
  if (!Number.isInteger(wanted) || wanted < 0) {
    throw new DatabaseError(
      "InvalidVectorLimit",
      `The limit of a vector search must be a whole number, not ${wanted}.`,
    );
  }
  if (wanted > maxLimit) {
    throw new DatabaseError(
      "VectorLimitTooLargeError",
      `Vector queries can fetch at most ${maxLimit} results, requested ${wanted}.`,
    );
  }
  const conditions = expressions === null ? [] : conditionsOf(index, indexName, expressions);
  if (!Array.isArray(vector) || vector.length !== index.dimensions) {
    throw new DatabaseError(
      "VectorDimensionsMismatch",
      `Expected a vector with dimensions ${index.dimensions}, received ${vector?.length ?? 0}.`,
    );
  }
  const like = unitVector(vector, index.dimensions);
  if (!like) throw new DatabaseError("InvalidVector", "The vector of a vector search must be a list of numbers.");
  return nearest(ground.store, index, at, like, conditions, wanted);
}

type Condition = { position: number; hash: Buffer };
type Seen = { id: string; score: number };

async function nearest(
  store: Store,
  index: VectorIndex,
  at: Timestamp,
  like: Float32Array,
  conditions: readonly Condition[],
  limit: number,
): Promise<VectorMatch[]> {
  const any = conditions.map(({ position }) => `substr(e.filters, ${position * filterBytes + 1}, ${filterBytes}) = ?`);
  // In the order of that index: in any other, every part would put all the rest in order.
  const sql = `SELECT e.entry, CAST(e.from_ts AS TEXT), e.id, v.vector
    FROM search_entries e INDEXED BY search_entries_begun CROSS JOIN vectors v ON v.entry = e.entry
    WHERE e.index_id = ? AND (e.from_ts, e.entry) > (?, ?) AND e.from_ts <= ? AND (e.to_ts IS NULL OR e.to_ts > ?)
    ${any.length > 0 ? `AND (${any.join(" OR ")})` : ""} ORDER BY e.from_ts, e.entry LIMIT ?`;
  const rowsPerPart = Math.max(1, Math.floor(numbersPerPart / index.dimensions));
  const best: Seen[] = [];
  for (let after = { ts: 0n, entry: 0 }; ; ) {
    const values = [index.id, after.ts, after.entry, at, at, ...conditions.map(({ hash }) => hash), rowsPerPart];
    const rows = store.rows(sql, ...values);
    for (const [, , id, bytes] of rows) {
      keepBest(best, { id: String(id), score: likeness(like, bytes as Uint8Array) }, limit);
    }
    const last = rows.at(-1);
    if (!last || rows.length < rowsPerPart) break;
    after = { ts: BigInt(String(last[1])), entry: Number(last[0]) };
    await setImmediate();
  }
  return best.map(({ id, score }) => ({ _id: id, _score: score }));
}

function likeness(like: Float32Array, bytes: Uint8Array): number {
  const aligned = bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  const vector = new Float32Array(aligned.buffer, aligned.byteOffset, like.length);
  let sum = 0;
  for (let i = 0; i < like.length; i++) sum += (like[i] as number) * (vector[i] as number);
  return Math.fround(sum);
}

/** `best` is in order: by score, then by id, both from the greatest. */
function keepBest(best: Seen[], candidate: Seen, limit: number): void {
  if (limit === 0) return;
  const last = best.at(-1);
  if (best.length >= limit && last && isBetter(last, candidate)) return;
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBetter(best[middle] ?? candidate, candidate)) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, candidate);
  if (best.length > limit) best.pop();
}

function isBetter(a: Seen, b: Seen): boolean {
  return a.score > b.score || (a.score === b.score && a.id > b.id);
}

/** Undefined: a table that nobody has written to yet. */
function vectorIndex(catalog: Catalog, indexName: string): VectorIndex | undefined {
  const [table = "", name = ""] = indexName.split(".");
  const index = catalog.search.get(table, name);
  if (index?.kind === "vector") return index;
  const known = catalog.existing(table);
  if (index || known?.indexes.has(name)) {
    throw new DatabaseError("IndexNotAVectorIndexError", `Index ${indexName} is not a vector index`);
  }
  if (known) throw new DatabaseError("IndexNotFoundError", `Index ${indexName} not found.`);
  return undefined;
}

/** One of them is enough, on whichever fields they are. */
function conditionsOf(index: VectorIndex, indexName: string, expression: unknown): Condition[] {
  const conditions = new Map<string, Condition>();
  for (const { field, value } of equalities(expression)) {
    const position = index.filterFields.indexOf(field);
    if (position < 0) {
      throw new DatabaseError(
        "IncorrectVectorFilterField",
        `Vector query against ${indexName} contains a filter on "${field}" but that field isn't indexed for filtering in \`filterFields\`.`,
      );
    }
    const hash = filterHash(maybeValue(value));
    conditions.set(`${position} ${hash.toString("hex")}`, { position, hash });
  }
  if (conditions.size > maxConditions) {
    throw new DatabaseError(
      "TooManyElementsInVectorQueryError",
      `Vector query against ${indexName} has too many conditions. Max: ${maxConditions} Actual: ${conditions.size}`,
    );
  }
  return [...conditions.values()];
}

function equalities(expression: unknown): { field: string; value: MaybeJson }[] {
  const [operator, operand] = Object.entries((expression ?? {}) as { [operator: string]: unknown })[0] ?? [];
  if (operator === "$or" && Array.isArray(operand)) return operand.flatMap(equalities);
  if (operator !== "$eq" || !Array.isArray(operand)) {
    throw new DatabaseError("InvalidVectorSearchFilter", "Filters should be a combination of `q.eq` and `q.or`.");
  }
  const [left, right] = operand as [{ $field?: unknown }, { $literal?: MaybeJson }];
  if (typeof left?.$field !== "string" || right?.$literal === undefined) {
    throw new DatabaseError(
      "InvalidVectorSearchFilter",
      "`q.eq` must take a field path as its first argument and a value as its second",
    );
  }
  return [{ field: left.$field, value: right.$literal }];
}
