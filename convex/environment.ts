// The one place that reads the deployment's environment, apart from auth.config.ts. Read at each call: it may change.

/** Newest first; more than one only while a secret is rotated. */
export function webhookSecrets(): string[] {
  return (process.env.WEBHOOK_SECRET ?? "")
    .split(",")
    .map((secret) => secret.trim())
    .filter((secret) => secret.length > 0);
}

/** The runner's public address without a slash at its end. */
export function runnerUrl(): string {
  return (process.env.RUNNER_URL ?? "http://127.0.0.1:8000").replace(/\/+$/, "");
}
