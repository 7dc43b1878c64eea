// A cut answer and what the model wrote when it was asked to go on. It often repeats the end of the first part, and now
// and then it starts all over.
const shortestOverlap = 8;
const longestOverlap = 2000;

export function joined(first: string, rest: string): string {
  const more = withoutFence(rest);
  if (startsOver(first, more)) return more;
  const most = Math.min(longestOverlap, first.length, more.length);
  for (let length = most; length >= shortestOverlap; length--)
    if (first.endsWith(more.slice(0, length))) return first + more.slice(length);
  return first + more;
}

/** A fence around a continuation belongs to it, and not to the answer; one that closes the first part's fence stays. */
function withoutFence(rest: string): string {
  const fenced = /^\s*```[a-z]*\n([\s\S]*?)\n?```\s*$/.exec(rest);
  return fenced?.[1] ?? rest;
}

/** Told by a beginning that is the same, and long enough to be no chance. */
function startsOver(first: string, rest: string): boolean {
  const start = first.trimStart().slice(0, 40);
  return start.length >= 20 && rest.trimStart().startsWith(start);
}
