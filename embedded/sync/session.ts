// One client's connection: its identity, its query set, and the order in which it learns of changes.
//
// The client holds a version (query set, identity, timestamp); every Transition leads from exactly that version to the next.
// Mutations run one after the other; a mutation's response is sent before the transition that shows its writes. All queries
// of a transition are evaluated at one timestamp, and only those whose reads were written since are run again. Nothing is
// worked out for a client that does not read: what changes meanwhile is shown in one transition when it does.
import type { JSONValue } from "convex/values";
import { validUntil } from "../auth/verify.ts";
import type { Timestamp } from "../database/database.ts";
import { type Identity, newCaller, noIdentity, sessionRequestId } from "../functions/caller.ts";
import { andThen, type MaybePromise } from "../functions/maybePromise.ts";
import type { Failure } from "../functions/run.ts";
import type { Authentication } from "../http/authentication.ts";
import { HttpError } from "../http/httpError.ts";
import { decodeTimestamp, encodeTimestamp } from "../http/publicApi.ts";
import type { SyncLimits } from "./limits.ts";
import { type ClientMessage, failureFields, type ServerMessage } from "./messages.ts";
import { QuerySet, type QuerySetParts } from "./querySet.ts";
import { SerialQueue } from "./serialQueue.ts";

export type SessionParts = QuerySetParts & {
  authentication: Authentication;
  now: () => number;
  limits: SyncLimits;
  /** By the id that a client keeps over its connections. */
  sessions: Map<string, Session>;
  /** Mutations that run now, of all connections: one that is sent again may still be at work for the connection before. */
  running: Map<string, Promise<unknown>>;
};
export type Connection = {
  send(message: ServerMessage): void;
  /** When the client has read what it was sent, up to a rest; undefined when it keeps up. */
  caughtUp(): Promise<void> | undefined;
  /** Stops and goes on reading messages. */
  pause(): void;
  resume(): void;
  /** Null: the last message has said why. */
  close(reason: string | null): void;
  ip: string | null;
  userAgent: string | null;
};

type MutationMessage = Extract<ClientMessage, { type: "Mutation" }>;
type ActionMessage = Extract<ClientMessage, { type: "Action" }>;
type AuthenticateMessage = Extract<ClientMessage, { type: "Authenticate" }>;

/** setTimeout can't wait longer. */
const longestWaitMs = 2 ** 31 - 1;

export class Session {
  private readonly parts: SessionParts;
  private readonly connection: Connection;
  private readonly queries: QuerySet;
  private readonly mutations = new SerialQueue((error) => this.failed(error));
  /** Of mutations, in their order. */
  private readonly responses = new SerialQueue((error) => this.failed(error));
  /** Everything that a client sends, in its order, and the transitions: one at a time. Mutations and actions only begin here. */
  private readonly steps = new SerialQueue((error) => this.failed(error));
  private sessionId: string | null = null;
  /** How far the client's clock is ahead of ours, in ms. */
  private clockSkew: number | null = null;
  private identity: Identity = noIdentity;
  private identityExpiry: NodeJS.Timeout | undefined;
  private version = { querySet: 0, identity: 0, ts: encodeTimestamp(0n) };
  private next = { querySet: 0, identity: 0 };
  private transitionQueued = false;
  /** A client that connects again sends its queries at once; a transition without their results would take them off the screen. */
  private queriesToCome = false;
  private paused = false;
  private closed = false;

  constructor(parts: SessionParts, connection: Connection) {
    this.parts = parts;
    this.connection = connection;
    this.queries = new QuerySet(parts, () => this.queueTransition());
  }

  receive(message: ClientMessage): void {
    switch (message.type) {
      case "Connect":
        this.step(() => this.connect(message));
        break;
      case "ModifyQuerySet":
        this.step(() => this.modifyQuerySet(message));
        break;
      case "Authenticate":
        this.step(() => this.authenticate(message));
        break;
      case "Mutation":
        this.step(() => this.queueMutation(message));
        break;
      case "Action":
        // Beside everything else.
        this.step(() => void this.runAction(message).catch((error) => this.failed(error)));
        break;
      case "Event":
        break;
      default:
        message satisfies never;
    }
    if (this.waiting() > this.parts.limits.maxWaiting && !this.paused) {
      this.paused = true;
      this.connection.pause();
    }
  }

  /** After a push or a changed environment variable: any query may have another result. */
  invalidateAll(): void {
    this.queries.invalidateAll();
  }

