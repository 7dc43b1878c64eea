// Bare SQLite behind WebSockets: says what the official client needs to hear for mutations, and nothing else is here: no
// functions, no validators, no queries. One transaction for what came in one turn of the event loop.
// bareServer.ts PATH "one row"|"all rows"
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { type BareEvent, bareSqlite, type Rows } from "./bareSqlite.ts";

type Message =
  | { type: "Mutation"; requestId: number; args: [BareEvent] }
  | { type: "ModifyQuerySet"; newVersion: number }
  | { type: "Connect" };

const [path = ":memory:", rows = "one row"] = process.argv.slice(2);
const sqlite = bareSqlite(path, rows as Rows);
let waiting: { insert(): void; answer(): void }[] = [];
let ts = BigInt(Date.now()) * 1_000_000n;

const http = createServer();
new WebSocketServer({ server: http }).on("connection", serve);
http.listen(0, "127.0.0.1", () => console.log(`Listening on http://127.0.0.1:${(http.address() as AddressInfo).port}`));
process.on("SIGTERM", () => process.exit(0));

function serve(socket: WebSocket): void {
  const session = randomUUID();
  let version = { querySet: 0, identity: 0, ts: encoded(0n) };
  const transition = (querySet: number) => {
    const startVersion = version;
    version = { ...version, querySet, ts: encoded(ts) };
    socket.send(JSON.stringify({ type: "Transition", startVersion, endVersion: version, modifications: [] }));
  };
  socket.on("message", (data) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.type === "ModifyQuerySet") transition(message.newVersion);
    if (message.type !== "Mutation") return;
    const { requestId, args } = message;
    let id: string;
    add({
      insert() {
        id = sqlite.insert(args[0], session, requestId);
      },
      answer() {
        const response = {
          type: "MutationResponse",
          requestId,
          success: true,
          result: id,
          ts: encoded(ts),
          logLines: [],
        };
        socket.send(JSON.stringify(response));
        transition(version.querySet);
      },
    });
  });
}

function add(work: { insert(): void; answer(): void }): void {
  waiting.push(work);
  if (waiting.length === 1) setImmediate(commit);
}

function commit(): void {
  const group = waiting;
  waiting = [];
  sqlite.atomically(() => {
    for (const { insert } of group) insert();
  });
  ts += 1_000n;
  for (const { answer } of group) answer();
}

/** A timestamp as the protocol has it. */
function encoded(value: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes.toString("base64");
}
