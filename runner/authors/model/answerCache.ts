// Answers on disk under the hash of all that led to them: a question that was answered once costs nothing again.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Counts up when answers to the same question would be read otherwise. */
const version = 1;

export type AnswerCache = {
  /** Undefined where nothing (readable) is kept. */
  read(question: unknown): Promise<unknown>;
  keep(question: unknown, answer: unknown): Promise<void>;
};

export function openAnswerCache(folder: string): AnswerCache {
  const fileOf = (question: unknown): string => {
    const hash = createHash("sha256")
      .update(JSON.stringify([version, question]))
      .digest("hex");
    return join(folder, hash.slice(0, 2), `${hash}.json`);
  };
  return {
    async read(question) {
      try {
        return JSON.parse(await readFile(fileOf(question), "utf8"));
      } catch {
        return undefined;
      }
    },
    async keep(question, answer) {
      const file = fileOf(question);
      await mkdir(join(file, ".."), { recursive: true, mode: 0o700 });
      const part = `${file}.${randomUUID()}`;
      await writeFile(part, JSON.stringify(answer), { mode: 0o600 });
      await rename(part, file);
    },
  };
}
