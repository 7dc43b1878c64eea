// Writes a transaction into the store at its timestamp and answers every index key it touched.
import { convexToJson, type Value } from "convex/values";
import { type Catalog, changedEntries } from "./catalog.ts";
import { hasPlaceholder, withCommitTime } from "./commitTime.ts";
import { decodeDoc } from "./indexScan.ts";
import { writeSearchEntries } from "./search/entries.ts";
import { PostingBatch } from "./search/postingBatch.ts";
import type { Key } from "./sortKey.ts";
import type { Store } from "./store.ts";
import type { WrittenToTable } from "./subscriptions.ts";
import type { Transaction } from "./transaction.ts";
import type { Timestamp } from "./values.ts";

/** Of one commit and one search index; more are taken for all that there are, so that a big import does not fill the memory. */
const maxSearchKeys = 50_000;

export function commitWrites(store: Store, catalog: Catalog, tx: Transaction, ts: Timestamp): WrittenToTable[] {
  const written: WrittenToTable[] = [];
  const postings = new PostingBatch(store);
  const searched = new Map<number, { table: string; keys: Set<Key> }>();
  for (const [id, { table: name, before, after: pending }] of tx.pending.entries()) {
    if (!before && !pending) continue;
    const table = catalog.table(name);
    let after = pending;
    let json = after && JSON.stringify(convexToJson(after as Value));
    if (json && hasPlaceholder(json)) {
      json = withCommitTime(json, ts);
      after = decodeDoc(json);
    }
    const previous = before ? store.version(id, ts) : null;
    const seq = store.putVersion(table.key, id, ts, json, previous?.seq ?? null);
    const entries = [...table.indexes.values()].flatMap((index) => changedEntries(index, before, after, seq));
    store.putEntries(entries, ts);
    for (const { index, key } of entries) written.push({ index, key, table: name });
    const searches = catalog.search.of(name);
    for (const { index, key } of writeSearchEntries(store, searches, { before, after, ts }, postings)) {
      const keys = searched.get(index)?.keys ?? new Set<Key>();
      searched.set(index, { table: name, keys });
      if (keys.size <= maxSearchKeys) keys.add(key);
    }
  }
  postings.flush();
  for (const [index, { table, keys }] of searched) {
    if (keys.size > maxSearchKeys) written.push({ index, key: null, table });
    else for (const key of keys) written.push({ index, key, table });
  }
  return written;
}
