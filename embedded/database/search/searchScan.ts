// The documents of a text search, best first. Records each that it hands out as read.
import { type Catalog, idKey } from "../catalog.ts";
import type { Position } from "../cursor.ts";
import { DatabaseError } from "../errors.ts";
import { countRead, decodeDoc, type RowSource, type SnapshotView } from "../indexScan.ts";
import type { Key } from "../sortKey.ts";
import type { Doc } from "../values.ts";
import type { TextQuery } from "./textQuery.ts";
import { candidateKey, maxCandidates, searchText } from "./textSearch.ts";

type Bounds = { start: { after: Key } | null; end: Position | null };

export class SearchScan implements RowSource {
  readonly #view: SnapshotView;
  readonly #query: TextQuery;
  readonly #bounds: Bounds;
  readonly #byId: number;
  #results: { key: Key; id: string }[] | null = null;
  #position = 0;

  constructor(view: SnapshotView, catalog: Catalog, query: TextQuery, bounds: Bounds) {
    this.#view = view;
    this.#query = query;
    this.#bounds = bounds;
    this.#byId = catalog.index(query.index.table, "by_id").id;
  }

  next(): { key: Key; doc: Doc; bytes: number } | null {
    this.#results ??= this.#search();
    if (this.#position === maxCandidates) {
      throw new DatabaseError(
        "SearchQueryScannedTooManyDocumentsError",
        `Search query scanned too many documents (fetched ${maxCandidates}). Consider using a smaller limit, paginating the query, or using a filter field to limit the number of documents pulled from the search index.`,
      );
    }
    const result = this.#results[this.#position++];
    if (!result) return null;
    const { store, pending, reads, snapshotTs, usage } = this.#view;
    reads.addKey(this.#byId, idKey(result.id));
    usage.set("databaseQueries", reads.ranges);
    const { name, table } = this.#query.index;
    const json = pending.get(result.id)?.after ? undefined : store.version(result.id, snapshotTs)?.value;
    const doc = pending.get(result.id)?.after ?? (json ? decodeDoc(json) : null);
    if (!doc) throw new Error(`The search index ${name} holds ${result.id}, which is not there.`);
    return { key: result.key, doc, bytes: countRead(usage, table, doc) };
  }

  #search(): { key: Key; id: string }[] {
    const { start, end } = this.#bounds;
    return searchText(this.#view, this.#query)
      .map((candidate) => ({ key: candidateKey(candidate), id: candidate.id }))
      .filter(({ key }) => (!start || key > start.after) && (end === null || end === "end" || key <= end.after));
  }
}
