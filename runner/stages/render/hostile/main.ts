// `npm run corpus:hostile [NAME...]`: every hostile scene on one pool, each followed by an honest one. With names it runs
// those that begin so; without, it writes into docs/safety.md how many held, and as root the table too: for an ordinary
// user the wall is built another way, and is to hold the same.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describeLimits } from "../../../process/cgroup.ts";
import { runsAsRoot } from "../../../process/sandbox.ts";
import { hostileScenes } from "./corpus.ts";
import { runCorpus, type Tried } from "./runCorpus.ts";

const page = fileURLToPath(new URL("../../../../docs/safety.md", import.meta.url));
const names = process.argv.slice(2);
const scenes = hostileScenes().filter(
  ({ name }) => names.length === 0 || names.some((begin) => name.startsWith(begin)),
);
const { tried, leftBehind } = await runCorpus(scenes, { onTried: tell });
for (const what of leftBehind) console.log(`FAULT ${what}`);
const held = tried.filter(isHeld).length;
console.log(`${held} of ${tried.length} held`);
if (names.length === 0) writePage(tried, held);
process.exitCode = held === tried.length && leftBehind.length === 0 ? 0 : 1;

function writePage(all: Tried[], held: number): void {
  const shown = runsAsRoot() ? all : all.filter((one) => !isHeld(one));
  const rows = shown.map(
    (one) =>
      `| ${one.scene.name} | ${one.scene.tries} | \`${one.attempt.ending}\` | ${isHeld(one) ? "yes" : "**no**"} |`,
  );
  const who = runsAsRoot() ? "As root" : "As an ordinary user";
  const lines = [
    `${who} ${held} of ${all.length} held, with ${describeLimits()}; after each the next scene came out byte for byte as before.`,
    ...(rows.length > 0 ? ["", "| scene | tries | ended with | held |", "|---|---|---|---|", ...rows] : []),
    "",
  ].join("\n");
  const part = runsAsRoot() ? "corpus" : "corpus-user";
  const [before = "", rest = ""] = readFileSync(page, "utf8").split(`<!-- ${part} -->\n`);
  const end = `<!-- /${part} -->`;
  writeFileSync(page, `${before}<!-- ${part} -->\n${lines}${end}${rest.split(end)[1] ?? "\n"}`);
}

function tell({ scene, attempt }: Tried): void {
  const word = isHeld({ scene, attempt }) ? "held" : "FAULT";
  console.log(`${word.padEnd(6)}${scene.name.padEnd(28)}${attempt.ending.padEnd(22)}${attempt.seconds.toFixed(1)} s`);
  for (const fault of attempt.faults) console.log(`      ${fault} (${attempt.message.slice(0, 300)})`);
}

function isHeld({ attempt }: Tried): boolean {
  return attempt.faults.length === 0;
}
