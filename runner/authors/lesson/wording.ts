// Words for what a lesson shows: to be said, and to stand on the screen.

export const wordsOnScreen = 10;

export const languageNames: Record<string, string> = {
  ...{ py: "Python", python: "Python", js: "JavaScript", javascript: "JavaScript", ts: "TypeScript" },
  ...{ typescript: "TypeScript", cpp: "C plus plus", "c++": "C plus plus", cs: "C sharp", "c#": "C sharp", c: "C" },
  ...{ java: "Java", rust: "Rust", rs: "Rust", go: "Go", sh: "the shell", bash: "the shell", sql: "SQL", html: "HTML" },
  ...{
    css: "CSS",
    json: "JSON",
    yaml: "YAML",
    r: "R",
    julia: "Julia",
    haskell: "Haskell",
    kotlin: "Kotlin",
    swift: "Swift",
  },
};

export function matrixWords(tex: string): string {
  const rows = tex.replace(/\\(?:begin|end)\{[^}]*\}/g, "").split("\\\\");
  const simple = rows.length <= 4 && rows.every((row) => /^[\s\d&.+-]+$/.test(row));
  if (!simple) return "This is the matrix.";
  return `This is the matrix with the rows ${rows
    .map((row) =>
      row
        .trim()
        .split(/\s*&\s*/)
        .join(", "),
    )
    .join("; and ")}.`;
}

/** The head is said, and the first rows of a narrow table. */
export function tableWords(rows: readonly string[][]): string {
  const [heads = [], ...body] = rows;
  const named = heads.filter(Boolean);
  const intro = named.length > 0 ? `The table shows ${named.join(", ")}.` : "Here is a table.";
  if (heads.length > 3) return `${intro} Take a moment to compare its rows.`;
  const read = body.slice(0, 4).map(([first = "", ...rest]) => {
    const values = rest.map((cell, index) => `${heads[index + 1] ?? ""} ${cell}`.trim()).join(", ");
    return `${`${heads[0] ?? ""} ${first}`.trim()}: ${values}.`;
  });
  return [intro, ...read].join(" ");
}

const superscripts: Record<string, string> = {
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
  n: "ⁿ",
};

/** TeX in a bullet, as text: a bullet's words are set in the text's font. */
export function plainTex(tex: string): string {
  return tex
    .replace(/\^\{?([0-9n])\}?/g, (_, digit: string) => superscripts[digit] ?? digit)
    .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, "$1/$2")
    .replace(/\\sqrt\{([^{}]*)\}/g, "√($1)")
    .replace(/\\(?:cdot|times)/g, "·")
    .replace(/\\pi/g, "π")
    .replace(/\\(?:left|right|,|;|!)/g, "")
    .replace(/\\([a-zA-Z]+)/g, "$1")
    .replace(/[{}]/g, "");
}

export function aligned(tex: string): string {
  return /\\begin\{/.test(tex) ? tex : `\\begin{aligned}${tex}\\end{aligned}`;
}

export function clipWords(text: string): string {
  const words = text.trim().split(/\s+/);
  return words.length <= wordsOnScreen + 2 ? words.join(" ") : `${words.slice(0, wordsOnScreen).join(" ")} …`;
}

/** What fits under a title in large letters. */
export function clipText(text: string): string {
  const whole = text.replace(/\s+/g, " ").trim();
  return whole.length <= 220 ? whole : `${whole.slice(0, 219)}…`;
}

export function sentence(text: string): string {
  const trimmed = text.replace(/\s+/g, " ").trim();
  const said = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?:…]$/.test(said) ? said.replace(/:$/, ".") : `${said}.`;
}

export function wordCount(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
