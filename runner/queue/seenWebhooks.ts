// Owns the ids of webhooks that were accepted, so that a replay is known even after Redis has lost everything.
import { DatabaseSync } from "node:sqlite";

export type SeenWebhooks = {
  has(webhookId: string): boolean;
  remember(webhookId: string): void;
  end(): void;
};

/** Far beyond the 300 s in which a signature holds. */
const keepDays = 30;

export function openSeenWebhooks(path: string): SeenWebhooks {
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS webhooks (id TEXT PRIMARY KEY, seenAt INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    DELETE FROM webhooks WHERE seenAt < unixepoch() - ${keepDays * 86_400};`);
  const find = database.prepare("SELECT 1 FROM webhooks WHERE id = ?");
  const insert = database.prepare("INSERT OR IGNORE INTO webhooks (id, seenAt) VALUES (?, unixepoch())");
  return {
    has: (webhookId) => find.get(webhookId) !== undefined,
    remember: (webhookId) => void insert.run(webhookId),
    end: () => database.close(),
  };
}
