import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { beforeEach, expect, it } from "vitest";
import type { ImportedRow } from "./bulkImport.ts";
import { Database } from "./database.ts";
import { newId } from "./ids.ts";
import type { QuerySource } from "./queryJson.ts";
import type { SchemaChange } from "./schemaChange.ts";
import { notes, search } from "./search/testSearches.ts";
import { pick, type Random, seeded } from "./seeded.ts";
import type { TableReplacement } from "./tableMoves.ts";
import { rows, scan, temporaryDatabase } from "./testQueries.ts";
import type { Doc, Fields, Timestamp } from "./values.ts";

const fresh = temporaryDatabase();
const { write } = fresh;
const schema = {
  schemaValidation: true,
  tables: [{ ...notes, indexes: [{ indexDescriptor: "by_author", fields: ["author"] }] }],
};
beforeEach(() => fresh.db.applySchema(schema));

type Contents = Map<string, Doc>;
const words = ["red", "green", "blue", "rare"];
const someNote = (random: Random): Fields => ({
  author: pick(random, ["ann", "bob", "cid"]),
  body: Array.from({ length: 4 }, () => pick(random, words)).join(" "),
  ...(random() < 0.5 ? { meaning: [random(), random(), random()] } : {}),
});
const insertSome = (random: Random, count: number): Contents =>
  write((tx) => {
    const ids = Array.from({ length: count }, () => tx.insert("notes", someNote(random)));
    return new Map(ids.map((id) => [id, tx.get(id) as Doc]));
  });
const ofNotes = (clear: boolean) => [{ name: "notes", number: null, clear, mustBeEmpty: false }];
const idOfNotes = () => newId(fresh.db.tableNumber("notes") ?? 0);
const imported = (random: Random, ids: string[]): ImportedRow[] =>
  ids.map((_id, i) => ({ table: "notes", doc: { ...someNote(random), _id, _creationTime: i + 1 }, size: 200 }));

/** By every index, and by a search, at a snapshot. */
function see(db: Database, at?: Timestamp): Contents {
  const tx = at === undefined ? db.begin() : db.begin(at);
  const seen = new Map(rows(tx, scan("notes")).map((doc) => [doc._id, doc]));
  const source: QuerySource = { type: "IndexRange", indexName: "notes.by_author", range: [], order: null };
  const byAuthor = rows(tx, { source, operators: [] });
  expect(byAuthor.map(({ _id }) => _id).sort()).toEqual([...seen.keys()].sort());
  expect(tx.count("notes")).toBe(seen.size);
  const rare = [...seen.values()].filter((doc) => String(doc["body"]).includes("rare"));
  if (rare.length < 1024) {
    const found = rows(tx, search("rare"));
    expect(found.map(({ _id }) => _id).sort()).toEqual(rare.map(({ _id }) => _id).sort());
  }
  return seen;
}

function writeSomething(random: Random, model: Contents): void {
  const id = pick(random, [...model.keys()]);
  const change = id === undefined ? 0 : random();
  write((tx) => {
    if (change < 0.4) {
      const added = tx.insert("notes", someNote(random));
      model.set(added, tx.get(added) as Doc);
    } else if (change < 0.8) model.set(id as string, tx.shallowMerge(id as string, someNote(random)));
    else {
      tx.remove(id as string);
      model.delete(id as string);
    }
  });
}

/** Beside an import, until it is shown or fails: writes, and looks at everything, now and as it was. */
async function importBeside(
  random: Random,
  [tables, added]: [TableReplacement[], ImportedRow[]],
  model: Contents,
): Promise<Map<Timestamp, Contents>> {
  const past = new Map<Timestamp, Contents>();
  let over = false;
  const end = () => {
    over = true;
  };
  const work = fresh.db.importTables(tables, () => added, end).finally(end);
  work.catch(() => undefined);
  for (let round = 0; ; round++) {
    await setImmediate();
    if (over) break;
    writeSomething(random, model);
    if (round % 4 > 0) continue;
    await fresh.db.durable();
    if (over) break;
    expect(see(fresh.db)).toEqual(model);
    past.set(fresh.db.latestTimestamp(), new Map(model));
  }
  await work;
  return past;
}

function expectSound(db: Database): void {
  expect([...db.integrityCheck(), ...db.searchProblems()]).toEqual([]);
}

