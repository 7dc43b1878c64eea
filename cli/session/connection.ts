// The command line as a Convex client: signed in with this machine's account, told of changes by subscription.
import { ConvexClient } from "convex/browser";
import { CommandError, exitCodes } from "../commandError.ts";
import { ensureStack } from "../stack/control.ts";
import type { Home } from "../stack/home.ts";
import { secretsOf } from "../stack/secrets.ts";
import { runningState, type StackState } from "../stack/state.ts";
import type { Verb } from "../verbs/verb.ts";
import { tokenOf } from "./signIn.ts";

/** Convex may be away for as long as the stack takes to start it again. */
const awayLimitMs = 30_000;
const lookEveryMs = 250;
const closeWithinMs = 500;

/**
 * Does the work as a client of Convex; starts the backend where none runs. A backend that is lost for good, a sign-in that
 * fails and a Ctrl-C that the work does not take end the work with their sentence.
 */
export async function withConvex<T>(
  { home, environment, onInterrupt }: Pick<Verb, "home" | "environment" | "onInterrupt">,
  say: (line: string) => void,
  work: (client: ConvexClient) => Promise<T>,
): Promise<T> {
  const over = Promise.withResolvers<never>();
  // It may be over while nobody waits for it.
  over.promise.catch(() => undefined);
  let sentence = "Interrupted: a backend that was being started goes on (./proofreel stop ends it).";
  using _ = onInterrupt(() => over.reject(new CommandError(sentence, exitCodes.interrupted)));
  const stack = await Promise.race([over.promise, ensureStack(home, environment, say)]);
  sentence = "Interrupted.";
  const client = new ConvexClient(stack.convexUrl, { logger: false, initialAuthTokenReuse: true });
  const secrets = secretsOf(home, environment);
  let problem: unknown;
  client.setAuth(
    async ({ forceRefreshToken }) => {
      try {
        return await tokenOf(home, stack.runnerUrl, secrets, forceRefreshToken);
      } catch (error) {
        // Thrown into the client it would never be heard of again.
        problem = error;
        return null;
      }
    },
    (signedIn) => {
      if (!signedIn) over.reject(problem ?? new CommandError("Convex does not accept this machine's account."));
    },
  );
  using __ = watchBackend(client, home, stack, over.reject);
  try {
    return await Promise.race([over.promise, work(client)]);
  } finally {
    await Promise.race([client.close(), new Promise((resolve) => setTimeout(resolve, closeWithinMs))]);
  }
}

/** Tells once the backend won't come back. */
function watchBackend(
  client: ConvexClient,
  home: Home,
  { supervisor }: StackState,
  lost: (why: CommandError) => void,
): Disposable {
  let seenAt = Date.now();
  const timer = setInterval(() => {
    const connected = client.connectionState().isWebSocketConnected;
    if (connected) seenAt = Date.now();
    const state = runningState(home);
    const stopping = state?.phase === "stopping" && state.supervisor.pid === supervisor.pid;
    if (stopping || (!connected && !state))
      lost(
        new CommandError(
          "The backend was stopped meanwhile: ./proofreel start starts it again, and what was unfinished goes on.",
        ),
      );
    else if (Date.now() - seenAt > awayLimitMs)
      lost(new CommandError("Convex does not answer: ./proofreel status and ./proofreel logs convex say more."));
  }, lookEveryMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
