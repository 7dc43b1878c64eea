// A small arXiv: answers by path, counts what was asked and when.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArxivSettings } from "../../author.ts";

type Given = { status?: number; type?: string; body?: string | Uint8Array; headers?: Record<string, string> };
export type TestArxiv = {
  settings: ArxivSettings & { pauseMs: number };
  /** Several answers are given one after the other, the last one again and again. */
  pages: Record<string, Given | Given[]>;
  asked: string[];
  times: number[];
  [Symbol.asyncDispose](): Promise<void>;
};

export async function startTestArxiv(pages: TestArxiv["pages"]): Promise<TestArxiv> {
  const asked: string[] = [];
  const times: number[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const before = asked.filter((one) => one === path).length;
    asked.push(path);
    times.push(performance.now());
    const given = pages[path] ?? { status: 404 };
    const page = Array.isArray(given) ? (given[Math.min(before, given.length - 1)] ?? {}) : given;
    response.writeHead(page.status ?? 200, { "content-type": page.type ?? "text/plain", ...page.headers });
    response.end(page.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cacheDir = await mkdtemp(join(tmpdir(), "proofreel-arxiv-"));
  const { port } = server.address() as AddressInfo;
  return {
    settings: { url: `http://127.0.0.1:${port}`, cacheDir, pauseMs: 40 },
    pages,
    asked,
    times,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}

/** What the API answers; `entry` is left out for an id that there is not. */
export const feed = (entry?: { title: string; summary: string; authors?: string[]; comment?: string }): Given => ({
  type: "application/atom+xml",
  body: `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>${
    entry
      ? `<entry><id>http://arxiv.org/abs/1</id><title>${entry.title}</title><summary>${entry.summary}</summary>${(
          entry.authors ?? []
        )
          .map((name) => `<author><name>${name}</name></author>`)
          .join("")}<link href="x" rel="alternate"/><arxiv:comment>${entry.comment ?? ""}</arxiv:comment></entry>`
      : ""
  }</feed>`,
});
