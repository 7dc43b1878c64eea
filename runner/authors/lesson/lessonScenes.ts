// Sections become storyboards: what is said of each block and what is shown with it. Full scenes go on in "title (2)".
import { PipelineError } from "../../../shared/failures.ts";
import type { LessonPicture } from "../../../shared/picture.ts";
import type { Beat, Diagram, Show, Storyboard } from "../storyboard.ts";
import type { FormulaAnswer } from "../worked/solver.ts";
import { mostBoxes } from "./diagram.ts";
import { type Block, type Inline, plain, type Section } from "./markdown.ts";
import {
  aligned,
  clipText,
  clipWords,
  languageNames,
  matrixWords,
  plainTex,
  sentence,
  tableWords,
  wordCount,
  wordsOnScreen,
} from "./wording.ts";

/** About 25 seconds of speech. */
const wordsPerScene = 60;
const beatsPerScene = 5;
const mostScenes = 40;

/** A picture with this width to height, or more, has no room for words beside it. */
const wideForm = 1.9;
/** So much is said at least while a picture is looked at. */
const wordsAtPicture = 12;

/** Formulas and plots as they can be said and drawn, by their source; pictures by their path. */
export type Readings = {
  spoken: ReadonlyMap<string, string | null>;
  plots: ReadonlyMap<string, FormulaAnswer["plots"][number]>;
  pictures: ReadonlyMap<string, LessonPicture>;
};

/** `alone`: nothing else is shown beside it. */
type Piece = Beat & { big: boolean; picture: boolean; alone?: boolean };

export function lessonScenes(sections: readonly Section[], readings: Readings): Storyboard[] {
  const boards: Storyboard[] = [];
  const keys = new Set<string>();
  for (const [index, section] of sections.entries()) {
    for (const [number, beats] of partsOf(section, index === 0 && section.depth === 1, readings).entries()) {
      const title = number === 0 ? section.title : `${section.title} (${number + 1})`;
      boards.push({
        key: keyOf(section.title, number, keys),
        title: title.slice(0, 200),
        goal: `Present “${section.title.slice(0, 200)}”`,
        claims: [],
        beats,
        split: beats.some((beat) => beat.show.some(isPicture)) && beats.some((beat) => beat.show.some(isColumn)),
      });
    }
  }
  if (boards.length > mostScenes) {
    throw new PipelineError(
      "invalid_lesson",
      `The lesson makes ${boards.length} scenes; a video has at most ${mostScenes}: divide it.`,
    );
  }
  return boards;
}

/** The beats of a section, divided into as many scenes as they need. */
function partsOf(section: Section, isCard: boolean, readings: Readings): Beat[][] {
  const pieces = section.blocks.flatMap((block) => piecesOf(block, readings));
  const parts: Beat[][] = [];
  if (isCard || pieces.length === 0) {
    // A title card holds only words: what is shown begins in the next scene.
    const intro = pieces.findIndex(
      (piece) => piece.show.length > 0 && !piece.show.every(({ do: kind }) => kind === "note"),
    );
    const said = pieces.splice(0, intro === -1 ? pieces.length : intro);
    const words = said.map(({ say }) => say).join(" ");
    parts.push([
      { say: sentence(section.title), show: [{ do: "card", title: section.title }] },
      ...(words ? [{ say: words, show: [] }] : []),
    ]);
  }
  let part: Piece[] = [];
  for (const given of pieces) {
    // A short sentence is not written over a wide picture: it is heard, and stands in the subtitles.
    const unseen = part.some(({ alone }) => alone) && given.show.every(({ do: kind }) => kind === "note");
    const piece = unseen ? { ...given, show: [] } : given;
    const words = part.reduce((sum, { say }) => sum + wordCount(say), wordCount(piece.say));
    const crowded = part.some(({ big }) => big) && piece.big;
    const clash =
      (piece.picture && part.some(({ show }) => show.length > 0)) ||
      (piece.big && !piece.picture && part.some(({ picture }) => picture)) ||
      (piece.show.length > 0 && part.some(({ alone }) => alone));
    if (part.length > 0 && (part.length >= beatsPerScene || words > wordsPerScene || crowded || clash)) {
      parts.push(part);
      part = [];
    }
    part.push(piece);
  }
  if (part.length > 0) parts.push(part);
  return parts.map((beats) => withTimeToLook(beats.map(({ say, show }) => ({ say, show }))));
}

