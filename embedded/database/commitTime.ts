// The time of a commit is known when it commits: until then a placeholder stands for it, in documents and in results.
import { convexToJson } from "convex/values";
import type { Timestamp } from "./values.ts";

/** In a text quotes are escaped, so that no text holds this. */
const placeholder = '{"$commitTs":null}';

export function hasPlaceholder(json: string): boolean {
  return json.includes(placeholder);
}

export function withCommitTime(json: string, ts: Timestamp): string {
  return hasPlaceholder(json) ? json.replaceAll(placeholder, JSON.stringify(convexToJson(ts))) : json;
}
