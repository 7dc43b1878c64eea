// Forgets versions that nobody can read any more: those replaced longer ago than any snapshot is kept.
import { type Catalog, indexKey } from "./catalog.ts";
import { decodeDoc } from "./indexScan.ts";
import type { KeptResults } from "./keptResults.ts";
import { pruneSearchEntries } from "./search/entries.ts";
import type { Store } from "./store.ts";
import type { Timestamp } from "./values.ts";

/** How long a snapshot can be read after it was the latest. */
export const keptMs = 120_000;
const keptNanoseconds = BigInt(keptMs) * 1_000_000n;
/** How long the answer of a finished request can be asked for again. */
const resultNanoseconds = 24n * 3_600_000_000_000n;
/** Log rows looked at in one go, so that no commit waits long. */
const rowsPerRun = 1024;
const progressSetting = "prunedSeq";
const untilSetting = "prunedTs";

type LogRow = { seq: bigint; table_number: bigint; ts: bigint; value: string | null; prev_seq: bigint | null };

/** To be called within a transaction. */
export function pruneVersions(store: Store, catalog: Catalog, results: KeptResults, now: Timestamp): void {
  const horizon = store.oldestHeld(now - keptNanoseconds);
  results.forget(now - resultNanoseconds);
  pruneSearchEntries(store, catalog.search.all(), horizon);
  const [progress] = store.all<{ value: string }>("SELECT value FROM settings WHERE key = ?", progressSetting);
  const after = BigInt(progress?.value ?? "0");
  // Mostly there is nothing to do, which one look tells. What an import wrote stands before commits that were made meanwhile
  // and have earlier timestamps: they wait for it.
  const [next] = store.all<{ ts: bigint }>("SELECT ts FROM documents WHERE seq > ? ORDER BY seq LIMIT 1", after);
  if (next === undefined || next.ts > horizon) return;
  const log = store.all<LogRow>(
    "SELECT seq, table_number, ts, value, prev_seq FROM documents WHERE seq > ? ORDER BY seq LIMIT ?",
    after,
    rowsPerRun,
  );
  const kept = log.findIndex((row) => row.ts > horizon);
  const rows = kept < 0 ? log : log.slice(0, kept);
  const indexes = new Map(catalog.tables().map((table) => [table.key, [...table.indexes.values()]]));
  for (const row of rows) {
    const [previous] = store.all<LogRow>("SELECT * FROM documents WHERE seq = ?", row.prev_seq);
    if (previous?.value) {
      const doc = decodeDoc(previous.value);
      for (const index of indexes.get(Number(row.table_number)) ?? []) {
        store.dropReplacedEntries(index.id, indexKey(index, doc), row.ts);
      }
      store.run("DELETE FROM documents WHERE seq = ?", row.prev_seq);
    }
    if (row.value === null)
      store.run("DELETE FROM documents WHERE seq = ? AND seq < (SELECT max(seq) FROM documents)", row.seq);
  }
  const last = rows.at(-1);
  if (!last) return;
  const until = rows.reduce((latest, { ts }) => (ts > latest ? ts : latest), forgottenUntil(store));
  for (const [key, value] of [
    [progressSetting, last.seq],
    [untilSetting, until],
  ] as const) {
    store.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", key, `${value}`);
  }
}

/** Snapshots older than this may lack versions that were forgotten. */
export function forgottenUntil(store: Store): Timestamp {
  const [row] = store.all<{ value: string }>("SELECT value FROM settings WHERE key = ?", untilSetting);
  return BigInt(row?.value ?? "0");
}
