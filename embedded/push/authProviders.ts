// Whether auth.config says who is trusted in a form that can be relied on. What is wrong with it is said when it is pushed, not
// when a token comes.
import type { AuthProvider } from "../auth/verify.ts";
import { PushError } from "./pushError.ts";

type ProviderFields = { [field: string]: unknown };

const customAlgorithms = ["RS256", "ES256"];
/** Anybody's tokens are of this issuer: only the audience tells whose they are. */
const sharedIssuer = /^https:\/\/api\.workos\.com\/?$/;

/** Throws PushError. */
export function readAuthProviders(config: unknown): AuthProvider[] {
  const providers = (config as { providers?: unknown } | null)?.providers;
  if (!Array.isArray(providers)) throw notProviders("missing field `providers`");
  return providers.map((provider: unknown, index) => readProvider(Object(provider) as ProviderFields, index));
}

function readProvider(provider: ProviderFields, index: number): AuthProvider {
  const where = `Provider at index ${index}`;
  const { type, domain, issuer, jwks, algorithm, applicationID } = provider;
  if ("applicationId" in provider || "applicationid" in provider) {
    throw notProviders(
      `${where} must have applicationID property spelled lowercase 'application', capital I, capital D.`,
    );
  }
  if (type !== undefined && type !== "customJwt" && type !== "oidc") {
    throw notProviders(`${where} has unexpected 'type' value '${String(type)}'`);
  }
  if (applicationID !== undefined && applicationID !== null && typeof applicationID !== "string") {
    throw notProviders(`${where} needs a text as its 'applicationID'.`);
  }
  if (type === "customJwt") {
    if (domain !== undefined) throw notProviders(`${where} is a customJwt so cannot have a 'domain' specified`);
    if (typeof issuer !== "string" || typeof jwks !== "string") {
      throw notProviders(`${where} is a customJwt and needs an 'issuer' and a 'jwks'.`);
    }
    if (typeof algorithm !== "string" || !customAlgorithms.includes(algorithm)) {
      throw notProviders(`unknown variant \`${String(algorithm)}\`, expected \`RS256\` or \`ES256\``);
    }
    if (typeof applicationID !== "string" && sharedIssuer.test(issuer)) {
      throw invalid(
        `This auth configuration appears potentially insecure: ${where} has an issuer that is shared among many applications, so must to specify an ApplicationID to check against an \`aud\` field of a JWT.`,
      );
    }
    return {
      ...{ type, issuer: readIssuer(issuer), jwks, algorithm: algorithm as "RS256" | "ES256" },
      // The CLI wants the field even where it is not set.
      applicationID: typeof applicationID === "string" ? applicationID : null,
    };
  }
  if (issuer !== undefined) throw notProviders(`${where} is oidc so cannot have an 'issuer' specified.`);
  if (typeof domain !== "string" || typeof applicationID !== "string") {
    throw notProviders(`${where} needs a 'domain' and an 'applicationID'.`);
  }
  return { domain: readIssuer(domain), applicationID };
}

/** With a scheme: `https://` is understood where it is missing. */
function readIssuer(text: string): string {
  const refusal = (reason: string) => invalid(`Invalid provider domain URL "${text}": ${reason}`);
  if (text.startsWith('"')) throw refusal('starts with a double quote (")');
  const hasScheme = /^\w+:\/\//.test(text);
  const address = hasScheme ? text : `https://${text}`;
  if (!URL.canParse(address)) throw refusal("it is not a URL");
  const { protocol, hostname } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") throw refusal("scheme should be http or https");
  // To notice what was put here by mistake, such as a token.
  if (!hasScheme && hostname !== "localhost" && !/\.[a-z][a-z0-9-]+$/.test(hostname)) {
    throw refusal("Does not look like a URL (must have a scheme or end with a top-level domain)");
  }
  return address;
}

function notProviders(problem: string): PushError {
  return invalid(`auth config file must include a list of provider credentials: ${problem}`);
}

function invalid(problem: string): PushError {
  return new PushError("InvalidAuthConfig", problem);
}
