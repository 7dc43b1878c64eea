// Many small draws of random bytes: one from the operating system, which costs some microseconds, serves hundreds of them.
import { randomFillSync } from "node:crypto";

const pool = new Uint8Array(4_096);
let used = pool.length;

export function randomBytes(count: number): Uint8Array {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.slice(used - count, used);
}
