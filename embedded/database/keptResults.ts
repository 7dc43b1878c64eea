// What mutations answered, stored with their writes, so that one that is sent again is answered and not run again.
import type { Store } from "./store.ts";
import type { Timestamp } from "./values.ts";

export type KeptResult = { resultJson: string; ts: Timestamp };

export class KeptResults {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get(key: string): KeptResult | null {
    const [row] = this.#store.all<{ ts: bigint; result: string }>("SELECT ts, result FROM results WHERE key = ?", key);
    return row ? { resultJson: row.result, ts: row.ts } : null;
  }

  /** What was kept later than `ts`, under keys that begin so; the oldest first. */
  after(ts: Timestamp, keyPrefix: string): (KeptResult & { key: string })[] {
    const rows = this.#store.all<{ key: string; ts: bigint; result: string }>(
      "SELECT key, ts, result FROM results WHERE key >= ? AND key < ? AND ts > ? ORDER BY ts",
      keyPrefix,
      `${keyPrefix}\u{10ffff}`,
      ts,
    );
    return rows.map((row) => ({ key: row.key, resultJson: row.result, ts: row.ts }));
  }
}
