// Clients for tests: the official one, and a bare socket that speaks the protocol.
import { ConvexClient } from "convex/browser";
import type { JSONValue } from "convex/values";
import { vi } from "vitest";
import { type ClientOptions, WebSocket } from "ws";
import type { ClientMessage, QuerySetChange, ServerMessage, StateModification } from "./messages.ts";

export const noteFunctions = `${import.meta.dirname}/../fixtures/client/convex`;

export function officialClient(url: string, options: { webSocket?: unknown } = {}): ConvexClient {
  return new ConvexClient(url, { webSocketConstructor: (options.webSocket ?? WebSocket) as never, logger: false });
}

export type BareSocket = {
  socket: WebSocket;
  received: ServerMessage[];
  send(...messages: ClientMessage[]): void;
  /** The first that comes, or came, of a type. */
  first<Type extends ServerMessage["type"]>(type: Type): Promise<Extract<ServerMessage, { type: Type }>>;
  /** What the server has told of a query, in order. */
  results(queryId: number): unknown[];
  transitions(): Extract<ServerMessage, { type: "Transition" }>[];
  closed: Promise<string>;
};

let sessions = 0;

/** Connected, unless `sessionId` is null. */
export async function bareSocket(
  url: string,
  options: { sessionId?: string | null; version?: string; webSocket?: ClientOptions } = {},
): Promise<BareSocket> {
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/api/${options.version ?? "1.48.0"}/sync`,
    options.webSocket,
  );
  const received: ServerMessage[] = [];
  socket.on("message", (data) => received.push(JSON.parse(String(data)) as ServerMessage));
  const closed = new Promise<string>((resolve) => socket.once("close", (_, reason) => resolve(String(reason))));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const transitions = () => received.filter((message) => message.type === "Transition");
  const bare: BareSocket = {
    socket,
    received,
    closed,
    transitions,
    send(...messages) {
      for (const message of messages) socket.send(JSON.stringify(message));
    },
    first: (type) =>
      vi.waitFor(
        () => {
          const found = received.find((message) => message.type === type);
          if (found === undefined) throw new Error(`There is no ${type} yet.`);
          return found as never;
        },
        { timeout: 10_000, interval: 5 },
      ),
    results: (queryId) =>
      transitions()
        .flatMap(({ modifications }): StateModification[] => modifications)
        .filter((modification) => modification.queryId === queryId)
        .map((modification) => (modification.type === "QueryUpdated" ? modification.value : modification.type)),
  };
  if (options.sessionId !== null) {
    bare.send({ type: "Connect", sessionId: options.sessionId ?? `session ${++sessions}`, connectionCount: 0 });
  }
  return bare;
}

/** The first query set of a connection; the queries are numbered from 0. */
export function queries(...asked: [udfPath: string, args: object][]): ClientMessage {
  const modifications = asked.map(
    ([udfPath, args], queryId): QuerySetChange => ({ type: "Add", queryId, udfPath, args: [args as JSONValue] }),
  );
  return { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications };
}
