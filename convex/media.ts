import { mediaExpiry, signMediaAddress } from "../shared/mediaAddress.ts";
import { runnerPublicUrl, webhookSecrets } from "./environment.ts";
import { refuse } from "./errors.ts";

/** Where the runner gives out a stored file, for whoever holds the address, for one to two days. */
export async function mediaAddress(key: string): Promise<string> {
  const [secret] = webhookSecrets();
  if (secret === undefined) return refuse("internal", "WEBHOOK_SECRET is not set in the Convex deployment.");
  return await signMediaAddress(secret, runnerPublicUrl(), key, mediaExpiry(Date.now()));
}
