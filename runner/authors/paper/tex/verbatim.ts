// Passing over what TeX takes as it stands, so that neither comments nor macros are looked for in it.

const verbatim = String.raw`\\begin\s*\{(verbatim\*?|Verbatim|BVerbatim|lstlisting|minted|alltt|comment|filecontents\*?|luacode)\}[\s\S]*?\\end\s*\{\1\}`;
const inline = String.raw`\\(?:verb|lstinline|mintinline\{[^}]*\})\*?([^a-zA-Z0-9\s*{[])[^\n]*?\2`;

/** Calls `change` with every stretch between verbatim text, comments left out, and joins what it gives with that text. */
export function outsideVerbatim(text: string, change: (plain: string) => string): string {
  const kept = new RegExp(`${verbatim}|${inline}`, "g");
  let result = "";
  let end = 0;
  for (const found of text.matchAll(kept)) {
    result += change(text.slice(end, found.index)) + found[0];
    end = found.index + found[0].length;
  }
  return result + change(text.slice(end));
}

/** Without comments, and without what `\iffalse … \fi` leaves out. */
export function withoutComments(text: string): string {
  // One walk over everything, since a comment may hold `\begin{verbatim}` and verbatim text a percent sign.
  const pattern = new RegExp(`${verbatim}|${inline}|\\\\[\\s\\S]|%[^\\n]*(?:\\n(?![ \\t]*\\n)[ \\t]*)?`, "g");
  const bare = text.replace(pattern, (found, environment: string | undefined) => {
    if (environment === "comment" || environment?.startsWith("filecontents")) return "";
    if (!found.startsWith("%")) return found;
    // A comment on a line of its own leaves the line above and the one below as neighbours, not as paragraphs.
    return "";
  });
  return outsideVerbatim(bare, (plain) => plain.replace(/\\iffalse\b[\s\S]*?(?:\\else\b([\s\S]*?))?\\fi\b/g, "$1"));
}
