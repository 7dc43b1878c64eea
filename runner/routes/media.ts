import { pipeline } from "node:stream/promises";
import { type Request, type Response, Router } from "express";
import { failure, PipelineError } from "../../shared/failures.ts";
import { verifyMediaAddress } from "../../shared/mediaAddress.ts";
import type { Storage } from "../storage/storage.ts";
import { byteRange } from "./byteRange.ts";
import { openToBrowsers } from "./cors.ts";

export type MediaRoutesDeps = { storage: Storage; secrets: readonly string[]; nowSeconds: () => number };

const contentTypes: Record<string, string> = {
  mp4: "video/mp4",
  wav: "audio/wav",
  vtt: "text/vtt; charset=utf-8",
  jpg: "image/jpeg",
  png: "image/png",
};

/** GET /media/:key?expires&signature: stored files for players, with ranges; the content of a key never changes. */
export function mediaRoutes({ storage, secrets, nowSeconds }: MediaRoutesDeps): Router {
  const router = Router();
  router.use("/media", openToBrowsers);
  router.get("/media/:key", async (request, response) => {
    const { key } = request.params;
    const expires = textOf(request.query.expires);
    const signature = textOf(request.query.signature);
    if (!(await verifyMediaAddress(secrets, key, expires, signature, nowSeconds()))) {
      const message = "This address has expired or is incomplete: get a new one by loading the video again.";
      response.status(403).json(failure("bad_signature", message));
      return;
    }
    await sendFile(request, response, storage, key);
  });
  return router;
}

async function sendFile(request: Request, response: Response, storage: Storage, key: string): Promise<void> {
  const file = await storage.open(key).catch((error) => {
    if (!(error instanceof PipelineError) || error.failure.code !== "not_found") throw error;
    throw new PipelineError("not_found", "This file is not stored any more.", { cause: error });
  });
  const etag = `"${key}"`;
  response.setHeader("etag", etag);
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("cache-control", "private, max-age=86400, immutable");
  response.setHeader("x-content-type-options", "nosniff");
  if (request.get("if-none-match")?.includes(etag)) {
    response.status(304).end();
    return;
  }
  response.setHeader("content-type", contentTypes[key.split(".")[1] ?? ""] ?? "application/octet-stream");
  const condition = request.get("if-range");
  const range = condition === undefined || condition === etag ? byteRange(request.get("range"), file.bytes) : "whole";
  if (range === "unsatisfiable") {
    response.setHeader("content-range", `bytes */${file.bytes}`);
    response.status(416).json(failure("invalid_request", "That range lies outside of the file."));
    return;
  }
  if (range !== "whole") {
    response.status(206).setHeader("content-range", `bytes ${range.start}-${range.end}/${file.bytes}`);
    response.setHeader("content-length", range.end - range.start + 1);
  } else response.setHeader("content-length", file.bytes);
  if (request.method === "HEAD" || file.bytes === 0) {
    response.end();
    return;
  }
  try {
    await pipeline(file.stream(range === "whole" ? undefined : range), response);
  } catch (error) {
    // A player that seeks or closes cuts the stream; there is nobody left to tell.
    if (!response.destroyed) throw error;
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
