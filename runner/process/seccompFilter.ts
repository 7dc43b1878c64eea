// Owns what code in the sandbox may ask of the kernel. A list of what is allowed: anything that the kernel learns later
// does not exist inside (ENOSYS, on which the C library falls back); what is dangerous is refused (EPERM); calls by
// another architecture's numbers, which would go round the list, end the process.
import { assemble, type Range, type Step, search } from "./seccompAssembler.ts";
import { type Architecture, allowedCalls, type CallNumbers, refusedCalls } from "./seccompCalls.ts";

const allow = 0x7fff0000;
const endProcess = 0x80000000;
const failWith = (errno: number): number => 0x00050000 | errno;
const refuse = failWith(1);
const unknown = failWith(38);

/** struct seccomp_data: the call's number, its architecture, and six arguments of 64 bits each. */
const numberAt = 0;
const architectureAt = 4;
/** The lower half, which is all that the kernel looks at in what is tested here. */
const argumentAt = (index: number): number => 16 + 8 * index;

const auditNumbers: Record<Architecture, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };
/** Calls of the x32 kind have this bit and the same architecture. */
const x32Bit = 0x40000000;

/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
const newNamespaces = 0x7e020000;
const unixSocket = 1;
/** Typing into a terminal: TIOCSTI and TIOCLINUX. */
const typing = [0x5412, 0x541c];
/** The usual one, and the question which one it is; others make memory executable or addresses foreseeable. */
const personalities = [0, 0xffffffff];
/** Set-user-ID and set-group-ID: a file that outlives the sandbox must lend nobody its rights. */
const lendingBits = 0o6000;

type Check = { calls: string[]; steps: Step[] };

const anyOf = (argument: number, values: number[], found: number, otherwise: number): Step[] => [
  { load: argumentAt(argument) },
  ...values.flatMap((value, index): Step[] => [
    { test: "equal", value, ifNot: `argument ${argument} is not value ${index} of ${values}` },
    { give: found },
    { label: `argument ${argument} is not value ${index} of ${values}` },
  ]),
  { give: otherwise },
];

const noneOfBits = (argument: number, bits: number): Step[] => [
  { load: argumentAt(argument) },
  { test: "anyBit", value: bits, ifSo: `argument ${argument} has one of ${bits}` },
  { give: allow },
  { label: `argument ${argument} has one of ${bits}` },
  { give: refuse },
];

const checks: Check[] = [
  { calls: ["clone"], steps: noneOfBits(0, newNamespaces) },
  { calls: ["socket", "socketpair"], steps: anyOf(0, [unixSocket], allow, refuse) },
  { calls: ["ioctl"], steps: anyOf(1, typing, refuse, allow) },
  { calls: ["personality"], steps: anyOf(0, personalities, allow, refuse) },
  { calls: ["chmod", "fchmod", "creat", "mknod"], steps: noneOfBits(1, lendingBits) },
  { calls: ["fchmodat", "open", "mknodat"], steps: noneOfBits(2, lendingBits) },
  { calls: ["openat"], steps: noneOfBits(3, lendingBits) },
];

/** The filter as bubblewrap's --seccomp takes it; throws where there is none for the processor. */
export function seccompFilter(architecture: string = process.arch): Uint8Array {
  if (architecture !== "x64" && architecture !== "arm64")
    throw new Error(`there is no filter of system calls for the processor ${architecture}`);
  const allowed = allowedCalls(architecture);
  return assemble([
    { load: architectureAt },
    { test: "equal", value: auditNumbers[architecture], ifSo: "known architecture" },
    { give: endProcess },
    { label: "known architecture" },
    { load: numberAt },
    ...search(rangesOf(allowed, refusedCalls(architecture))),
    ...checks.flatMap(({ calls, steps }): Step[] =>
      calls.some((call) => allowed.has(call)) ? [{ label: labelOf(calls) }, ...steps] : [],
    ),
  ]);
}

const labelOf = (calls: string[]): string => `check ${calls}`;

function rangesOf(allowed: CallNumbers, refused: CallNumbers): Range[] {
  const outcomes = new Map<number, Range["outcome"]>();
  for (const number of allowed.values()) outcomes.set(number, allow);
  for (const number of refused.values()) outcomes.set(number, refuse);
  for (const { calls } of checks)
    for (const call of calls) {
      const number = allowed.get(call);
      if (number !== undefined) outcomes.set(number, labelOf(calls));
    }
  const last = Math.max(...outcomes.keys());
  const ranges: Range[] = [];
  for (let number = 0; number <= last + 1; number++) {
    const outcome = outcomes.get(number) ?? unknown;
    if (ranges.at(-1)?.outcome !== outcome) ranges.push({ from: number, outcome });
  }
  return [...ranges, { from: x32Bit, outcome: endProcess }];
}
