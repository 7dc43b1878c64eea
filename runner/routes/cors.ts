import type { RequestHandler } from "express";

/** Lets the studio, which has another origin, read answers. Nothing here goes by cookies, so any origin may. */
export const openToBrowsers: RequestHandler = (request, response, next) => {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-expose-headers", "content-range, content-length, etag, accept-ranges");
  if (request.method !== "OPTIONS") return next();
  response.setHeader("access-control-allow-methods", "GET, HEAD, POST");
  response.setHeader("access-control-allow-headers", "content-type, range, if-range, if-none-match");
  response.setHeader("access-control-max-age", "86400");
  response.status(204).end();
};