const seeds = [1, 2, 3, 4];

it.each(seeds)(
  "[SNAP13] [SNAP14] nothing of an import is seen until all of it is; what was written meanwhile is replaced, or added to (seed %i)",
  async (seed) => {
    const random = seeded(seed);
    const clear = seed % 2 === 0;
    const model = insertSome(random, 200);
    const ids = Array.from({ length: 2_000 }, idOfNotes);
    if (clear) ids.push(...[...model.keys()].filter(() => random() < 0.4));
    const added = imported(random, ids);
    const past = await importBeside(random, [ofNotes(clear), added], model);
    expect(past.size).toBeGreaterThan(0);
    const shown: Contents = new Map(clear ? [] : model);
    for (const { doc } of added) shown.set(doc._id, doc);
    expect(see(fresh.db)).toEqual(shown);
    for (const [ts, contents] of past) expect(see(fresh.db, ts)).toEqual(contents);
    expectSound(fresh.db);
    for (let i = 0; i < 200; i++) writeSomething(random, shown);
    expect(see(fresh.db)).toEqual(shown);
    expectSound(fresh.db);
    const before = fresh.db.latestTimestamp();
    fresh.db.close();
    fresh.reopen();
    expect(fresh.db.latestTimestamp()).toBeGreaterThanOrEqual(before);
    expect(see(fresh.db)).toEqual(shown);
  },
);

it.each(seeds)(
  "[SNAP5] an import that fails in the middle leaves nothing but what others wrote (seed %i)",
  async (seed) => {
    const random = seeded(seed);
    const model = insertSome(random, 200);
    const versions = fresh.db.storedVersions();
    const added = imported(random, Array.from({ length: 2_000 }, idOfNotes));
    added.push(...added.slice(0, 1));
    const tables = ofNotes(seed % 2 === 0);
    const attempt = fresh.db.importTables(
      tables,
      () => added,
      () => expect.unreachable(),
    );
    await expect(attempt).rejects.toThrow('Objects in table "notes" have duplicate _id fields');
    expect(fresh.db.storedVersions()).toBe(versions);
    await expect(importBeside(random, [tables, added], model)).rejects.toThrow("duplicate");
    expect(see(fresh.db)).toEqual(model);
    expectSound(fresh.db);
  },
);

it("[SNAP11] what an import has written when its process ends is taken back at the next start", async () => {
  const random = seeded(5);
  const model = insertSome(random, 200);
  const added = imported(random, [...model.keys(), ...Array.from({ length: 4_000 }, idOfNotes)]);
  let over = false;
  const work = fresh.db.importTables(
    ofNotes(true),
    () => added,
    () => {
      over = true;
    },
  );
  const copies: string[] = [];
  for (let n = 0; n < 3 && !over; n++) {
    const copy = join(fresh.folder, `copy${n}.sqlite`);
    await fresh.db.backUpTo(copy);
    if (!over) copies.push(copy);
  }
  await work;
  expect(copies.length).toBeGreaterThan(0);
  for (const copy of copies) {
    const crashed = Database.open(copy);
    expect(crashed.storedVersions()).toBe(200);
    expect(see(crashed)).toEqual(model);
    expectSound(crashed);
    crashed.close();
  }
});

it("[SNAP3] a table that must be empty is looked at again before the import is shown", async () => {
  const tables = [{ name: "notes", number: null, clear: false, mustBeEmpty: true }];
  const added = imported(seeded(6), [idOfNotes()]);
  const work = fresh.db.importTables(
    tables,
    () => added,
    () => undefined,
  );
  const model = insertSome(seeded(7), 1);
  await expect(work).rejects.toThrow("Table notes already exists. Please choose a new table name");
  expect(see(fresh.db)).toEqual(model);
});

