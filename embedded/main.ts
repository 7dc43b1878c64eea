// The embedded Convex deployment as a process: reads the command line, opens the ports, ends in order.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startServer } from "./server.ts";

const usage =
  "Usage: node embedded/main.ts --data-dir DIR [--port 3210] [--site-port 3211] [--admin-key KEY] [--functions DIR] [--verbose]";

const options = readOptions();
const adminKey = options.adminKey ?? keptAdminKey(options.dataDir);
const server = await startServer({
  dataDir: options.dataDir,
  adminKey,
  port: options.port,
  sitePort: options.sitePort,
  ...(options.verbose
    ? {
        onExecution: ({ udfType, identifier, executionTime, error }) =>
          console.log(
            `${udfType} ${identifier} ${Math.round(executionTime * 1_000)} ms${error === null ? "" : `: ${error}`}`,
          ),
      }
    : {}),
}).catch((error: NodeJS.ErrnoException) => fail(whyNot(error), 1));
if (options.functions !== undefined) {
  await server
    .pushDirectory(options.functions)
    .catch((error: Error) => fail(`${options.functions}: ${error.message}`, 1));
}
console.log(`Convex deployment on ${server.url}, HTTP actions on ${server.siteUrl}`);
if (options.adminKey === undefined) console.log(`Admin key: ${adminKey}`);

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log(`${signal}: finishing what runs; once more stops at once.`);
    server.close().then(
      () => process.exit(0),
      (error: Error) => fail(`The deployment did not end cleanly: ${error.message}`, 1),
    );
  });
}

function whyNot(error: NodeJS.ErrnoException & { port?: number }): string {
  return error.code === "EADDRINUSE"
    ? `Port ${error.port} is in use: stop what uses it, or take another one with --port and --site-port.`
    : `The deployment could not start: ${error.message}`;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "3210" },
        "site-port": { type: "string", default: "3211" },
        "data-dir": { type: "string" },
        "admin-key": { type: "string" },
        functions: { type: "string" },
        verbose: { type: "boolean", default: false },
      },
    });
    const dataDir = values["data-dir"];
    if (dataDir === undefined) fail(usage, 2);
    makeFolder(dataDir);
    return {
      port: portOf(values.port),
      sitePort: portOf(values["site-port"]),
      dataDir,
      adminKey: values["admin-key"],
      functions: values.functions,
      verbose: values.verbose,
    };
  } catch (error) {
    return fail(`${(error as Error).message}\n${usage}`, 2);
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    fail(`The data folder ${path} can't be made: ${(error as Error).message}`, 1);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : fail(`${text} is not a port.\n${usage}`, 2);
}

/** The key of an earlier start, or a new one that only this user can read. */
function keptAdminKey(dataDir: string): string {
  const path = join(dataDir, "adminKey");
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  const key = `embedded|${randomBytes(32).toString("hex")}`;
  writeFileSync(path, `${key}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return key;
}

function fail(message: string, code: number): never {
  console.error(message);
  process.exit(code);
}
