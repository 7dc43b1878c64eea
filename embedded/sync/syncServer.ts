// WebSockets at `/api/<client version>/sync`, one session on each. What is said is the session's part.
//
// A page of any origin may connect: no cookie and no address authenticates, only what a client sends in Authenticate.
import type { IncomingMessage, Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import type { Deployment } from "../functions/deployment.ts";
import { defaultSyncLimits, type SyncLimits } from "./limits.ts";
import { Outbox } from "./outbox.ts";
import { parseMessage } from "./parseMessage.ts";
import { Session, type SessionParts } from "./session.ts";
import { SharedQueries } from "./sharedQueries.ts";

export type SyncParts = Omit<SessionParts, "limits" | "shared" | "sessions" | "running"> & {
  limits?: Partial<SyncLimits>;
};

const maxMessageBytes = 64 * 1024 * 1024;

export class SyncServer {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  private readonly sessions = new Set<Session>();
  private readonly parts: SessionParts;

  constructor(parts: SyncParts, deployment: Deployment) {
    const shared = new SharedQueries();
    const limits = { ...defaultSyncLimits, ...parts.limits };
    this.parts = { ...parts, limits, shared, sessions: new Map(), running: new Map() };
    deployment.onChange(() => {
      shared.clear();
      for (const session of this.sessions) session.invalidateAll();
    });
  }

  attachTo(server: Server): void {
    server.on("upgrade", (request, socket, head) => {
      socket.on("error", () => socket.destroy());
      if (!/^\/api(\/[^/?]+)?\/sync(\?|$)/.test(request.url ?? "/")) {
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
    const outbox = new Outbox(webSocket, request.socket, { ...this.parts.limits, inParts: takesParts(request.url) });
    const session = new Session(this.parts, {
      send: (message) => outbox.send(message),
      caughtUp: () => outbox.caughtUp(),
      pause: () => webSocket.pause(),
      resume: () => webSocket.resume(),
      close: (reason) => (reason === null ? webSocket.close() : webSocket.close(1011, reason.slice(0, 120))),
      ip: request.socket.remoteAddress ?? null,
      userAgent: request.headers["user-agent"] ?? null,
    });
    this.sessions.add(session);
    webSocket.on("message", (data) => {
      const message = parseMessage(String(data));
      if (typeof message === "string") session.refuse(`Received Invalid JSON on websocket: ${message}`);
      else session.receive(message);
    });
    webSocket.on("error", (error) => process.stderr.write(`sync: ${error.message}\n`));
    webSocket.once("close", () => {
      session.close();
      outbox.close();
      this.sessions.delete(session);
    });
  }
}

/** Clients of npm since 1.28 put long transitions together; those in other languages want them whole. */
function takesParts(url = ""): boolean {
  const [, major = 0, minor = 0] = /^\/api\/(?:npm-)?(\d+)\.(\d+)\.\d+[^/]*\/sync/.exec(url) ?? [];
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 28);
}