function withTimeToLook(beats: Beat[]): Beat[] {
  const shown = beats.find(({ show }) => show.some((one) => one.do === "image"));
  if (!shown || beats.reduce((sum, { say }) => sum + wordCount(say), 0) >= wordsAtPicture) return beats;
  return beats.map((beat) => (beat === shown ? { ...beat, say: `${beat.say} Take a moment to look at it.` } : beat));
}

function piecesOf(block: Block, readings: Readings): Piece[] {
  const small = { big: false, picture: false };
  switch (block.kind) {
    case "paragraph":
      return sentencesOf(block.inlines).map((inlines) => ({
        say: sayable(inlines, readings),
        show: shownOf(inlines),
        ...small,
      }));
    case "list":
      return block.items
        .filter(({ inlines }) => plain(inlines).trim())
        .map(({ inlines, mark, depth }) => ({
          say: sayable(inlines, readings),
          show: [{ do: "bullet", text: onScreen(inlines), ...(mark === "•" && depth === 0 ? {} : { mark, depth }) }],
          ...small,
        }));
    case "quote":
      return [
        {
          say: [sayable(block.inlines, readings), block.by ? sentence(`That is from ${block.by}`) : ""]
            .join(" ")
            .trim(),
          show: [{ do: "quote", text: clipText(plain(block.inlines)), by: block.by }],
          ...small,
        },
      ];
    case "footnote":
      return [
        {
          say: sayable(block.inlines, readings),
          show: [{ do: "note", text: clipText(onScreenWhole(block.inlines)), role: "muted" }],
          ...small,
        },
      ];
    case "diagram":
      return [diagramPiece(block.diagram)];
    case "math":
      if (/^\\begin\{[bp]matrix\}/.test(block.tex))
        return [{ say: matrixWords(block.tex), show: [{ do: "formula", tex: block.tex }], ...small }];
      return block.tex.split(/\\\\(?![a-zA-Z])/).length > 1
        ? [{ say: "Look at these lines.", show: [{ do: "formula", tex: aligned(block.tex) }], ...small }]
        : [
            {
              say: sentence(readings.spoken.get(block.tex) ?? "This is the formula"),
              show: [{ do: "formula", tex: block.tex }],
              ...small,
            },
          ];
    case "code":
      return [
        {
          say: block.language
            ? `Here it is in ${languageNames[block.language.toLowerCase()] ?? block.language}. Take a moment to read it, line by line, from the top.`
            : "Here is the code. Take a moment to read it, line by line, from the top.",
          show: [{ do: "code", source: block.source, language: block.language }],
          big: true,
          picture: false,
        },
      ];
    case "table": {
      const rows = block.rows.map((row) => row.map((cell) => plain(cell)));
      return [{ say: tableWords(rows), show: [{ do: "table", rows }], big: true, picture: false }];
    }
    case "image":
      return [imagePiece(block, readings)];
    case "plot":
      return [plotPiece(block.line, readings)];
    default:
      return block satisfies never;
  }
}

function imagePiece({ path, caption: written }: Extract<Block, { kind: "image" }>, readings: Readings): Piece {
  // Markdown leaves of a formula in it the bare TeX.
  const caption = plainTex(written);
  const picture = readings.pictures.get(path);
  if (!picture) {
    throw new PipelineError(
      "invalid_picture",
      `The lesson shows the picture “${path.slice(0, 100)}”, which was not sent with it: send the file, or take the picture out.`,
    );
  }
  return {
    say: caption ? sentence(caption) : "Look at this picture.",
    show: [{ do: "image", path, caption }],
    big: true,
    picture: true,
    alone: picture.width / picture.height >= wideForm,
  };
}

