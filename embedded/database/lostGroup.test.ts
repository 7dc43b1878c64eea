import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { Database } from "./database.ts";

// Groups of commits until the file may not grow any more, then some more; says what was acknowledged.
const writer = `
import { Database } from ${JSON.stringify(new URL("./database.ts", import.meta.url).href)};
const db = Database.open(process.argv[1]);
const acknowledged = [], refused = [], told = [];
let n = 0;
for (let group = 0; group < 60; group++) {
  const commits = [];
  for (let i = 0; i < 5; i++) {
    const tx = db.begin();
    const name = String(n++);
    tx.insert("table" + (n % 7), { name, text: "x".repeat(20_000) });
    tx.result = { key: { session: name, request: 1 }, json: "1" };
    try {
      commits.push(db.commit(tx).durable.then(() => acknowledged.push(name), () => refused.push(name)));
    } catch {
      refused.push(name);
    }
  }
  await Promise.all(commits);
}
const seen = db.tables().reduce((sum, table) => sum + db.begin().count(table), 0);
console.log(JSON.stringify({ acknowledged, refused, seen }));
process.kill(process.pid, "SIGKILL");`;

it("[DB6] a group of commits that can't be written fails as one: nothing of it is seen, what came before is whole", async () => {
  const folder = mkdtempSync(join(tmpdir(), "full-"));
  const path = join(folder, "db.sqlite");
  try {
    const limited = ["-c", 'ulimit -f 3000; exec "$@"', "limited"];
    const node = [process.execPath, "--input-type=module", "-e", writer, path];
    const { stdout } = await promisify(execFile)("bash", [...limited, ...node]).catch(
      (error: Error & { stdout: string }) => error,
    );
    const said = JSON.parse(stdout) as { acknowledged: string[]; refused: string[]; seen: number };
    expect(said.acknowledged.length).toBeGreaterThan(10);
    expect(said.refused.length).toBeGreaterThan(10);
    expect(said.acknowledged.length + said.refused.length).toBe(300);
    expect(said.seen).toBe(said.acknowledged.length);
    const db = Database.open(path);
    expect(db.integrityCheck()).toEqual([]);
    for (const name of said.acknowledged) expect(db.results.get({ session: name, request: 1 })).not.toBeNull();
    for (const name of said.refused) expect(db.results.get({ session: name, request: 1 })).toBeNull();
    db.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
