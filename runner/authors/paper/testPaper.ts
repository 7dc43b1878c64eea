// Papers for tests: packed as people send them.
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";
import type { Source } from "../../../shared/source.ts";
import type { AuthorContext } from "../author.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const venvPython = `${root}.proofreel/venv/bin/python`;

/** A tar archive; `changed` are headers beside the name, as a link's. */
export async function tarOf(
  files: Record<string, string | Uint8Array>,
  changed: Partial<Header> = {},
): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) {
    if (changed.type === undefined) archive.entry({ name }, Buffer.from(content));
    else archive.entry({ name, ...changed });
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function examplePaper(): Promise<Buffer> {
  const folder = `${root}examples/pendulum-paper/`;
  const names = globSync("**/*", { cwd: folder }).filter((name) => statSync(folder + name).isFile());
  return gzipSync(await tarOf(Object.fromEntries(names.sort().map((name) => [name, readFileSync(folder + name)]))));
}

/** An uploaded paper, and a context in which it can be read. */
export function uploaded(content: Uint8Array): { source: Source; context: AuthorContext } {
  const sha256 = createHash("sha256").update(content).digest("hex");
  return {
    source: { kind: "paper", paper: { at: "upload", name: "paper.tar.gz", sha256, bytes: content.length } },
    context: {
      python: existsSync(venvPython) ? venvPython : "python3",
      language: "en",
      readFile: async () => content,
    },
  };
}
