import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Database } from "../database/database.ts";
import { Files } from "./files.ts";

let folder: string;
let db: Database;
let files: Files;
let now = Date.UTC(2030, 0, 1);

const bytes = Buffer.from("a small file");
const sha256 = createHash("sha256").update(bytes).digest();
const directory = () => join(folder, "files");
const open = () => new Files(db, { directory: directory(), origin: () => "http://127.0.0.1:3210", now: () => now });
const stored = () => readdirSync(directory()).filter((name) => name !== "arriving");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
  db = Database.open(join(folder, "db.sqlite"));
  files = open();
});

afterEach(() => {
  files.close();
  db.close();
  rmSync(folder, { recursive: true });
});

it("[FILE1] bytes that were stored come back, with their hash, size and type", async () => {
  const { storageId } = await files.store(Readable.from([bytes]), { contentType: "text/plain" });
  const tx = db.begin();
  const file = files.get(tx, storageId);
  expect(file && readFileSync(file.path)).toEqual(bytes);
  expect(files.metadata(tx, storageId)).toEqual({
    storageId,
    sha256: sha256.toString("hex"),
    size: bytes.length,
    contentType: "text/plain",
  });
  expect(tx.get(storageId, "_storage")).toEqual({
    _id: storageId,
    _creationTime: expect.any(Number),
    sha256: sha256.toString("base64"),
    size: bytes.length,
    contentType: "text/plain",
  });
});

it("[FILE2] the address of a file names it by a uuid, not by its id", async () => {
  const { storageId } = await files.store(new Blob([bytes]));
  const url = files.url(db.begin(), storageId) ?? "";
  const uuid = url.split("/").at(-1) ?? "";
  expect(url).toBe(`http://127.0.0.1:3210/api/storage/${uuid}`);
  expect(files.get(null, uuid)).toMatchObject({ storageId, contentType: null });
});

it("[FILE3] bytes that do not have the promised hash are not kept", async () => {
  const promised = createHash("sha256").update("other").digest("base64");
  await expect(files.store(Readable.from([bytes]), { sha256: promised })).rejects.toThrow(
    /^Sha256 mismatch\. Expected: \S+ Actual: \S+$/,
  );
  await expect(files.store(Readable.from([bytes]), { sha256: sha256.toString("base64") })).resolves.toBeDefined();
  expect(stored()).toHaveLength(1);
});

it("[FILE4] a deleted file is gone with the commit, and only with it", async () => {
  const { storageId } = await files.store(new Blob([bytes]));
  const abandoned = db.begin();
  files.delete(abandoned, storageId);
  expect(stored()).toHaveLength(1);
  const tx = db.begin();
  files.delete(tx, storageId);
  await db.commit(tx).durable;
  expect(stored()).toHaveLength(0);
  expect(files.url(db.begin(), storageId)).toBeNull();
  expect(() => files.delete(db.begin(), storageId)).toThrow(`storage id ${storageId} not found`);
});

it("[FILE5] an upload address is good for an hour and can't be made up", () => {
  const token = new URL(files.generateUploadUrl()).searchParams.get("token") ?? "";
  const states = () => [token, `z${token}`, ""].map((text) => files.uploadTokenState(text));
  expect(states()).toEqual(["good", "forged", "forged"]);
  now += 3_600_001;
  expect(states()).toEqual(["expired", "forged", "forged"]);
});

it("[FILE6] an upload that breaks off leaves nothing", async () => {
  const broken = new Readable({
    read() {
      this.push(bytes);
      this.destroy(new Error("connection lost"));
    },
  });
  await expect(files.store(broken)).rejects.toThrow("connection lost");
  expect(readdirSync(join(directory(), "arriving"))).toEqual([]);
  expect(db.begin().count("_storage")).toBe(0);
});

it("[FILE7] bytes without a document are swept at the next start, others stay", async () => {
  const { storageId } = await files.store(new Blob([bytes]));
  writeFileSync(join(directory(), "00000000-0000-4000-8000-000000000000"), "orphan");
  files = open();
  expect(stored()).toHaveLength(1);
  expect(files.get(null, storageId)?.size).toBe(bytes.length);
});

it("[FILE7] the sweep looks at more files than a function may read documents", async () => {
  const { storageId } = await files.store(new Blob([bytes]));
  for (let n = 0; n < 4_200; n++)
    writeFileSync(join(directory(), `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`), "");
  files = open();
  expect(stored()).toHaveLength(1);
  expect(files.get(null, storageId)?.size).toBe(bytes.length);
});

it("[FILE8] what is no storage id is refused", () => {
  const tx = db.begin();
  expect(() => files.url(tx, "nonsense")).toThrow('Invalid storage ID: "nonsense". Storage ID should be an Id of');
  expect(() => files.url(tx, tx.insert("others", {}))).toThrow("cannot be an ID on any table other than '_storage'.");
});

it("[FILE9] while deletions are held the bytes of deleted files stay", async () => {
  const { storageId } = await files.store(new Blob([bytes]));
  const [first, second] = [files.holdDeletions(), files.holdDeletions()];
  const tx = db.begin();
  files.delete(tx, storageId);
  await db.commit(tx).durable;
  first();
  expect(stored()).toHaveLength(1);
  second();
  expect(stored()).toHaveLength(0);
});
