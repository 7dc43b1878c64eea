// Text into terms, as Convex does it: what is neither a letter nor a digit separates, case does not count, and what has 32
// bytes or more is no term.
const maxTermBytes = 31;
const maxQueryTerms = 16;
const word = /[\p{Alphabetic}\p{N}]+/gu;

export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const [token] of text.matchAll(word)) {
    if (token.length <= maxTermBytes && Buffer.byteLength(token) <= maxTermBytes) found.push(lowerCase(token));
  }
  return found;
}

/** The terms of a search; the last one also stands for every term that begins with it. */
export function queryTerms(text: string): string[] {
  return tokens(text).slice(0, maxQueryTerms);
}

export function termCounts(found: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of found) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

/** The order of UTF-8, in which SQLite has its text too. */
export function compareTerms(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

// Character by character: whether a sigma ends a word must make no difference.
function lowerCase(token: string): string {
  for (let i = 0; i < token.length; i++) {
    if (token.charCodeAt(i) > 0x7f) return Array.from(token, (character) => character.toLowerCase()).join("");
  }
  return token.toLowerCase();
}
