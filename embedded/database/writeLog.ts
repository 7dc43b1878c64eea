// The keys written by recent commits, in memory: decides whether something that was read at an older timestamp still holds.
import { firstIndex } from "./firstIndex.ts";
import type { ReadSet } from "./readSet.ts";
import type { WrittenToTable } from "./subscriptions.ts";
import type { Timestamp } from "./values.ts";

export type LoggedCommit = { ts: Timestamp; written: WrittenToTable[] };

/** A transaction older than this many commits and nanoseconds has to start again; so has one older than this many keys. */
const keptCommits = 4096;
const keptNanoseconds = 60_000_000_000n;
const keptKeys = 250_000;

/** After a commit of more keys whoever began before it starts again, rather than that they are all kept. */
const maxKeysPerCommit = 200_000;

export class WriteLog {
  #commits: LoggedCommit[] = [];
  #keys = 0;
  /** Everything later than this is in the log. */
  #since: Timestamp;

  constructor(since: Timestamp) {
    this.#since = since;
  }

  append(commit: LoggedCommit): void {
    if (commit.written.length > maxKeysPerCommit) {
      this.#since = commit.ts;
      this.#commits = [];
      return;
    }
    this.#commits.push(commit);
    this.#keys += commit.written.length;
    if (this.#commits.length < keptCommits * 2 && this.#keys <= keptKeys) return;
    const horizon = commit.ts - keptNanoseconds;
    const isOld = (i: number) => i < this.#commits.length - keptCommits && (this.#commits[i]?.ts ?? horizon) < horizon;
    // A part at a time: to move up the rest for each commit would cost more than the commit.
    const room = this.#keys > keptKeys ? keptKeys * 0.75 : keptKeys;
    let drop = 0;
    for (; drop < this.#commits.length - 1 && (isOld(drop) || this.#keys > room); drop++) {
      this.#keys -= this.#commits[drop]?.written.length ?? 0;
    }
    const last = this.#commits[drop - 1];
    if (!last) return;
    this.#since = last.ts;
    this.#commits = this.#commits.slice(drop);
  }

  /** The first commit after `since` that wrote into `reads`, or null. */
  conflict(reads: ReadSet, since: Timestamp): { ts: Timestamp; table: string } | null {
    if (since < this.#since) return reads.size > 0 ? { ts: this.#since, table: "(unknown)" } : null;
    for (let i = firstIndex(this.#commits, ({ ts }) => ts > since); i < this.#commits.length; i++) {
      const commit = this.#commits[i];
      const write = commit?.written.find(({ index, key }) => reads.contains(index, key));
      if (commit && write) return { ts: commit.ts, table: write.table };
    }
    return null;
  }
}
