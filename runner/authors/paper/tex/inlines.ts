// Running text of TeX as words, formulas and code; citations and references leave a gap, footnotes and labels nothing.
import type * as Ast from "@unified-latex/unified-latex-types";
import { printRaw } from "@unified-latex/unified-latex-util-print-raw";
import type { PaperInline } from "../paper.ts";

/** Their arguments are words of the sentence. */
const transparent = new Set(
  (
    "textbf textit textsl textsc textrm textsf textup textmd textnormal emph em underline uline text mbox hbox makebox fbox textcolor colorbox color href texorpdfstring " +
    "MakeUppercase uppercase lowercase MakeLowercase enquote hl highlight added replaced so textquote foreignlanguage textlatin ensuremath boldmath title subtitle sout st"
  ).split(" "),
);
const code = new Set("texttt verb lstinline mintinline code path file command pkg".split(" "));
const gaps = /^(?:[A-Za-z]*cite[a-zA-Z]*|[a-zA-Z]*ref|[a-zA-Z]*Ref|footref|hyperlink|citenum|onlinecite|nocite)$/;
const nothing = new Set(
  (
    "label footnote footnotetext footnotemark thanks index glossary todo marginpar marginnote vspace hspace url nolinkurl orcid email affil address phantomsection pagestyle thispagestyle " +
    "hypertarget bibliographystyle bibliography printbibliography setlength addtolength setcounter addtocounter vskip hskip includegraphics caption tag pdfbookmark addcontentsline deleted comment"
  ).split(" "),
);
const letters: Readonly<Record<string, string>> = {
  ss: "ß",
  o: "ø",
  O: "Ø",
  l: "ł",
  L: "Ł",
  ae: "æ",
  AE: "Æ",
  oe: "œ",
  OE: "Œ",
  aa: "å",
  AA: "Å",
  i: "ı",
  j: "ȷ",
  dh: "ð",
  th: "þ",
  LaTeX: "LaTeX",
  TeX: "TeX",
  LaTeXe: "LaTeX",
  BibTeX: "BibTeX",
  ldots: "…",
  dots: "…",
  textellipsis: "…",
  S: "§",
  copyright: "©",
  pounds: "£",
  euro: "€",
  textendash: "–",
  textemdash: "—",
  textquoteright: "’",
  textquoteleft: "‘",
  textquotedblleft: "“",
  textquotedblright: "”",
  textasciitilde: "~",
  textbackslash: "\\",
  textless: "<",
  textgreater: ">",
  textbar: "|",
  textdegree: "°",
  textmu: "µ",
  textregistered: "®",
  texttrademark: "™",
  slash: "/",
  "&": "&",
  "%": "%",
  $: "$",
  "#": "#",
  _: "_",
  "{": "{",
  "}": "}",
  " ": " ",
  ",": " ",
  ";": " ",
  ":": " ",
  "!": "",
  "/": "",
  "-": "",
  "@": "",
  quad: " ",
  qquad: " ",
  "\\": " ",
  newline: " ",
  par: " ",
  linebreak: " ",
  xspace: "",
};
const accents: Readonly<Record<string, string>> = {
  "`": "\u0300",
  "'": "\u0301",
  "^": "\u0302",
  "~": "\u0303",
  "=": "\u0304",
  u: "\u0306",
  ".": "\u0307",
  '"': "\u0308",
  r: "\u030a",
  H: "\u030b",
  v: "\u030c",
  c: "\u0327",
  k: "\u0328",
  d: "\u0323",
  b: "\u0331",
};

export function inlinesOf(nodes: readonly Ast.Node[]): PaperInline[] {
  const out: PaperInline[] = [];
  const put = (kind: PaperInline["kind"], value: string): void => {
    const last = out.at(-1);
    if (last && last.kind === kind && kind !== "math") last.value += value;
    else if (value !== "" || kind === "gap") out.push({ kind, value });
  };
  walk(nodes, put);
  return tidied(out);
}

