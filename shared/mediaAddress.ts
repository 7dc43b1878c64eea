// Addresses of stored files that a browser may open without signing in: Convex signs them, the runner checks them.
import { constantTimeEqual, hmacHex } from "./signing.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Midnight UTC after tomorrow, in unix seconds: every address made on one day is the same, so that players can cache. */
export function mediaExpiry(nowMs: number): number {
  return ((Math.floor(nowMs / dayMs) + 2) * dayMs) / 1000;
}

/** `base` is the runner's public address, `expires` in unix seconds. */
export async function signMediaAddress(secret: string, base: string, key: string, expires: number): Promise<string> {
  const signature = await hmacHex(secret, signedText(key, String(expires)));
  return `${base.replace(/\/+$/, "")}/media/${key}?expires=${expires}&signature=${signature}`;
}

/** True where one of the secrets made this signature and it has not expired. */
export async function verifyMediaAddress(
  secrets: readonly string[],
  key: string,
  expires: string | undefined,
  signature: string | undefined,
  nowSeconds: number,
): Promise<boolean> {
  if (!expires || !signature || !/^\d{1,12}$/.test(expires) || Number(expires) < nowSeconds) return false;
  let fits = false;
  for (const secret of secrets)
    fits = constantTimeEqual(signature, await hmacHex(secret, signedText(key, expires))) || fits;
  return fits;
}

const signedText = (key: string, expires: string): string => `media.${key}.${expires}`;
