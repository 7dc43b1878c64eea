import type { ReadSet } from "./readSet.ts";
import type { SchemaJson } from "./schemaJson.ts";
import type { Transaction } from "./transaction.ts";
import type { Timestamp } from "./values.ts";

export type { Timestamp } from "./values.ts";
export declare class Database {
  static open(path: string, options?: { now?: () => number }): Database;
  latestTimestamp(): Timestamp;
  begin(at?: Timestamp): Transaction;
  commit(tx: Transaction): { ts: Timestamp };
  subscribe(reads: ReadSet, since: Timestamp, onInvalidated: (ts: Timestamp) => void): () => void;
  onCommit(listener: (commit: { ts: Timestamp; tables: ReadonlySet<string> }) => void): () => void;
  schema(): SchemaJson | null;
  checkSchema(schema: SchemaJson | null): void;
  applySchema(schema: SchemaJson | null): void;
  setting(key: string): string | undefined;
  setSetting(key: string, value: string | undefined): void;
  result(key: string): { resultJson: string; ts: Timestamp } | null;
  /** The table an id belongs to; null when it is not an id of this database. */
  tableOf(id: string): string | null;
  tables(): string[];
  checkpoint(): void;
  integrityCheck(): string[];
  close(): void;
}
