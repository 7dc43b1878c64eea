// Owns the reports that Convex has not confirmed yet: one SQLite file that survives a restart of the runner.
// WAL with synchronous=NORMAL: what was appended survives kill -9; a power cut may lose the last moments, and then the
// attempt's next report is out of order and Convex lets a new attempt take over.
import { DatabaseSync } from "node:sqlite";
import { failure } from "../../shared/failures.ts";
import { type Report, ReportEvent } from "../../shared/reports.ts";
import { isDiskFull } from "../process/diskFull.ts";
import { keepDiskReserve } from "../storage/diskReserve.ts";

export type Attempt = { jobId: string; attempt: number };
export type PendingReport = Report & { id: number };

export type Outbox = {
  /** Keeps an event under the attempt's next number; ignored once the attempt is closed. */
  append(attempt: Attempt, event: ReportEvent): void;
  /** The oldest reports, at most `limit` and about `maxBytes` of JSON, at least one if there is any. */
  next(limit: number, maxBytes: number): PendingReport[];
  confirm(ids: readonly number[]): void;
  /** Drops what the attempt still has to say, and whatever it appends from now on. */
  close(attempt: Attempt): void;
  /** Puts "the job failed" in place of a report that Convex can't accept, and drops what came after it. */
  replaceByFailure(report: PendingReport): void;
  length(jobId?: string): number;
  /** Whether a report that waits speaks of this stored file. */
  names(key: string): boolean;
  onAppend(listener: () => void): void;
  end(): void;
};

export function openOutbox(path: string): Outbox {
  const reserve = keepDiskReserve(`${path}.reserve`);
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS attempts (
      jobId TEXT NOT NULL, attempt INTEGER NOT NULL, lastSeq INTEGER NOT NULL, closed INTEGER NOT NULL DEFAULT 0,
      touchedAt INTEGER NOT NULL, PRIMARY KEY (jobId, attempt)) STRICT;
    CREATE TABLE IF NOT EXISTS reports (
      id INTEGER PRIMARY KEY AUTOINCREMENT, jobId TEXT NOT NULL, attempt INTEGER NOT NULL, seq INTEGER NOT NULL,
      topic TEXT NOT NULL, event TEXT NOT NULL, UNIQUE (jobId, attempt, seq)) STRICT;
    CREATE INDEX IF NOT EXISTS reportsByJob ON reports (jobId);
    DELETE FROM attempts WHERE touchedAt < unixepoch() - 30 * 86400
      AND NOT EXISTS (SELECT 1 FROM reports WHERE reports.jobId = attempts.jobId);`);

  const nextSeq = database.prepare(`
    INSERT INTO attempts (jobId, attempt, lastSeq, touchedAt) VALUES (?, ?, 1, unixepoch())
    ON CONFLICT DO UPDATE SET lastSeq = lastSeq + 1, touchedAt = unixepoch() WHERE closed = 0 RETURNING lastSeq`);
  const insert = database.prepare("INSERT INTO reports (jobId, attempt, seq, topic, event) VALUES (?, ?, ?, ?, ?)");
  const supersede = database.prepare(
    "UPDATE reports SET event = ? WHERE jobId = ? AND attempt = ? AND topic = ? AND id > ?",
  );
  const oldest = database.prepare("SELECT id, jobId, attempt, seq, event FROM reports ORDER BY id LIMIT ?");
  const remove = database.prepare("DELETE FROM reports WHERE id = ?");
  const removeAfter = database.prepare("DELETE FROM reports WHERE jobId = ? AND attempt = ? AND seq > ?");
  const rewrite = database.prepare("UPDATE reports SET event = ?, topic = '' WHERE id = ?");
  const markClosed = database.prepare(`
    INSERT INTO attempts (jobId, attempt, lastSeq, closed, touchedAt) VALUES (?, ?, 0, 1, unixepoch())
    ON CONFLICT DO UPDATE SET closed = 1`);
  const count = database.prepare("SELECT count(*) AS length FROM reports");
  const countOfJob = database.prepare("SELECT count(*) AS length FROM reports WHERE jobId = ?");
  const naming = database.prepare("SELECT 1 FROM reports WHERE instr(event, ?) > 0 LIMIT 1");
  const countOfAttempt = database.prepare("SELECT count(*) AS length FROM reports WHERE jobId = ? AND attempt = ?");

  const listeners: (() => void)[] = [];
  /** Reports up to here may be on their way, so their content must stay. */
  let handedOut = 0;

  const attemptTransaction = (work: () => void): void => {
    database.exec("BEGIN IMMEDIATE");
    try {
      work();
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  };

  const transaction = (work: () => void): void => {
    try {
      attemptTransaction(work);
    } catch (error) {
      if (!isDiskFull(error) || !reserve.release()) throw error;
      attemptTransaction(work);
    }
  };

  return {
    append({ jobId, attempt }, event) {
      // While anything else waits for Convex, that will do as a sign of life.
      if (event.type === "heartbeat" && Number(countOfAttempt.get(jobId, attempt)?.length) > 0) return;
      const topic = topicOf(event);
      const text = JSON.stringify(event);
      if (topic !== "" && supersede.run(text, jobId, attempt, topic, handedOut).changes > 0) return;
      transaction(() => {
        const row = nextSeq.get(jobId, attempt);
        if (row) insert.run(jobId, attempt, row.lastSeq as number, topic, text);
      });
      for (const listener of listeners) listener();
    },

    next(limit, maxBytes) {
      const reports: PendingReport[] = [];
      let bytes = 0;
      for (const row of oldest.iterate(limit)) {
        const text = row.event as string;
        bytes += text.length;
        if (reports.length > 0 && bytes > maxBytes) break;
        const { id, jobId, attempt, seq } = row as { id: number; jobId: string; attempt: number; seq: number };
        reports.push({ id, jobId, attempt, seq, event: ReportEvent.parse(JSON.parse(text)) });
        handedOut = Math.max(handedOut, id);
      }
      return reports;
    },

    confirm(ids) {
      transaction(() => {
        for (const id of ids) remove.run(id);
      });
    },

    close({ jobId, attempt }) {
      transaction(() => {
        markClosed.run(jobId, attempt);
        removeAfter.run(jobId, attempt, 0);
      });
    },

    replaceByFailure({ id, jobId, attempt, seq }) {
      transaction(() => {
        rewrite.run(JSON.stringify({ type: "jobFailed", failure: failure("internal") } satisfies ReportEvent), id);
        removeAfter.run(jobId, attempt, seq);
        markClosed.run(jobId, attempt);
      });
    },

    length: (jobId) => Number((jobId === undefined ? count.get() : countOfJob.get(jobId))?.length),
    names: (key) => naming.get(key) !== undefined,
    onAppend: (listener) => void listeners.push(listener),
    end() {
      reserve.end();
      database.close();
    },
  };
}

/** Reports of one topic replace one another while they wait: of a scene's progress only the newest counts. */
const topicOf = (event: ReportEvent): string =>
  event.type === "sceneProgress" ? `${event.sceneKey}/${event.revision}/${event.stage}` : "";
