// A storyboard is what our own authors think in: beats of speech, each with what is shown while it is said.
// This module turns it into a narration with cues and the scene's Manim code; nothing of a user reaches the code but
// as a string literal.
import { z } from "zod";
import type { PlannedScene } from "../../shared/plan.ts";
import type { Script } from "../../shared/scene.ts";

const range = z.tuple([z.number(), z.number()]);
const role = z.enum(["ink", "muted", "blue", "yellow", "red", "green"]);
/** NumPy source of one variable x, as SymPy prints it. */
export const numpySource = z.string().regex(/^[\w\s.()*+\-/,]+$/);

/** Boxes and the lines between them; `down`: the first box is at the top, not to the left. */
export const Diagram = z.object({
  down: z.boolean(),
  nodes: z.array(z.object({ key: z.string(), label: z.string() })),
  edges: z.array(z.object({ from: z.string(), to: z.string(), label: z.string(), directed: z.boolean() })),
});
export type Diagram = z.infer<typeof Diagram>;

/** As renderer/proofreel/theme.py has them; the first where none is chosen. */
export const themes = ["dark", "light", "paper"] as const;
export type Theme = (typeof themes)[number];

export const Show = z.discriminatedUnion("do", [
  z.object({ do: z.literal("formula"), tex: z.string(), size: z.number().optional() }),
  z.object({ do: z.literal("step"), tex: z.string(), rule: z.string().optional() }),
  /** A formula in lines of parts, of which the first is shown; each `term` shows the next, `meaning` what a symbol of it is. */
  z.object({ do: z.literal("build"), lines: z.array(z.array(z.string())) }),
  z.object({ do: z.literal("term") }),
  z.object({ do: z.literal("meaning"), tex: z.string(), text: z.string() }),
  z.object({ do: z.literal("note"), text: z.string(), role: role.optional() }),
  z.object({
    do: z.literal("bullet"),
    text: z.string(),
    mark: z.string().max(6).optional(),
    depth: z.int().min(0).max(3).optional(),
  }),
  z.object({ do: z.literal("quote"), text: z.string(), by: z.string().optional() }),
  z.object({ do: z.literal("check"), text: z.string() }),
  z.object({ do: z.literal("code"), source: z.string(), language: z.string().optional() }),
  z.object({ do: z.literal("diagram"), ...Diagram.shape }),
  z.object({ do: z.literal("table"), rows: z.array(z.array(z.string())) }),
  z.object({ do: z.literal("image"), path: z.string(), caption: z.string() }),
  z.object({ do: z.literal("plot"), x: range, y: range, bare: z.boolean().optional() }),
  z.object({ do: z.literal("curve"), f: numpySource, role, label: z.string(), dashed: z.boolean().optional() }),
  z.object({
    do: z.literal("dots"),
    points: z.array(range),
    role: role.optional(),
    labels: z.array(z.string()).optional(),
    hollow: z.boolean().optional(),
  }),
  z.object({ do: z.literal("area"), f: numpySource, x: range, role: role.optional() }),
  z.object({ do: z.literal("shape"), points: z.array(range), role: role.optional() }),
  z.object({
    do: z.literal("path"),
    points: z.array(range),
    role,
    dashed: z.boolean().optional(),
    arrow: z.boolean().optional(),
  }),
  z.object({ do: z.literal("names"), points: z.array(range), labels: z.array(z.string()), away: range, role }),
  z.object({ do: z.literal("bars"), points: z.array(range), marked: z.array(z.number()) }),
  z.object({ do: z.literal("grid"), rows: z.array(z.array(z.string())), marked: z.array(range) }),
  z.object({
    do: z.literal("number_line"),
    x: range,
    /** From, to, and how each end is drawn: 0 filled, 1 empty, 2 going on for ever. */
    stretches: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
    ends: z.array(z.number()),
    labels: z.array(z.string()),
  }),
  z.object({
    do: z.literal("area_model"),
    tops: z.array(z.string()),
    sides: z.array(z.string()),
    widths: z.array(z.number()),
    heights: z.array(z.number()),
    cells: z.array(z.array(z.string())),
    /** Row and column of the parts that are missing. */
    dashed: z.array(range),
  }),
  z.object({ do: z.literal("card"), title: z.string(), sentence: z.string().optional() }),
]);
export type Show = z.infer<typeof Show>;

export const Beat = z.object({ say: z.string(), show: z.array(Show) });
export type Beat = z.infer<typeof Beat>;

/** A scene with all that is said and shown in it; `split` leaves the left half to the picture. */
export type Storyboard = PlannedScene & { beats: Beat[]; split: boolean; theme?: Theme };

