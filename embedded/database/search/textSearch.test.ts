import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, it } from "vitest";
import { OccError } from "../errors.ts";
import type { QueryJson } from "../queryJson.ts";
import type { SchemaJson } from "../schemaJson.ts";
import { rows, scan, temporaryDatabase } from "../testQueries.ts";
import type { Transaction } from "../transaction.ts";
import { notes, search, searchSchema } from "./testSearches.ts";

const fresh = temporaryDatabase();
const { write } = fresh;
beforeEach(() => fresh.db.applySchema(searchSchema));

const bodies = (tx: Transaction, query: QueryJson) => rows(tx, query).map((doc) => doc["body"]);
const found = (...args: Parameters<typeof search>) => bodies(fresh.db.begin(), search(...args));
const put = (...texts: string[]) => write((tx) => texts.map((body) => tx.insert("notes", { body })));

describe("what is found", () => {
  it("[SRCH2] any term is enough, the last one also by its beginning, the others not", () => {
    put("red apple", "green apple", "red pear", "blueberry", "redcurrant");
    expect(found("green pear").sort()).toEqual(["green apple", "red pear"]);
    expect(found("blue")).toEqual(["blueberry"]);
    expect(found("blue pear")).toEqual(["red pear"]);
    expect(found("APPLE, re").sort()).toEqual(["green apple", "red apple", "red pear", "redcurrant"]);
  });

  it("[SRCH2] text without a term finds nothing, nor does a field that is no text", () => {
    put("red apple");
    write((tx) => tx.insert("notes", { body: 5 }));
    write((tx) => tx.insert("notes", {}));
    for (const text of ["", "?!", " ", "5", "undefined"]) expect(found(text)).toEqual([]);
  });

  it("[SRCH3] best first: rare before common, often before once, short before long, whole before begun", () => {
    put("common rare", "common", "common", "common other");
    expect(found("common rare")[0]).toBe("common rare");
    put("twice twice more words", "twice more words here", "short", "short with many more words behind it");
    expect(found("twice")).toEqual(["twice twice more words", "twice more words here"]);
    expect(found("short")).toEqual(["short", "short with many more words behind it"]);
    put("beginner", "begin");
    expect(found("begin")).toEqual(["begin", "beginner"]);
  });

  it("[SRCH3] of equals the newest is first", () => {
    put("same one", "same two", "same three");
    expect(found("same")).toEqual(["same three", "same two", "same one"]);
  });

  it("[SRCH4] filters have to hold, all of them, and a missing field is not null", () => {
    write((tx) => {
      tx.insert("notes", { body: "word a", author: "ann", meta: { kind: 1 } });
      tx.insert("notes", { body: "word b", author: "ann", meta: { kind: 2n } });
      tx.insert("notes", { body: "word c", author: null, meta: { kind: 1 } });
      tx.insert("notes", { body: "word d" });
    });
    expect(found("word", { author: "ann" })).toEqual(["word b", "word a"]);
    expect(found("wor", { author: "ann", "meta.kind": 1 })).toEqual(["word a"]);
    expect(found("word", { "meta.kind": 1 })).toEqual(["word c", "word a"]);
    expect(found("word", { author: null })).toEqual(["word c"]);
    expect(found("word", { author: { $undefined: null } })).toEqual(["word d"]);
    const twice = search("word", { author: "ann" });
    if (twice.source.type === "Search") twice.source.filters.push({ type: "Eq", fieldPath: "author", value: "bob" });
    expect(bodies(fresh.db.begin(), twice)).toEqual([]);
  });

  it("[SRCH2] a beginning stands for 64 terms at most, the first ones", () => {
    put(...Array.from({ length: 80 }, (_, i) => `many${String(i).padStart(2, "0")}`));
    const words = found("many").sort();
    expect(words).toHaveLength(64);
    expect(words.at(-1)).toBe("many63");
  });

  it("[SRCH7] filters, limits and pages work on the results in their order", () => {
    put(...Array.from({ length: 10 }, (_, i) => `page ${"x ".repeat(i)}`));
    const all = found("page");
    expect(all).toHaveLength(10);
    expect(found("page", {}, [{ limit: 3 }])).toEqual(all.slice(0, 3));
    const filter = { $neq: [{ $field: "body" }, { $literal: all[1] ?? null }] };
    expect(found("page", {}, [{ filter }, { limit: 2 }])).toEqual([all[0], all[2]]);
    const paged: unknown[] = [];
    for (let cursor: string | null = null, isDone = false; !isDone; ) {
      const page = fresh.db.begin().queryPage({ query: search("page"), cursor, pageSize: 4 });
      expect(page.splitCursor).toBeNull();
      paged.push(...page.page.map((doc) => doc["body"]));
      ({ isDone, continueCursor: cursor } = page);
    }
    expect(paged).toEqual(all);
  });

  it("[SRCH7] a page keeps its end with its journal", () => {
    put("page a a a", "page b b b", "page c c c c c");
    const first = fresh.db.begin();
    const before = first.queryPage({ query: search("page"), cursor: null, pageSize: 2 });
    const again = fresh.db.begin();
    again.previousJournal = first.journal;
    const after = again.queryPage({ query: search("page"), cursor: null, pageSize: 2 });
    expect(after.page).toEqual(before.page);
    expect(() => fresh.db.begin().queryPage({ query: search("other"), cursor: first.journal, pageSize: 2 })).toThrow(
      "from a different query",
    );
  });

  it("[SRCH7] more than 1024 results are refused, in pages they end there", () => {
    put(...Array.from({ length: 1100 }, (_, i) => `many ${i}`));
    expect(() => found("many")).toThrow("Search query scanned too many documents (fetched 1024).");
    expect(found("many", {}, [{ limit: 1024 }])).toHaveLength(1024);
    const [first] = rows(fresh.db.begin(), search("many", {}, [{ limit: 1 }]));
    expect(first?.["body"]).toBe("many 1099");
    const page = fresh.db.begin().queryPage({ query: search("many"), cursor: null, pageSize: 1000 });
    const rest = fresh.db.begin().queryPage({ query: search("many"), cursor: page.continueCursor, pageSize: 1000 });
    expect([page.page.length, rest.page.length, rest.isDone]).toEqual([1000, 24, true]);
  });

  it("[SRCH8] a search that does not fit its index is refused in Convex's words", () => {
    const ask = (indexName: string, filters: object[]) => () =>
      fresh.db.begin().query({ source: { type: "Search", indexName, filters } as never, operators: [] });
    const text = { type: "Search", fieldPath: "body", value: "x" };
    const author = { type: "Eq", fieldPath: "author", value: 1 };
    expect(ask("notes.by_body", [])).toThrow("does not contain any search filters");
    expect(ask("notes.by_body", [{ ...text, fieldPath: "author" }])).toThrow(
      'doesn\'t match the indexed `searchField` "body"',
    );
    expect(ask("notes.by_body", [text, text])).toThrow("multiple search filters");
    expect(ask("notes.by_body", [text, { ...author, fieldPath: "x" }])).toThrow("isn't indexed for filtering");
    expect(ask("notes.by_body", [text, ...Array(9).fill(author)])).toThrow(
      "too many filter conditions. Max: 8 Actual: 9",
    );
    expect(ask("notes.nothing", [text])).toThrow("Index notes.nothing not found.");
    expect(ask("notes.by_id", [text])).toThrow("Index notes.by_id is not a search index");
    expect(ask("notes.by_meaning", [text])).toThrow("Index notes.by_meaning is not a search index");
    const range = { type: "IndexRange" as const, indexName: "notes.by_body", range: [], order: null };
    expect(() => fresh.db.begin().query({ source: range, operators: [] })).toThrow(
      "Index notes.by_body is not a database index",
    );
  });
});