function plotPiece(line: string, readings: Readings): Piece {
  const plot = readings.plots.get(line);
  if (!plot) {
    throw new PipelineError(
      "invalid_lesson",
      `The plot “${line.slice(0, 80)}” can't be drawn: write it like plot: sin(x) or plot: x^2, 2x from -3 to 3.`,
    );
  }
  const said = plot.curves.map((curve) => curve.said).join(", and of ");
  const curves: Show[] = plot.curves.map(({ f, label, role }) => ({ do: "curve", f, label, role }));
  return {
    say: `Here is the graph of ${said}.`,
    show: [{ do: "plot", x: plot.x, y: plot.y }, ...curves],
    big: true,
    picture: true,
  };
}

function diagramPiece(diagram: Diagram): Piece {
  const { nodes, edges } = diagram;
  if (nodes.length > mostBoxes)
    throw new PipelineError(
      "invalid_lesson",
      `A diagram has ${nodes.length} boxes, and ${mostBoxes} can be read in one picture: divide it.`,
    );
  const labels = new Map(nodes.map(({ key, label }) => [key, label]));
  const read = edges.slice(0, 5).map(({ from, to, label, directed }) => {
    const way = directed ? (label ? `leads, with ${label}, to` : "leads to") : "is joined to";
    return sentence(`${labels.get(from) ?? from} ${way} ${labels.get(to) ?? to}`);
  });
  const rest = edges.length > 5 ? ["Follow the other lines yourself."] : [];
  return {
    say: ["Look at this diagram.", ...read, ...rest].join(" "),
    show: [{ do: "diagram", ...diagram }],
    big: true,
    picture: true,
    alone: true,
  };
}

/** A long paragraph is divided at its sentences, and where its author put a cue, so that each beat is short. */
function sentencesOf(inlines: readonly Inline[]): Inline[][] {
  const sentences: Inline[][] = [[]];
  for (const inline of inlines) {
    if (inline.kind === "cue") {
      sentences.push([]);
      continue;
    }
    const pieces = inline.kind === "text" ? inline.value.split(/(?<=[.!?])\s+/) : [inline.value];
    for (const [index, value] of pieces.entries()) {
      if (index > 0) sentences.push([]);
      if (value) sentences.at(-1)?.push({ ...inline, value });
    }
  }
  return sentences.filter((words) => plain(words).trim());
}

function sayable(inlines: readonly Inline[], readings: Readings): string {
  const words = inlines.map(({ kind, value }) => {
    if (kind === "math") return readings.spoken.get(value) ?? "this formula";
    return kind === "code" ? value.replace(/[_*`{}()[\]]+/g, " ") : value;
  });
  return sentence(words.join(""));
}

/** A sentence shows its formulas; without any its strong words, or itself where it is short. */
function shownOf(inlines: readonly Inline[]): Show[] {
  const formulas = inlines.filter(({ kind, value }) => kind === "math" && value.trim().length > 1).slice(0, 2);
  if (formulas.length > 0) return formulas.map(({ value }) => ({ do: "formula", tex: value }));
  const strong = inlines.filter(({ kind }) => kind === "strong").map(({ value }) => value);
  if (strong.length > 0) return [{ do: "note", text: clipWords(strong.join(", ")), role: "yellow" }];
  const whole = plain(inlines).trim();
  return wordCount(whole) <= wordsOnScreen ? [{ do: "note", text: whole }] : [];
}

function onScreen(inlines: readonly Inline[]): string {
  return clipWords(onScreenWhole(inlines));
}

const onScreenWhole = (inlines: readonly Inline[]): string =>
  inlines.map(({ kind, value }) => (kind === "math" ? plainTex(value) : value)).join("");

function isPicture(show: Show): boolean {
  return show.do === "plot" || show.do === "image" || show.do === "diagram";
}

function isColumn(show: Show): boolean {
  return !["plot", "curve", "dots", "area", "shape", "card", "image", "diagram"].includes(show.do);
}

function keyOf(title: string, number: number, taken: Set<string>): string {
  const slug = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 30)
    .replace(/-+$/, "");
  const base = `${slug || "scene"}${number > 0 ? `-${number + 1}` : ""}`;
  let key = base;
  for (let count = 2; taken.has(key); count += 1)
    key = `${base}-${String.fromCharCode(96 + Math.min(count, 26))}${count > 26 ? count : ""}`;
  taken.add(key);
  return key;
}
