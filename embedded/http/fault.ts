// How a request that could not be answered is answered: 4xx with `{code, message}` where the caller can do something about it.
import type { ServerResponse } from "node:http";
import { DatabaseError, isDiskFull } from "../database/errors.ts";
import { FunctionFailure } from "../functions/failure.ts";
import { PushError } from "../push/pushError.ts";
import { sendJson } from "./exchange.ts";
import { HttpError } from "./httpError.ts";

export function sendFault(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof HttpError) {
    sendJson(response, error.status, { code: error.code, message });
  } else if (error instanceof PushError || error instanceof DatabaseError) {
    sendJson(response, 400, { code: error.code, message });
  } else if (error instanceof FunctionFailure) {
    sendJson(response, 400, { code: "BadRequest", message });
  } else if (isDiskFull(error)) {
    const sentence = "The disk of this deployment is full: make room, then try again.";
    sendJson(response, 507, { code: "DiskFull", message: sentence });
  } else {
    process.stderr.write(`${error instanceof Error ? error.stack : message}\n`);
    const sentence = "Your request couldn't be completed. Try again later.";
    sendJson(response, 500, { code: "InternalServerError", message: sentence });
  }
}
