// `npm run corpus:hostile [NAME...]`: every hostile scene on one pool, each followed by an honest one. With names it runs
// those that begin so; without, it writes its figures into docs/safety.md.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describeLimits } from "../../../process/cgroup.ts";
import { hostileScenes } from "./corpus.ts";
import { runCorpus, type Tried } from "./runCorpus.ts";

const page = fileURLToPath(new URL("../../../../docs/safety.md", import.meta.url));
const marks = { begin: "<!-- corpus -->\n", end: "<!-- /corpus -->" };

const names = process.argv.slice(2);
const scenes = hostileScenes().filter(
  ({ name }) => names.length === 0 || names.some((begin) => name.startsWith(begin)),
);
const { tried, leftBehind } = await runCorpus(scenes, { onTried: tell });
for (const what of leftBehind) console.log(`FAULT ${what}`);
const faults = tried.filter(({ attempt }) => attempt.faults.length > 0);
console.log(`${tried.length - faults.length} of ${tried.length} held`);
if (names.length === 0) writePage(tried);
process.exitCode = faults.length === 0 && leftBehind.length === 0 ? 0 : 1;

function writePage(all: Tried[]): void {
  const held = all.filter(({ attempt }) => attempt.faults.length === 0).length;
  const rows = all.map(
    ({ scene, attempt }) =>
      `| ${scene.name} | ${scene.tries} | \`${attempt.ending}\` | ${attempt.faults.length === 0 ? "yes" : "**no**"} |`,
  );
  const table = [
    `${held} of ${all.length} held, with ${describeLimits()}; after each the next scene came out byte for byte as before.`,
    "",
    "| scene | tries | ended with | held |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
  const [before = "", rest = ""] = readFileSync(page, "utf8").split(marks.begin);
  writeFileSync(page, `${before}${marks.begin}${table}${marks.end}${rest.split(marks.end)[1] ?? "\n"}`);
}

function tell({ scene, attempt }: Tried): void {
  const word = attempt.faults.length === 0 ? "held" : "FAULT";
  console.log(`${word.padEnd(6)}${scene.name.padEnd(28)}${attempt.ending.padEnd(22)}${attempt.seconds.toFixed(1)} s`);
  for (const fault of attempt.faults) console.log(`      ${fault} (${attempt.message.slice(0, 300)})`);
}
