// The one place that reads the deployment's environment, apart from auth.config.ts. Read at each call: it may change.

/** Newest first; more than one only while a secret is rotated. */
export function webhookSecrets(): string[] {
  return (process.env.WEBHOOK_SECRET ?? "")
    .split(",")
    .map((secret) => secret.trim())
    .filter((secret) => secret.length > 0);
}

/** Where this deployment reaches the runner, without a slash at its end. */
export function runnerUrl(): string {
  return withoutSlash(process.env.RUNNER_URL || "http://127.0.0.1:8000");
}

/** Where browsers reach the runner, without a slash at its end; the same address unless it is set. */
export function runnerPublicUrl(): string {
  return withoutSlash(process.env.RUNNER_PUBLIC_URL || runnerUrl());
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, "");