describe("snapshots", () => {
  it("[SRCH5] a transaction finds its own writes and its snapshot, whatever is committed meanwhile", () => {
    const [id = ""] = put("old words");
    const before = fresh.db.begin();
    const tx = fresh.db.begin();
    tx.insert("notes", { body: "old and new" });
    tx.shallowMerge(id, { body: "changed words" });
    expect(bodies(tx, search("old"))).toEqual(["old and new"]);
    const savepoint = tx.savepoint();
    tx.remove(id);
    expect(bodies(tx, search("words"))).toEqual([]);
    tx.rollback(savepoint);
    expect(bodies(tx, search("words"))).toEqual(["changed words"]);
    expect(found("changed")).toEqual([]);
    fresh.db.commit(tx);
    put("old again");
    expect(bodies(before, search("old words"))).toEqual(["old words"]);
    expect(bodies(before, search("changed"))).toEqual([]);
    expect(found("old").sort()).toEqual(["old again", "old and new"]);
  });

  it("[QRY8] results that a transaction takes away while it goes through them come all the same", () => {
    put("kept word", "gone word");
    const tx = fresh.db.begin();
    tx.insert("notes", { body: "new word" });
    const cursor = tx.query(search("word"));
    expect(cursor.next()).toMatchObject({ body: "new word" });
    for (const { _id } of rows(tx, scan("notes"))) tx.remove(_id);
    expect([cursor.next(), cursor.next(), cursor.next()]).toMatchObject([
      { body: "gone word" },
      { body: "kept word" },
      null,
    ]);
  });

  it("[SRCH6] a reader is told when a document with one of its terms comes, changes or goes, and only then", () => {
    write((tx) => tx.insert("notes", { body: "apple tree", author: "ann", other: 0 }));
    const [id = ""] = rows(fresh.db.begin(), scan("notes")).map((doc) => doc._id);
    const told = (query: QueryJson, work: (tx: Transaction) => void) => {
      const [reader, writer] = [fresh.db.begin(), fresh.db.begin()];
      rows(reader, query);
      reader.insert("log", {});
      write(work);
      writer.insert("log", {});
      try {
        fresh.db.commit(reader);
        return false;
      } catch (error) {
        expect(error).toBeInstanceOf(OccError);
        return true;
      }
    };
    const apple = search("apple tr");
    expect(told(apple, (tx) => tx.insert("notes", { body: "pear" }))).toBe(false);
    expect(told(apple, (tx) => tx.insert("notes", { body: "apples tee" }))).toBe(false);
    expect(told(apple, (tx) => tx.insert("notes", { body: "trunk" }))).toBe(true);
    expect(told(apple, (tx) => tx.insert("notes", { body: "an apple" }))).toBe(true);
    expect(told(apple, (tx) => tx.shallowMerge(id, { other: 1 }))).toBe(true);
    expect(told(search("pear x"), (tx) => tx.shallowMerge(id, { other: 2 }))).toBe(false);
    expect(told(search("apple x", { author: "bob" }), (tx) => tx.shallowMerge(id, { body: "apple pie" }))).toBe(false);
    expect(told(search("apple x", { author: "bob" }), (tx) => tx.shallowMerge(id, { author: "bob" }))).toBe(true);
    expect(told(apple, (tx) => tx.remove(id))).toBe(true);
  });
});

