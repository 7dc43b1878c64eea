// What is sent on one WebSocket: chunks of large transitions, pings, and no more than the client reads.
import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import type { WebSocket } from "ws";
import type { SyncLimits } from "./limits.ts";
import type { ServerMessage } from "./messages.ts";

/** Longer transitions are sent in parts. */
const maxMessageLength = 5_000_000;

/** `inParts`: the client puts together what comes in parts. */
type OutboxLimits = SyncLimits & { inParts: boolean };

export class Outbox {
  private readonly webSocket: WebSocket;
  private readonly socket: Socket;
  private readonly limits: OutboxLimits;
  private readonly ping: NodeJS.Timeout;
  private stalled: NodeJS.Timeout | undefined;
  private waiting: (() => void)[] = [];
  private gathering = false;

  /** `socket` is what the WebSocket runs on. */
  constructor(webSocket: WebSocket, socket: Socket, limits: OutboxLimits) {
    this.webSocket = webSocket;
    this.socket = socket;
    this.limits = limits;
    this.ping = setInterval(() => this.send({ type: "Ping" }), limits.pingMs);
  }

  send(message: ServerMessage): void {
    if (this.webSocket.readyState !== this.webSocket.OPEN) return;
    this.gather();
    for (const text of framesOf(message, this.limits.inParts)) this.webSocket.send(text, () => this.taken());
    this.ping.refresh();
  }

  /** When the client has read what it was sent, up to a rest; undefined when it keeps up. */
  caughtUp(): Promise<void> | undefined {
    if (this.keepsUp()) return undefined;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    clearInterval(this.ping);
    clearTimeout(this.stalled);
    this.goOn();
  }

  /** What is sent in one turn of the event loop, a mutation's response and the transition after it, leaves together. */
  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    this.socket.cork();
    setImmediate(() => {
      this.gathering = false;
      this.socket.uncork();
      if (this.webSocket.bufferedAmount > 0) {
        this.stalled ??= setTimeout(() => this.webSocket.terminate(), this.limits.stalledMs);
      }
    });
  }

  private keepsUp(): boolean {
    return this.webSocket.bufferedAmount <= this.limits.maxUnsentBytes;
  }

  private taken(): void {
    if (this.webSocket.bufferedAmount > 0) this.stalled?.refresh();
    else {
      clearTimeout(this.stalled);
      this.stalled = undefined;
    }
    if (this.keepsUp()) this.goOn();
  }

  private goOn(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

function framesOf(message: ServerMessage, inParts: boolean): string[] {
  const text = JSON.stringify(message);
  if (!inParts || text.length <= maxMessageLength || message.type !== "Transition") return [text];
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
