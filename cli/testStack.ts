// A stack of its own for an end-to-end test: ./proofreel as anybody calls it, in a temporary home, on spare ports.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ConvexClient } from "convex/browser";
import { type ExecaError, execa, type Result } from "execa";
import { signIn } from "./session/connection.ts";
import type { MadeVideo } from "./session/result.ts";
import { type Home, homeOf } from "./stack/home.ts";
import { secretsOf } from "./stack/secrets.ts";
import { runningState, type StackState } from "./stack/state.ts";

export type Said = { exitCode: number; stdout: string; stderr: string };

export type TestStack = {
  home: Home;
  /** A folder for what the test writes. */
  folder: string;
  proofreel: (...args: string[]) => Promise<Said>;
  state: () => StackState;
  webhookSecret: () => string;
  /** A client of the npm package, signed in as the command line's account. */
  client: () => Promise<ConvexClient>;
  stop: () => Promise<void>;
};

const command = resolve(import.meta.dirname, "../proofreel");

export async function startTestStack(): Promise<TestStack> {
  const folder = await mkdtemp(join(tmpdir(), "proofreel-"));
  const environment = { ...process.env, PROOFREEL_HOME: join(folder, "home"), PROOFREEL_SPARE_PORTS: "1" };
  const home = homeOf(environment);
  const clients: ConvexClient[] = [];
  const proofreel = async (...args: string[]): Promise<Said> => {
    const options = { cwd: folder, env: environment, reject: false, stdin: "ignore" } as const;
    const { exitCode, stdout, stderr }: Result<typeof options> | ExecaError<typeof options> = await execa(
      command,
      args,
      options,
    );
    return { exitCode: exitCode ?? -1, stdout, stderr };
  };
  const state = (): StackState => {
    const running = runningState(home);
    if (!running) throw new Error("The stack does not run.");
    return running;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(clients.map((client) => client.close()));
    await proofreel("stop");
    await rm(folder, { recursive: true, force: true });
  };
  const started = await proofreel("start", "--detach");
  if (started.exitCode !== 0) {
    await stop();
    throw new Error(`The stack did not start: ${started.stderr}`);
  }
  return {
    ...{ home, folder, proofreel, state, stop },
    webhookSecret: () => secretsOf(home, {}).webhookSecret,
    client: async () => {
      const client = await clientOf(state(), await signIn(state().runnerUrl, secretsOf(home, {})));
      clients.push(client);
      return client;
    },
  };
}

/** An unmodified client that is signed in. */
export async function clientOf(state: StackState, token: string): Promise<ConvexClient> {
  const client = new ConvexClient(state.convexUrl, { logger: false });
  client.setAuth(async () => token);
  return client;
}

/** What `--json` printed: one object, and nothing else. */
export function madeVideo({ stdout }: Said): MadeVideo {
  return JSON.parse(stdout) as MadeVideo;
}
