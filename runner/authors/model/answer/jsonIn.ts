/** The JSON object in an answer: alone, in a fence, or with words around it; undefined where there is none. */
export function jsonIn(text: string): unknown {
  const fences = [...text.matchAll(/```(?:json|JSON)?\s*\n([\s\S]*?)\n\s*```/g)].map((match) => match[1] ?? "");
  for (const candidate of [text, ...fences, ...objectsIn(text)]) {
    const value = parsed(candidate.trim());
    if (typeof value === "object" && value !== null) return value;
  }
  return undefined;
}

function parsed(text: string): unknown {
  if (!text.startsWith("{") && !text.startsWith("[")) return undefined;
  for (const candidate of [text, escapedLineEnds(text)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/** Each is followed to the end of the text where it is never closed. */
const mostStarts = 100;

/** The longest stretch from a brace at depth 0 to the one that closes it, outside of strings. */
function objectsIn(text: string): string[] {
  const found: string[] = [];
  let tried = 0;
  for (let start = text.indexOf("{"); start >= 0 && tried < mostStarts; start = text.indexOf("{", start + 1)) {
    tried++;
    const end = closingBrace(text, start);
    if (end < 0) continue;
    found.push(text.slice(start, end + 1));
    start = end;
  }
  return found.sort((one, other) => other.length - one.length);
}

function closingBrace(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter === "\\") at++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === "{") depth++;
    else if (letter === "}" && --depth === 0) return at;
  }
  return -1;
}

/** Models without a strict form put code into JSON strings with bare line ends. */
function escapedLineEnds(text: string): string {
  return text.replace(/"(?:[^"\\]|\\[\s\S])*"/g, (string) =>
    string.replaceAll("\r", "").replaceAll("\n", "\\n").replaceAll("\t", "\\t"),
  );
}
