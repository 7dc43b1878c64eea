// Where groups and optional arguments of TeX begin and end.

/** Behind blanks and at most one line end. */
export function skipBlanks(text: string, at: number): number {
  let next = at;
  while (next < text.length && /[ \t\n]/.test(text[next] ?? "")) next += 1;
  // An empty line ends a paragraph, and with it the search for an argument.
  return /\n[ \t]*\n/.test(text.slice(at, next)) ? at : next;
}

/** The end of the group that opens at `at`, behind its closing bracket; -1 where there is none. */
export function groupEnd(text: string, at: number, open = "{", close = "}"): number {
  if (text[at] !== open) return -1;
  let depth = 0;
  let braces = 0;
  for (let index = at; index < text.length; index++) {
    const letter = text[index];
    if (letter === "\\") {
      index += 1;
      continue;
    }
    if (open === "{") depth += letter === "{" ? 1 : letter === "}" ? -1 : 0;
    else {
      if (letter === "{") braces += 1;
      else if (letter === "}") braces -= 1;
      if (braces < 0) return -1;
      if (braces === 0) depth += letter === open ? 1 : letter === close ? -1 : 0;
    }
    if (depth === 0) return index + 1;
  }
  return -1;
}

/** One argument, as TeX takes it: a group, a command or a character. */
export function argumentAt(text: string, at: number): { value: string; end: number } | null {
  const start = skipBlanks(text, at);
  const first = text[start];
  if (first === undefined || first === "}") return null;
  if (first === "{") {
    const end = groupEnd(text, start);
    return end === -1 ? null : { value: text.slice(start + 1, end - 1), end };
  }
  const command = /^\\(?:[a-zA-Z@]+|[\s\S])/.exec(text.slice(start, start + 60))?.[0];
  const value = command ?? String.fromCodePoint(text.codePointAt(start) ?? 0x20);
  return { value, end: start + value.length };
}

/** `[…]`, where one stands there. */
export function optionalAt(text: string, at: number): { value: string; end: number } | null {
  const start = skipBlanks(text, at);
  const end = groupEnd(text, start, "[", "]");
  return end === -1 ? null : { value: text.slice(start + 1, end - 1), end };
}
