import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { beforeEach, describe, expect, it } from "vitest";
import { openPromise } from "yauzl";
import { fn, servedFixture, startTestServer, type TestServer } from "../testServer.ts";
import { asAdmin, documents, exportFrom, importInto, lines, upload, zipOf } from "./testSnapshots.ts";

const served = servedFixture();

const send = (channel: string, text: string) =>
  served.client.mutation(fn("messages", "send"), { channel, text } as never);
const textsOf = (channel: string) =>
  served.client.query(fn("messages", "list"), { channel } as never) as Promise<string[]>;

async function entriesOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "export-"));
  try {
    writeFileSync(join(folder, "export.zip"), bytes);
    const zip = await openPromise(join(folder, "export.zip"), { autoClose: false });
    const entries = new Map<string, string>();
    for await (const entry of zip.eachEntry()) {
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      entries.set(entry.fileName, Buffer.concat(chunks).toString("utf8"));
    }
    zip.close();
    return entries;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function jsonLines(zip: Uint8Array, name: string): Promise<Record<string, unknown>[]> {
  const text = (await entriesOf(zip)).get(name) ?? "";
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

async function store(text: string): Promise<string> {
  const address = (await served.client.mutation(fn("runtime", "uploadUrl"))) as string;
  const response = await fetch(address, { method: "POST", body: text, headers: { "Content-Type": "text/plain" } });
  return ((await response.json()) as { storageId: string }).storageId;
}

describe("files of one table", () => {
  beforeEach(async () => {
    await importInto(served.server, "[]", { format: "jsonArray", tableName: "messages", mode: "replace" });
  });

  it("[SNAP1] JSON lines are imported after a summary was confirmed; progress is told to subscribers", async () => {
    const rows = lines({ channel: "jsonl", text: "a" }, { channel: "jsonl", text: "b" });
    const { importId, state } = await upload(served.server, rows, { format: "jsonLines", tableName: "messages" });
    expect(state).toMatchObject({ state: "waiting_for_confirmation", require_manual_confirmation: false });
    expect(state.message_to_confirm).toContain("messages | 2      | 0 of 0 |");
    expect(await textsOf("jsonl")).toEqual([]);
    await asAdmin(served.server, "/api/perform_import", JSON.stringify({ importId }));
    await expect.poll(() => textsOf("jsonl")).toEqual(["a", "b"]);
  });

  it("[SNAP2] a JSON array and CSV are imported; in CSV what reads as a number is one", async () => {
    const array = JSON.stringify([{ channel: "array", text: "a" }]);
    expect(await importInto(served.server, array, { format: "jsonArray", tableName: "messages" })).toMatchObject({
      state: "completed",
      num_rows_written: 1n,
    });
    expect(await textsOf("array")).toEqual(["a"]);
    const csv = 'name,value,"free, text"\nfirst,1e2,"say ""hi"""\nsecond,-0.5,12a\n';
    expect(await importInto(served.server, csv, { format: "csv", tableName: "free" })).toMatchObject({
      state: "completed",
    });
    expect(await documents(served.server, "free")).toMatchObject([
      { name: "first", value: 100, "free, text": 'say "hi"' },
      { name: "second", value: -0.5, "free, text": "12a" },
    ]);
    const withBlank = "channel,text,author\ncsv,a,\n";
    expect(
      await importInto(served.server, withBlank, { format: "csv", tableName: "messages", mode: "append" }),
    ).toMatchObject({ state: "completed" });
    expect((await documents(served.server, "messages")).at(-1)).not.toHaveProperty("author");
  });

  it("[SNAP3] without a mode a table must be empty; --append keeps what is there, --replace does not", async () => {
    const row = (text: string) => lines({ channel: "modes", text });
    const request = { format: "jsonLines", tableName: "messages" };
    await importInto(served.server, row("first"), request);
    expect(await importInto(served.server, row("second"), request)).toMatchObject({
      state: "failed",
      error_message:
        "Hit an error while importing:\nTable messages already exists. Please choose a new table name or use replace/append modes.",
    });
    await importInto(served.server, row("third"), { ...request, mode: "append" });
    expect(await textsOf("modes")).toEqual(["first", "third"]);
    const { state } = await upload(served.server, row("fourth"), { ...request, mode: "replace" });
    expect(state).toMatchObject({ require_manual_confirmation: true });
    await importInto(served.server, row("fourth"), { ...request, mode: "replace" });
    expect(await textsOf("modes")).toEqual(["fourth"]);
  });

  it("[SNAP4] given ids and creation times are kept; an id that is taken is refused", async () => {
    const id = (await send("ids", "old")) as string;
    const row = { _id: id, _creationTime: 1_600_000_000_000.25, channel: "ids", text: "new" };
    const request = { format: "jsonLines", tableName: "messages" };
    expect(await importInto(served.server, lines(row), { ...request, mode: "append" })).toMatchObject({
      error_message: 'Hit an error while importing:\nObjects in table "messages" have duplicate _id fields',
    });
    expect(await textsOf("ids")).toEqual(["old"]);
    await importInto(served.server, lines(row), { ...request, mode: "replace" });
    expect(await documents(served.server, "messages")).toEqual([row]);
    await served.client.mutation(fn("messages", "edit"), { id, text: "edited" } as never);
    expect(await textsOf("ids")).toEqual(["edited"]);
  });

  it.each([
    ["jsonLines", '{"channel":"bad","text":"a"}\n{"channel"', /Row 2 wasn't valid JSON/],
    ["jsonLines", '{"channel":"bad","text":"a"}\n7\n', /Row 2 wasn't an object/],
    ["jsonLines", '{"channel":"bad","text":{"$integer":"x"}}\n', /Row 1 wasn't a valid Convex value/],
    ["jsonLines", '{"channel":"bad","text":7}\n', /does not match the schema: Value does not match validator/],
    ["jsonLines", '{"_id":"nonsense","channel":"bad","text":"a"}\n', /invalid _id 'nonsense'/],
    ["jsonLines", `{"channel":"bad","text":"${"x".repeat(1_100_000)}"}\n`, /Value is too large/],
    ["jsonArray", '{"channel":"bad"}', /Not a JSON array/],
    ["jsonArray", "[", /Not valid JSON/],
    ["csv", "channel,text\nbad\n", /CSV row 1 doesn't have all of the fields in the header/],
    ["csv", "", /CSV file doesn't have headers/],
  ])("[SNAP5] a bad file (%s) is refused in a sentence and changes nothing", async (format, content, sentence) => {
    await send("bad", "stays");
    const state = await importInto(served.server, content, { format, tableName: "messages", mode: "append" });
    expect(state.state).toBe("failed");
    expect(state.error_message).toMatch(sentence);
    expect(await textsOf("bad")).toEqual(["stays"]);
  });
});

describe("snapshots", () => {
  it("[SNAP6] an export holds tables, their numbers, and files on demand", async () => {
    await store("exported");
    await send("export", "a");
    const entries = await entriesOf(await exportFrom(served.server, true));
    expect(entries.get("messages/documents.jsonl")).toContain('"channel":"export"');
    expect(entries.get("messages/generated_schema.jsonl")).toBe('"uniform"\n');
    expect(entries.get("_tables/documents.jsonl")).toMatch(/{"name":"messages","id":\d+}/);
    const [stored] = (entries.get("_storage/documents.jsonl") ?? "")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(stored).toMatchObject({ contentType: "text/plain", size: 8 });
    expect(await (await fetch(`${served.server.url}/api/storage/${stored.internalId}`)).text()).toBe("exported");
    expect(entries.get(`_storage/${stored._id}.txt`)).toBe("exported");
    const without = await entriesOf(await exportFrom(served.server, false));
    expect([...without.keys()].some((name) => name.startsWith("_storage"))).toBe(false);
  });

  it("[SNAP7] export, then import --replace-all into a fresh deployment: the same documents, ids, files and addresses", async () => {
    const text = `kept ${"ä".repeat(50_000)}`;
    const storageId = await store(text);
    for (let n = 0; n < 30; n++) await send("round", `message ${n}`);
    await served.client.mutation(fn("counters", "add_"), { name: "n", by: 0.1 } as never);
    const exported = await exportFrom(served.server, true);
    const { internalId } =
      (await jsonLines(exported, "_storage/documents.jsonl")).find(({ _id }) => _id === storageId) ?? {};
    const other = await startTestServer({ push: false });
    try {
      // Other tables take the numbers first.
      await importInto(other, lines({ a: 1 }), { format: "jsonLines", tableName: "zzz" });
      await other.pushDirectory(join(import.meta.dirname, "../fixtures/app/convex"));
      const state = await importInto(other, exported, { format: "zip", mode: "replaceAll" });
      expect(state).toMatchObject({ state: "completed" });
      for (const table of ["messages", "counters", "_storage"]) {
        const still = async (where: TestServer) =>
          (await documents(where, table)).filter(({ name }) => name !== "ticks");
        expect(await still(other)).toEqual(await still(served.server));
      }
      expect(await documents(other, "zzz")).toEqual([]);
      const address = `${other.url}/api/storage/${internalId}`;
      expect(await (await fetch(address)).text()).toBe(text);
      const there = new ConvexHttpClient(other.url);
      expect(await there.query(fn("messages", "list"), { channel: "round" } as never)).toHaveLength(30);
      const again = await exportFrom(other, true);
      const [first, second] = [await entriesOf(exported), await entriesOf(again)];
      for (const name of first.keys()) {
        if (name.startsWith("_storage/") || name.includes("messages")) expect(second.get(name)).toBe(first.get(name));
      }
      expect(await importInto(other, again, { format: "zip", mode: "replaceAll" })).toMatchObject({
        state: "completed",
      });
      expect(await (await fetch(address)).text()).toBe(text);
      const bytes = readdirSync(join(other.dataDir, "files")).filter((name) => name !== "arriving");
      expect(bytes).toHaveLength((await documents(other, "_storage")).length);
    } finally {
      await other.dispose();
    }
  });

  it("[SNAP8] --replace of a ZIP leaves other tables alone", async () => {
    await importInto(served.server, lines({ a: 1 }), { format: "jsonLines", tableName: "beside", mode: "replace" });
    const zip = await zipOf({ "snapshot/messages/documents.jsonl": lines({ channel: "zip", text: "a" }) });
    expect(await importInto(served.server, zip, { format: "zip", mode: "replace" })).toMatchObject({
      num_rows_written: 1n,
    });
    expect(await documents(served.server, "messages")).toHaveLength(1);
    expect(await documents(served.server, "beside")).toHaveLength(1);
  });

  it("[SNAP9] a damaged ZIP, one with a file that is not as described, and one of components are refused whole", async () => {
    const before = await documents(served.server, "messages");
    const whole = await zipOf({ "messages/documents.jsonl": lines({ channel: "zip", text: "lost" }) });
    const storage = { _id: "x", sha256: "AAAA", size: 1 };
    const [file] = await documents(served.server, "_storage");
    const cases = [
      [whole.subarray(0, whole.length - 10), /invalid zip file/],
      [
        await zipOf({ "_storage/documents.jsonl": lines({ ...storage, _id: file?.["_id"] }) }),
        /is missing from the import/,
      ],
      [
        await zipOf({
          "messages/documents.jsonl": lines({ channel: "zip", text: "lost" }),
          "_storage/documents.jsonl": lines({ ...storage, _id: file?.["_id"] }),
          [`_storage/${file?.["_id"]}`]: "not it",
        }),
        /is not the one that/,
      ],
      [await zipOf({ "_components/x/t/documents.jsonl": "" }), /has no components/],
    ] as const;
    for (const [bytes, sentence] of cases) {
      const state = await importInto(served.server, bytes, { format: "zip", mode: "replaceAll" });
      expect(state.error_message).toMatch(sentence);
    }
    expect(await documents(served.server, "messages")).toEqual(before);
    expect(await (await fetch(`${served.server.url}/version`)).text()).toBe("unknown");
  });

  it("[SNAP10] subscribers see an import as one change", async () => {
    const seen: unknown[] = [];
    const { ConvexClient } = await import("convex/browser");
    const subscriber = new ConvexClient(served.server.url);
    subscriber.onUpdate(fn("messages", "list"), { channel: "one" } as never, (value: unknown) => seen.push(value));
    await expect.poll(() => seen).toEqual([[]]);
    const rows = Array.from({ length: 300 }, (_, n) => ({ channel: "one", text: `${n}` }));
    await importInto(served.server, lines(...rows), { format: "jsonLines", tableName: "messages", mode: "append" });
    await expect.poll(() => seen.length).toBe(2);
    expect(seen[1]).toHaveLength(300);
    await subscriber.close();
  });

  it("[SNAP11] an import that a restart interrupts has imported nothing and says so", async () => {
    const { importId } = await upload(served.server, lines({ channel: "restart", text: "a" }), {
      format: "jsonLines",
      tableName: "messages",
      mode: "append",
    });
    await served.restart();
    expect((await asAdmin(served.server, "/api/perform_import", JSON.stringify({ importId }))).status).toBe(400);
    expect(await textsOf("restart")).toEqual([]);
    expect((await documents(served.server, "_snapshot_imports")).at(-1)).toMatchObject({
      state: { state: "failed", error_message: expect.stringContaining("Nothing was imported") },
    });
  });

  it("[SNAP13] [SNAP14] other calls are served while a large import is being written", async () => {
    const rows = Array.from({ length: 8_000 }, (_, n) => ({ channel: "large", text: `${n}` }));
    const request = { format: "jsonLines", tableName: "messages", mode: "replace" };
    const { importId } = await upload(served.server, lines(...rows), request);
    await asAdmin(served.server, "/api/perform_import", JSON.stringify({ importId }));
    const started = performance.now();
    let calls = 0;
    let longest = 0;
    for (let last = started; (await textsOf("large")).length === 0; last = performance.now()) {
      await send("beside", `${calls++}`);
      longest = Math.max(longest, performance.now() - last);
    }
    expect(calls).toBeGreaterThan(5);
    expect(longest).toBeLessThan((performance.now() - started) / 3);
    expect(await textsOf("large")).toHaveLength(8_000);
    expect((await textsOf("beside")).length).toBeLessThan(calls);
  });

  it("[SNAP12] imports and exports need the admin key", async () => {
    for (const path of ["/api/import/start_upload", "/api/perform_import", "/api/export/request/zip"]) {
      expect((await fetch(`${served.server.url}${path}`, { method: "POST", body: "{}" })).status).toBe(403);
    }
    expect((await fetch(`${served.server.url}/api/export/zip/1`)).status).toBe(403);
    expect((await asAdmin(served.server, "/api/export/zip/1")).status).toBe(400);
  });
});
