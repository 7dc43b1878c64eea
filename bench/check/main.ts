// npm run bench:check: what `check` finds in scenes of which we know what is wrong, and in scenes in which nothing is.
// Scenes named on the command line are checked alone; docs/check.md is written when all are.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { defaultPython } from "../../runner/process/python.ts";
import { type CheckedScene, checkFile } from "../../runner/stages/check/checkFile.ts";
import { createRendererPool } from "../../runner/stages/render/rendererPool.ts";
import { type Outcome, reportOf } from "./figures.ts";

const folder = import.meta.dirname;
const only = process.argv.slice(2);

/** A scene's label is its first line: `# expects: kind`, where something is wrong with it. */
function labelled(kind: "clean" | "defects"): Omit<Outcome, "checked" | "seconds">[] {
  return readdirSync(join(folder, kind))
    .filter((name) => name.endsWith(".py"))
    .sort()
    .map((name) => {
      const code = readFileSync(join(folder, kind, name), "utf8");
      const seconds = /^# narration: ([\d.]+) s$/m.exec(code)?.[1];
      return {
        name: basename(name, ".py"),
        code,
        expects: /^# expects: (\w+)$/m.exec(code)?.[1] ?? null,
        does: /"""(.*?)"""/s.exec(code)?.[1] ?? "",
        ...(seconds === undefined ? {} : { narrationMs: Number(seconds) * 1000 }),
      };
    });
}

const scenes = [...labelled("clean"), ...labelled("defects")].filter(
  ({ name }) => only.length === 0 || only.includes(name),
);
const scratchDir = await mkdtemp(join(tmpdir(), "bench-check-"));
const pool = createRendererPool({ python: defaultPython, size: 1, scratchDir, spares: 1 });
const outcomes: Outcome[] = [];
try {
  for (const scene of scenes) {
    const start = performance.now();
    const checked: CheckedScene = await checkFile(
      { code: scene.code, assets: {} },
      { pool, narrationMs: scene.narrationMs },
    );
    outcomes.push({ ...scene, checked, seconds: (performance.now() - start) / 1000 });
    const found = checked.findings.map(({ kind, severity }) => `${kind} (${severity})`).join(", ") || "nothing";
    console.log(`${scene.name}: ${found}${scene.expects === null ? "" : `; expected ${scene.expects}`}`);
  }
} finally {
  await pool.close();
  rmSync(scratchDir, { recursive: true, force: true });
}
const { lines, good } = reportOf(outcomes);
if (only.length === 0) writeFileSync(join(folder, "../../docs/check.md"), `${lines.join("\n")}\n`);
console.log(lines.slice(0, 14).join("\n"));
process.exitCode = good ? 0 : 1;
