import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { Database } from "../database.ts";
import { rows } from "../testQueries.ts";
import { search, searchSchema } from "./testSearches.ts";

const here = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);

// Writes, changes and removes documents with text and vectors for ever and says each number once it is acknowledged.
const writer = `
import { Database } from ${here("../database.ts")};
const db = Database.open(process.argv[1]);
const ids = [];
for (let n = 0; ; n++) {
  const tx = db.begin();
  ids.push(tx.insert("notes", { body: "number" + n + " of many words " + "x ".repeat(n % 7), meaning: [1, n, 2] }));
  if (n % 2) tx.shallowMerge(ids[ids.length >> 1], { body: "changed" + n, meaning: [n, 1, 0] });
  if (n % 3 === 2) tx.remove(ids.shift());
  await db.commit(tx).durable;
  console.log(n);
}`;

it("[SRCH11] after kill -9 the search indexes agree with the documents", async () => {
  const folder = mkdtempSync(join(tmpdir(), "search-crash-"));
  try {
    for (let round = 0; round < 3; round++) {
      const path = join(folder, `${round}.sqlite`);
      const prepared = Database.open(path);
      prepared.applySchema(searchSchema);
      prepared.close();
      const child = spawn(process.execPath, ["--input-type=module", "-e", writer, path], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const exited = once(child, "exit");
      let last = "";
      for await (const line of createInterface({ input: child.stdout })) {
        last = line;
        if (Number(line) === 40 + round * 9) child.kill("SIGKILL");
      }
      expect((await exited)[1]).toBe("SIGKILL");
      const db = Database.open(path);
      expect(db.searchProblems()).toEqual([]);
      expect(rows(db.begin(), search(`number${last}`))).toHaveLength(1);
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
