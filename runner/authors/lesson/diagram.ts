// Diagrams in words: Mermaid's flowcharts, and `graph: A -> B, B - C`. Both become boxes and arrows; anything else of
// Mermaid is shown as it is written.
import type { Diagram } from "../storyboard.ts";

/** More boxes can't be read in one picture. */
export const mostBoxes = 14;

type Named = { key: string; label?: string };

const shapes: [open: string, close: string][] = [
  ["(((", ")))"],
  ["([", "])"],
  ["[[", "]]"],
  ["[(", ")]"],
  ["((", "))"],
  ["{{", "}}"],
  ["[/", "/]"],
  ["[\\", "\\]"],
  ["[", "]"],
  ["(", ")"],
  ["{", "}"],
  [">", "]"],
];
const link =
  /^\s*(?:<)?(?:(--|==|-\.)\s+([^|>]+?)\s+(?:-->|==>|\.->|---|===)|(<?-->|---|-\.->|-\.-|==>|===|--[ox])\s*(?:\|([^|]*)\|)?)\s*/;

/** Null where it is no flowchart that can be read. */
export function parseMermaid(text: string): Diagram | null {
  const lines = text
    .split(/\r?\n|;/)
    .map((line) => line.replace(/%%.*$/, "").trim())
    .filter(Boolean);
  const head = /^(?:graph|flowchart)(?:\s+(TD|TB|BT|LR|RL))?$/i.exec(lines.shift() ?? "");
  if (!head) return null;
  const made = collector(/^(?:TD|TB|BT)?$/i.test(head[1] ?? ""));
  for (const line of lines) {
    if (/^(?:subgraph|end|style|classDef|class|click|linkStyle|direction)\b/.test(line)) continue;
    if (!readChain(line, made)) return null;
  }
  return made.finish();
}

function readChain(line: string, made: Collector): boolean {
  let rest = line;
  let before: string[] | null = null;
  let label = "";
  let directed = true;
  for (;;) {
    const group = readGroup(rest, made);
    if (!group) return false;
    for (const from of before ?? []) for (const to of group.keys) made.edge(from, to, label, directed);
    rest = group.rest;
    if (!rest.trim()) return true;
    const found = link.exec(rest);
    if (!found) return false;
    [label, directed] = [words(found[2] ?? found[4] ?? ""), /[>xo]/.test(found[0].replace(/\|.*\|/, ""))];
    before = group.keys;
    rest = rest.slice(found[0].length);
  }
}

/** Boxes joined by `&`. */
function readGroup(text: string, made: Collector): { keys: string[]; rest: string } | null {
  const keys: string[] = [];
  let rest = text.trimStart();
  for (;;) {
    const box = readBox(rest);
    if (!box) return null;
    made.box(box.named);
    keys.push(box.named.key);
    rest = box.rest.trimStart();
    if (!rest.startsWith("&")) return { keys, rest };
    rest = rest.slice(1).trimStart();
  }
}

function readBox(text: string): { named: Named; rest: string } | null {
  const key = /^[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*/u.exec(text)?.[0];
  if (key === undefined) return null;
  const after = text.slice(key.length);
  for (const [open, close] of shapes) {
    if (!after.startsWith(open)) continue;
    const quoted = /^\s*"([^"]*)"\s*/.exec(after.slice(open.length));
    const end = after.indexOf(close, open.length + (quoted?.[0].length ?? 0));
    if (end === -1) return null;
    const label = words(quoted?.[1] ?? after.slice(open.length, end));
    return { named: { key, label }, rest: after.slice(end + close.length).replace(/^:::\w+/, "") };
  }
  return { named: { key }, rest: after.replace(/^:::\w+/, "") };
}

/** `A -> B: 5, B - C`, or a line each. Null where a part is no such pair. */
export function parseGraph(text: string): Diagram | null {
  const made = collector(false);
  for (const part of text
    .split(/[,\n;]/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const found = /^([^:<>-]+?)\s*(<?-{1,2}>?|→|↔|—|–)\s*([^:<>-]+?)\s*(?::\s*(.+))?$/u.exec(part);
    const alone = /^[\p{L}\p{N}_ ]{1,24}$/u.test(part) ? part : null;
    if (!found && !alone) return null;
    const [, from = alone ?? "", sign = "", to = "", label = ""] = found ?? [];
    made.box({ key: from });
    if (!found) continue;
    made.box({ key: to });
    made.edge(from, to, words(label), /[>→]/.test(sign) && !/[<↔]/.test(sign));
  }
  return made.finish();
}

type Collector = {
  box(named: Named): void;
  edge(from: string, to: string, label: string, directed: boolean): void;
  finish(): Diagram | null;
};

function collector(down: boolean): Collector {
  const labels = new Map<string, string>();
  const edges: Diagram["edges"] = [];
  return {
    box: ({ key, label }) => {
      if (label || !labels.has(key)) labels.set(key, label || labels.get(key) || key);
    },
    edge: (from, to, label, directed) => void edges.push({ from, to, label, directed }),
    finish: () =>
      labels.size === 0
        ? null
        : { down, nodes: [...labels].map(([key, label]) => ({ key, label: label.slice(0, 60) })), edges },
  };
}

const words = (text: string): string =>
  text
    .replace(/<br\s*\/?>/gi, " ")
    .replace(/^["'`]+|["'`]+$/g, "")
    .replace(/\s+/g, " ")
    .trim();
