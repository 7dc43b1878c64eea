// Owns the key that signs identities. Convex gets the public half as JWKS, nobody gets the private one.
import { readFile, rename, writeFile } from "node:fs/promises";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import type { Account } from "./accounts.ts";

export type Tokens = {
  /** `expiresAt` in milliseconds since 1970. */
  issue(account: Account): Promise<{ token: string; expiresAt: number }>;
  jwks: { keys: JWK[] };
};

const algorithm = "ES256";
/** What convex/auth.config.ts expects as applicationID. */
const audience = "convex";
const lifetimeSeconds = 24 * 3600;

/** Reads the key at `path`, or makes one (mode 600) on the first start. */
export async function openTokens({ path, issuer }: { path: string; issuer: string }): Promise<Tokens> {
  const secret = (await readKey(path)) ?? (await makeKey(path));
  const key = await importJWK(secret, algorithm);
  const { d: _, ...open } = secret;
  const kid = await calculateJwkThumbprint(open);
  return {
    jwks: { keys: [{ ...open, kid, alg: algorithm, use: "sig" }] },
    async issue({ id, email, name }) {
      const now = Math.floor(Date.now() / 1000);
      const expires = now + lifetimeSeconds;
      const token = await new SignJWT({ email, name })
        .setProtectedHeader({ alg: algorithm, kid, typ: "JWT" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(id)
        .setIssuedAt(now)
        .setExpirationTime(expires)
        .sign(key);
      return { token, expiresAt: expires * 1000 };
    },
  };
}

async function readKey(path: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new Error(`The signing key ${path} can't be read: restore it, or remove it to make a new one.`, {
      cause: error,
    });
  }
}

async function makeKey(path: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const key = await exportJWK(privateKey);
  await writeFile(`${path}.new`, JSON.stringify(key), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return key;
}
