// Finds and ranks the documents of a text search as of a snapshot, with the transaction's own writes in it. Convex's rules:
// any term is enough, the last one by its beginning too; BM25, then the newest first. What is recorded as read is the terms,
// so that a document with one of them that comes, changes or goes tells the reader, and no other one does.
import type { SnapshotView } from "../indexScan.ts";
import { afterPrefix, encodeKey, type Key, keyFromBytes, keyToBytes } from "../sortKey.ts";
import type { Doc } from "../values.ts";
import { packWeight, prefixBoost, type Totals, termScore } from "./bm25.ts";
import { type Content, contentOf, filterBytes, readId, type TextIndex } from "./definitions.ts";
import type { TextQuery } from "./textQuery.ts";
import { compareTerms } from "./tokens.ts";

/** No search answers more. */
export const maxCandidates = 1024;
/** Of terms and filters that one search looks at, with those that begin like the last term. */
const maxSearchTerms = 64;
/** Above every letter and digit. */
const lastCharacter = "\u{10ffff}";

export type Candidate = { id: string; score: number; created: number };
type Own = { doc: Doc; content: Content };
type Found = { own: Own | null; entry: number; score: number; created: number };

export function searchText(view: SnapshotView, query: TextQuery): Candidate[] {
  if (query.terms.length === 0) return [];
  recordReads(view, query);
  const snapshot = new TextSnapshot(view, query.index);
  const found = new Map<number | string, Found>();
  for (const [term, boost] of matchingTerms(snapshot, query)) {
    const own = snapshot.own.filter(({ content }) => content.terms.has(term));
    const postings = snapshot.postings(term, query.filters);
    // How rare a term is does not depend on the filters.
    const stored = query.filters.some((hash) => hash !== null) ? snapshot.matching(term) : postings.length;
    const score = termScore(snapshot.totals, stored + own.length, boost);
    for (const [entry, weight, created] of postings) {
      const present = found.get(entry);
      if (present) present.score += score(weight);
      else found.set(entry, { own: null, entry, score: score(weight), created });
    }
    for (const document of own) {
      const { doc, content } = document;
      if (!query.filters.every((hash, i) => hash === null || hash.equals(filterAt(content.filters, i)))) continue;
      const more = score(packWeight(content.terms.get(term) ?? 0, content.tokens));
      const present = found.get(doc._id);
      if (present) present.score += more;
      else found.set(doc._id, { own: document, entry: 0, score: more, created: doc._creationTime });
    }
  }
  return withIds(view, best([...found.values()]));
}

/** The place of a row among the results of its search. */
export function candidateKey({ id, score, created }: Candidate): Key {
  return encodeKey([-score, -created, id]);
}

// The filters that come first narrow what is read, for they follow the term in every key.
function recordReads(view: SnapshotView, { index, terms, filters }: TextQuery): void {
  const leading = leadingFilters(filters);
  for (const [i, term] of terms.entries()) {
    const key = encodeKey([term]);
    const isLast = i === terms.length - 1;
    const lower = isLast ? key.slice(0, -1) : key + keyFromBytes(leading);
    view.reads.add(readId(index), lower, afterPrefix(lower));
  }
}

/** Terms that some document has, with what they count. */
function matchingTerms(snapshot: TextSnapshot, { terms, filters }: TextQuery): Map<string, number> {
  const matching = new Map<string, number>();
  for (const term of terms) if (snapshot.has(term)) matching.set(term, 1);
  const room = maxSearchTerms - filters.filter((hash) => hash !== null).length;
  for (const term of snapshot.beginningWith(terms.at(-1) ?? "", room)) {
    if (matching.size < room && !matching.has(term)) matching.set(term, prefixBoost);
  }
  return new Map([...matching].sort(([a], [b]) => compareTerms(a, b)));
}

/** The entries of an index that a transaction sees, and the documents that it has written itself. */
class TextSnapshot {
  readonly own: Own[] = [];
  readonly totals: Totals = { documents: 0, tokens: 0 };
  readonly #view: SnapshotView;
  readonly #index: TextIndex;
  /** Entries that are in the store and not in the snapshot. */
  readonly #hidden = new Set<number>();
  readonly #hiddenJson: string;
  /** Entries up to this one are of an import that is not over. */
  readonly #after: number;

  constructor(view: SnapshotView, index: TextIndex) {
    this.#view = view;
    this.#index = index;
    this.#after = view.store.hidden?.highestEntry ?? Number.MIN_SAFE_INTEGER;
    this.#readTotals();
    this.#layOwnWrites();
    this.#hiddenJson = JSON.stringify([...this.#hidden]);
  }

