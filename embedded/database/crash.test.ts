import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { Database } from "./database.ts";

// Commits pairs of documents for ever and says each timestamp once it is acknowledged.
const writer = `
import { Database } from ${JSON.stringify(new URL("./database.ts", import.meta.url).href)};
const db = Database.open(process.argv[1]);
for (let n = 0; ; n++) {
  const tx = db.begin();
  tx.insert("pairs", { n, half: 1 });
  tx.insert("pairs", { n, half: 2 });
  tx.result = { key: { session: "one", request: n }, json: String(n) };
  const { ts, durable } = db.commit(tx);
  await durable;
  console.log(n + " " + ts);
}`;

it("[DB2] after kill -9 every acknowledged commit is there, whole, and timestamps go on from it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "crash-"));
  const path = join(folder, "db.sqlite");
  try {
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, ["--input-type=module", "-e", writer, path], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const exited = once(child, "exit");
      let last = "";
      let lines = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        last = line;
        if (++lines === 20 + round * 7) child.kill("SIGKILL");
      }
      await exited;
      const [n = "", ts = "0"] = last.split(" ");
      const db = Database.open(path);
      expect(db.integrityCheck()).toEqual([]);
      expect(db.latestTimestamp()).toBeGreaterThanOrEqual(BigInt(ts));
      expect(db.results.get({ session: "one", request: Number(n) })?.resultJson).toBe(n);
      expect(db.begin().count("pairs") % 2).toBe(0);
      const tx = db.begin();
      tx.insert("after", {});
      expect(db.commit(tx).ts).toBeGreaterThan(BigInt(ts));
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
