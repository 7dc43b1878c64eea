// How many columns of a terminal a text takes, by grapheme: wide letters and emoji take two, marks none.

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
/** What would move the cursor or turn the writing direction. */
const control = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

const widthOf = (grapheme: string): number => (wide.test(grapheme) ? 2 : /^[\p{M}\p{Cf}]+$/u.test(grapheme) ? 0 : 1);

/** The text in exactly that many columns: cut with an ellipsis, or filled with spaces; without control characters. */
export function fitted(text: string, columns: number): string {
  if (columns <= 0) return "";
  const parts = [...graphemes.segment(text.replace(control, " "))].map(({ segment }) => segment);
  let kept = "";
  let width = 0;
  for (const [index, part] of parts.entries()) {
    const next = width + widthOf(part);
    const isLast = index === parts.length - 1;
    if (next > columns || (next === columns && !isLast)) return `${kept}…${" ".repeat(columns - width - 1)}`;
    kept += part;
    width = next;
  }
  return kept + " ".repeat(columns - width);
}