describe("indexes and schemas", () => {
  const without: SchemaJson = {
    schemaValidation: true,
    tables: [{ tableName: "notes", indexes: [], documentType: null }],
  };

  it("[SRCH9] a new index holds what is there, one that left is not found, another definition is another index", () => {
    fresh.db.applySchema(without);
    put("one word", "another word");
    expect(() => found("word")).toThrow("Index notes.by_body not found.");
    fresh.db.applySchema(searchSchema);
    expect(found("word")).toEqual(["another word", "one word"]);
    const renamed = {
      ...notes,
      searchIndexes: [{ indexDescriptor: "by_body", searchField: "title", filterFields: [] }],
    };
    fresh.db.applySchema({ schemaValidation: true, tables: [renamed] });
    expect(() => found("word")).toThrow("doesn't match the indexed");
    fresh.db.applySchema(searchSchema);
    expect(found("word")).toEqual(["another word", "one word"]);
    expect(fresh.db.searchProblems()).toEqual([]);
    fresh.db.applySchema(without);
    expect(() => found("word")).toThrow("not found");
  });

  it("[SRCH9] an index is built beside writes", () => {
    fresh.db.applySchema(without);
    const ids = put(...Array.from({ length: 120 }, (_, i) => `word ${i}`));
    const change = fresh.db.prepareSchema(searchSchema);
    change.beginIndexes();
    let step = 0;
    do {
      write((tx) => {
        tx.shallowMerge(ids[step] ?? "", { body: `changed ${step}` });
        tx.remove(ids[119 - step] ?? "");
        tx.insert("notes", { body: `new ${step}` });
      });
      step++;
    } while (change.advance());
    expect(step).toBeGreaterThan(2);
    expect(change.progress.indexesComplete).toBe(change.progress.indexesTotal);
    put("word late");
    fresh.db.finishSchema(change);
    expect(fresh.db.searchProblems()).toEqual([]);
    expect(found("changed")).toHaveLength(step);
    expect(found("word")).toHaveLength(120 - 2 * step + 1);
  });

  it("[SRCH9] an index whose making ended with the process is gone, and one that the schema has is made at the start", () => {
    put("one word");
    const path = join(fresh.folder, "db.sqlite");
    const title = { indexDescriptor: "by_title", searchField: "title", filterFields: [] };
    const more = { ...notes, searchIndexes: [...(notes.searchIndexes ?? []), title] };
    const change = fresh.db.prepareSchema({ schemaValidation: true, tables: [more] });
    change.beginIndexes();
    expect(change.progress.indexesTotal).toBe(1);
    fresh.db.close();
    const sqlite = new DatabaseSync(path);
    const count = (table: string) => Number(sqlite.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);
    expect(count("search_indexes")).toBe(3);
    sqlite.exec("DELETE FROM postings; DELETE FROM search_entries; DELETE FROM search_indexes WHERE name = 'by_body'");
    sqlite.close();
    fresh.reopen();
    expect(found("word")).toEqual(["one word"]);
    expect(fresh.db.searchProblems()).toEqual([]);
    fresh.db.applySchema({ schemaValidation: true, tables: [more] });
    expect(fresh.db.searchProblems()).toEqual([]);
  });

  it("[SRCH11] an import of whole tables is in the indexes too, and tells readers", async () => {
    const [id = ""] = put("old word", "older word");
    const reader = fresh.db.begin();
    rows(reader, search("word x"));
    let told = 0;
    fresh.db.subscribe(reader.reads, reader.snapshotTs, () => told++);
    const imported = function* () {
      yield { table: "notes", doc: { _id: id, _creationTime: 5, body: "old word" }, size: 8 };
    };
    const tables = [{ name: "notes", number: null, clear: true, mustBeEmpty: false }];
    await fresh.db.importTables(tables, imported, () => undefined);
    expect(found("word")).toEqual(["old word"]);
    expect(fresh.db.searchProblems()).toEqual([]);
    expect(told).toBe(1);
  });

  it("[SRCH6] a commit of very many terms tells every reader of the index", async () => {
    const reader = fresh.db.begin();
    rows(reader, search("nothing x"));
    const other = fresh.db.begin();
    rows(other, scan("others"));
    const told: string[] = [];
    fresh.db.subscribe(reader.reads, reader.snapshotTs, () => told.push("search"));
    fresh.db.subscribe(other.reads, other.snapshotTs, () => told.push("other"));
    const text = (i: number) => Array.from({ length: 1000 }, (_, j) => `t${i}x${j}`).join(" ");
    const tx = fresh.db.begin();
    for (let i = 0; i < 51; i++) tx.insert("notes", { body: text(i) });
    await fresh.db.commit(tx).durable;
    expect(told).toEqual(["search"]);
    reader.insert("log", {});
    expect(() => fresh.db.commit(reader)).toThrow(OccError);
  });

  it.each([
    ["DELETE FROM postings WHERE term = 'word'", 'is not found by "word"'],
    ["UPDATE postings SET weight = weight + 256", "is not found by"],
    ["DELETE FROM search_entries WHERE id = (SELECT max(id) FROM search_entries)", "has 0 entries that hold"],
    ["UPDATE search_indexes SET tokens = tokens + 1", "its totals are"],
    ["INSERT INTO postings VALUES (1, 'more', x'00', 1, 1, 1)", "postings where"],
    ["UPDATE vectors SET vector = zeroblob(12)", "the vector of document"],
    ["DELETE FROM vectors", "entries lack their vectors"],
  ])("[SRCH11] the check tells of what does not agree: %s", (sql, problem) => {
    write((tx) => tx.insert("notes", { body: "one word", meaning: [1, 2, 3] }));
    put("another word");
    expect(fresh.db.searchProblems()).toEqual([]);
    const path = join(fresh.folder, "db.sqlite");
    fresh.db.close();
    const sqlite = new DatabaseSync(path);
    sqlite.exec(sql);
    sqlite.close();
    fresh.reopen();
    expect(fresh.db.searchProblems().join(" ")).toContain(problem);
  });
});
