// What the tests of the database share: one in a folder of its own, a schema with an index, and reading a query to its end.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { Database } from "./database.ts";
import type { QueryJson } from "./queryJson.ts";
import type { SchemaJson } from "./schemaJson.ts";
import type { Transaction } from "./transaction.ts";
import type { Doc } from "./values.ts";

export const schema: SchemaJson = {
  schemaValidation: true,
  tables: [
    {
      tableName: "messages",
      indexes: [{ indexDescriptor: "by_channel", fields: ["channel", "rank"] }],
      documentType: {
        type: "object",
        value: {
          channel: { fieldType: { type: "string" }, optional: false },
          rank: { fieldType: { type: "number" }, optional: false },
          text: { fieldType: { type: "string" }, optional: true },
        },
      },
    },
  ],
};

/** A fresh database for each test of the file. */
export function temporaryDatabase() {
  let folder: string;
  let db: Database;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "database-"));
    db = Database.open(join(folder, "db.sqlite"));
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  return {
    get folder(): string {
      return folder;
    },
    get db(): Database {
      return db;
    },
    reopen(): void {
      db = Database.open(join(folder, "db.sqlite"));
    },
    write<T>(work: (tx: Transaction) => T): T {
      const tx = db.begin();
      const answer = work(tx);
      db.commit(tx);
      return answer;
    },
  };
}

export function rows(tx: Transaction, query: QueryJson): Doc[] {
  const cursor = tx.query(query);
  const docs: Doc[] = [];
  for (let doc = cursor.next(); doc; doc = cursor.next()) docs.push(doc);
  return docs;
}

export function channel(name: string, order: "asc" | "desc" | null = null): QueryJson {
  const range = [{ type: "Eq" as const, fieldPath: "channel", value: name }];
  return { source: { type: "IndexRange", indexName: "messages.by_channel", range, order }, operators: [] };
}

export function scan(tableName: string): QueryJson {
  return { source: { type: "FullTableScan", tableName, order: null }, operators: [] };
}
