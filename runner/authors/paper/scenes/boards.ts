// A paper's scenes as storyboards: what is said of each section and what is shown while it is said.
import type { Beat, Show, Storyboard } from "../../storyboard.ts";
import type { KeyEquation } from "../formulas/keyEquations.ts";
import { simplySpoken } from "../formulas/simplySpoken.ts";
import { type Spoken, spokenFormula } from "../formulas/spokenFormula.ts";
import { type Paper, plainOf } from "../paper.ts";
import { divided, type Sentence, wordsOf } from "../text/sentences.ts";
import { inShort, sayable, sentenceOf, shown, unsaid } from "../text/speech.ts";
import { abstractHeading, summaryOf } from "../text/summary.ts";
import type { Chapter } from "./chapters.ts";
import type { Extra, Outline } from "./select.ts";

/** Of a section: about 25 seconds of speech. */
const wordsOfSection = 62;
const sentencesOfSection = 3;
/** So much is said at least while something is looked at. */
const wordsToLook = 14;
const mostTitle = 200;
/** Words of a sentence that is shown whole. */
const mostShown = 26;

export function boardsOf(paper: Paper, outline: Outline, spoken: Spoken): Storyboard[] {
  const boards: Storyboard[] = [titleCard(paper), ...problem(paper, outline, spoken)];
  for (const { chapter, extras } of outline) {
    boards.push(section(chapter, spoken));
    for (const extra of extras) boards.push(...extraBoard(extra, spoken));
  }
  boards.push(lastSentence(paper, outline, spoken));
  return withKeys(boards);
}

type Board = Omit<Storyboard, "key">;

const board = (title: string, goal: string, beats: Beat[], split = false): Storyboard => ({
  key: "scene",
  title: title.slice(0, mostTitle),
  goal: goal.slice(0, 1000),
  claims: [],
  beats,
  split,
});

function titleCard({ title, authors }: Paper): Storyboard {
  const [first, second, third] = authors;
  const names =
    authors.length > 3
      ? `${first} and ${authors.length - 1} others`
      : [[first, second].filter(Boolean).join(third ? ", " : " and "), third].filter(Boolean).join(" and ");
  const by = names === "" ? "" : ` By ${names}.`;
  const shownNames = authors.length > 4 ? `${authors.slice(0, 3).join(", ")} and others` : authors.join(", ");
  return board(title, "Name the paper", [
    {
      say: `${sentenceOf(plainSpeech(title))}${by}`,
      show: [{ do: "card", title, ...(shownNames === "" ? {} : { sentence: shownNames }) }],
    },
  ]);
}

const plainSpeech = (text: string): string => sayable([{ kind: "text", value: text }], new Map());

function problem(paper: Paper, outline: Outline, spoken: Spoken): Storyboard[] {
  const own = divided(paper.abstract).map((inlines, index) => ({
    inlines,
    words: wordsOf(plainOf(inlines)),
    index,
    leads: index === 0,
    heading: abstractHeading,
  }));
  const sentences = own.length > 0 ? own : (outline[0]?.chapter.sentences.slice(0, 12) ?? []);
  const chosen = fitting(
    summaryOf(sentences, paper.title, 4, (one) => sayableShare(one, spoken)),
    spoken,
  );
  const beats = tellingBeats(chosen, spoken);
  return beats.length === 0
    ? []
    : [board("What it is about", `Say what “${paper.title.slice(0, 200)}” is about`, beats)];
}

function section(chapter: Chapter, spoken: Spoken): Storyboard {
  const chosen = fitting(
    summaryOf(chapter.sentences, chapter.title, sentencesOfSection + 1, (one) => sayableShare(one, spoken)),
    spoken,
  );
  const beats = tellingBeats(chosen, spoken);
  const list =
    chapter.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === "list" ? [block.items] : [])),
    )[0] ?? [];
  const fallback: Beat[] = list
    .slice(0, 4)
    .map((item) => ({ say: sayable(item, spoken), show: bullet(shown(item) ?? "") }));
  const told =
    beats.length > 0
      ? beats
      : fallback.length > 0
        ? fallback
        : [{ say: sentenceOf(plainSpeech(chapter.title)), show: [] }];
  return board(chapter.title, `Tell what “${chapter.title.slice(0, 200)}” says`, told);
}

/** As many of the sentences as there is time for, at least one. */
function fitting(sentences: readonly Sentence[], spoken: Spoken): Sentence[] {
  let words = 0;
  return sentences.filter(({ inlines }, index) => {
    const more = sayable(inlines, spoken).split(/\s+/).length;
    if (index > 0 && words + more > wordsOfSection) return false;
    words += more;
    return true;
  });
}

const sayableShare = ({ inlines }: Sentence, spoken: Spoken): number => {
  const lost = unsaid(inlines, spoken);
  return lost === 0 ? 1 : lost === 1 ? 0.2 : 0.02;
};

