// Remembers which narration and clip came from which inputs, so that nothing is made twice on this machine, whichever
// scene or session asks. Only an index: losing it costs time, never a result.
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { Clip, Narration, SceneWarnings } from "../../shared/scene.ts";

/** Strict, so that what was kept as a slate by an older form is as good as nothing. */
export const RenderedClip = z.strictObject({
  clip: Clip,
  warnings: SceneWarnings.optional(),
});
export type RenderedClip = z.infer<typeof RenderedClip>;

export type ArtifactIndex = {
  narration(inputsHash: string): Narration | undefined;
  clip(inputsHash: string): RenderedClip | undefined;
  rememberNarration(narration: Narration): void;
  rememberClip(rendered: RenderedClip): void;
  end(): void;
};

export function openArtifactIndex(path: string): ArtifactIndex {
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS artifacts (
      kind TEXT NOT NULL, inputsHash TEXT NOT NULL, artifact TEXT NOT NULL, PRIMARY KEY (kind, inputsHash)
    ) STRICT, WITHOUT ROWID;`);
  const find = database.prepare("SELECT artifact FROM artifacts WHERE kind = ? AND inputsHash = ?");
  const keep = database.prepare("INSERT OR REPLACE INTO artifacts (kind, inputsHash, artifact) VALUES (?, ?, ?)");

  const read = <T>(kind: string, inputsHash: string, form: z.ZodType<T>): T | undefined => {
    const row = find.get(kind, inputsHash);
    // An entry of an older form is as good as none.
    return row === undefined ? undefined : form.safeParse(JSON.parse(String(row.artifact))).data;
  };

  return {
    narration: (inputsHash) => read("narration", inputsHash, Narration),
    clip: (inputsHash) => read("clip", inputsHash, RenderedClip),
    rememberNarration: (narration) => void keep.run("narration", narration.inputsHash, JSON.stringify(narration)),
    rememberClip: (rendered) => void keep.run("clip", rendered.clip.inputsHash, JSON.stringify(rendered)),
    end: () => database.close(),
  };
}
