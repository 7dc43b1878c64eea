// Owns the local accounts: who may sign in on an installation without Clerk.
import { randomBytes } from "node:crypto";
import { chmodSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { PipelineError } from "../../shared/failures.ts";
import { hashPassword, passwordFits } from "./passwords.ts";

export const Credentials = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .pipe(z.email("The e-mail address is not one: write it as name@example.org."))
    .transform((email) => email.toLowerCase()),
  // The upper end keeps hashing cheap to refuse.
  password: z
    .string()
    .min(8, "The password needs at least 8 characters.")
    .max(200, "The password may have 200 characters."),
  name: z.string().trim().min(1).max(100).optional(),
});
export type Credentials = z.infer<typeof Credentials>;

export type Account = { id: string; email: string; name: string };

export type Accounts = {
  /** Throws PipelineError already_exists. */
  create(credentials: Credentials): Promise<Account>;
  /** Throws PipelineError wrong_credentials, without saying which of the two is wrong. */
  check(credentials: Pick<Credentials, "email" | "password">): Promise<Account>;
  end(): void;
};

export function openAccounts(path: string): Accounts {
  const database = new DatabaseSync(path);
  chmodSync(path, 0o600);
  database.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS accounts (
      id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, hash TEXT NOT NULL,
      createdAt INTEGER NOT NULL) STRICT;`);
  const insert = database.prepare(
    "INSERT OR IGNORE INTO accounts (id, email, name, hash, createdAt) VALUES (?, ?, ?, ?, unixepoch())",
  );
  const find = database.prepare("SELECT id, email, name, hash FROM accounts WHERE email = ?");

  return {
    async create({ email, password, name = email.split("@")[0] ?? email }) {
      const id = randomBytes(16).toString("hex");
      const hash = await hashPassword(password);
      if (insert.run(id, email, name, hash).changes === 0)
        throw new PipelineError("already_exists", "There is an account with this e-mail address: sign in instead.");
      return { id, email, name };
    },
    async check({ email, password }) {
      const row = find.get(email) as (Account & { hash: string }) | undefined;
      if (!(await passwordFits(password, row?.hash)) || row === undefined) throw new PipelineError("wrong_credentials");
      return { id: row.id, email: row.email, name: row.name };
    },
    end: () => database.close(),
  };
}
