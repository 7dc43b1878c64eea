// WebSockets at `/api/<client version>/sync`: framing, pings, chunks of large transitions. What is said is the session's part.
import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import type { Deployment } from "../functions/deployment.ts";
import type { ClientMessage, ServerMessage } from "./messages.ts";
import { Session, type SessionParts } from "./session.ts";

/** Clients reconnect when they hear nothing for a minute. */
const pingMs = 15_000;
/** Longer transitions are sent in parts. */
const maxMessageLength = 5 * 1024 * 1024;

export class SyncServer {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024 });
  private readonly sessions = new Set<Session>();
  private readonly parts: SessionParts;

  constructor(parts: SessionParts, deployment: Deployment) {
    this.parts = parts;
    deployment.onChange(() => {
      for (const session of this.sessions) session.invalidateAll();
    });
  }

  attachTo(server: Server): void {
    server.on("upgrade", (request, socket, head) => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname;
      if (!/^\/api(\/[^/]+)?\/sync$/.test(path)) {
        socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (webSocket) => this.serve(webSocket, request));
    });
  }

  close(): void {
    for (const webSocket of this.sockets.clients) webSocket.close(1001, "InternalServerError");
    for (const session of this.sessions) session.close();
    this.sockets.close();
  }

  private serve(webSocket: WebSocket, request: IncomingMessage): void {
    const send = (message: ServerMessage) => {
      if (webSocket.readyState !== webSocket.OPEN) return;
      for (const text of framesOf(message)) webSocket.send(text);
      ping.refresh();
    };
    const ping = setInterval(() => send({ type: "Ping" }), pingMs);
    const session = new Session(this.parts, {
      send,
      close: (reason) => webSocket.close(1011, reason.slice(0, 120)),
      ip: request.socket.remoteAddress ?? null,
      userAgent: request.headers["user-agent"] ?? null,
    });
    this.sessions.add(session);
    webSocket.on("message", (data) => {
      const message = parse(String(data));
      if (message === null) send({ type: "FatalError", error: "Received a message that is not JSON." });
      else session.receive(message);
    });
    webSocket.on("error", (error) => process.stderr.write(`sync: ${error.message}\n`));
    webSocket.once("close", () => {
      clearInterval(ping);
      session.close();
      this.sessions.delete(session);
    });
  }
}

function parse(text: string): ClientMessage | null {
  try {
    return JSON.parse(text) as ClientMessage;
  } catch {
    return null;
  }
}

function framesOf(message: ServerMessage): string[] {
  const text = JSON.stringify(message);
  if (text.length <= maxMessageLength || message.type !== "Transition") return [text];
  const transitionId = randomUUID();
  const totalParts = Math.ceil(text.length / maxMessageLength);
  return Array.from({ length: totalParts }, (_, partNumber) => {
    const chunk = text.slice(partNumber * maxMessageLength, (partNumber + 1) * maxMessageLength);
    return JSON.stringify({
      type: "TransitionChunk",
      chunk,
      partNumber,
      totalParts,
      transitionId,
    } satisfies ServerMessage);
  });
}