function tellingBeats(sentences: readonly Sentence[], spoken: Spoken): Beat[] {
  const beats = sentences.map(({ inlines }) => {
    const text = shown(inlines);
    return { say: sayable(inlines, spoken), show: bullet(text === null ? "" : text) };
  });
  // With little to see, sentences are shown whole.
  if (beats.length > 1 && beats.filter(({ show }) => show.length > 0).length < 2)
    for (const [at, beat] of beats.entries()) {
      const text = shown(sentences[at]?.inlines ?? []);
      if (beat.show.length === 0 && text !== null && text.split(" ").length <= mostShown)
        beat.show = [{ do: "bullet", text }];
    }
  // A scene with nothing on it but its title says too little: its first sentence is shown as far as there is room.
  const [first] = beats;
  if (first && beats.every(({ show }) => show.length === 0))
    first.show = [{ do: "note", text: clipped(first.say, 18) }];
  return beats.filter(({ say }) => say !== "");
}

function bullet(text: string): Show[] {
  const short = text === "" ? null : inShort(text);
  return short === null ? [] : [{ do: "bullet", text: short }];
}

const clipped = (text: string, most: number): string => {
  const words = text.split(/\s+/);
  return words.length <= most ? text : `${words.slice(0, most).join(" ")} …`;
};

function extraBoard(extra: Extra, spoken: Spoken): Storyboard[] {
  switch (extra.kind) {
    case "equation":
      return [equationBoard(extra.heading, extra.equation, spoken)];
    case "figure":
      return [figureBoard(extra.heading, extra.figure, spoken)];
    case "table": {
      const caption = captionSpeech(extra.table.caption, spoken);
      const say = caption || "Here are the numbers.";
      return [
        board(extra.heading, `Show the table of “${extra.heading}”`, [
          { say: toLook(say, "Take a moment to compare its rows."), show: [{ do: "table", rows: extra.table.rows }] },
        ]),
      ];
    }
    case "theorem": {
      const sentences = divided(extra.theorem.inlines).slice(0, 2);
      const beats = sentences
        .map((inlines) => ({ say: sayable(inlines, spoken), show: noteOf(shown(inlines)) }))
        .filter(({ say }) => say !== "");
      if (beats.length === 0 || unsaid(sentences.flat(), spoken) > 1) return [];
      return [
        board(extra.theorem.name, `State the ${extra.theorem.name.toLowerCase()}`, [
          { say: `The ${extra.theorem.name.toLowerCase()} says the following.`, show: [] },
          ...beats,
        ]),
      ];
    }
    case "part":
      return [section(extra.chapter, spoken)];
    default:
      return extra satisfies never;
  }
}

const noteOf = (text: string | null): Show[] =>
  text === null || text === "" ? [] : [{ do: "note", text: clipped(text, 30) }];

function figureBoard(
  heading: string,
  figure: Extract<Extra, { kind: "figure" }>["figure"],
  spoken: Spoken,
): Storyboard {
  const said = captionSpeech(figure.caption, spoken);
  const caption = shown(figure.caption) ?? said;
  if (figure.path === null)
    return board(heading, `Tell what a figure of “${heading}” shows`, [
      {
        say: toLook(said, "The figure itself is in the paper."),
        show: [
          { do: "note", text: clipped(caption, 24) },
          { do: "note", text: `The figure is not shown: ${figure.why ?? "its file is missing"}.`, role: "muted" },
        ],
      },
    ]);
  return board(heading, `Show a figure of “${heading}”`, [
    {
      say: toLook(said || "This figure belongs to it.", "Take a moment to look at it."),
      show: [{ do: "image", path: figure.path, caption: clipped(firstSentence(caption), 26) }],
    },
  ]);
}

const firstSentence = (text: string): string => text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)[0] ?? text;

/** The first sentences of a caption, as they can be said. */
function captionSpeech(caption: Parameters<typeof divided>[0], spoken: Spoken): string {
  const sentences = divided(caption).filter((one) => unsaid(one, spoken) === 0);
  let said = "";
  for (const sentence of sentences) {
    const next = `${said} ${sayable(sentence, spoken)}`.trim();
    if (said !== "" && next.split(/\s+/).length > 40) break;
    said = next;
  }
  return said.split(/\s+/).length > 60 ? "" : said;
}

const toLook = (say: string, more: string): string =>
  say.split(/\s+/).length >= wordsToLook ? say : `${say} ${more}`.trim();

