import type { Readable } from "node:stream";
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";

export type StoredFile = {
  storageId: string;
  uuid: string;
  sha256: string /* hex */;
  size: number;
  contentType: string | null;
  path: string;
};

export declare class Files {
  constructor(
    db: Database,
    options: { directory: string; origin: () => string /* http://host:port, without a slash */; now?: () => number },
  );
  generateUploadUrl(): string;
  /** Throws DatabaseError when the token is forged or older than an hour. */
  checkUploadToken(token: string): void;
  /** Writes the bytes, then the `_storage` document in its own transaction. `sha256` as in a Digest header (base64), verified. */
  store(
    body: Readable | Blob,
    options?: { contentType?: string | undefined; sha256?: string | undefined },
  ): Promise<{ storageId: string }>;
  /** By storage id or by the uuid of its address. */
  get(tx: Transaction | null, idOrUuid: string): StoredFile | null;
  url(tx: Transaction, storageId: string): string | null;
  metadata(
    tx: Transaction,
    storageId: string,
  ): { storageId: string; sha256: string; size: number; contentType: string | null } | null;
  delete(tx: Transaction, storageId: string): void;
  close(): void;
}
