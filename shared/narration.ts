// Cues inside a narration: "Here is [[curve]] the curve." marks the moment at which "the" begins.

export type Cue = { name: string; offset: number };

const cueMark = /\[\[([a-zA-Z0-9_-]{1,40})\]\]\s?/g;

/** Splits a narration into what is spoken and its cues; `offset` is a cue's place in the spoken text, in UTF-16 units. */
export function parseNarration(narration: string): { spoken: string; cues: Cue[] } {
  const cues: Cue[] = [];
  let spoken = "";
  let end = 0;
  for (const mark of narration.matchAll(cueMark)) {
    spoken += narration.slice(end, mark.index);
    cues.push({ name: mark[1] as string, offset: spoken.length });
    end = mark.index + mark[0].length;
  }
  return { spoken: spoken + narration.slice(end), cues };
}

/** The time of each cue in seconds: the start of the first word at or after it, or the end where no word follows. */
export function cueTimes(
  cues: readonly Cue[],
  words: readonly { startMs: number; offset: number }[],
  durationMs: number,
): Record<string, number> {
  return Object.fromEntries(
    cues.map(({ name, offset }) => {
      const word = words.find((candidate) => candidate.offset >= offset);
      return [name, (word?.startMs ?? durationMs) / 1000];
    }),
  );
}
