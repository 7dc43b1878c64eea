// This machine's account at the runner. Its token is kept between commands: a sign-in costs time, and a few a minute
// are all that the runner allows one account.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CommandError, exitCodes } from "../commandError.ts";
import type { Home } from "../stack/home.ts";
import type { Secrets } from "../stack/secrets.ts";

const Token = z.object({ runnerUrl: z.string(), email: z.string(), token: z.string(), expiresAt: z.number() });

/** A kept token must hold for the longest command. */
const spareMs = 4 * 3_600_000;
const answerWithinMs = 20_000;
const pauseMs = 250;

/** The token of an earlier command while it holds, else (or when Convex refused it) a new one. */
export async function tokenOf(home: Home, runnerUrl: string, secrets: Secrets, fresh: boolean): Promise<string> {
  const file = join(home.dir, "token.json");
  const { email } = secrets.account;
  const kept = fresh ? null : keptToken(file);
  if (kept?.runnerUrl === runnerUrl && kept.email === email && kept.expiresAt > Date.now() + spareMs) return kept.token;
  const made = await signIn(runnerUrl, secrets);
  mkdirSync(home.dir, { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify({ runnerUrl, email, ...made } satisfies z.infer<typeof Token>), {
    mode: 0o600,
  });
  renameSync(temporary, file);
  return made.token;
}

/** Signs in, and up where the account does not exist yet. */
export async function signIn(
  runnerUrl: string,
  { account }: Pick<Secrets, "account">,
): Promise<{ token: string; expiresAt: number }> {
  const deadline = Date.now() + answerWithinMs;
  const ask = (path: string): Promise<Answer> => post(`${runnerUrl}/auth/${path}`, account, deadline);
  const known = await ask("sign-in");
  if ("token" in known) return known;
  const made = await ask("sign-up");
  if ("token" in made) return made;
  // Two first commands at once: the other one has signed up in between.
  const meanwhile = await ask("sign-in");
  if ("token" in meanwhile) return meanwhile;
  throw new CommandError(`Signing in at the runner failed: ${meanwhile.message}`);
}

const Answer = z.union([z.object({ token: z.string(), expiresAt: z.number() }), z.object({ message: z.string() })]);
type Answer = z.infer<typeof Answer>;

async function post(url: string, body: unknown, deadline: number): Promise<Answer> {
  for (;;) {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(Math.max(1000, deadline - Date.now())),
      });
      return Answer.parse(await response.json());
    } catch (error) {
      // The runner may just be starting again.
      if (Date.now() > deadline)
        throw new CommandError("The runner does not answer: ./proofreel status.", exitCodes.failed, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

function keptToken(file: string): z.infer<typeof Token> | null {
  try {
    return Token.safeParse(JSON.parse(readFileSync(file, "utf8"))).data ?? null;
  } catch {
    // Not there yet, or not whole: signing in makes a new one.
    return null;
  }
}
