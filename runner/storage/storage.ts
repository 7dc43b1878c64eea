import type { Readable } from "node:stream";
import type { StoredFile } from "../../shared/scene.ts";

/** Both ends are included, as in HTTP. */
export type ByteRange = { start: number; end: number };

export type OpenFile = {
  bytes: number;
  /** Where the file lies on this machine, where it does. */
  path?: string;
  /** Opens the content; the caller ends or destroys the stream. */
  stream(range?: ByteRange): Readable;
};

/**
 * Files under the hash of their content: `<sha256>.<extension>`. Putting the same content twice gives the same key.
 * open, fetchTo: throw PipelineError `not_found`. put: `disk_full`, `publish_failed`.
 */
export interface Storage {
  put(path: string, extension: string): Promise<StoredFile>;
  open(key: string): Promise<OpenFile>;
  fetchTo(key: string, path: string): Promise<void>;
  has(key: string): Promise<boolean>;
  /** Like has; a file that is there counts as put just now, so that what is about to be used again is not swept away. */
  renew(key: string): Promise<boolean>;
  /** All keys, in no order. */
  keys(): AsyncIterable<string>;
  /** Removes a file that was neither put nor renewed since a time (ms since 1970); false where it stays or is not there. */
  removeUnused(key: string, since: number): Promise<boolean>;
}