function equationBoard(heading: string, { terms, meanings }: KeyEquation, spoken: Spoken): Storyboard {
  const parts = terms.flat();
  const beats: Beat[] = parts.map((part, index) => ({
    say: partSpeech(part, index, parts.length, spoken),
    show: [index === 0 ? { do: "build", lines: terms } : { do: "term" }],
  }));
  const room = terms.length > 2 ? 2 : terms.length > 1 ? 3 : 4;
  for (const { symbol, means } of meanings.slice(0, room)) {
    const name = simplySpoken(symbol);
    beats.push({
      say: `Here ${name ?? "this symbol"} is ${means}.`,
      show: [{ do: "meaning", tex: symbol, text: means }],
    });
  }
  if (beats.reduce((sum, { say }) => sum + say.split(/\s+/).length, 0) < wordsToLook)
    beats.push({ say: "Take a moment to read it as a whole.", show: [] });
  return board(heading, `Build up a formula of “${heading}”`, beats);
}

/** How a part of a formula is announced while it is written; read off where it can be. */
function partSpeech(part: string, index: number, count: number, spoken: Spoken): string {
  const relation = /^(?:=|:=|<|>|\\[a-zA-Z]+|[-+])/.exec(part.trim())?.[0] ?? "";
  const rest = part.trim().slice(relation.length).trim();
  const said = spokenFormula(rest, spoken);
  const link = linkOf(relation);
  if (index === 0) {
    const whole = spokenFormula(part, spoken);
    return count === 1
      ? `This is the formula${whole === null ? "" : `: ${whole}`}.`
      : whole === null
        ? "The formula begins with this."
        : `The formula begins with ${whole}.`;
  }
  if (said !== null && said.split(/\s+/).length <= 16) return `${capital(link)} ${said}.`;
  return index === count - 1 ? `${capital(link)} this last part.` : `${capital(link)} this part.`;
}

function linkOf(relation: string): string {
  if (relation === "+") return "plus";
  if (relation === "-") return "minus";
  if (/^(?:=|:=|\\equiv|\\coloneqq)$/.test(relation)) return "it equals";
  if (/^(?:<|\\leq?|\\leqslant|\\ll|\\lesssim)$/.test(relation)) return "it is at most";
  if (/^(?:>|\\geq?|\\geqslant|\\gg|\\gtrsim)$/.test(relation)) return "it is at least";
  if (/^\\(?:approx|sim|simeq|propto)$/.test(relation)) return "it goes like";
  if (/^\\(?:to|rightarrow|Rightarrow|mapsto|longrightarrow|implies|iff)$/.test(relation)) return "which leads to";
  return "then comes";
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function lastSentence(paper: Paper, outline: Outline, spoken: Spoken): Storyboard {
  const ends = outline.at(-1)?.chapter.sentences ?? [];
  const own = divided(paper.abstract).map((inlines, index) => ({
    inlines,
    words: wordsOf(plainOf(inlines)),
    index,
    leads: false,
    heading: "",
  }));
  const rated = [...own, ...ends]
    .map((sentence) => ({
      sentence,
      text: sayable(sentence.inlines, spoken),
      score: claimScore(sentence) * sayableShare(sentence, spoken),
    }))
    .filter(({ text }) => text.split(/\s+/).length <= 30 && text.split(/\s+/).length >= 6)
    .sort((one, other) => other.score - one.score);
  const text = rated[0]?.text ?? sentenceOf(plainSpeech(paper.title));
  return board("In one sentence", "Say what was learned", [
    { say: text, show: [{ do: "note", text: shown(rated[0]?.sentence.inlines ?? []) || text }] },
  ]);
}

/** Whether a sentence says what came out. */
function claimScore({ inlines, words }: Sentence): number {
  const text = plainOf(inlines);
  let score = 1;
  if (
    /\bwe (?:show|prove|find|demonstrate|present|propose|introduce|establish|obtain|derive|develop|provide)\b|\b(?:results?|experiments?) (?:show|demonstrate|suggest|indicate)|\b(?:has|have) led to\b|\bachieves?\b|\boutperform/i.test(
      text,
    )
  )
    score += 1.5;
  if (/^(?:this|these|it|they|however|future|in future)\b/i.test(text)) score -= 0.5;
  if (
    /\bfuture work|acknowledg|supplement|this (?:paper|section) (?:is|presents|describes|discusses|looks)/i.test(text)
  )
    score -= 0.8;
  if (words.length > 22) score -= 0.4;
  return Math.max(0.05, score);
}

function withKeys(boards: readonly Board[]): Storyboard[] {
  const keys = new Set<string>();
  const titles = new Map<string, number>();
  return boards.map((one) => {
    const slug =
      one.title
        .normalize("NFKD")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 30)
        .replace(/-+$/, "") || "scene";
    let key = slug;
    for (let number = 2; keys.has(key); number += 1) key = `${slug}-${number}`;
    keys.add(key);
    const times = (titles.get(one.title) ?? 0) + 1;
    titles.set(one.title, times);
    const title = times === 1 ? one.title : `${one.title.slice(0, mostTitle - 5)} (${times})`;
    return { ...one, key, title };
  });
}
