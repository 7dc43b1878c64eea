// What somebody wishes of a scene, as far as it can be understood without a model: a list of small edits.

export type Edit =
  | { do: "colour"; of: string[]; role: string; label?: string; number?: number }
  | { do: "recolour"; from: string; role: string }
  | { do: "replace"; from: string; to: string }
  | { do: "title"; text: string }
  | { do: "factor"; name: "pace" | "magnified"; value: number }
  | { do: "labels" }
  | { do: "hide"; of: string[] }
  | { do: "span"; axis: "x" | "y"; low: number; high: number }
  | { do: "span"; factor: number };

export type Understood = { edits: { edit: Edit; words: string }[]; not: string[] };

export const vocabulary =
  "Without a model key I understand: “make the graph red”, “change blue to green”, “slower”, “twice as fast”, “bigger text”, " +
  '“replace "old" with "new"”, “set the title to "…"”, “hide the labels”, “remove the check”, “x from -2 to 3”, “zoom out”.';

const roles: Record<string, string> = {
  ...{ blue: "blue", yellow: "yellow", gold: "yellow", red: "red", green: "green", white: "ink", black: "ink" },
  ...{
    grey: "muted",
    gray: "muted",
    orange: "#FFA657",
    purple: "#C297FF",
    violet: "#C297FF",
    pink: "#FF9BCE",
    teal: "#56D4DD",
    cyan: "#56D4DD",
  },
};
const kinds: Record<string, string[]> = {
  ...{
    graph: ["curve"],
    curve: ["curve"],
    line: ["curve", "path"],
    function: ["curve"],
    parabola: ["curve"],
    plot: ["curve"],
  },
  ...{ point: ["dots"], dot: ["dots"], area: ["area"], region: ["area"], shape: ["shape"], triangle: ["shape"] },
  ...{ text: ["note", "statement"], note: ["note", "statement"], sentence: ["note", "statement"], arrow: ["path"] },
};
const ordinals: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4 };
const colour = `(?:${Object.keys(roles).join("|")})`;
const number = "(-?\\d+(?:\\.\\d+)?)";
const quoted = `["“”'‘’«»]([^"“”‘’«»]+)["“”'‘’«»]`;
const be = "(?:make|turn|paint|draw|set|colou?r|show|let|want|have)";