/** The narration, with a cue before each beat that shows something, and the code that waits for those cues. */
export function scriptOf(board: Storyboard): Script {
  const names = new Set<string>();
  const spoken: string[] = [];
  const lines: string[] = [];
  const shown = board.beats.flatMap((beat) => beat.show);
  if (!shown.some((show) => show.do === "card")) lines.push(`self.title(${literal(board.title)})`);
  if (board.split) lines.push("self.split()");
  else if (shown.some((show) => show.do === "bullet")) lines.push("self.listing()");
  const [only] = shown;
  for (const beat of board.beats) {
    const say = beat.say.replaceAll("[[", "[").replaceAll("]]", "]").trim();
    const [first] = beat.show;
    if (!first) {
      if (say) spoken.push(say);
      continue;
    }
    const name = unused(cueName(first), names);
    spoken.push(`[[${name}]] ${say}`.trim());
    // A bare plot only places what follows.
    const seen = beat.show.filter((show) => !(show.do === "plot" && show.bare)).length;
    const elements = seen > 1 ? `, ${seen}` : "";
    lines.push(
      `cue(${literal(name)}${elements})`,
      ...beat.show.map((show) => (shown.length === 1 && only?.do === "note" ? statement(only) : call(show))),
    );
  }
  const code = [
    "from manim import *",
    "from proofreel import *",
    "",
    ...(board.theme && board.theme !== themes[0] ? [`use_theme(${literal(board.theme)})`] : []),
    "",
    `class ${className(board.key)}(ProofreelScene):`,
    "    def construct(self):",
    ...lines.map((line) => `        ${line}`),
    "",
  ];
  return { narration: spoken.join(" ") || board.title, code: code.join("\n") };
}

export function className(key: string): string {
  const name = key
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
  return `Scene${name}`;
}

/** A note that has the frame to itself. */
function statement(note: Extract<Show, { do: "note" }>): string {
  return python("statement", note.text, note.role ?? "ink");
}

function call(show: Show): string {
  switch (show.do) {
    case "formula":
      return python("formula", show.tex, ...(show.size ? [show.size] : []));
    case "step":
      return show.rule ? python("step", show.tex, show.rule) : python("step", show.tex);
    case "build":
      return python("build", show.lines);
    case "term":
      return python("term");
    case "meaning":
      return python("meaning", show.tex, show.text);
    case "note":
      return python("note", show.text, show.role ?? "ink");
    case "bullet":
      return python("bullet", show.text, ...(show.mark || show.depth ? [show.mark ?? "•", show.depth ?? 0] : []));
    case "quote":
      return show.by ? python("quote", show.text, show.by) : python("quote", show.text);
    case "check":
      return python("check", show.text);
    case "code":
      return show.language ? python("code_block", show.source, show.language) : python("code_block", show.source);
    case "diagram":
      return `self.diagram(${literal(show.nodes.map(({ key, label }) => [key, label]))}, ${literal(
        show.edges.map(({ from, to, label, directed }) => [from, to, label, directed ? 1 : 0]),
      )}${show.down ? ", down=True" : ""})`;
    case "table":
      return python("table", show.rows);
    case "image":
      return show.caption ? python("image", show.path, show.caption) : python("image", show.path);
    case "plot":
      return `self.plot(${literal(show.x)}, ${literal(show.y)}${show.bare ? ", bare=True" : ""})`;
    case "curve":
      return `self.curve(lambda x: ${show.f}, ${literal(show.role)}, ${literal(show.label)}${show.dashed ? ", dashed=True" : ""})`;
    case "dots":
      return `self.dots(${literal(show.points)}, ${literal(show.role ?? "yellow")}, ${literal(show.labels ?? [])}${show.hollow ? ", hollow=True" : ""})`;
    case "area":
      return `self.area(lambda x: ${show.f}, ${literal(show.x)}, ${literal(show.role ?? "blue")})`;
    case "shape":
      return python("shape", show.points, show.role ?? "blue");
    case "path":
      return `self.path(${literal(show.points)}, ${literal(show.role)}${show.dashed ? ", dashed=True" : ""}${show.arrow ? ", arrow=True" : ""})`;
    case "names":
      return python("names", show.points, show.labels, show.away, show.role);
    case "bars":
      return python("bars", show.points, show.marked);
    case "grid":
      return python("grid", show.rows, show.marked);
    case "number_line":
      return python("number_line", show.x, show.stretches, show.ends, show.labels);
    case "area_model":
      return python("area_model", show.tops, show.sides, show.widths, show.heights, show.cells, show.dashed);
    case "card":
      return show.sentence ? python("card", show.title, show.sentence) : python("card", show.title);
    default:
      return show satisfies never;
  }
}

type Literal = string | number | readonly Literal[];

function python(method: string, ...values: Literal[]): string {
  return `self.${method}(${values.map(literal).join(", ")})`;
}

/** A Python literal: JSON's strings are Python's too, once the line separators that JSON leaves bare are escaped. */
export function literal(value: Literal): string {
  if (typeof value === "string" || typeof value === "number") {
    return JSON.stringify(value)
      .replaceAll("\u2028", "\\u2028")
      .replaceAll("\u2029", "\\u2029")
      .replaceAll("\u007f", "");
  }
  return `[${value.map(literal).join(", ")}]`;
}

function cueName(show: Show): string {
  const hint = show.do === "step" && show.rule ? show.rule : show.do;
  return (
    hint
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 30) || "step"
  );
}

function unused(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number += 1) candidate = `${name}-${number}`;
  taken.add(candidate);
  return candidate;
}
