// Who calls a function, and what the function may learn about the request.
import { hash, randomUUID } from "node:crypto";
import type { UserIdentity } from "../auth/verify.ts";

export type Identity =
  | { kind: "none" }
  | { kind: "user"; user: UserIdentity }
  | { kind: "admin"; actingAs?: UserIdentity };

export type Caller = {
  identity: Identity;
  requestId: string;
  /** How it came, for the log: "HttpApi", "SyncWorker", "Scheduler", "Cron", "HttpEndpoint", "Tester", "Action". */
  source: string;
  /** The run of the action that calls. */
  parentExecutionId?: string;
  ip: string | null;
  userAgent: string | null;
};

export const noIdentity: Identity = { kind: "none" };
const requestIdLength = 16;

/** Of a request on a WebSocket: a client can tell which entries of the log are of its own requests. */
export function sessionRequestId(sessionId: string, request: number): string {
  return hash("sha256", `${sessionId}|${request}`, "hex").slice(0, requestIdLength);
}

export function newCaller(
  source: string,
  identity: Identity = noIdentity,
  request?: { ip: string | null; userAgent: string | null },
  requestId: string = randomUUID().replaceAll("-", "").slice(0, requestIdLength),
): Caller {
  return {
    identity,
    requestId,
    source,
    ip: request?.ip ?? null,
    userAgent: request?.userAgent ?? null,
  };
}

export function userOf(identity: Identity): UserIdentity | null {
  switch (identity.kind) {
    case "none":
      return null;
    case "user":
      return identity.user;
    case "admin":
      return identity.actingAs ?? null;
  }
}
