// An issuer of tokens for tests, on a port of its own: keys of all kinds by address, OpenID discovery, and tokens good and bad.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { adminKey } from "../testServer.ts";

type Algorithm = "RS256" | "ES256" | "EdDSA";
const algorithms: Algorithm[] = ["RS256", "ES256", "EdDSA"];

export async function testIssuer() {
  const pairs = new Map(
    await Promise.all(algorithms.map(async (alg) => [alg, await generateKeyPair(alg, { extractable: true })] as const)),
  );
  const keys = await Promise.all(
    // Without an `alg`, which they may lack: it must not be what holds a token to its provider's algorithm.
    [...pairs].map(async ([alg, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid: alg, use: "sig" })),
  );
  const server = createServer((request, response) => {
    const answers: { [path: string]: object } = {
      "/keys": { keys },
      "/.well-known/openid-configuration": { issuer: domain, jwks_uri: `${domain}/keys` },
    };
    const answer = answers[request.url ?? ""];
    const isPage = request.url === "/page";
    response.writeHead(answer === undefined && !isPage ? 404 : 200, {
      "Content-Type": isPage ? "text/html" : "application/json",
    });
    response.end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const domain = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    /** As an OpenID provider. */
    domain,
    /** What the fixture's auth.config calls the provider of an algorithm. */
    issuerOf: (alg: Algorithm) => `https://${alg.toLowerCase()}.test`,
    publicKeys: keys,
    /** Of the provider of its algorithm, for an hour, unless the claims say otherwise. */
    token(
      claims: { [claim: string]: unknown } = {},
      header: { alg?: Algorithm; kid?: string | null } = {},
    ): Promise<string> {
      const alg = header.alg ?? "ES256";
      const iat = Math.floor(Date.now() / 1000);
      const standard = { iss: `https://${alg.toLowerCase()}.test`, aud: "convex", sub: "ada", iat, exp: iat + 3_600 };
      const pair = pairs.get(alg);
      if (pair === undefined) throw new Error(`There is no key for ${alg}.`);
      return new SignJWT({ ...standard, ...claims })
        .setProtectedHeader(header.kid === null ? { alg } : { alg, kid: header.kid ?? alg })
        .sign(pair.privateKey);
    },
    /** Makes the fixture's auth.config name this issuer, its keys by address or, `inline`, in a data: URI. */
    async trustedBy(server: { url: string }, options: { inline?: boolean } = {}): Promise<void> {
      const inline = `data:application/json;base64,${Buffer.from(JSON.stringify({ keys })).toString("base64")}`;
      const changes = [
        { name: "CLIENT_JWKS", value: options.inline === true ? inline : `${domain}/keys` },
        { name: "CLIENT_DOMAIN", value: domain },
      ];
      const response = await fetch(`${server.url}/api/update_environment_variables`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Convex ${adminKey}` },
        body: JSON.stringify({ changes }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
