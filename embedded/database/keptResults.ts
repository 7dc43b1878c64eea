// What mutations answered, stored with their writes, so that one that is sent again is answered and not run again.
//
// Rows are only ever appended, each with the number of the one before it of its session: with an index by session each commit
// would write a page of its own. Where the last row of each session is, is known in memory.
import type { Store } from "./store.ts";
import type { Timestamp } from "./values.ts";

/** What a client asks for: the id that it keeps over its connections, and its number of the request. */
export type RequestKey = { session: string; request: number };
export type KeptResult = { request: number; resultJson: string; ts: Timestamp };

/** `highest`: of its requests. */
type Last = { seq: bigint; highest: number };
type Row = { session: string; request: bigint; ts: bigint; result: string; prev_seq: bigint | null };

/** Rows that are forgotten in one go, so that no commit waits long. */
const rowsPerForget = 1024n;

export class KeptResults {
  readonly #store: Store;
  #last: Map<string, Last> | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  get({ session, request }: RequestKey): KeptResult | null {
    // What a client asks for the first time has a higher number than all before.
    if (request > (this.#lastOf(session)?.highest ?? -1)) return null;
    for (const kept of this.#newestFirst(session)) if (kept.request === request) return kept;
    return null;
  }

  /** What was kept of a session later than `ts`; the oldest first. */
  after(ts: Timestamp, session: string): KeptResult[] {
    const results: KeptResult[] = [];
    for (const kept of this.#newestFirst(session)) {
      if (kept.ts <= ts) break;
      results.push(kept);
    }
    return results.reverse();
  }

  /** Inside of the commit at `ts`. */
  put({ session, request }: RequestKey, ts: Timestamp, resultJson: string): void {
    const before = this.#lastOf(session);
    const seq = this.#store.run(
      "INSERT INTO session_results (session, request, ts, result, prev_seq) VALUES (?, ?, ?, ?, ?)",
      session,
      request,
      ts,
      resultJson,
      before?.seq ?? null,
    );
    this.#last?.set(session, { seq: BigInt(seq), highest: Math.max(request, before?.highest ?? request) });
  }

  /** Some of those older than `ts`, inside of a commit. */
  forget(ts: Timestamp): void {
    const [oldest] = this.#store.all<{ seq: bigint; ts: bigint }>(
      "SELECT seq, ts FROM session_results ORDER BY seq LIMIT 1",
    );
    if (oldest === undefined || oldest.ts >= ts) return;
    const forgotten = this.#store.all<{ session: string; seq: bigint }>(
      "DELETE FROM session_results WHERE seq < ? AND ts < ? RETURNING session, seq",
      oldest.seq + rowsPerForget,
      ts,
    );
    for (const { session, seq } of forgotten) if (this.#lastOf(session)?.seq === seq) this.#last?.delete(session);
  }

  /** What was put or forgotten of late was not written after all. */
  lookAgain(): void {
    this.#last = null;
  }

  #lastOf(session: string): Last | undefined {
    this.#last ??= this.#read();
    return this.#last.get(session);
  }

  #read(): Map<string, Last> {
    const rows = this.#store.all<{ session: string; seq: bigint; highest: bigint }>(
      "SELECT session, max(seq) AS seq, max(request) AS highest FROM session_results GROUP BY session",
    );
    return new Map(rows.map(({ session, seq, highest }) => [session, { seq, highest: Number(highest) }]));
  }

  *#newestFirst(session: string): Generator<KeptResult, void, void> {
    for (let seq = this.#lastOf(session)?.seq ?? null; seq !== null; ) {
      const [row] = this.#store.all<Row>("SELECT * FROM session_results WHERE seq = ?", seq);
      // It was forgotten; its number may be another's since.
      if (row?.session !== session) return;
      yield { request: Number(row.request), resultJson: row.result, ts: row.ts };
      seq = row.prev_seq;
    }
  }
}
