// Asking arXiv as it wants to be asked: one request every three seconds, nothing twice, and a name.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { PipelineError } from "../../../../shared/failures.ts";
import type { ArxivSettings } from "../../author.ts";

export type Fetched = { status: number; type: string; url: string; content: Uint8Array };

/** https://info.arxiv.org/help/api/tou.html */
const usualPauseMs = 3000;
const timeoutMs = 60_000;
const mostBytes = 60_000_000;
const tries = 3;
/** What has no version may change; the rest never does. */
const freshMs = 24 * 60 * 60 * 1000;

const Kept = z.object({ url: z.string(), status: z.number(), type: z.string(), sha256: z.string() });

/** One after the other, also of papers that are made at the same time. */
let queue: Promise<unknown> = Promise.resolve();

/** The answer to a request, from the cache where it is there. Throws arxiv_unavailable; 404 and its like are answers. */
export function politeFetch(path: string, settings: ArxivSettings, signal?: AbortSignal): Promise<Fetched> {
  const mine = queue.then(() => cachedFetch(path, settings, signal));
  // Whoever waits behind a request that failed is served all the same.
  queue = mine.catch(() => undefined);
  return mine;
}

async function cachedFetch(path: string, settings: ArxivSettings, signal?: AbortSignal): Promise<Fetched> {
  signal?.throwIfAborted();
  const url = `${settings.url}${path}`;
  const known = await kept(url, settings.cacheDir);
  if (known) return known;
  for (let attempt = 1; ; attempt++) {
    await turn(settings, signal);
    const { answer, retryMs, problem } = await ask(url, signal);
    if (answer && answer.status < 500 && answer.status !== 429) {
      if (answer.status === 200) await keep(url, answer, settings.cacheDir);
      return answer;
    }
    signal?.throwIfAborted();
    if (attempt === tries)
      throw new PipelineError(
        "arxiv_unavailable",
        `The paper can't be fetched from arXiv now (${problem}): try again later, or give its files.`,
      );
    await delay(
      Math.min(30_000, Math.max(retryMs, settings.pauseMs ?? usualPauseMs)),
      undefined,
      signal ? { signal } : {},
    );
  }
}

async function ask(
  url: string,
  signal?: AbortSignal,
): Promise<{ answer: Fetched | null; retryMs: number; problem: string }> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const headers = { "user-agent": "Proofreel/0.1 (one paper at a time)" };
    const response = await fetch(url, { headers, signal: signal ? AbortSignal.any([signal, limit]) : limit });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      // Leaving the loop cancels the rest.
      if (bytes > mostBytes)
        throw new PipelineError(
          "invalid_paper",
          `The paper can't be used: arXiv's file of it is larger than ${mostBytes / 1e6} MB.`,
        );
      chunks.push(chunk);
    }
    const { status } = response;
    const retryMs = 1000 * (Number(response.headers.get("retry-after")) || 0);
    const type = response.headers.get("content-type") ?? "";
    return {
      answer: { status, type, url: response.url, content: Buffer.concat(chunks) },
      retryMs,
      problem: `it answers with ${status}`,
    };
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    signal?.throwIfAborted();
    return { answer: null, retryMs: 0, problem: limit.aborted ? "it does not answer" : "no connection" };
  }
}

/** Waits for this machine's turn; a file's time tells other processes when the last request was. */
async function turn({ cacheDir, pauseMs = usualPauseMs }: ArxivSettings, signal?: AbortSignal): Promise<void> {
  const mark = join(cacheDir, "last-request");
  await mkdir(cacheDir, { recursive: true, mode: 0o700 });
  for (;;) {
    const last = await stat(mark).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    const wait = Math.min(pauseMs, last + pauseMs - Date.now());
    if (wait <= 0) break;
    await delay(wait, undefined, signal ? { signal } : {});
  }
  await writeFile(mark, "");
  await utimes(mark, new Date(), new Date());
}

const keyOf = (url: string): string => createHash("sha256").update(url).digest("hex");
const hashOf = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

async function kept(url: string, folder: string): Promise<Fetched | null> {
  try {
    const file = join(folder, `${keyOf(url)}.json`);
    const { mtimeMs } = await stat(file);
    if (!/v\d+$/.test(url) && Date.now() - mtimeMs > freshMs) return null;
    const { sha256, ...facts } = Kept.parse(JSON.parse(await readFile(file, "utf8")));
    const content = await readFile(join(folder, sha256));
    return hashOf(content) === sha256 ? { ...facts, content } : null;
  } catch {
    // Not there, or not whole: it is asked for anew.
    return null;
  }
}

/** The content under its hash, and beside it what was asked for. */
async function keep(asked: string, { content, url, status, type }: Fetched, folder: string): Promise<void> {
  const sha256 = hashOf(content);
  await put(join(folder, sha256), content);
  await put(
    join(folder, `${keyOf(asked)}.json`),
    JSON.stringify({ url, status, type, sha256 } satisfies z.infer<typeof Kept>),
  );
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, content, { mode: 0o600 });
  await rename(temporary, path);
}
