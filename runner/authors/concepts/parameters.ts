// What a prompt may set: each kind of parameter knows how its values are written in a prompt, which are allowed, and how
// they look as constants in a scene's code.
import { z } from "zod";

/** A parameter of type T. */
export type Parameter<T> = {
  schema: z.ZodType<T>;
  fallback: T;
  /** What a value must be, as it is told to somebody who asked for another: "a whole number from 2 to 40". */
  wants: string;
  /** What the prompt says of it, not yet looked at; undefined where it says nothing. */
  read: (prompt: string) => unknown;
  /** The words by which a prompt sets it: they say nothing about which concept is meant. */
  words: readonly string[];
};

export type Values<S> = { [K in keyof S]: S[K] extends Parameter<infer T> ? T : never };

type NumberOptions = {
  fallback: number;
  least: number;
  most: number;
  /** By default any number in the range. */
  whole?: boolean;
  /** Words before or after it: `n = 5`, `5 rectangles`, `angle of 30`; "°" and other signs too. The first is its name. */
  said: readonly string[];
  /** Asked first, for what stands in no word: its first group is the number. */
  patterns?: readonly RegExp[];
};

const numberSource = String.raw`(?<![\w.])[-−]?\d+(?:\.\d+)?`;

export function number({
  fallback,
  least,
  most,
  whole = false,
  said,
  patterns = [],
}: NumberOptions): Parameter<number> {
  const range = z.number().min(least).max(most);
  return {
    schema: whole ? range.int() : range,
    fallback,
    wants: `${said[0]}: ${whole ? "a whole number" : "a number"} from ${least} to ${most}`,
    words: said,
    read: (prompt) => {
      for (const pattern of patterns) {
        const found = pattern.exec(prompt)?.[1];
        if (found !== undefined) return Number(found.replace("−", "-"));
      }
      for (const word of said) {
        const found = numberBeside(prompt, word);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** `word = 5`, `word is 5`, `word 5`, or else `5 word`, `5word`. */
function numberBeside(prompt: string, word: string): number | undefined {
  const name = bounded(word);
  const text = withDigits(prompt);
  const after = new RegExp(`${name}\\s*(?:=|:|≈|is|of|equals|equal to|to be|at|being)?\\s*(${numberSource})`, "iu");
  const before = new RegExp(`(${numberSource})(?:\\s*|-)${name}`, "iu");
  const match = after.exec(text) ?? before.exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1].replace("−", "-"));
}

const counted = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

function withDigits(prompt: string): string {
  return prompt.replaceAll(/\b[a-z]+\b/gi, (word) => {
    const value = counted.indexOf(word.toLowerCase());
    return value < 0 ? word : String(value);
  });
}

/** A word stands alone, a sign anywhere. */
function bounded(word: string): string {
  const source = word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s+");
  return `${/^\w/.test(word) ? "(?<![\\p{L}_])" : ""}${source}${/\w$/.test(word) ? "(?![\\p{L}_])" : ""}`;
}

type ListOptions = {
  fallback: number[];
  least: number;
  most: number;
  whole?: boolean;
  /** The fewest and the most of them. */
  lengths: readonly [number, number];
  /** Which of the prompt's lists it is, from 0; those of another length are not counted where `strict`. */
  index?: number;
  strict?: boolean;
  /** What its values are called: "numbers to sort". */
  called?: string;
};

/** `[5, 2, 9]`, `(1, 2)`, `5, 2, 9` or `5 2 9`; without brackets three at the least. */
export function list(options: ListOptions): Parameter<number[]> {
  const { fallback, least, most, whole = false, lengths, index = 0, strict = false, called = "numbers" } = options;
  const item = z.number().min(least).max(most);
  return {
    schema: z
      .array(whole ? item.int() : item)
      .min(lengths[0])
      .max(lengths[1]),
    fallback,
    wants: `${lengths[0] === lengths[1] ? lengths[0] : `${lengths[0]} to ${lengths[1]}`} ${called}, each ${whole ? "a whole number " : ""}from ${least} to ${most}`,
    words: called.split(" "),
    read: (prompt) => {
      const lists = listsIn(prompt);
      const fitting = strict ? lists.filter(({ length }) => length >= lengths[0] && length <= lengths[1]) : lists;
      return fitting[index];
    },
  };
}

function listsIn(prompt: string): number[][] {
  const one = numberSource;
  const inBrackets = String.raw`[[({]\s*(${one}(?:\s*[,;\s]\s*${one})*)\s*[\])}]`;
  const bare = String.raw`(${one}(?:\s*(?:,\s*and|,|;|\s)\s*${one}){2,}(?:\s*(?:,\s*)?and\s+${one})?)`;
  return [...prompt.matchAll(new RegExp(`${inBrackets}|${bare}`, "gu"))].map((match) =>
    [...(match[1] ?? match[2] ?? "").matchAll(new RegExp(one, "gu"))].map(([text]) => Number(text.replace("−", "-"))),
  );
}

type MatrixOptions = {
  fallback: number[][];
  rows: number;
  columns: number;
  least: number;
  most: number;
  whole?: boolean;
  index?: number;
};

/** `[[1, 2], [3, 4]]`, also with other brackets, or with ";" between rows. */
export function matrix({
  fallback,
  rows,
  columns,
  least,
  most,
  whole,
  index = 0,
}: MatrixOptions): Parameter<number[][]> {
  const item = z.number().min(least).max(most);
  return {
    schema: z.array(z.array(whole ? item.int() : item).length(columns)).length(rows),
    fallback,
    wants: `a matrix of ${rows} rows and ${columns} columns with ${whole ? "whole " : ""}numbers from ${least} to ${most}`,
    words: ["matrix", "matrices"],
    read: (prompt) => matricesIn(prompt)[index],
  };
}

function matricesIn(prompt: string): number[][][] {
  const row = String.raw`[[({][-−\d.,\s]+[\])}]`;
  const nested = String.raw`[[({]\s*(${row}(?:\s*[,;]?\s*${row})+)\s*[\])}]`;
  const flat = String.raw`\[([-−\d.,\s]+(?:;[-−\d.,\s]+)+)\]`;
  return [...prompt.matchAll(new RegExp(`${nested}|${flat}`, "gu"))].map((match) => {
    const parts =
      match[1] === undefined
        ? (match[2] ?? "").split(";")
        : [...match[1].matchAll(new RegExp(row, "gu"))].map(([text]) => text);
    return parts.map((text) =>
      [...text.matchAll(new RegExp(numberSource, "gu"))].map(([found]) => Number(found.replace("−", "-"))),
    );
  });
}

/** One of several; `options` maps each to the words by which it is asked for. The first is the fallback. */
export function choice<T extends string>(options: Record<T, readonly string[]>): Parameter<T> {
  const keys = Object.keys(options) as T[];
  const [first] = keys;
  if (first === undefined) throw new Error("A choice needs options.");
  const ways = keys.flatMap((key) => options[key].map((word) => ({ key, word })));
  // "bubble sort" before "sort": the longest that is there.
  ways.sort((one, other) => other.word.length - one.word.length);
  return {
    schema: z.enum(keys) as unknown as z.ZodType<T>,
    fallback: first,
    wants: `one of ${keys.join(", ")}`,
    words: ways.map(({ word }) => word),
    read: (prompt) => ways.find(({ word }) => new RegExp(bounded(word), "iu").test(prompt))?.key,
  };
}

/** An expression of x in NumPy's words, `x**2 - np.sin(x)`, that a scene gets as `lambda x: …`. */
export type Expression = { lambda: string };

/**
 * One of several, each with facts that the scenes need: the constants of `curve: { f: { lambda: "x**2" }, tex: "x^2" }` are
 * `CURVE_F = lambda x: x**2` and `CURVE_TEX = "x^2"`. The first is the fallback.
 */
export function picked<T extends Record<string, Expression | number | string | number[]>>(
  called: string,
  options: readonly { said: readonly string[]; value: T }[],
): Parameter<T> {
  const [first] = options;
  if (first === undefined) throw new Error("A choice needs options.");
  const ways = options.flatMap(({ said, value }) => said.map((word) => ({ word, value })));
  ways.sort((one, other) => other.word.length - one.word.length);
  return {
    schema: z.custom<T>((value) => options.some((option) => option.value === value)),
    fallback: first.value,
    wants: `${called}: ${options.map(({ said }) => said[0]).join(", ")}`,
    words: ways.map(({ word }) => word),
    read: (prompt) => {
      const text = prompt.replaceAll("**", "^").replaceAll("²", "^2").replaceAll("³", "^3");
      return ways.find(({ word }) => new RegExp(bounded(word), "iu").test(text))?.value;
    },
  };
}

type WordOptions = {
  fallback: string;
  lengths: readonly [number, number];
  pattern: RegExp;
  index?: number;
  called: string;
};

/** What stands in quotes. */
export function quoted({ fallback, lengths, pattern, index = 0, called }: WordOptions): Parameter<string> {
  return {
    schema: z.string().min(lengths[0]).max(lengths[1]).regex(pattern),
    fallback,
    wants: `${called} of ${lengths[0]} to ${lengths[1]} characters`,
    words: called.split(" "),
    read: (prompt) => [...prompt.matchAll(/["“”']([^"“”']+)["“”'](?!\p{L})/gu)][index]?.[1],
  };
}

/** `stepSize` → `STEP_SIZE`. */
export function constantOf(key: string): string {
  return key.replaceAll(/([A-Z])/g, "_$1").toUpperCase();
}
