// SQLite alone, in its log with a flush per commit, as fast as it is known to be used from Node. Two things that it may keep of
// an event: the least that answers the benchmark's queries, or the rows that the deployment keeps, so that old snapshots can be
// read, every index is one, and a mutation that is sent again is answered and not run again.
import { randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

export type BareEvent = { client: number; n: number; text: string };
export type Rows = "one row" | "all rows";
export type BareSqlite = {
  atomically(work: () => void): void;
  /** Answers its id. `session` and `request`: by which a client would ask for it again. */
  insert(event: BareEvent, session: string, request: number): string;
  /** Events per second when `batch` of them share a transaction. */
  inserts(batch: number, forMs: number): number;
  close(): void;
};

export function bareSqlite(path: string, rows: Rows): BareSqlite {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  const insert = rows === "one row" ? insertOneRow(db) : insertAllRows(db);
  const [begin, commit] = [db.prepare("BEGIN IMMEDIATE"), db.prepare("COMMIT")];
  const atomically = (work: () => void) => {
    begin.run();
    work();
    commit.run();
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
          for (let client = 0; client < batch; client++)
            insert({ client, n: n++, text: eventText }, `session ${client}`, n);
        });
      }
      return (n - first) / ((performance.now() - start) / 1000);
    },
    close: () => db.close(),
  };
}

function insertOneRow(db: DatabaseSync): BareSqlite["insert"] {
  db.exec("CREATE TABLE events (id TEXT PRIMARY KEY, client INTEGER, n INTEGER, text TEXT) WITHOUT ROWID");
  db.exec("CREATE INDEX by_client ON events (client, n)");
  const event = db.prepare("INSERT INTO events VALUES (?, ?, ?, ?)");
  return ({ client, n, text }) => {
    const id = newId();
    event.run(id, client, n, text);
    return id;
  };
}

function insertAllRows(db: DatabaseSync): BareSqlite["insert"] {
  db.exec(`
    CREATE TABLE documents (seq INTEGER PRIMARY KEY, table_number INTEGER, id TEXT, ts INTEGER, value TEXT);
    CREATE UNIQUE INDEX documents_by_id ON documents (id, ts);
    CREATE INDEX documents_by_table ON documents (table_number);
    CREATE TABLE entries (index_id INTEGER, key BLOB, ts INTEGER, seq INTEGER, PRIMARY KEY (index_id, key, ts)) WITHOUT ROWID;
    CREATE TABLE results (seq INTEGER PRIMARY KEY, session TEXT, request INTEGER, ts INTEGER, result TEXT, prev_seq INTEGER);`);
  const document = db.prepare("INSERT INTO documents (table_number, id, ts, value) VALUES (10001, ?, ?, ?)");
  const entries = db.prepare("INSERT INTO entries VALUES (?, ?, ?, ?), (?, ?, ?, ?), (?, ?, ?, ?)");
  const result = db.prepare("INSERT INTO results (session, request, ts, result, prev_seq) VALUES (?, ?, ?, ?, ?)");
  const last = new Map<string, number | bigint>();
  let ts = Date.now() * 1_000;
  return ({ client, n, text }, session, request) => {
    const id = newId();
    ts++;
    const { lastInsertRowid: seq } = document.run(
      id,
      ts,
      JSON.stringify({ _id: id, _creationTime: ts, client, n, text }),
    );
    entries.run(1, Buffer.from(id), ts, seq, 2, numbers(ts), ts, seq, 3, numbers(client, n, ts), ts, seq);
    const kept = result.run(
      session,
      request,
      ts,
      JSON.stringify({ value: id, logLines: [] }),
      last.get(session) ?? null,
    );
    last.set(session, kept.lastInsertRowid);
    return id;
  };
}

/** Begins with the time, as the deployment's. */
function newId(): string {
  return Date.now().toString(16) + randomBytes(10).toString("hex");
}

function numbers(...values: number[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [index, value] of values.entries()) bytes.writeDoubleBE(value, index * 8);
  return bytes;
}

export const eventText = "what happened, in a few words that take some room in the database";
