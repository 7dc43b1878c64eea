// What went wrong in one try, told from the SDKs' errors. Both SDKs are made by the same generator, so that their errors
// have the same fields; they are read by those, and not by class, because a class of one is not a class of the other.
import { ProviderError, type ProviderProblem, type Tokens } from "./provider.ts";

type SdkError = Error & { status?: number; headers?: Headers; error?: unknown; code?: unknown; type?: unknown };

/** Keys as providers write them into their own error messages, whole or with stars. */
const keyLike = /\b(?:sk|key|AIza)[-_A-Za-z0-9*]{8,}/g;
const longest = 300;

export function problemOf(error: unknown, secrets: readonly string[], tokens: Tokens | undefined): ProviderError {
  if (error instanceof ProviderError) return error;
  const { status, headers, message, code, type } = error as SdkError;
  const says = withoutSecrets(message ?? String(error), secrets);
  const retryAfterMs = waitAskedFor(headers);
  const more = { ...(retryAfterMs === undefined ? {} : { retryAfterMs }), ...(tokens ? { tokens } : {}) };
  return new ProviderError(kindOf(status, `${String(code)} ${String(type)} ${says}`), says, more);
}

function kindOf(status: number | undefined, words: string): ProviderProblem {
  if (/insufficient_quota|billing|credit balance/i.test(words)) return "credit";
  // An error that comes inside a stream has no status of its own.
  if (/overloaded|rate_limit/i.test(words)) return "busy";
  if (status === undefined) return "broken";
  if (status === 429) return "busy";
  if (status === 401 || status === 403) return "key";
  if (status === 402) return "credit";
  if (status === 404) return "model";
  if (status === 408 || status === 409 || status >= 500) return "broken";
  return "request";
}

/** In milliseconds; providers write seconds, a date, or milliseconds in a header of their own. */
function waitAskedFor(headers: Headers | undefined): number | undefined {
  const milliseconds = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const text = headers?.get("retry-after");
  if (!text) return undefined;
  const seconds = Number(text);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (secret.length > 3) clean = clean.replaceAll(secret, "…");
  return clean.replace(keyLike, "…").replace(/\s+/g, " ").slice(0, longest);
}
