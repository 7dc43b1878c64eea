// One client's connection: its identity, its query set, and the order in which it learns of changes.
//
// The client holds a version (query set, identity, timestamp); every Transition leads from exactly that version to the next.
// Mutations run one after the other; a mutation's response is sent before the transition that shows its writes. All queries
// of a transition are evaluated at one timestamp, and only those whose reads were written since are run again.
import { createHash, randomUUID } from "node:crypto";
import type { JSONValue } from "convex/values";
import { tokenExpiry } from "../auth/verify.ts";
import type { Database, Timestamp } from "../database/database.ts";
import { type Identity, newCaller, noIdentity } from "../functions/caller.ts";
import { andThen } from "../functions/maybePromise.ts";
import type { FunctionRunner, QueryResult } from "../functions/run.ts";
import { isSystemFunction, type SystemQueries } from "../functions/systemQueries.ts";
import type { Authentication } from "../http/authentication.ts";
import { HttpError } from "../http/httpError.ts";
import { decodeTimestamp, encodeTimestamp } from "../http/publicApi.ts";
import type { AddQuery, ClientMessage, QueryId, ServerMessage, StateModification } from "./messages.ts";
import { SerialQueue } from "./serialQueue.ts";

export type SessionParts = {
  db: Database;
  runner: FunctionRunner;
  system: SystemQueries;
  authentication: Authentication;
  now: () => number;
};
export type Connection = {
  send(message: ServerMessage): void;
  close(reason: string): void;
  ip: string | null;
  userAgent: string | null;
};

type Watched = {
  query: AddQuery;
  journal: string | null;
  /** Of the last result that the client got. */
  hash: string | null;
  stale: boolean;
  unsubscribe: () => void;
};

const maxQueuedMutations = 1_000;

export class Session {
  private readonly parts: SessionParts;
  private readonly connection: Connection;
  private readonly mutations = new SerialQueue((error) => this.failed(error));
  /** Connect, Authenticate, ModifyQuerySet and the transitions after them: one at a time. */
  private readonly steps = new SerialQueue((error) => this.failed(error));
  private readonly queries = new Map<QueryId, Watched>();
  private removed: QueryId[] = [];
  private sessionId: string | null = null;
  private identity: Identity = noIdentity;
  private identityExpiry: NodeJS.Timeout | undefined;
  private version = { querySet: 0, identity: 0, ts: 0n as Timestamp };
  private next = { querySet: 0, identity: 0 };
  private transitionQueued = false;
  private closed = false;

  constructor(parts: SessionParts, connection: Connection) {
    this.parts = parts;
    this.connection = connection;
  }

  receive(message: ClientMessage): void {
    switch (message.type) {
      case "Connect":
        this.step(async () => this.connect(message));
        return;
      case "ModifyQuerySet":
        this.step(async () => this.modifyQuerySet(message));
        return;
      case "Authenticate":
        this.step(() => this.authenticate(message));
        return;
      case "Mutation":
        this.queueMutation(message);
        return;
      case "Action":
        // Behind an Authenticate that came before it, beside everything else.
        this.step(async () => void this.runAction(message).catch((error) => this.failed(error)));
        return;
      case "Event":
        return;
      default:
        message satisfies never;
        this.fatal("Received a message of an unknown type.");
    }
  }

