// A stack of its own for an end-to-end test: ./proofreel as anybody calls it, in a temporary home, on spare ports.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ConvexClient } from "convex/browser";
import { type ExecaError, execa, type Result } from "execa";
import type { MadeVideo } from "./session/result.ts";
import { signIn } from "./session/signIn.ts";
import { type Environment, type Home, homeOf } from "./stack/home.ts";
import { secretsOf } from "./stack/secrets.ts";
import { runningState, type StackState } from "./stack/state.ts";

export type Said = { exitCode: number; stdout: string; stderr: string };

/** A home and a folder for what a test writes; nothing runs yet. */
export type TestHome = {
  home: Home;
  folder: string;
  environment: NodeJS.ProcessEnv;
  proofreel: (...args: string[]) => Promise<Said>;
  /** Stops what runs and removes the folder. */
  stop: () => Promise<void>;
};

export type TestStack = TestHome & {
  /** What its start said. */
  started: Said;
  state: () => StackState;
  webhookSecret: () => string;
  /** A client of the npm package, signed in as the command line's account. */
  client: () => Promise<ConvexClient>;
};

export const command = resolve(import.meta.dirname, "../proofreel");

/** What was set for the whole test run does not reach a stack: each has its own parts, on ports of its own. */
const ownParts = {
  ...{ REDIS_URL: "", CONVEX_URL: "", CONVEX_SITE_URL: "", CONVEX_SELF_HOSTED_ADMIN_KEY: "", PORT: "", RUNNER_URL: "" },
  ...{ OPENAI_API_KEY: "", OPENAI_BASE_URL: "", ANTHROPIC_API_KEY: "", MODEL_PROVIDER: "" },
  ...{ RUNNER_PUBLIC_URL: "", LOCAL_ISSUER: "", STORAGE: "", WEBHOOK_SECRET: "", PROOFREEL_SPARE_PORTS: "1" },
};

/** `more` of the environment, or something else than usual; `before`: words before each command. */
export async function makeTestHome(
  more: Environment | ((place: { folder: string }) => Environment) = {},
  before: () => string[] = () => [],
): Promise<TestHome> {
  const folder = await mkdtemp(join(tmpdir(), "proofreel-"));
  const own = typeof more === "function" ? more({ folder }) : more;
  const environment = { ...process.env, ...ownParts, PROOFREEL_HOME: join(folder, "home"), ...own };
  const proofreel = async (...args: string[]): Promise<Said> => {
    const [first = command, ...rest] = [...before(), command, ...args];
    const options = { cwd: folder, env: environment, reject: false, stdin: "ignore" } as const;
    const { exitCode, stdout, stderr }: Result<typeof options> | ExecaError<typeof options> = await execa(
      first,
      rest,
      options,
    );
    return { exitCode: exitCode ?? -1, stdout, stderr };
  };
  const stop = async (): Promise<void> => {
    await proofreel("stop");
    await rm(folder, { recursive: true, force: true });
  };
  return { home: homeOf(environment), folder, environment, proofreel, stop };
}

export async function startTestStack(more: Environment = {}): Promise<TestStack> {
  const made = await makeTestHome(more);
  return runningStack(made, await made.proofreel("start", "--detach"));
}

/** The stack of a home whose start said this. */
export async function runningStack(made: TestHome, started: Said): Promise<TestStack> {
  const { home } = made;
  const clients: ConvexClient[] = [];
  const state = (): StackState => {
    const running = runningState(home);
    if (!running) throw new Error("The stack does not run.");
    return running;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(clients.map((client) => client.close()));
    await made.stop();
  };
  if (started.exitCode !== 0) {
    await stop();
    throw new Error(`The stack did not start: ${started.stderr}`);
  }
  return {
    ...made,
    ...{ started, state, stop },
    webhookSecret: () => secretsOf(home, {}).webhookSecret,
    client: async () => {
      const client = await clientOf(state(), (await signIn(state().runnerUrl, secretsOf(home, {}))).token);
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
