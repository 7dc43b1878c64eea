// What a client sends, checked as far as the session relies on it.
import type { ClientMessage } from "./messages.ts";

type Fields = { [field: string]: unknown };
const types = ["Connect", "ModifyQuerySet", "Mutation", "Action", "Authenticate", "Event"];
const timestampBytes = 8;

/** A string: why it is no message. */
export function parseMessage(text: string): ClientMessage | string {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch (error) {
    return (error as Error).message;
  }
  if (typeof message !== "object" || message === null || Array.isArray(message)) return "it is not an object";
  return problem(message as Fields) ?? (message as ClientMessage);
}

function problem(message: Fields): string | undefined {
  const { type, args, modifications, maxObservedTimestamp } = message;
  switch (type) {
    case "Connect":
      return (
        missing(message, "sessionId", "string") ??
        missing(message, "connectionCount", "number") ??
        (maxObservedTimestamp == null || isTimestamp(maxObservedTimestamp) ? undefined : "u64 must be 8 bytes")
      );
    case "ModifyQuerySet":
      if (!Array.isArray(modifications)) return "ModifyQuerySet lacks modifications";
      return (
        missing(message, "baseVersion", "number") ??
        missing(message, "newVersion", "number") ??
        modifications.map(modificationProblem).find((found) => found !== undefined)
      );
    case "Mutation":
    case "Action":
      return (
        missing(message, "requestId", "number") ??
        missing(message, "udfPath", "string") ??
        (args == null ? `${type} lacks args` : undefined)
      );
    case "Authenticate":
      return missing(message, "baseVersion", "number") ?? tokenProblem(message);
    case "Event":
      return undefined;
    case undefined:
      return "missing field `type`";
    default:
      return unknownVariant(type, types);
  }
}

function modificationProblem(modification: unknown): string | undefined {
  const fields = Object(modification) as Fields;
  if (fields["type"] === "Remove") return missing(fields, "queryId", "number");
  if (fields["type"] !== "Add") return unknownVariant(fields["type"], ["Add", "Remove"]);
  return missing(fields, "queryId", "number") ?? missing(fields, "udfPath", "string");
}

function tokenProblem(message: Fields): string | undefined {
  const { tokenType } = message;
  if (tokenType === "None") return undefined;
  return tokenType === "User" || tokenType === "Admin"
    ? missing(message, "value", "string")
    : unknownVariant(tokenType, ["Admin", "User", "None"]);
}

function missing(fields: Fields, name: string, type: "string" | "number"): string | undefined {
  if (fields[name] === undefined) return `missing field \`${name}\``;
  return typeof fields[name] === type ? undefined : `invalid type of \`${name}\`: expected a ${type}`;
}

function unknownVariant(given: unknown, expected: string[]): string {
  return `unknown variant \`${String(given)}\`, expected one of ${expected.map((name) => `\`${name}\``).join(", ")}`;
}

function isTimestamp(encoded: unknown): boolean {
  return typeof encoded === "string" && Buffer.from(encoded, "base64").length === timestampBytes;
}
