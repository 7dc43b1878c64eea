// Stored files: bytes in a folder under a random name, a document in `_storage` for functions, and one in `_files` that
// ties the two. The bytes are on disk before the documents are; they go after the documents have gone.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Database } from "../database/database.ts";
import { DatabaseError } from "../database/errors.ts";
import { decodeId } from "../database/ids.ts";
import type { Transaction } from "../database/transaction.ts";
import { makeUploadToken, uploadTokenState } from "./uploadToken.ts";

export type StoredFile = {
  storageId: string;
  uuid: string;
  sha256: string /* hex */;
  size: number;
  contentType: string | null;
  path: string;
};

export type FileMetadata = { storageId: string; sha256: string; size: number; contentType: string | null };

const secretSetting = "uploadSecret";
const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class Files {
  readonly #db: Database;
  readonly #directory: string;
  readonly #arriving: string;
  readonly #origin: () => string;
  readonly #now: () => number;
  readonly #secret: string;
  readonly #forgotten: string[] = [];
  #holders = 0;

  constructor(
    db: Database,
    options: { directory: string; origin: () => string /* http://host:port, without a slash */; now?: () => number },
  ) {
    this.#db = db;
    this.#directory = options.directory;
    this.#arriving = join(options.directory, "arriving");
    this.#origin = options.origin;
    this.#now = options.now ?? Date.now;
    this.#secret = db.setting(secretSetting) ?? randomBytes(32).toString("hex");
    db.setSetting(secretSetting, this.#secret);
    this.#sweep();
  }

  /** Good for an hour. */
  generateUploadUrl(): string {
    return `${this.#origin()}/api/storage/upload?token=${makeUploadToken(this.#secret, this.#now())}`;
  }

  uploadTokenState(token: string): ReturnType<typeof uploadTokenState> {
    return uploadTokenState(this.#secret, token, this.#now());
  }

  /** Writes the bytes, then the documents in their own transaction. `sha256` as in a Digest header (base64), verified. */
  async store(
    body: Readable | Blob,
    options: { contentType?: string | undefined; sha256?: string | undefined } = {},
  ): Promise<{ storageId: string }> {
    const uuid = randomUUID();
    const { path: arriving, sha256, size } = await this.take(body instanceof Blob ? blobStream(body) : body);
    try {
      if (options.sha256 !== undefined && sha256 !== options.sha256) {
        throw new DatabaseError("Sha256Mismatch", `Sha256 mismatch. Expected: ${options.sha256} Actual: ${sha256}`);
      }
      await rename(arriving, this.path(uuid));
      return { storageId: await this.#record(uuid, sha256, size, options.contentType) };
    } catch (error) {
      await rm(arriving, { force: true });
      throw error;
    }
  }

  /** Bytes that are on the disk and have no address yet; the hash in base64. Whoever takes them removes or adopts them. */
  async take(body: Readable): Promise<{ path: string; sha256: string; size: number }> {
    const path = join(this.#arriving, randomUUID());
    try {
      return { path, ...(await receive(body, path)) };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Gives taken bytes their place. Those that get no documents in the same turn of the event loop are swept at the next start. */
  adopt(path: string, uuid: string): void {
    renameSync(path, this.path(uuid));
  }

  /** Of every stored file. */
  uuids(): string[] {
    return [...this.#db.documentsAt("_files", this.#db.latestTimestamp())].map((row) => String(row["uuid"]));
  }

  /** Bytes whose documents have gone. */
  forget(uuids: Iterable<string>): void {
    if (this.#holders > 0) this.#forgotten.push(...uuids);
    else for (const uuid of uuids) rmSync(this.path(uuid), { force: true });
  }

  /** Bytes stay where they are until the answer is called, whatever becomes of their documents. */
  holdDeletions(): () => void {
    this.#holders++;
    return () => {
      if (--this.#holders === 0) this.forget(this.#forgotten.splice(0));
    };
  }

  /** By storage id or by the uuid of its address. */
  get(tx: Transaction | null, idOrUuid: string): StoredFile | null {
    const reader = tx ?? this.#db.beginUnlimited();
    const row = uuidForm.test(idOrUuid)
      ? reader.firstBy("_files", "by_uuid", { uuid: idOrUuid })
      : reader.firstBy("_files", "by_storage_id", { storageId: idOrUuid });
    const doc = row && reader.get(String(row.storageId), "_storage");
    if (!row || !doc) return null;
    const uuid = String(row.uuid);
    return {
      storageId: doc._id,
      uuid,
      sha256: Buffer.from(String(doc.sha256), "base64").toString("hex"),
      size: Number(doc.size),
      contentType: typeof doc.contentType === "string" ? doc.contentType : null,
      path: this.path(uuid),
    };
  }

  url(tx: Transaction, storageId: string): string | null {
    const file = this.get(tx, checked(tx, storageId));
    return file && `${this.#origin()}/api/storage/${file.uuid}`;
  }

  metadata(tx: Transaction, storageId: string): FileMetadata | null {
    const file = this.get(tx, checked(tx, storageId));
    return file && { storageId: file.storageId, sha256: file.sha256, size: file.size, contentType: file.contentType };
  }

  /** The bytes go once the transaction has committed. */
  delete(tx: Transaction, storageId: string): void {
    const file = this.get(tx, checked(tx, storageId));
    const row = file && tx.firstBy("_files", "by_storage_id", { storageId: file.storageId });
    if (!file || !row) throw new DatabaseError("StorageIdNotFound", `storage id ${storageId} not found`);
    tx.asSystem(() => [tx.remove(file.storageId), tx.remove(row._id)]);
    tx.afterCommit(() => this.forget([file.uuid]));
  }

  open(file: StoredFile, range?: { start: number; end: number }): Readable {
    return createReadStream(file.path, range);
  }

  /** Nothing is held open. */
  close(): void {
    rmSync(this.#arriving, { recursive: true, force: true });
  }

  path(uuid: string): string {
    return join(this.#directory, uuid);
  }

  async #record(uuid: string, sha256: string, size: number, contentType: string | undefined): Promise<string> {
    const tx = this.#db.beginUnlimited();
    const fields = contentType === undefined ? { sha256, size } : { sha256, size, contentType };
    const storageId = tx.asSystem(() => {
      const id = tx.insert("_storage", fields);
      tx.insert("_files", { storageId: id, uuid });
      return id;
    });
    await this.#db.commit(tx).durable;
    return storageId;
  }

  /** Removes what a stopped process left: half-arrived bytes, and bytes whose documents were never or are no more. */
  #sweep(): void {
    rmSync(this.#arriving, { recursive: true, force: true });
    mkdirSync(this.#arriving, { recursive: true });
    const tx = this.#db.beginUnlimited();
    for (const name of readdirSync(this.#directory)) {
      if (!uuidForm.test(name) || tx.firstBy("_files", "by_uuid", { uuid: name })) continue;
      rmSync(this.path(name), { force: true });
    }
  }
}

export function isUuid(text: string): boolean {
  return uuidForm.test(text);
}

/** Answers when the bytes are on disk; the hash in base64. */
async function receive(body: Readable, path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(body, measured, createWriteStream(path));
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("base64"), size };
}

async function* blobChunks(blob: Blob): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

function blobStream(blob: Blob): Readable {
  return Readable.from(blobChunks(blob), { objectMode: false });
}

function checked(tx: Transaction, storageId: string): string {
  if (uuidForm.test(storageId) || tx.normalizeId("_storage", storageId)) return storageId;
  throw new DatabaseError(
    "InvalidStorageId",
    typeof decodeId(storageId) === "string"
      ? `Invalid storage ID: "${storageId}". Storage ID should be an Id of '_storage' table, or a UUID string.`
      : "Invalid storage ID. Storage ID cannot be an ID on any table other than '_storage'.",
  );
}
