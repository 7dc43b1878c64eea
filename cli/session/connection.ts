// The command line as a Convex client: signed in with this machine's account, told of changes by subscription.
import { ConvexClient } from "convex/browser";
import { CommandError } from "../commandError.ts";
import { ensureStack } from "../stack/control.ts";
import type { Environment, Home } from "../stack/home.ts";
import { type Secrets, secretsOf } from "../stack/secrets.ts";
import type { StackState } from "../stack/state.ts";

export type Connection = { client: ConvexClient; stack: StackState; [Symbol.asyncDispose](): Promise<void> };

/** Starts the backend where none runs. */
export async function connect(home: Home, environment: Environment, say: (line: string) => void): Promise<Connection> {
  const stack = await ensureStack(home, environment, say);
  const secrets = secretsOf(home, environment);
  let token: string | null = await signIn(stack.runnerUrl, secrets);
  const client = new ConvexClient(stack.convexUrl, { logger: false });
  client.setAuth(async ({ forceRefreshToken }) => {
    if (forceRefreshToken || token === null) token = await signIn(stack.runnerUrl, secrets);
    return token;
  });
  return { client, stack, [Symbol.asyncDispose]: () => client.close() };
}

/** Signs in, and up where the account does not exist yet. */
export async function signIn(runnerUrl: string, { account }: Secrets): Promise<string> {
  const known = await post(`${runnerUrl}/auth/sign-in`, account);
  if (known.token) return known.token;
  const made = await post(`${runnerUrl}/auth/sign-up`, account);
  if (made.token) return made.token;
  // Two first commands at once: the other one has signed up in between.
  const meanwhile = await post(`${runnerUrl}/auth/sign-in`, account);
  if (meanwhile.token) return meanwhile.token;
  throw new CommandError(`Signing in at the runner failed: ${made.message ?? known.message ?? "it gave no token"}`);
}

async function post(url: string, body: unknown): Promise<{ token?: string; message?: string }> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) });
      return (await response.json()) as { token?: string; message?: string };
    } catch (error) {
      // The runner may just be starting again.
      if (attempt === 20)
        throw new CommandError("The runner does not answer: ./proofreel status.", 1, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