  /** After a push or a changed environment variable: any query may have another result. */
  invalidateAll(): void {
    for (const watched of this.queries.values()) watched.stale = true;
    this.queueTransition();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.identityExpiry);
    for (const watched of this.queries.values()) watched.unsubscribe();
    this.queries.clear();
  }

  private connect(message: Extract<ClientMessage, { type: "Connect" }>): void {
    if (this.sessionId !== null) {
      this.fatal("Connect may be sent only once.");
      return;
    }
    this.sessionId = message.sessionId;
    const { maxObservedTimestamp } = message;
    if (maxObservedTimestamp !== undefined && decodeTimestamp(maxObservedTimestamp) > this.parts.db.latestTimestamp()) {
      this.fatal("The client has seen a later state than this deployment has: its data was replaced by an older one.");
    }
  }

  private modifyQuerySet(message: Extract<ClientMessage, { type: "ModifyQuerySet" }>): void {
    if (message.baseVersion !== this.next.querySet) {
      this.fatal(`Base version ${message.baseVersion} of the query set is not the current one, ${this.next.querySet}.`);
      return;
    }
    this.next.querySet = message.newVersion;
    for (const change of message.modifications) {
      if (change.type === "Remove") this.removeQuery(change.queryId);
      else {
        this.queries.set(change.queryId, {
          query: change,
          journal: change.journal ?? null,
          hash: null,
          stale: true,
          unsubscribe: () => undefined,
        });
      }
    }
    this.queueTransition();
  }

  private removeQuery(queryId: QueryId): void {
    this.queries.get(queryId)?.unsubscribe();
    if (this.queries.delete(queryId)) this.removed.push(queryId);
  }

  private async authenticate(message: Extract<ClientMessage, { type: "Authenticate" }>): Promise<void> {
    if (message.baseVersion !== this.next.identity) {
      return this.fatal(
        `Base version ${message.baseVersion} of the identity is not the current one, ${this.next.identity}.`,
      );
    }
    try {
      this.identity = await this.identityOf(message);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return this.refuseIdentity(error.message, true);
    }
    clearTimeout(this.identityExpiry);
    if (message.tokenType === "User") this.endSessionAt(tokenExpiry(message.value));
    this.next.identity++;
    this.invalidateAll();
  }

  private async identityOf(message: Extract<ClientMessage, { type: "Authenticate" }>): Promise<Identity> {
    switch (message.tokenType) {
      case "None":
        return noIdentity;
      case "User":
        return { kind: "user", user: await this.parts.authentication.user(message.value) };
      case "Admin": {
        const admin = this.parts.authentication.admin(message.value);
        return message.impersonating === undefined ? admin : { kind: "admin", actingAs: message.impersonating };
      }
    }
  }

  private endSessionAt(expiresAtMs: number | null): void {
    if (expiresAtMs === null) return;
    // setTimeout can't wait longer than 2^31 ms; a token that lives so long need not be watched.
    const wait = Math.min(expiresAtMs - this.parts.now(), 2 ** 31 - 1);
    this.identityExpiry = setTimeout(() => this.refuseIdentity("The token has expired.", false), Math.max(0, wait));
    this.identityExpiry.unref();
  }

  private refuseIdentity(error: string, authUpdateAttempted: boolean): void {
    this.connection.send({ type: "AuthError", error, baseVersion: this.next.identity, authUpdateAttempted });
    this.connection.close("AuthError");
  }

  private queueMutation(message: Extract<ClientMessage, { type: "Mutation" }>): void {
    if (this.mutations.length >= maxQueuedMutations) {
      this.fatal("Too many mutations are waiting.");
      return;
    }
    // An Authenticate that came before it must have taken effect.
    const before = this.steps.idle();
    this.mutations.add(async () => {
      await before;
      if (!this.closed) await this.runMutation(message);
    });
  }

  private async runMutation(message: Extract<ClientMessage, { type: "Mutation" }>): Promise<void> {
    const { requestId } = message;
    const key = `${this.sessionId}:${requestId}`;
    const earlier = this.parts.db.result(key);
    if (earlier !== null) {
      await this.parts.db.durable();
      const { value, logLines } = JSON.parse(earlier.resultJson) as { value: JSONValue; logLines: string[] };
      this.sendMutationSuccess(requestId, value, logLines, earlier.ts);
      return;
    }
    const result = this.parts.runner.mutation(message.udfPath, message.args, this.caller(), {
      internalToo: this.identity.kind === "admin",
      succeed: (tx, value, logLines) => tx.putResult(key, JSON.stringify({ value, logLines })),
    });
    // Not a turn later: the response must be on its way before any transition that shows the writes.
    await andThen(result, (result) => {
      if (result.ok) this.sendMutationSuccess(requestId, result.value, result.logLines, result.ts);
      else this.connection.send({ type: "MutationResponse", requestId, success: false, ...failureFields(result) });
    });
  }

  private sendMutationSuccess(requestId: number, result: JSONValue, logLines: string[], ts: Timestamp): void {
    this.connection.send({
      type: "MutationResponse",
      requestId,
      success: true,
      result,
      ts: encodeTimestamp(ts),
      logLines,
    });
    // The client's promise resolves when a transition reaches the mutation's timestamp, whatever it shows.
    this.queueTransition();
  }

  private async runAction(message: Extract<ClientMessage, { type: "Action" }>): Promise<void> {
    const { requestId } = message;
    const internalToo = this.identity.kind === "admin";
    const result = await this.parts.runner.action(message.udfPath, message.args, this.caller(), { internalToo });
    if (this.closed) return;
    this.connection.send(
      result.ok
        ? { type: "ActionResponse", requestId, success: true, result: result.value, logLines: result.logLines }
        : { type: "ActionResponse", requestId, success: false, ...failureFields(result) },
    );
  }

  private queueTransition(): void {
    if (this.transitionQueued || this.closed) return;
    this.transitionQueued = true;
    // In a later turn: what is written in this one is shown together, and responses that are being sent go first.
    setImmediate(() => this.step(() => this.transition()));
  }

  private async transition(): Promise<void> {
    this.transitionQueued = false;
    const ts = this.parts.db.latestTimestamp();
    const target = { ...this.next, ts };
    const modifications: StateModification[] = this.removed.map((queryId) => ({ type: "QueryRemoved", queryId }));
    this.removed = [];
    for (const [queryId, watched] of this.queries) {
      if (!watched.stale) continue;
      watched.stale = false;
      const modification = await this.evaluate(queryId, watched, ts);
      if (this.closed) return;
      if (modification !== null) modifications.push(modification);
    }
    const startVersion = { ...this.version, ts: encodeTimestamp(this.version.ts) };
    const endVersion = { ...target, ts: encodeTimestamp(ts) };
    this.version = target;
    this.connection.send({ type: "Transition", startVersion, endVersion, modifications });
  }

  private async evaluate(queryId: QueryId, watched: Watched, ts: Timestamp): Promise<StateModification | null> {
    watched.unsubscribe();
    const { udfPath, args } = watched.query;
    const result = isSystemFunction(udfPath)
      ? this.parts.system.run(udfPath, args, this.caller(), ts)
      : await this.parts.runner.query(udfPath, args, this.caller(), {
          at: ts,
          journal: watched.journal,
          internalToo: this.identity.kind === "admin",
        });
    watched.unsubscribe = this.parts.db.subscribe(result.reads, ts, () => {
      watched.stale = true;
      this.queueTransition();
    });
    watched.journal = result.journal;
    const hash = hashOf(result);
    if (hash === watched.hash) return null;
    watched.hash = hash;
    const { logLines, journal } = result;
    if (result.ok) return { type: "QueryUpdated", queryId, value: result.value, logLines, journal };
    const { result: errorMessage, ...rest } = failureFields(result);
    return { type: "QueryFailed", queryId, errorMessage, ...rest, journal };
  }

  private step(work: () => Promise<void>): void {
    this.steps.add(async () => {
      if (!this.closed) await work();
    });
  }

  private caller() {
    return newCaller("SyncWorker", this.identity, this.connection);
  }

  /** An answer is missing that the client would wait for: it is to connect again and ask anew. */
  private failed(error: unknown): void {
    process.stderr.write(`sync: ${error instanceof Error ? error.stack : String(error)}\n`);
    this.connection.close("InternalServerError");
  }

  private fatal(error: string): void {
    this.connection.send({ type: "FatalError", error });
    this.connection.close(`FatalError ${randomUUID()}`);
  }
}

function failureFields(failure: { errorMessage: string; errorData?: JSONValue; logLines: string[] }) {
  const { errorMessage: result, errorData, logLines } = failure;
  return errorData === undefined ? { result, logLines } : { result, errorData, logLines };
}

function hashOf(result: QueryResult): string {
  const shown = result.ok ? [result.value] : [result.errorData ?? null, withoutRequestId(result.errorMessage)];
  return createHash("sha256")
    .update(JSON.stringify([result.ok, shown, result.logLines]))
    .digest("base64");
}

function withoutRequestId(message: string): string {
  return message.replace(/^\[Request ID: \w+\]/, "");
}