/** Pieces between which “and”, a comma or a full stop stands, but not inside quotation marks. */
export function wishesIn(instruction: string): string[] {
  const kept: string[] = [];
  const hidden = instruction.replace(/["“«][^"“”«»]*["”»]/g, (text) => `"#${kept.push(text) - 1}"`);
  return hidden
    .split(/\s*(?:[;\n]|,(?!\d)|\.(?=\s|$)|\band then\b|\band\b|\bthen\b)\s*/i)
    .map((piece) => piece.replace(/"#(\d+)"/g, (_, at: string) => kept[Number(at)] ?? "").trim())
    .map((piece) =>
      piece
        .replace(/^(?:please|also|can you|could you|i want|i'd like)\s+(?:to\s+)?/i, "")
        .replace(/\s*(?:please|[!?.])+$/i, ""),
    )
    .filter(Boolean);
}

/** A piece that says only how, as “slower” after “make the graph red and”, is understood by itself. */
export function understandWish(instruction: string): Understood {
  const understood: Understood = { edits: [], not: [] };
  for (const words of wishesIn(instruction)) {
    const edit = editOf(words);
    if (edit) understood.edits.push({ edit, words });
    else understood.not.push(words);
  }
  return understood;
}

function editOf(words: string): Edit | null {
  for (const rule of rules) {
    const found = rule.pattern.exec(words);
    const edit = found && rule.edit(found);
    if (edit) return edit;
  }
  return null;
}

type Rule = { pattern: RegExp; edit(found: RegExpExecArray): Edit | null };
const rule = (pattern: string, edit: Rule["edit"]): Rule => ({ pattern: new RegExp(`^${pattern}$`, "i"), edit });

const rules: Rule[] = [
  rule(
    `(?:replace|change|rename|correct)\\s+(?:the (?:word|words|text)\\s+)?${quoted}\\s+(?:with|by|to|into|for)\\s+${quoted}`,
    ([, from = "", to = ""]) => ({ do: "replace", from, to }),
  ),
  rule(`(?:say|write|put|use)\\s+${quoted}\\s+instead of\\s+${quoted}`, ([, to = "", from = ""]) => ({
    do: "replace",
    from,
    to,
  })),
  rule(
    `(?:(?:set|change|make)\\s+(?:the\\s+)?(?:title|heading)\\s+(?:to\\s+|into\\s+)?|(?:the\\s+)?title(?:\\s+is|:)?\\s+|call it\\s+|rename it (?:to\\s+)?)${quoted}`,
    ([, text = ""]) => ({ do: "title", text }),
  ),
  rule(
    `(?:change|turn|swap|replace)\\s+(?:all\\s+|everything\\s+|what is\\s+|the\\s+)?(${colour})\\s+(?:to|into|with|by|for)\\s+(${colour})`,
    ([, from = "", to = ""]) => ({ do: "recolour", from: roleOf(from), role: roleOf(to) }),
  ),
  rule(
    `${be}\\s+(?:the\\s+|all\\s+(?:the\\s+)?)?(?:(first|second|third|fourth)\\s+)?([a-z]+?)s?(?:\\s+(?:called\\s+|named\\s+)?["“'‘]?([a-z][\\w′'()]{0,8}?)["”'’]?)?\\s+(?:be\\s+|in\\s+|to\\s+|into\\s+|should be\\s+)?(?:a\\s+)?(${colour})`,
    ([, order, kind = "", label, to = ""]) => {
      const of = kinds[kind.toLowerCase()];
      if (!of) return null;
      const which = order ? { number: ordinals[order.toLowerCase()] ?? 1 } : label ? { label } : {};
      return { do: "colour", of, role: roleOf(to), ...which };
    },
  ),
  rule(`(?:the\\s+)?([a-z]+?)s?\\s+(?:in\\s+|should be\\s+|must be\\s+)?(${colour})`, ([, kind = "", to = ""]) => {
    const of = kinds[kind.toLowerCase()];
    return of ? { do: "colour", of, role: roleOf(to) } : null;
  }),
  rule(
    `(?:${be}\\s+)?(?:it\\s+|this\\s+|the scene\\s+|everything\\s+|the animations?\\s+|that\\s+)?(?:go\\s+|run\\s+|move\\s+|play\\s+|be\\s+)?(?:a (?:bit|little)\\s+|much\\s+)?(slower|faster|quicker|more slowly|more quickly)`,
    ([words = "", how = ""]) => {
      const strength = /much/i.test(words) ? 2 : /bit|little/i.test(words) ? 1.25 : 1.5;
      return { do: "factor", name: "pace", value: /slow/i.test(how) ? strength : 1 / strength };
    },
  ),
  rule(`(?:${be}\\s+)?(?:it\\s+|this\\s+)?(?:slow (?:it |this )?down|speed (?:it |this )?up)`, ([words = ""]) => ({
    do: "factor",
    name: "pace",
    value: /slow/i.test(words) ? 1.5 : 1 / 1.5,
  })),
  rule(
    `(?:${be}\\s+)?(?:it\\s+|this\\s+|the scene\\s+)?(?:go\\s+|run\\s+|play\\s+)?(twice|half|three times|\\d+(?:\\.\\d+)?\\s*(?:times|x|%))\\s*(?:as\\s+)?(slow|fast|slower|faster)`,
    ([, much = "", how = ""]) => {
      const value = amount(much, how);
      return value === null ? null : { do: "factor", name: "pace", value };
    },
  ),
  rule(
    `(?:${be}\\s+)?(?:the\\s+|all\\s+)?(?:text|words|letters|formulas?|equations?|font|it|everything|notes?)\\s+(?:a (?:bit|little)\\s+|much\\s+)?(bigger|larger|smaller)`,
    size,
  ),
  rule(
    `(?:${be}\\s+)?(?:a (?:bit|little)\\s+|much\\s+)?(bigger|larger|smaller)(?:\\s+(?:text|words|letters|formulas?|equations?|font))?`,
    size,
  ),
  rule(`(?:hide|remove|drop|delete|leave out|take away|no)\\s+(?:the\\s+|all\\s+(?:the\\s+)?)?labels?`, () => ({
    do: "labels",
  })),
  rule(
    `(?:hide|remove|drop|delete|leave out|take away|no|without)\\s+(?:the\\s+|all\\s+(?:the\\s+)?)?(title|heading|check(?:\\s*mark)?|tick|dots?|points?|area|table|code|picture|image|notes?)`,
    ([, what = ""]) => ({ do: "hide", of: hideable(what) }),
  ),
  rule(
    `(?:(?:show|plot|draw|set|let|make|change)\\s+)?(?:the\\s+)?(?:range(?:\\s+of)?\\s+|(?:values\\s+of\\s+))?(x|y)(?:[ -]?(?:axis|range))?\\s+(?:(?:to\\s+)?go(?:es)?\\s+|run(?:s)?\\s+|is\\s+|be\\s+)?(?:from\\s+)?${number}\\s+(?:to|until|up to|…|\\.\\.)\\s+${number}`,
    ([, axis = "x", low = "", high = ""]) => span(axis, low, high),
  ),
  rule(
    `(?:(?:show|plot|draw|set|make|change)\\s+)?(?:the\\s+|it\\s+)?(?:plot|graph|curve|range|function)?\\s*(?:to\\s+)?from\\s+${number}\\s+to\\s+${number}`,
    ([, low = "", high = ""]) => span("x", low, high),
  ),
  rule(`zoom\\s+(in|out)(?:\\s+(?:a (?:bit|little)|more))?`, ([, way = ""]) => ({
    do: "span",
    factor: /in/i.test(way) ? 0.6 : 1.6,
  })),
];

const roleOf = (word: string): string => roles[word.toLowerCase()] ?? word;

function span(axis: string, low: string, high: string): Edit | null {
  const [from, to] = [Number(low), Number(high)];
  return from < to ? { do: "span", axis: axis.toLowerCase() === "y" ? "y" : "x", low: from, high: to } : null;
}

function size([words = "", how = ""]: RegExpExecArray): Edit {
  const strength = /much/i.test(words) ? 1.5 : /bit|little/i.test(words) ? 1.12 : 1.25;
  return { do: "factor", name: "magnified", value: /smaller/i.test(how) ? 1 / strength : strength };
}

/** How much longer everything takes. */
function amount(much: string, how: string): number | null {
  const slow = /slow/i.test(how);
  const value = /twice/i.test(much) ? 2 : /half/i.test(much) ? 0.5 : /three/i.test(much) ? 3 : Number.parseFloat(much);
  const times = /%/.test(much) ? 1 + value / 100 : value;
  if (!(times >= 0.2 && times <= 5)) return null;
  return slow ? times : 1 / times;
}

function hideable(what: string): string[] {
  const word = what.toLowerCase().replace(/s$/, "");
  if (/title|heading/.test(word)) return ["title"];
  if (/check|tick/.test(word)) return ["check"];
  if (/dot|point/.test(word)) return ["dots"];
  if (/picture|image/.test(word)) return ["image"];
  if (word === "code") return ["code_block"];
  return [word];
}
