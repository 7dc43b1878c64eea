// Manim's import takes longest of all that a render waits for: it begins before the rest of the command is loaded.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { discardRenderer, type StartedRenderer, startRenderer } from "../../runner/stages/render/rendererStart.ts";
import type { Home } from "../stack/home.ts";
import { markOf } from "../stack/processes.ts";

export type FirstRenderer = { scratchDir: string; first: Promise<StartedRenderer> };

/** Null where there is no file to render. */
export function startFirst(home: Home, path: string, trusted: boolean): FirstRenderer | null {
  if (!existsSync(path)) return null;
  const scratchDir = scratchOf(join(home.data, "render"));
  const first = startRenderer(home.python, scratchDir, { trusted, awaited: true });
  // It is told by the scene that takes it.
  first.catch(() => undefined);
  return { scratchDir, first };
}

/** For one that no pool has taken. */
export async function discardFirst({ first }: FirstRenderer): Promise<void> {
  const started = await first.catch(() => null);
  if (started) await discardRenderer(started);
}

/** A folder of this process alone; those of processes that were killed are removed. */
function scratchOf(folder: string): string {
  if (existsSync(folder))
    for (const name of readdirSync(folder))
      if (markOf(Number(name)) === null) rmSync(join(folder, name), { recursive: true, force: true });
  const scratch = join(folder, String(process.pid));
  process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));
  return scratch;
}
