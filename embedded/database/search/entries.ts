// Keeps search indexes in line with documents: entries begin and end in the commit that writes the document.
import type { Key } from "../sortKey.ts";
import type { Store } from "../store.ts";
import type { Doc, Timestamp } from "../values.ts";
import { packWeight } from "./bm25.ts";
import { contentOf, readId, type SearchIndex, sameContent, termKey } from "./definitions.ts";
import type { PostingBatch } from "./postingBatch.ts";

/** Postings taken away in one go, so that no commit waits long. */
const postingsPerRun = 8192;
const entriesPerRun = 512;

/** A document changed. Answers the keys that searches may have read: those of its terms before and after. */
export function writeSearchEntries(
  store: Store,
  indexes: readonly SearchIndex[],
  change: { before: Doc | null; after: Doc | null; ts: Timestamp },
  postings: PostingBatch,
): { index: number; key: Key }[] {
  const { before, after, ts } = change;
  const written: { index: number; key: Key }[] = [];
  for (const index of indexes) {
    if (before && after && sameContent(index, before, after)) continue;
    const keys = new Set<Key>();
    if (before) for (const key of endEntry(store, index, before, ts)) keys.add(key);
    if (after) for (const key of beginEntry(store, index, { doc: after, ts }, postings)) keys.add(key);
    for (const key of keys) written.push({ index: readId(index), key });
  }
  return written;
}

export function beginEntry(
  store: Store,
  index: SearchIndex,
  { doc, ts }: { doc: Doc; ts: Timestamp },
  postings: PostingBatch,
): Key[] {
  const content = contentOf(index, doc);
  if (!content) return [];
  const { filters, tokens, terms, vector } = content;
  const hidden = store.hidden?.ts === ts ? store.hidden : null;
  const entry = store.run(
    "INSERT INTO search_entries (entry, index_id, id, from_ts, tokens, filters) VALUES (?, ?, ?, ?, ?, ?)",
    hidden?.nextEntry() ?? null,
    index.id,
    doc._id,
    ts,
    tokens,
    filters,
  );
  if (vector) store.run("INSERT INTO vectors (entry, vector) VALUES (?, ?)", entry, bytesOf(vector));
  for (const [term, count] of terms) {
    const weight = packWeight(count, tokens);
    const posting = { index: index.id, term, filters, entry, weight, created: doc._creationTime };
    if (hidden) hidden.waiting.putPosting(posting);
    else postings.add(posting);
  }
  addToTotals(store, index, ts, 1, tokens);
  return [...terms.keys()].map((term) => termKey(term, filters));
}

export function hasLiveEntry(store: Store, index: SearchIndex, id: string): boolean {
  const sql = "SELECT 1 FROM search_entries WHERE index_id = ? AND id = ? AND (to_ts IS NULL OR to_ts = ?)";
  return store.all(sql, index.id, id, store.hidden?.ts ?? null).length > 0;
}

/** Takes away ended entries that no snapshot at `horizon` or later sees. */
export function pruneSearchEntries(store: Store, indexes: readonly SearchIndex[], horizon: Timestamp): void {
  let left = postingsPerRun;
  for (const index of indexes) {
    const ended = store.all<{ entry: bigint; filters: Uint8Array; terms: string | null }>(
      "SELECT entry, filters, terms FROM search_entries WHERE index_id = ? AND to_ts <= ? ORDER BY to_ts LIMIT ?",
      index.id,
      horizon,
      entriesPerRun,
    );
    for (const { entry, filters, terms } of ended) {
      if (left <= 0) return;
      const words: string[] = terms === null ? [] : JSON.parse(terms);
      removeEntry(store, index, { entry, filters, terms: words });
      left -= words.length + 1;
    }
  }
}

/** What was written of a document at `ts`, when `doc` came: the entry before holds again. */
export function takeBackEntry(
  store: Store,
  index: SearchIndex,
  { id, doc, ts }: { id: string; doc: Doc | null; ts: Timestamp },
): void {
  const of = "WHERE index_id = ? AND id = ?";
  type Row = { entry: bigint; tokens: bigint };
  for (const row of store.all<Row>(
    `SELECT entry, tokens FROM search_entries ${of} AND from_ts = ?`,
    index.id,
    id,
    ts,
  )) {
    const content = doc && contentOf(index, doc);
    store.hidden?.waiting.forgetPostings(Number(row.entry));
    removeEntry(store, index, {
      entry: row.entry,
      filters: content?.filters ?? Buffer.alloc(0),
      terms: [...(content?.terms.keys() ?? [])],
    });
    addToTotals(store, index, ts, -1, -Number(row.tokens));
  }
  for (const row of store.all<Row>(`SELECT entry, tokens FROM search_entries ${of} AND to_ts = ?`, index.id, id, ts)) {
    store.run("UPDATE search_entries SET to_ts = NULL, terms = NULL WHERE entry = ?", row.entry);
    addToTotals(store, index, ts, 1, Number(row.tokens));
  }
}

function removeEntry(
  store: Store,
  index: SearchIndex,
  { entry, filters, terms }: { entry: bigint; filters: Uint8Array; terms: readonly string[] },
): void {
  for (const term of terms) {
    const sql = "DELETE FROM postings WHERE index_id = ? AND term = ? AND filters = ? AND entry = ?";
    store.run(sql, index.id, term, filters, entry);
  }
  if (index.kind === "vector") store.run("DELETE FROM vectors WHERE entry = ?", entry);
  store.run("DELETE FROM search_entries WHERE entry = ?", entry);
}

function endEntry(store: Store, index: SearchIndex, doc: Doc, ts: Timestamp): Key[] {
  const content = contentOf(index, doc);
  // An index in the making may not have come to this document yet: then there is nothing to end.
  if (!content || !hasLiveEntry(store, index, doc._id)) return [];
  const terms = [...content.terms.keys()];
  store.run(
    "UPDATE search_entries SET to_ts = ?, terms = ? WHERE index_id = ? AND id = ? AND to_ts IS NULL",
    ts,
    JSON.stringify(terms),
    index.id,
    doc._id,
  );
  addToTotals(store, index, ts, -1, -content.tokens);
  return terms.map((term) => termKey(term, content.filters));
}

function addToTotals(store: Store, index: SearchIndex, ts: Timestamp, documents: number, tokens: number): void {
  if (store.hidden?.ts === ts) {
    store.hidden.addToTotals(index.id, documents, tokens);
    return;
  }
  const sql = "UPDATE search_indexes SET documents = documents + ?, tokens = tokens + ? WHERE index_id = ?";
  store.run(sql, documents, tokens, index.id);
}

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}
