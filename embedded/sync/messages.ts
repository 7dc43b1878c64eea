// The messages of the sync protocol as they are on the wire; convex/src/browser/sync/protocol.ts is the authority.
import type { JSONValue } from "convex/values";
import type { UserIdentity } from "../auth/verify.ts";

/** 8 little-endian bytes in base64. */
export type EncodedTimestamp = string;
export type QueryId = number;
export type AddQuery = { type: "Add"; queryId: QueryId; udfPath: string; args: JSONValue[]; journal?: string | null };
export type QuerySetChange = AddQuery | { type: "Remove"; queryId: QueryId };

export type ClientMessage =
  | {
      type: "Connect";
      sessionId: string;
      connectionCount: number;
      maxObservedTimestamp?: EncodedTimestamp;
      clientTs?: number;
    }
  | { type: "ModifyQuerySet"; baseVersion: number; newVersion: number; modifications: QuerySetChange[] }
  | { type: "Mutation"; requestId: number; udfPath: string; args: JSONValue[] }
  | { type: "Action"; requestId: number; udfPath: string; args: JSONValue[] }
  | { type: "Authenticate"; tokenType: "None"; baseVersion: number }
  | { type: "Authenticate"; tokenType: "User"; value: string; baseVersion: number }
  | {
      type: "Authenticate";
      tokenType: "Admin";
      value: string;
      baseVersion: number;
      impersonating?: UserIdentity;
      acting_as?: UserIdentity;
    }
  | { type: "Event"; eventType: string; event: unknown };

export type StateVersion = { querySet: number; identity: number; ts: EncodedTimestamp };
export type StateModification =
  | { type: "QueryUpdated"; queryId: QueryId; value: JSONValue; logLines: string[]; journal: string | null }
  | {
      type: "QueryFailed";
      queryId: QueryId;
      errorMessage: string;
      errorData?: JSONValue;
      logLines: string[];
      journal: string | null;
    }
  | { type: "QueryRemoved"; queryId: QueryId };

export type ServerMessage =
  | {
      type: "Transition";
      startVersion: StateVersion;
      endVersion: StateVersion;
      modifications: StateModification[];
      /** In ms; null where the client did not tell its time. */
      clientClockSkew: number | null;
      /** In ns. */
      serverTs: number;
    }
  | { type: "TransitionChunk"; chunk: string; partNumber: number; totalParts: number; transitionId: string }
  | {
      type: "MutationResponse";
      requestId: number;
      success: true;
      result: JSONValue;
      ts: EncodedTimestamp;
      logLines: string[];
    }
  | {
      type: "MutationResponse";
      requestId: number;
      success: false;
      result: string;
      ts: null;
      logLines: string[];
      errorData?: JSONValue;
    }
  | { type: "ActionResponse"; requestId: number; success: true; result: JSONValue; logLines: string[] }
  | {
      type: "ActionResponse";
      requestId: number;
      success: false;
      result: string;
      logLines: string[];
      errorData?: JSONValue;
    }
  | { type: "AuthError"; error: string; baseVersion: number; authUpdateAttempted: boolean }
  | { type: "FatalError"; error: string }
  | { type: "Ping" };

/** Of a failed run, as the messages name them. */
export function failureFields(failure: { errorMessage: string; errorData?: JSONValue; logLines: string[] }) {
  const { errorMessage: result, errorData, logLines } = failure;
  return errorData === undefined ? { result, logLines } : { result, errorData, logLines };
}
