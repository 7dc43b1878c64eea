// Scenes that try to get out, to harm the machine, or to deceive the runner. Each says in its first lines what it tries
// and how it must end: with one of these failures, or rendered, where all it tries is refused and it goes on.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FailureCode } from "../../../../shared/failures.ts";

export type Ending = FailureCode | "rendered";

export type HostileScene = {
  /** Folder and file, as "tex/shell". */
  name: string;
  tries: string;
  expected: Ending[];
  /** Wall time that it gets. */
  seconds: number;
  code: string;
};

const folder = fileURLToPath(new URL("scenes/", import.meta.url));
const header = /^# (?<tries>.+)\n# expect: (?<expected>.+)\n(?:# seconds: (?<seconds>\d+)\n)?/;
const defaultSeconds = 25;

/** All of them in the order of their names; throws where one does not say what it is. */
export function hostileScenes(): HostileScene[] {
  return globSync("*/*.py", { cwd: folder })
    .sort()
    .map((file) => {
      const code = readFileSync(join(folder, file), "utf8");
      const { tries, expected, seconds } = header.exec(code)?.groups ?? {};
      if (!tries || !expected) throw new Error(`${file} does not say what it tries and how it must end.`);
      return {
        name: file.replace(/\.py$/, ""),
        tries,
        expected: expected.split(", ").map((word) => (word === "rendered" ? word : FailureCode.parse(word))),
        seconds: seconds === undefined ? defaultSeconds : Number(seconds),
        code,
      };
    });
}
