// A small assembler for the programs that the kernel runs before each system call (classic BPF, struct sock_filter):
// https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html

/** `load` and the tests look at 32 bits; without `ifSo` or `ifNot` a test goes on with the next step. */
export type Step =
  | { label: string }
  | { load: number }
  | { give: number }
  | { goto: string }
  | { test: keyof typeof tests; value: number; ifSo?: string; ifNot?: string };

/** From `from` up to the next one's: a verdict at once, or a label where more is looked at. */
export type Range = { from: number; outcome: number | string };

const tests = { equal: 0x15, atLeast: 0x35, anyBit: 0x45 } as const;
const loadWord = 0x20;
const giveConstant = 0x06;
const gotoOffset = 0x05;
const stepBytes = 8;
/** A test's jump is a byte. */
const farthest = 255;

/** The program as the kernel reads it; throws where a label is missing, there twice, or too far away for a test. */
export function assemble(steps: readonly Step[]): Uint8Array {
  const places = new Map<string, number>();
  let count = 0;
  for (const step of steps) {
    if (!("label" in step)) count++;
    else if (places.has(step.label)) throw new Error(`The label ${step.label} is there twice.`);
    else places.set(step.label, count);
  }
  const program = new DataView(new ArrayBuffer(count * stepBytes));
  let at = 0;
  const offsetTo = (label: string | undefined): number => {
    if (label === undefined) return 0;
    const offset = (places.get(label) ?? -1) - at - 1;
    // The kernel knows no jump backwards, so that every program ends.
    if (offset < 0) throw new Error(`There is no label ${label} further on.`);
    return offset;
  };
  const put = (code: number, value: number, then = 0, otherwise = 0): void => {
    if (Math.max(then, otherwise) > farthest) throw new Error("A test jumps too far.");
    // Both architectures are little-endian.
    program.setUint16(at * stepBytes, code, true);
    program.setUint8(at * stepBytes + 2, then);
    program.setUint8(at * stepBytes + 3, otherwise);
    program.setUint32(at * stepBytes + 4, value, true);
    at++;
  };
  for (const step of steps) {
    if ("load" in step) put(loadWord, step.load);
    else if ("give" in step) put(giveConstant, step.give);
    else if ("goto" in step) put(gotoOffset, offsetTo(step.goto));
    else if ("test" in step) put(tests[step.test], step.value, offsetTo(step.ifSo), offsetTo(step.ifNot));
  }
  return new Uint8Array(program.buffer);
}

/** Finds the range of the loaded number by halves: seven tests for a hundred ranges, which stand in rising order. */
export function search(ranges: readonly Range[]): Step[] {
  const [first, ...more] = ranges;
  if (first === undefined) throw new Error("There is no range to search.");
  if (more.length === 0) return [typeof first.outcome === "string" ? { goto: first.outcome } : { give: first.outcome }];
  const middle = Math.ceil(ranges.length / 2);
  const upper = ranges.slice(middle);
  const from = upper[0]?.from ?? 0;
  const label = `from ${from}`;
  return [
    { test: "atLeast", value: from, ifSo: label },
    ...search(ranges.slice(0, middle)),
    { label },
    ...search(upper),
  ];
}
