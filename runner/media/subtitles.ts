// WebVTT from words and their times. https://www.w3.org/TR/webvtt1/
import type { SpokenWord } from "../../shared/scene.ts";

export type SubtitleCue = { startMs: number; endMs: number; lines: string[] };

const lineLength = 42;
const shortestMs = 1000;
const longestMs = 6000;
/** What is read slowly may stay a moment longer than it is heard. */
const lingerMs = 200;
/** A pause of this length ends a subtitle: what comes next is another thought. */
const pauseMs = 700;

/** Cues of one or two lines, of 1 to 6 s, that break where the sentence does; `untilMs` is the end of the scene. */
export function subtitleCues(spoken: string, words: readonly SpokenWord[], untilMs: number): SubtitleCue[] {
  const groups = grouped(asWritten(spoken, words).flatMap(splitLongWord));
  return groups.map((group, index) => {
    const startMs = (group[0] as SpokenWord).startMs;
    const nextMs = groups[index + 1]?.[0]?.startMs ?? untilMs;
    const wantedMs = Math.max((group.at(-1) as SpokenWord).endMs + lingerMs, startMs + shortestMs);
    const endMs = Math.max(Math.min(nextMs, wantedMs), startMs + 1);
    return { startMs, endMs, lines: balancedLines(group.map((word) => word.text)) };
  });
}

export function webVtt(cues: readonly SubtitleCue[]): string {
  const blocks = cues.map(
    ({ startMs, endMs, lines }, index) =>
      `${index + 1}\n${timestamp(startMs)} --> ${timestamp(endMs)}\n${lines.map(escaped).join("\n")}\n`,
  );
  return ["WEBVTT\n", ...blocks].join("\n");
}

/** Words with the signs around them that are not spoken, such as a dash that stands alone. */
function asWritten(spoken: string, words: readonly SpokenWord[]): SpokenWord[] {
  return words.map((word, index) => {
    const from = index === 0 ? 0 : word.offset;
    const text = spoken
      .slice(from, words[index + 1]?.offset)
      .replace(/\s+/gu, " ")
      .trim();
    return { ...word, text: text || word.text };
  });
}

/** Whole words into cues: each takes what fits, and ends early where punctuation or a pause makes a better break. */
function grouped(words: SpokenWord[]): SpokenWord[][] {
  const groups: SpokenWord[][] = [];
  let rest = words;
  while (rest.length > 0) {
    const length = cueLength(rest);
    groups.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return groups;
}

function cueLength(words: SpokenWord[]): number {
  const startMs = (words[0] as SpokenWord).startMs;
  let most = 0;
  let best = { length: 1, worth: -1 };
  for (let length = 1; length <= words.length; length++) {
    const last = words[length - 1] as SpokenWord;
    const fits = lineBreak(words.slice(0, length).map((word) => word.text)) !== undefined;
    if (length > 1 && (!fits || last.endMs - startMs > longestMs)) break;
    most = length;
    const next = words[length];
    const worth = breakWorth(last, next);
    const longEnough = !next || next.startMs - startMs >= shortestMs;
    if (longEnough && worth >= best.worth) best = { length, worth };
    if (longEnough && worth === 3) break;
  }
  return best.worth > 0 ? best.length : middle(words, most);
}

/** With no good place to break: all that fits, or half of the sentence where that spares it a scrap of a last line. */
function middle(words: SpokenWord[], most: number): number {
  const end = words.findIndex((word, index) => index >= most - 1 && breakWorth(word, words[index + 1]) > 0) + 1;
  if (end <= most) return most;
  const lengths = words.slice(0, end).map((word) => word.text.length + 1);
  const half = lengths.reduce((sum, length) => sum + length, 0) / 2;
  let count = 0;
  for (let sum = 0; sum < half; count++) sum += lengths[count] ?? half;
  return Math.min(most, count);
}

/** How good a place it is to end a subtitle: 3 after a sentence or before a pause, 2 after a clause, 0 elsewhere. */
function breakWorth(word: SpokenWord, next: SpokenWord | undefined): number {
  if (!next) return 3;
  if (/[.!?…。！？]["'”’»)\]]*$/u.test(word.text) || next.startMs - word.endMs >= pauseMs) return 3;
  if (/[,;:–—、，；：]["'”’»)\]]*$/u.test(word.text)) return 2;
  return 0;
}

/** Where two lines of at most 42 characters are most alike in length; 0 for one line; undefined where they don't fit. */
function lineBreak(texts: string[]): number | undefined {
  const width = (part: string[]) => [...part.join(" ")].length;
  if (width(texts) <= lineLength) return 0;
  let best: { at: number; longer: number } | undefined;
  for (let at = 1; at < texts.length; at++) {
    const longer = Math.max(width(texts.slice(0, at)), width(texts.slice(at)));
    if (longer <= lineLength && (!best || longer < best.longer)) best = { at, longer };
  }
  return best?.at;
}

function balancedLines(texts: string[]): string[] {
  const at = lineBreak(texts);
  return at ? [texts.slice(0, at).join(" "), texts.slice(at).join(" ")] : [texts.join(" ")];
}

/** A word that is longer than a line (an address, a formula read as one) in pieces that share its time. */
function splitLongWord(word: SpokenWord): SpokenWord[] {
  const characters = [...word.text];
  if (characters.length <= lineLength) return [word];
  const pieces = Math.ceil(characters.length / lineLength);
  const step = (word.endMs - word.startMs) / pieces;
  return Array.from({ length: pieces }, (_, index) => ({
    ...word,
    text: characters.slice(index * lineLength, (index + 1) * lineLength).join(""),
    startMs: Math.round(word.startMs + index * step),
    endMs: Math.round(word.startMs + (index + 1) * step),
  }));
}

function timestamp(ms: number): string {
  const whole = Math.round(ms);
  const pad = (value: number, digits: number) => String(value).padStart(digits, "0");
  const minutes = Math.floor(whole / 60_000);
  return `${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}:${pad(Math.floor(whole / 1000) % 60, 2)}.${pad(whole % 1000, 3)}`;
}

/** Markup characters as WebVTT writes them; escaping ">" also keeps "-->" out of a cue's text. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/\p{Cc}/gu, " ");
}