it("[SNAP10] readers are told when an import is shown, and not before; of very many rows all readers of the table are", async () => {
  const ids = Array.from({ length: 30_000 }, idOfNotes);
  const added = ids.map((_id, i) => ({ table: "plain", doc: { _id, _creationTime: i + 1 }, size: 20 }));
  const number = fresh.db.tableNumber("notes");
  write((tx) => tx.insert("plain", {}));
  const tx = fresh.db.begin();
  rows(tx, scan("plain"));
  const other = fresh.db.begin();
  rows(other, scan("notes"));
  const told: unknown[] = [];
  fresh.db.subscribe(tx.reads, tx.snapshotTs, () => told.push(fresh.db.begin().count("plain")));
  fresh.db.subscribe(other.reads, other.snapshotTs, () => told.push("other"));
  expect(number).not.toBeNull();
  await fresh.db.importTables(
    [{ name: "plain", number: null, clear: true, mustBeEmpty: false }],
    () => added,
    () => {
      expect(told).toEqual([]);
    },
  );
  expect(told).toEqual([30_000]);
  const late = fresh.db.begin(tx.snapshotTs);
  rows(late, scan("plain"));
  late.insert("notes", {});
  expect(() => fresh.db.commit(late)).toThrow("plain");
});

it("[SNAP13] commits are made while a large import is being written", async () => {
  const random = seeded(8);
  const added = imported(random, Array.from({ length: 6_000 }, idOfNotes));
  const started = performance.now();
  let over = false;
  const work = fresh.db
    .importTables(
      ofNotes(true),
      () => added,
      () => undefined,
    )
    .finally(() => {
      over = true;
    });
  let longest = 0;
  let commits = 0;
  for (let last = performance.now(); !over; last = performance.now()) {
    write((tx) => tx.insert("others", {}));
    await setImmediate();
    commits++;
    longest = Math.max(longest, performance.now() - last);
  }
  await work;
  expect(commits).toBeGreaterThan(20);
  expect(longest).toBeLessThan((performance.now() - started) / 3);
  expect(fresh.db.begin().count("others")).toBe(commits);
});

it("[DB1] what was the latest snapshot while a long import was being written is readable for two minutes more", async () => {
  let now = Date.now();
  const db = Database.open(join(fresh.folder, "clock.sqlite"), { now: () => now });
  const put = (n: number) => {
    const tx = db.begin();
    const [doc] = rows(tx, scan("kept"));
    if (doc) tx.replace(doc._id, { n });
    else tx.insert("kept", { n });
    return db.commit(tx).ts;
  };
  let before = put(0);
  const number = db.tableNumber("kept") ?? 0;
  const added = [{ table: "plain", doc: { _id: newId(number + 1), _creationTime: 1 }, size: 20 }];
  await db.importTables(
    [{ name: "plain", number: null, clear: true, mustBeEmpty: false }],
    () => added,
    () => {
      now += 600_000;
      before = put(1);
    },
  );
  for (let n = 2; n < 200; n++) put(n);
  expect(rows(db.begin(before), scan("kept"))).toMatchObject([{ n: 1 }]);
  expect(db.oldestReadable()).toBeLessThanOrEqual(before);
  db.close();
});

it("[SCH7] a schema that is being prepared when an import is shown is held against what came with it", async () => {
  const random = seeded(9);
  for (let i = 0; i < 100; i++) write((tx) => tx.insert("notes", { ...someNote(random), author: "ann" }));
  const title = { indexDescriptor: "by_title", searchField: "title", filterFields: [] };
  const more = { ...notes, searchIndexes: [...(notes.searchIndexes ?? []), title] };
  const fields = {
    author: { fieldType: { type: "literal", value: "ann" }, optional: false },
    body: { fieldType: { type: "string" }, optional: false },
    meaning: { fieldType: { type: "any" }, optional: true },
  } as const;
  const stricter = { tableName: "notes", indexes: [], documentType: { type: "object", value: fields } } as const;
  const added = imported(random, Array.from({ length: 500 }, idOfNotes));
  const work = fresh.db.importTables(
    ofNotes(false),
    () => added,
    () => undefined,
  );
  await setImmediate();
  const changes = [more, { ...stricter, indexes: [] }].map((table) =>
    fresh.db.prepareSchema({ schemaValidation: true, tables: [table] }),
  );
  for (const change of changes) {
    change.beginIndexes();
    while (change.advance());
  }
  await work;
  expect(() => fresh.db.finishSchema(changes[1] as SchemaChange)).toThrow("does not match");
  changes[0]?.discard();
  const again = fresh.db.prepareSchema({ schemaValidation: true, tables: [more] });
  again.beginIndexes();
  const second = fresh.db.importTables(
    ofNotes(false),
    () => imported(random, [idOfNotes()]),
    () => undefined,
  );
  while (again.advance());
  await second;
  fresh.db.finishSchema(again);
  expectSound(fresh.db);
});