  /** What still waits is not worked on: the client will ask again on its next connection, perhaps as somebody else. */
  close(): void {
    this.closed = true;
    const { sessions } = this.parts;
    if (this.sessionId !== null && sessions.get(this.sessionId) === this) sessions.delete(this.sessionId);
    clearTimeout(this.identityExpiry);
    this.queries.close();
    // Or the client's last word would not be read.
    if (this.paused) this.connection.resume();
  }

  /** For good: the client does not connect again. */
  refuse(error: string): void {
    this.end(null, { type: "FatalError", error });
  }

  private async connect(message: Extract<ClientMessage, { type: "Connect" }>): Promise<void> {
    const { sessionId, clientTs, maxObservedTimestamp } = message;
    const { db, now, sessions, running } = this.parts;
    if (this.sessionId !== null) return this.refuse("Connect may be sent only once.");
    const seen = maxObservedTimestamp == null ? 0n : decodeTimestamp(maxObservedTimestamp);
    if (seen > db.latestTimestamp()) {
      return this.refuse(
        "The client has seen a later state than this deployment has: its data was replaced by an older one.",
      );
    }
    this.sessionId = sessionId;
    this.queriesToCome = message.connectionCount > 0;
    if (clientTs != null) this.clockSkew = clientTs - now();
    sessions.get(sessionId)?.end("A newer connection has taken its place");
    sessions.set(sessionId, this);
    const own = `${sessionId}:`;
    await Promise.all([...running].filter(([key]) => key.startsWith(own)).map(([, settled]) => settled));
    // The client will ask for these again. It is told now, for otherwise the first transition could show what they wrote
    // beside what the client has put there for the time being.
    for (const { request, resultJson, ts } of db.results.after(seen, sessionId))
      this.sendResult(request, resultJson, ts);
  }

  private modifyQuerySet(message: Extract<ClientMessage, { type: "ModifyQuerySet" }>): void {
    const { baseVersion, newVersion } = message;
    if (baseVersion !== this.next.querySet) {
      this.refuse(`Base version ${baseVersion} passed up doesn't match the current version ${this.next.querySet}`);
      return;
    }
    if (newVersion <= baseVersion) throw new Error(`Version ${newVersion} does not follow on ${baseVersion}.`);
    this.next.querySet = newVersion;
    this.queriesToCome = false;
    this.queries.change(message.modifications);
    this.queueTransition();
  }

  private async authenticate(message: AuthenticateMessage): Promise<void> {
    if (message.baseVersion !== this.next.identity) {
      throw new Error(`Base version ${message.baseVersion} of the identity is not ${this.next.identity}.`);
    }
    try {
      this.identity = await this.identityOf(message);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return this.refuseIdentity(error.message, true);
    }
    clearTimeout(this.identityExpiry);
    if (message.tokenType === "User") this.endSessionAt(validUntil(message.value));
    this.next.identity++;
    this.queries.invalidateAll();
  }

  private async identityOf(message: AuthenticateMessage): Promise<Identity> {
    const { authentication } = this.parts;
    switch (message.tokenType) {
      case "None":
        return noIdentity;
      case "User":
        return { kind: "user", user: await authentication.user(message.value) };
      case "Admin":
        return authentication.admin(message.value, message.impersonating ?? message.acting_as);
    }
  }

  private endSessionAt(expiresAtMs: number | null): void {
    if (this.closed || expiresAtMs === null) return;
    const wait = expiresAtMs - this.parts.now();
    this.identityExpiry = setTimeout(
      () => {
        if (this.parts.now() < expiresAtMs) this.endSessionAt(expiresAtMs);
        else this.refuseIdentity("Convex token identity expired", false);
      },
      Math.max(0, Math.min(wait, longestWaitMs)),
    ).unref();
  }

  private refuseIdentity(error: string, authUpdateAttempted: boolean): void {
    this.end(null, { type: "AuthError", error, baseVersion: this.next.identity, authUpdateAttempted });
  }

  /** As who the client is now, whatever it becomes until the mutation's turn. */
  private queueMutation(message: MutationMessage): void {
    const { identity } = this;
    this.mutations.add(() => this.work(() => this.runMutation(message, identity)));
  }

