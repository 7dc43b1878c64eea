import type { SpokenWord } from "../../../shared/scene.ts";

/** What wordTimes.py prints; positions count characters from 1, times are samples. */
export type EspeakEvents = {
  sampleRate: number;
  samples: number;
  words: [position: number, length: number, sample: number][];
  phonemes: [name: string, sample: number][];
};

type Token = { text: string; offset: number; start: number; end: number; startSample?: number };

const isPause = (phoneme: string) => phoneme === "" || phoneme.startsWith("_");

/**
 * The time of every written word. espeak-ng's events don't map one to one: "3.14" has five, "of the" one, a dash has none,
 * and at the end of a clause one repeats an earlier position. A word begins at its first event; one without an event gets
 * its share of the time between its neighbours.
 */
export function alignWords(spoken: string, events: EspeakEvents): SpokenWord[] {
  const tokens = tokenize(spoken);
  giveStarts(tokens, events);
  const words = tokens.filter((token) => token.startSample !== undefined || /[\p{L}\p{N}]/u.test(token.text));
  fillGaps(words, events.samples);
  const toMs = (sample: number) => Math.round((sample * 1000) / events.sampleRate);
  return words.map((word, index) => {
    const startSample = word.startSample ?? 0;
    const nextSample = words[index + 1]?.startSample ?? events.samples;
    const endSample = soundEnd(events.phonemes, startSample, nextSample);
    return { text: word.text, startMs: toMs(startSample), endMs: toMs(endSample), offset: word.offset };
  });
}

/** Written words with their place in UTF-16 units and in characters, which espeak-ng counts. */
function tokenize(spoken: string): Token[] {
  const tokens: Token[] = [];
  let characters = 0;
  let end = 0;
  for (const match of spoken.matchAll(/\S+/gu)) {
    characters += [...spoken.slice(end, match.index)].length;
    const length = [...match[0]].length;
    tokens.push({ text: match[0], offset: match.index, start: characters, end: characters + length });
    characters += length;
    end = match.index + match[0].length;
  }
  return tokens;
}

function giveStarts(tokens: Token[], events: EspeakEvents): void {
  let furthest = -1;
  let latest = -1;
  let index = 0;
  for (const [position, , sample] of events.words) {
    const character = position - 1;
    if (character <= furthest || sample <= latest) continue;
    furthest = character;
    latest = sample;
    while (index < tokens.length && (tokens[index] as Token).end <= character) index++;
    const token = tokens[index];
    if (token && token.startSample === undefined && sample < events.samples) token.startSample = sample;
  }
}

function fillGaps(words: Token[], samples: number): void {
  let index = 0;
  while (index < words.length) {
    if (words[index]?.startSample !== undefined) {
      index++;
      continue;
    }
    const from = Math.max(0, index - 1);
    let to = index;
    while (to < words.length && words[to]?.startSample === undefined) to++;
    const startSample = index === 0 ? 0 : (words[from]?.startSample ?? 0);
    const endSample = words[to]?.startSample ?? samples;
    const group = words.slice(index === 0 ? 0 : from, to);
    const letters = group.reduce((sum, word) => sum + word.text.length, 0);
    let before = 0;
    for (const word of group) {
      word.startSample = Math.round(startSample + ((endSample - startSample) * before) / letters);
      before += word.text.length;
    }
    index = to;
  }
}

/** Where a word's last sound ends: the phoneme after it, be it a pause or the next word. */
function soundEnd(phonemes: EspeakEvents["phonemes"], startSample: number, nextSample: number): number {
  let end = nextSample;
  for (let index = phonemes.length - 1; index >= 0; index--) {
    const [name, sample] = phonemes[index] as [string, number];
    if (sample >= nextSample) continue;
    if (sample <= startSample || !isPause(name)) break;
    end = sample;
  }
  return end;
}
