// Where everything of one installation lies. PROOFREEL_HOME moves what is written while running; Node and the Python
// environment stay in the clone.
import { join, resolve } from "node:path";

export type Environment = Record<string, string | undefined>;

export type Home = {
  /** The clone. */
  root: string;
  dir: string;
  data: string;
  run: string;
  logs: string;
  stateFile: string;
  secretsFile: string;
  python: string;
};

const root = resolve(import.meta.dirname, "../..");

export function homeOf(environment: Environment): Home {
  const dir = environment.PROOFREEL_HOME ? resolve(environment.PROOFREEL_HOME) : join(root, ".proofreel");
  const run = join(dir, "run");
  return {
    root,
    dir,
    data: join(dir, "data"),
    run,
    logs: join(dir, "logs"),
    stateFile: join(run, "stack.json"),
    secretsFile: join(dir, "secrets.json"),
    python: environment.PYTHON || join(root, ".proofreel/venv/bin/python"),
  };
}