  has(term: string): boolean {
    if (this.own.some(({ content }) => content.terms.has(term))) return true;
    const sql = "SELECT entry FROM postings WHERE index_id = ? AND term = ? AND entry > ? LIMIT 1";
    const [first] = this.#view.store.rows(sql, this.#index.id, term, this.#after);
    return first !== undefined && (!this.#hidden.has(Number(first[0])) || this.matching(term) > 0);
  }

  /** Up to `limit` terms in the order of their bytes. */
  beginningWith(prefix: string, limit: number): string[] {
    const found = new Set<string>();
    for (const { content } of this.own) {
      for (const term of content.terms.keys()) if (term.startsWith(prefix)) found.add(term);
    }
    // From term to term, past all postings of each.
    const sql =
      "SELECT term, entry FROM postings WHERE index_id = ? AND term > ? AND term < ? AND entry > ? ORDER BY term LIMIT 1";
    let after = prefix;
    for (let stored = 0; stored < limit; ) {
      const [row] = this.#view.store.rows(sql, this.#index.id, after, prefix + lastCharacter, this.#after);
      if (!row) break;
      after = String(row[0]);
      if (this.#hidden.has(Number(row[1])) && this.matching(after) === 0) continue;
      found.add(after);
      stored++;
    }
    return [...found].sort(compareTerms).slice(0, limit);
  }

  /** How many stored documents have a term, whatever the filters. */
  matching(term: string): number {
    const { store } = this.#view;
    const all = "SELECT count(*) FROM postings WHERE index_id = ? AND term = ? AND entry > ?";
    const visible = `${all} AND entry NOT IN (SELECT value FROM json_each(?))`;
    const [row] =
      this.#hidden.size === 0
        ? store.rows(all, this.#index.id, term, this.#after)
        : store.rows(visible, this.#index.id, term, this.#after, this.#hiddenJson);
    return Number(row?.[0] ?? 0);
  }

  postings(term: string, filters: readonly (Buffer | null)[]): [entry: number, weight: number, created: number][] {
    const leading = leadingFilters(filters);
    const upper = afterPrefix(keyFromBytes(leading));
    const conditions = ["index_id = ?", "term = ?", "entry > ?"];
    const values: (string | number | Uint8Array)[] = [this.#index.id, term, this.#after];
    if (upper !== null) {
      conditions.push("filters >= ?", "filters < ?");
      values.push(leading, keyToBytes(upper));
    }
    for (const [i, hash] of filters.entries()) {
      if (hash === null) continue;
      conditions.push(`substr(filters, ${i * filterBytes + 1}, ${filterBytes}) = ?`);
      values.push(hash);
    }
    const sql = `SELECT entry, weight, created FROM postings WHERE ${conditions.join(" AND ")}`;
    const rows = this.#view.store.rows(sql, ...values) as [number, number, number][];
    return this.#hidden.size === 0 ? rows : rows.filter(([entry]) => !this.#hidden.has(entry));
  }

  // The totals in the store are of the latest entries that are not hidden: what began or ended since the snapshot is taken back.
  #readTotals(): void {
    const { store, snapshotTs } = this.#view;
    const { id } = this.#index;
    const until = store.hiddenFrom;
    const [totals = []] = store.rows("SELECT documents, tokens FROM search_indexes WHERE index_id = ?", id);
    this.#count(Number(totals[0]), Number(totals[1]));
    const later = store.rows(
      "SELECT entry, tokens, to_ts IS NULL OR to_ts >= ? FROM search_entries WHERE index_id = ? AND from_ts > ? AND from_ts < ?",
      until,
      id,
      snapshotTs,
      until,
    );
    for (const [entry, tokens, holds] of later) {
      this.#hidden.add(Number(entry));
      if (holds) this.#count(-1, -Number(tokens));
    }
    const ended = store.rows(
      `SELECT entry, tokens, to_ts > ? FROM search_entries INDEXED BY search_entries_ended
       WHERE index_id = ? AND to_ts IS NOT NULL AND to_ts < ? AND from_ts <= ?`,
      snapshotTs,
      id,
      until,
      snapshotTs,
    );
    for (const [entry, tokens, isInSnapshot] of ended) {
      if (isInSnapshot) this.#count(1, Number(tokens));
      else this.#hidden.add(Number(entry));
    }
  }

  #layOwnWrites(): void {
    const { store, snapshotTs, pending } = this.#view;
    const index = this.#index;
    for (const [id, { table, before, after }] of pending.entries()) {
      if (table !== index.table) continue;
      if (before) {
        const replaced = store.rows(
          `SELECT entry, tokens FROM search_entries WHERE index_id = ? AND id = ? AND from_ts <= ?
           AND (to_ts IS NULL OR to_ts > ?)`,
          index.id,
          id,
          snapshotTs,
          snapshotTs,
        );
        for (const [entry, tokens] of replaced) {
          this.#hidden.add(Number(entry));
          this.#count(-1, -Number(tokens));
        }
      }
      const content = after && contentOf(index, after);
      if (!content) continue;
      this.own.push({ doc: after, content });
      this.#count(1, content.tokens);
    }
  }

  #count(documents: number, tokens: number): void {
    this.totals.documents += documents;
    this.totals.tokens += tokens;
  }
}

function leadingFilters(filters: readonly (Buffer | null)[]): Buffer {
  const end = filters.indexOf(null);
  return Buffer.concat((end < 0 ? filters : filters.slice(0, end)).flatMap((hash) => hash ?? []));
}

function filterAt(filters: Buffer, position: number): Buffer {
  return filters.subarray(position * filterBytes, (position + 1) * filterBytes);
}

/** The first ones, without putting the others in order. Scores are compared as 32-bit numbers, as Convex has them. */
function best(found: Found[]): Found[] {
  for (const candidate of found) candidate.score = Math.fround(candidate.score);
  const byRank = (a: Found, b: Found) => b.score - a.score || b.created - a.created;
  if (found.length <= maxCandidates) return found.sort(byRank);
  const scores = Float64Array.from(found, ({ score }) => score).sort();
  const least = scores[scores.length - maxCandidates] ?? 0;
  return found
    .filter(({ score }) => score >= least)
    .sort(byRank)
    .slice(0, maxCandidates);
}

function withIds(view: SnapshotView, found: Found[]): Candidate[] {
  const stored = found.flatMap(({ own, entry }) => (own ? [] : [entry]));
  const sql = "SELECT entry, id FROM search_entries WHERE entry IN (SELECT value FROM json_each(?))";
  const ids = new Map(view.store.rows(sql, JSON.stringify(stored)).map(([entry, id]) => [Number(entry), String(id)]));
  const candidates = found.map(({ own, entry, score, created }) => {
    return { id: own?.doc._id ?? ids.get(entry) ?? "", score, created };
  });
  return candidates.sort((a, b) => (candidateKey(a) < candidateKey(b) ? -1 : 1));
}
