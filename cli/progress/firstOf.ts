const mostLines = 12;

/** As many lines as anybody reads; `where` says how to see the others. */
export function firstOf(lines: string[], where: string): string[] {
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), `and ${lines.length - mostLines + 1} more: ${where}`];
}
