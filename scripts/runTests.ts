// Runs the suites one after the other and adds up their counts. No test at all counts as a failure.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { addCounts, type Counts, closingLine, countsOfJunit, countsOfVitest } from "./testCounts.ts";

const vitestSuites = ["unit", "convex", "redis", "media", "e2e"];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => ![...vitestSuites, "python"].includes(name));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(", ")}: unit, convex, redis, media, e2e, python.`);
  process.exit(2);
}
const wanted = (name: string): boolean => asked.length === 0 || asked.includes(name);

const results = join(".proofreel", "results");
mkdirSync(results, { recursive: true });

/** A suite that ends badly without a single failed test (it could not start) counts as one failure. */
function suite(command: string, args: string[], resultFile: string, read: (text: string) => Counts): Counts {
  rmSync(resultFile, { force: true });
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  const counts = existsSync(resultFile) ? read(readFileSync(resultFile, "utf8")) : { passed: 0, failed: 0, skipped: 0 };
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

let total: Counts = { passed: 0, failed: 0, skipped: 0 };
const projects = vitestSuites.filter(wanted);
if (projects.length > 0) {
  const file = join(results, "vitest.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  args.push(...projects.map((project) => `--project=${project}`), "--passWithNoTests");
  total = addCounts(total, suite("vitest", args, file, countsOfVitest));
}
if (wanted("python") && existsSync("renderer/tests")) {
  const file = join(results, "pytest.xml");
  const args = ["-m", "pytest", "-q", "-p", "no:cacheprovider", `--junitxml=${file}`, "renderer/tests"];
  total = addCounts(total, suite(".proofreel/venv/bin/python", args, file, countsOfJunit));
}

console.log(closingLine(total));
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