  /** Until it is committed. What it answers is sent when that is on the disk; the next one need not wait for it. */
  private async runMutation(message: MutationMessage, identity: Identity): Promise<void> {
    const { db, runner, running } = this.parts;
    const { requestId } = message;
    // Without a session nobody can ask for the result again.
    const asked = this.sessionId === null ? null : { session: this.sessionId, request: requestId };
    const key = `${this.sessionId}:${requestId}`;
    if (asked) while (running.has(key)) await running.get(key);
    if (this.closed) return;
    const earlier = asked && db.results.get(asked);
    if (earlier !== null) {
      this.responses.add(async () => this.sendResult(requestId, earlier.resultJson, earlier.ts));
      return;
    }
    const committed = Promise.withResolvers<void>();
    const run = runner.mutation(message.udfPath, message.args, this.caller(identity, requestId), {
      internalToo: identity.kind === "admin",
      succeed: (tx, value, logLines) => {
        if (asked) tx.result = { key: asked, json: JSON.stringify({ value, logLines }) };
      },
      committed: committed.resolve,
    });
    const forget = () => {
      running.delete(key);
      committed.resolve();
    };
    const settled = run.then(forget, forget);
    if (asked) running.set(key, settled);
    // The response is on its way before any transition that shows the writes: that one waits for a later turn.
    this.responses.add(async () => {
      const result = await run;
      if (result.ok) this.sendSuccess(requestId, result.value, result.logLines, result.ts);
      else this.sendFailure(requestId, result);
    });
    await committed.promise;
  }

  /** One that was kept. */
  private sendResult(requestId: number, resultJson: string, ts: Timestamp): void {
    const { value, logLines } = JSON.parse(resultJson) as { value: JSONValue; logLines: string[] };
    this.sendSuccess(requestId, value, logLines, ts);
  }

  private sendSuccess(requestId: number, result: JSONValue, logLines: string[], ts: Timestamp): void {
    // The client's promise resolves when a transition reaches the mutation's timestamp, whatever it shows.
    this.queueTransition();
    this.connection.send({
      type: "MutationResponse",
      requestId,
      success: true,
      result,
      ts: encodeTimestamp(ts),
      logLines,
    });
  }

  private sendFailure(requestId: number, failure: Failure): void {
    this.queueTransition();
    this.connection.send({
      type: "MutationResponse",
      requestId,
      success: false,
      ts: null,
      ...failureFields(failure),
    });
  }

  private async runAction(message: ActionMessage): Promise<void> {
    const { requestId } = message;
    const internalToo = this.identity.kind === "admin";
    const caller = this.caller(this.identity, requestId);
    const result = await this.parts.runner.action(message.udfPath, message.args, caller, { internalToo });
    if (this.closed) return;
    this.queueTransition();
    this.connection.send(
      result.ok
        ? { type: "ActionResponse", requestId, success: true, result: result.value, logLines: result.logLines }
        : { type: "ActionResponse", requestId, success: false, ...failureFields(result) },
    );
  }

  private queueTransition(): void {
    if (this.transitionQueued || this.queriesToCome || this.closed) return;
    this.transitionQueued = true;
    // In a later turn: what is written in this one is shown together, and responses that are being sent go first.
    setImmediate(() => this.step(() => this.transition()));
  }

  private transition(): MaybePromise<void> {
    this.transitionQueued = false;
    const ts = this.parts.db.latestTimestamp();
    const endVersion = { ...this.next, ts: encodeTimestamp(ts) };
    const { identity } = this;
    const changes = this.queries.changesAt(ts, identity, () => this.caller(identity));
    return andThen(changes, (modifications) => {
      if (this.closed) return;
      const startVersion = this.version;
      this.version = endVersion;
      const clocks = { clientClockSkew: this.clockSkew, serverTs: Math.round(this.parts.now() * 1_000_000) };
      this.connection.send({ type: "Transition", startVersion, endVersion, modifications, ...clocks });
    });
  }

  private step(work: () => MaybePromise<void>): void {
    this.steps.add(() => this.work(work));
  }

  /** Begins when the client has read what was worked out for it before. */
  private work(work: () => MaybePromise<void>): MaybePromise<void> {
    const worked = andThen(this.connection.caughtUp(), () => (this.closed ? undefined : work()));
    return andThen(worked, () => {
      if (!this.paused || this.waiting() > this.parts.limits.maxWaiting / 2) return;
      this.paused = false;
      this.connection.resume();
    });
  }

  private waiting(): number {
    return this.steps.length + this.mutations.length;
  }

  private caller(identity: Identity, request?: number) {
    const { sessionId } = this;
    const known = sessionId === null || request === undefined ? undefined : sessionRequestId(sessionId, request);
    return newCaller("SyncWorker", identity, this.connection, known);
  }

  /** An answer is missing that the client would wait for: it is to connect again and ask anew. */
  private failed(error: unknown): void {
    process.stderr.write(`sync: ${error instanceof Error ? error.stack : String(error)}\n`);
    this.end("InternalServerError");
  }

  private end(reason: string | null, last?: ServerMessage): void {
    if (this.closed) return;
    this.close();
    if (last !== undefined) this.connection.send(last);
    this.connection.close(reason);
  }
}
