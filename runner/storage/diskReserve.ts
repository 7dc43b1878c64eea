// Room that is kept for the last word: when the disk is full, what must be written all the same takes its place.
import { randomBytes } from "node:crypto";
import { existsSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isDiskFull } from "../process/diskFull.ts";

export type DiskReserve = {
  /** Gives the room away; false where it is gone already. */
  release(): boolean;
  end(): void;
};

const reserveBytes = 2 * 1024 * 1024;
const refillMs = 5_000;

export function keepDiskReserve(path: string): DiskReserve {
  const refill = (): void => {
    if (existsSync(path)) return;
    const { bavail, bsize } = statfsSync(dirname(path));
    if (bavail * bsize < 4 * reserveBytes) return;
    try {
      // Random, since a file system may keep zeros for nothing.
      writeFileSync(path, randomBytes(reserveBytes), { mode: 0o600 });
    } catch (error) {
      rmSync(path, { force: true });
      if (!isDiskFull(error)) throw error;
    }
  };
  refill();
  const timer = setInterval(refill, refillMs).unref();
  return {
    release() {
      if (!existsSync(path)) return false;
      rmSync(path);
      return true;
    },
    end: () => clearInterval(timer),
  };
}
