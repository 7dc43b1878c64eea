// The least that could keep the same: a table with an index, in SQLite's log with a flush per commit, no functions, no clients.
import { randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

export type BareSqlite = {
  atomically(work: () => void): void;
  /** Answers its id. */
  insert(event: { client: number; n: number; text: string }): string;
  /** Events per second when `batch` of them share a transaction. */
  inserts(batch: number, forMs: number): number;
  close(): void;
};

export function bareSqlite(path: string): BareSqlite {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  db.exec("CREATE TABLE events (id TEXT PRIMARY KEY, client INTEGER, n INTEGER, text TEXT) WITHOUT ROWID");
  db.exec("CREATE INDEX by_client ON events (client, n)");
  const prepared = db.prepare("INSERT INTO events VALUES (?, ?, ?, ?)");
  const atomically = (work: () => void) => {
    db.exec("BEGIN IMMEDIATE");
    work();
    db.exec("COMMIT");
  };
  const insert: BareSqlite["insert"] = ({ client, n, text }) => {
    const id = randomBytes(16).toString("hex");
    prepared.run(id, client, n, text);
    return id;
  };
  let n = 0;
  return {
    atomically,
    insert,
    inserts(batch, forMs) {
      const first = n;
      const start = performance.now();
      while (performance.now() - start < forMs) {
        atomically(() => {
          for (let client = 0; client < batch; client++) insert({ client, n: n++, text: eventText });
        });
      }
      return (n - first) / ((performance.now() - start) / 1000);
    },
    close: () => db.close(),
  };
}

export const eventText = "what happened, in a few words that take some room in the database";