type Put = (kind: PaperInline["kind"], value: string) => void;

function walk(nodes: readonly Ast.Node[], put: Put): void {
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (!node) continue;
    switch (node.type) {
      case "string":
        put("text", node.content === "~" ? " " : node.content);
        break;
      case "whitespace":
      case "parbreak":
        put("text", " ");
        break;
      case "group":
        walk(node.content, put);
        break;
      case "inlinemath":
      case "displaymath":
        put("math", printRaw(node.content).trim());
        break;
      case "mathenv":
        put("math", printRaw(node.content).trim());
        break;
      case "verb":
        put("code", node.content);
        break;
      case "environment":
        walk(node.content, put);
        break;
      case "macro":
        at += macro(node, nodes.slice(at + 1, at + 6), put);
        break;
      default:
        break;
    }
  }
}

/** Puts a command's words; gives how many of the nodes behind it were its arguments. */
function macro(node: Ast.Macro, behind: readonly Ast.Node[], put: Put): number {
  const name = node.content;
  const braced = (node.args ?? []).filter(({ openMark }) => openMark === "{");
  const accent = accents[name];
  if (accent !== undefined) {
    // The parser gives an accent its letter where it knows it, else the letter is what follows.
    const taken = braced.length > 0 || (node.args ?? []).some(({ content }) => content.length > 0);
    const base = taken ? (node.args ?? []).flatMap(({ content }) => content) : [];
    const from = behind.findIndex(({ type }) => type !== "whitespace");
    const follower = behind[from];
    const letter = taken ? wordsOf(base) : follower ? wordsOf([follower]) : "";
    put("text", accented(letter.trim(), accent));
    return taken || !follower ? 0 : from + 1;
  }
  const letter = letters[name];
  if (letter !== undefined) {
    put("text", letter);
    return 0;
  }
  if (gaps.test(name)) put("gap", name);
  else if (code.has(name)) put("code", wordsOf(braced.flatMap(({ content }) => content)));
  else if (nothing.has(name)) return argumentsBehind(node, behind);
  else if (name === "href" || name === "textcolor" || name === "colorbox" || name === "foreignlanguage")
    walk(braced.at(-1)?.content ?? [], put);
  else if (name === "texorpdfstring") walk(braced.at(-1)?.content ?? [], put);
  else if (name === "ensuremath") put("math", printRaw(braced[0]?.content ?? []).trim());
  else if (transparent.has(name) || braced.length > 0) for (const { content } of braced) walk(content, put);
  return 0;
}

/** Arguments of a command that the parser has not attached to it. */
function argumentsBehind(node: Ast.Macro, behind: readonly Ast.Node[]): number {
  if ((node.args ?? []).length > 0) return 0;
  const next = behind.findIndex(({ type }) => type !== "whitespace");
  return behind[next]?.type === "group" ? next + 1 : 0;
}

function wordsOf(nodes: readonly Ast.Node[]): string {
  let words = "";
  walk(nodes, (_, value) => {
    words += value;
  });
  return words;
}

function accented(word: string, accent: string): string {
  const first = word.charAt(0) === "ı" ? "i" : word.charAt(0) === "ȷ" ? "j" : word.charAt(0);
  return `${first}${first ? accent : ""}`.normalize("NFC") + word.slice(1);
}

/** TeX's quotes and dashes as they are printed, one blank for many, and none where a note was. */
function tidied(inlines: readonly PaperInline[]): PaperInline[] {
  return inlines
    .map((inline) => {
      if (inline.kind !== "text") return inline;
      const value = inline.value
        .replace(/``/g, "“")
        .replace(/''/g, "”")
        .replace(/---/g, "—")
        .replace(/--/g, "–")
        .replace(/`/g, "‘")
        .replace(/'/g, "’")
        .replace(/\s+/g, " ");
      return { ...inline, value };
    })
    .filter(({ kind, value }) => kind === "gap" || value !== "");
}
