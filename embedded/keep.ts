// Looks after a data folder that no deployment uses: `check`, `backup` and `restore`.
import { parseArgs } from "node:util";
import { backUpFolder } from "./keeping/backup.ts";
import { checkFolder } from "./keeping/check.ts";
import { restore } from "./keeping/restore.ts";

const usage = `Usage: node embedded/keep.ts check --data-dir DIR
       node embedded/keep.ts backup --data-dir DIR --to FOLDER
       node embedded/keep.ts restore --data-dir DIR --from FOLDER [--replace]`;

try {
  await run();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      "data-dir": { type: "string" },
      to: { type: "string" },
      from: { type: "string" },
      replace: { type: "boolean", default: false },
    },
  });
  const { "data-dir": dataDir, to, from, replace } = values;
  const [verb] = positionals;
  if (dataDir === undefined) throw new Error(usage);
  if (verb === "check") {
    const problems = await checkFolder(dataDir);
    for (const problem of problems) console.error(problem);
    if (problems.length === 0) console.log(`${dataDir} is sound.`);
    else process.exitCode = 1;
  } else if (verb === "backup" && to !== undefined) {
    const { files, bytes } = await backUpFolder(dataDir, to);
    console.log(`Backed up into ${to}: the database and ${files} files of ${bytes} bytes.`);
  } else if (verb === "restore" && from !== undefined) {
    const aside = restore(from, dataDir, { replace });
    console.log(`Restored ${from} into ${dataDir}.${aside === null ? "" : ` What was there is in ${aside}.`}`);
  } else throw new Error(usage);
}
