// Holds search indexes against the documents: everything that a document should be found by is there, and nothing else.
import type { Catalog } from "../catalog.ts";
import { decodeDoc } from "../indexScan.ts";
import type { Store } from "../store.ts";
import type { Doc } from "../values.ts";
import { packWeight } from "./bm25.ts";
import { type Content, contentOf, type SearchIndex } from "./definitions.ts";

const documentsPerBatch = 500;
const maxProblems = 20;

/** Sentences about what does not agree; none when all is well. Reads every document of tables with search indexes. */
export function searchProblems(store: Store, catalog: Catalog): string[] {
  const problems: string[] = [];
  for (const index of catalog.search.all()) {
    for (const problem of indexProblems(store, catalog, index)) {
      problems.push(`Search index ${index.table}.${index.name}: ${problem}.`);
      if (problems.length >= maxProblems) return problems;
    }
  }
  return problems;
}

function* indexProblems(store: Store, catalog: Catalog, index: SearchIndex): Iterable<string> {
  const expected = { documents: 0, tokens: 0, postings: 0 };
  for (const doc of liveDocuments(store, catalog.table(index.table).key)) {
    const content = contentOf(index, doc);
    const entries = store.rows(
      "SELECT entry, tokens, filters FROM search_entries WHERE index_id = ? AND id = ? AND to_ts IS NULL",
      index.id,
      doc._id,
    );
    if (entries.length !== (content ? 1 : 0)) yield `document ${doc._id} has ${entries.length} entries that hold`;
    const [entry] = entries;
    if (!content || !entry) continue;
    expected.documents++;
    expected.tokens += content.tokens;
    expected.postings += content.terms.size;
    if (entry[1] !== content.tokens || !content.filters.equals(entry[2] as Uint8Array)) {
      yield `the entry of document ${doc._id} is of another text`;
    }
    yield* contentProblems(store, index, { doc, content, entry: Number(entry[0]) });
  }
  const [totals = []] = store.rows("SELECT documents, tokens FROM search_indexes WHERE index_id = ?", index.id);
  if (totals[0] !== expected.documents || totals[1] !== expected.tokens) {
    yield `its totals are ${totals.join(" and ")}, not ${expected.documents} and ${expected.tokens}`;
  }
  yield* leftovers(store, index, expected);
}

function* contentProblems(
  store: Store,
  index: SearchIndex,
  { doc, content, entry }: { doc: Doc; content: Content; entry: number },
): Iterable<string> {
  for (const [term, count] of content.terms) {
    const [posting] = store.rows(
      "SELECT weight, created FROM postings WHERE index_id = ? AND term = ? AND filters = ? AND entry = ?",
      index.id,
      term,
      content.filters,
      entry,
    );
    if (posting?.[0] !== packWeight(count, content.tokens) || posting[1] !== doc._creationTime) {
      yield `document ${doc._id} is not found by "${term}" as it should be`;
    }
  }
  if (!content.vector) return;
  const [stored] = store.rows("SELECT vector FROM vectors WHERE entry = ?", entry);
  const bytes = Buffer.from(content.vector.buffer);
  if (!stored || !bytes.equals(stored[0] as Uint8Array)) yield `the vector of document ${doc._id} is another one`;
}

function* leftovers(
  store: Store,
  index: SearchIndex,
  expected: { documents: number; postings: number },
): Iterable<string> {
  const holding = "SELECT count(*) FROM search_entries WHERE index_id = ? AND to_ts IS NULL";
  const entries = one(store, holding, index.id);
  if (entries !== expected.documents) yield `it has ${entries} entries for ${expected.documents} documents`;
  const ended = `SELECT coalesce(sum(json_array_length(terms)), 0) FROM search_entries WHERE index_id = ? AND to_ts IS NOT NULL`;
  const postings = one(store, "SELECT count(*) FROM postings WHERE index_id = ?", index.id);
  const wanted = expected.postings + one(store, ended, index.id);
  if (postings !== wanted) yield `it has ${postings} postings where ${wanted} belong`;
  if (index.kind !== "vector") return;
  const missing = `SELECT count(*) FROM search_entries WHERE index_id = ? AND entry NOT IN (SELECT entry FROM vectors)`;
  if (one(store, missing, index.id) > 0) yield "entries lack their vectors";
  const lost = one(store, "SELECT count(*) FROM vectors WHERE entry NOT IN (SELECT entry FROM search_entries)");
  if (lost > 0) yield `there are ${lost} vectors of no entry`;
}

function* liveDocuments(store: Store, tableNumber: number): Iterable<Doc> {
  for (let afterSeq = 0; ; ) {
    const batch = store.liveBatch(tableNumber, afterSeq, documentsPerBatch);
    for (const { seq, value } of batch) {
      afterSeq = seq;
      yield decodeDoc(value);
    }
    if (batch.length < documentsPerBatch) return;
  }
}

function one(store: Store, sql: string, ...values: number[]): number {
  return Number(store.rows(sql, ...values)[0]?.[0] ?? 0);
}
