// Sets formulas for scenes, outside of their sandboxes. A scene hands over text and gets SVGs; it never hands over an
// SVG. That is why no scene can poison what is kept: an SVG is kept under the hash of a text only when this side has
// made it from that text, in a sandbox in which nothing else was (or only formulas that can do nothing to each other).
// Compiling inside the scene's own sandbox and collecting the files would need a proof that they belong together.
import { mkdir, readdir, rm, stat, utimes } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type FormulaStore, formulaKey } from "./formulaStore.ts";
import { type PlainFormula, pagesOf, plainFormula, together } from "./texPlain.ts";
import { dumpFormat, runTex } from "./texRun.ts";

export type TexSetter = {
  /** A scene's access, bounded; `deliver` is called once for each formula, with null where it must be set elsewhere. */
  open(deliver: Deliver): TexDesk;
  /** Ends what runs, and resolves when it has. */
  close(): Promise<void>;
};

export type Deliver = (key: string, svg: Buffer | null) => Promise<void>;

export type TexDesk = {
  ask(formulas: readonly string[]): void;
  /** Ends what still runs for this scene. */
  close(): void;
};

/** Of one scene; what comes beyond is set by the scene itself, inside its own limits. */
const mostFormulas = 400;
const mostTogether = 60;
const mostFormats = 4;

export type TexSetterOptions = {
  scratchDir: string;
  /** Without it nothing is kept. */
  store?: FormulaStore;
  atATime?: number;
};

export function createTexSetter({ scratchDir, store, atATime = availableParallelism() }: TexSetterOptions): TexSetter {
  const ending = new AbortController();
  const turns = createTurns(atATime);
  return {
    async close() {
      ending.abort();
      await turns.idle();
    },

    open(deliver) {
      const closing = new AbortController();
      const signal = AbortSignal.any([closing.signal, ending.signal]);
      let asked = 0;
      // A scene whose formulas hold loops takes no more of what others wait for.
      let trusted = true;

      const give = async (tex: string, svg: Buffer | null, keep: boolean): Promise<void> => {
        if (svg && keep) await store?.keep(formulaKey(tex), svg).catch(() => undefined);
        if (!signal.aborted) await deliver(formulaKey(tex), svg);
      };
      const alone = (tex: string) =>
        turns.take(async () => {
          const made = trusted && !signal.aborted ? await runTex({ tex, pages: 1, scratchDir, signal }) : null;
          if (made?.svgs === null && made.slow) trusted = false;
          await give(tex, made?.svgs?.[0] ?? null, true);
        });
      const batch = (group: { tex: string; plain: PlainFormula }[], preamble: string) =>
        turns.take(async () => {
          if (signal.aborted) return false;
          const pages = pagesOf(group.map(({ plain }) => plain.body));
          const format = store && (await formatFor(store, together(preamble)));
          const tex = format === undefined ? together(preamble) + pages : pages;
          const { svgs } = await runTex({
            ...{ tex, pages: group.length, scratchDir, signal },
            ...(format === undefined ? {} : { format }),
          });
          if (svgs === null) return false;
          for (const [index, { tex }] of group.entries()) await give(tex, svgs[index] ?? null, true);
          if (store && format === undefined)
            void turns.take(() => makeFormat(store, together(preamble), scratchDir, ending.signal));
          return true;
        });

      const set = async (formulas: readonly string[]): Promise<void> => {
        const groups = new Map<string, { tex: string; plain: PlainFormula }[]>();
        const single: string[] = [];
        for (const tex of formulas) {
          const kept = asked++ < mostFormulas ? await store?.fetch(formulaKey(tex)) : null;
          const plain = plainFormula(tex);
          if (kept || asked > mostFormulas) await give(tex, kept ?? null, false);
          else if (plain === null) single.push(tex);
          else groups.set(plain.preamble, [...(groups.get(plain.preamble) ?? []), { tex, plain }]);
        }
        const work = single.map(alone);
        for (const [preamble, all] of groups)
          for (const group of portions(all, atATime))
            work.push(
              batch(group, preamble).then(async (done) => {
                // One that TeX refuses spoils the run for all.
                if (!done) await Promise.all(group.map(({ tex }) => alone(tex)));
              }),
            );
        await Promise.all(work);
      };
      return {
        ask(formulas) {
          // What goes wrong here (a full disk, say) leaves the formulas to the scene itself.
          set([...new Set(formulas)]).catch(async () => {
            for (const tex of formulas) await give(tex, null, false).catch(() => undefined);
          });
        },
        close: () => closing.abort(),
      };
    },
  };
}

/** Few in one run; where they are many, as many runs as there are processors. */
function portions<T>(all: T[], atATime: number): T[][] {
  const size = Math.min(mostTogether, Math.max(8, Math.ceil(all.length / atATime)));
  const found: T[][] = [];
  for (let from = 0; from < all.length; from += size) found.push(all.slice(from, from + size));
  return found;
}

const formatPath = (store: FormulaStore, preamble: string): string =>
  join(store.folder, "formats", `${formulaKey(preamble)}.fmt`);

async function formatFor(store: FormulaStore, preamble: string): Promise<string | undefined> {
  const path = formatPath(store, preamble);
  const now = new Date();
  return await utimes(path, now, now).then(
    () => path,
    () => undefined,
  );
}

/** For the next run with this preamble: TeX then begins where the preamble ends, which saves it a third of its time. */
async function makeFormat(
  store: FormulaStore,
  preamble: string,
  scratchDir: string,
  signal: AbortSignal,
): Promise<void> {
  const path = formatPath(store, preamble);
  const folder = join(store.folder, "formats");
  try {
    await mkdir(folder, { recursive: true });
    await dumpFormat(preamble, path, { scratchDir, signal });
    const all = await Promise.all(
      (await readdir(folder)).map(async (name) => ({ name, used: (await stat(join(folder, name))).mtimeMs })),
    );
    const old = all.sort((left, right) => right.used - left.used).slice(mostFormats);
    for (const { name } of old) await rm(join(folder, name), { force: true });
  } catch {
    // It goes without.
  }
}

type Turns = { take<T>(work: () => Promise<T>): Promise<T>; idle(): Promise<void> };

/** At most so many at a time, in the order in which they came. */
function createTurns(atATime: number): Turns {
  let busy = 0;
  const waiting: (() => void)[] = [];
  let whenIdle: (() => void)[] = [];
  return {
    async take(work) {
      if (busy >= atATime) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy++;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else if (--busy === 0) {
          for (const tell of whenIdle) tell();
          whenIdle = [];
        }
      }
    },
    async idle() {
      if (busy > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
    },
  };
}
