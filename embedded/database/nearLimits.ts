// What a transaction writes that comes near a limit on one document or on one scheduled call: its author is told. Most come near none,
// and cost nothing.
import { maxDocumentBytes, maxDocumentNesting } from "./documentForm.ts";

/** Of a limit: more than this is near it. */
export const nearShare = 0.8;
/** One scheduled call's arguments. Convex warns of it, and refuses none. */
export const maxScheduledArgumentBytes = 4 * 1024 * 1024;

type Written = { id: string; bytes: number; nesting: number };
const nothingWritten: Written = { id: "", bytes: 0, nesting: 0 };

export class NearLimits {
  #documents: Map<string, Written> | undefined;
  /** Of the largest scheduled call. */
  scheduledArgumentBytes = 0;

  wrote(id: string, bytes: number, nesting: number): void {
    if (bytes <= maxDocumentBytes * nearShare && nesting <= maxDocumentNesting * nearShare) {
      this.#documents?.delete(id);
      return;
    }
    this.#documents ??= new Map();
    this.#documents.set(id, { id, bytes, nesting });
  }

  scheduled(argumentBytes: number): void {
    this.scheduledArgumentBytes = Math.max(this.scheduledArgumentBytes, argumentBytes);
  }

  /** The largest document and the deepest one, of those that are still written. */
  documents(isWritten: (id: string) => boolean): { largest: Written; deepest: Written } {
    let [largest, deepest] = [nothingWritten, nothingWritten];
    for (const document of this.#documents?.values() ?? []) {
      if (!isWritten(document.id)) continue;
      if (document.bytes > largest.bytes) largest = document;
      if (document.nesting > deepest.nesting) deepest = document;
    }
    return { largest, deepest };
  }
}
