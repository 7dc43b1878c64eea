// The right to upload one's bytes for an hour, as a signed text: nothing about it is stored.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const lifetimeMs = 3_600_000;

export function makeUploadToken(secret: string, nowMs: number): string {
  const body = `${(nowMs + lifetimeMs).toString(36)}.${randomBytes(12).toString("base64url")}`;
  return `${body}.${sign(secret, body)}`;
}

export function uploadTokenState(secret: string, token: string, nowMs: number): "good" | "expired" | "forged" {
  const end = token.lastIndexOf(".");
  const body = token.slice(0, Math.max(0, end));
  const signature = Buffer.from(token.slice(end + 1));
  const expected = Buffer.from(sign(secret, body));
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return "forged";
  return Number.parseInt(body.split(".")[0] ?? "", 36) > nowMs ? "good" : "expired";
}

function sign(secret: string, body: string): string {
  return createHmac("sha256", secret).update(body).digest("base64url");
}
