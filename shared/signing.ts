// Signed HTTP bodies in both directions, after Standard Webhooks: HMAC-SHA256 over `id.timestamp.` + raw body.
// Web Crypto only, so that the same code runs in Convex and in Node.
import type { FailureCode } from "./failures.ts";

export const toleranceSeconds = 300;

export type SignedHeaders = {
  "x-webhook-id": string;
  "x-webhook-timestamp": string;
  "x-webhook-signature": string;
};

const encoder = new TextEncoder();

/** Lower-case hexadecimal HMAC-SHA256 of a text. */
export async function hmacHex(secret: string, text: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Headers for a body; several secrets (while one is rotated) give several signatures, separated by spaces. */
export async function sign(
  secrets: readonly string[],
  id: string,
  timestampSeconds: number,
  body: string,
): Promise<SignedHeaders> {
  const content = `${id}.${timestampSeconds}.${body}`;
  const signatures = await Promise.all(secrets.map(async (secret) => `sha256=${await hmacHex(secret, content)}`));
  return {
    "x-webhook-id": id,
    "x-webhook-timestamp": String(timestampSeconds),
    "x-webhook-signature": signatures.join(" "),
  };
}

/** Null where one of the signatures fits one of the secrets and the time is near; else what is wrong. */
export async function verify(
  secrets: readonly string[],
  headers: { id: string | undefined; timestamp: string | undefined; signature: string | undefined },
  body: string,
  nowSeconds: number,
): Promise<FailureCode | null> {
  const { id, timestamp, signature } = headers;
  if (!id || !timestamp || !signature) return "bad_signature";
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowSeconds - Number(timestamp)) > toleranceSeconds)
    return "timestamp_out_of_range";
  const given = signature.split(" ").slice(0, 8);
  let fits = false;
  for (const secret of secrets) {
    const expected = `sha256=${await hmacHex(secret, `${id}.${timestamp}.${body}`)}`;
    for (const candidate of given) fits = constantTimeEqual(candidate, expected) || fits;
  }
  return fits ? null : "bad_signature";
}

/** Compares without telling by its duration where two texts differ. */
export function constantTimeEqual(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index++) difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
