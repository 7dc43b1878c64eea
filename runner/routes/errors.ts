import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Logger } from "pino";
import { type Failure, failure, failureFacts, PipelineError } from "../../shared/failures.ts";

/** An address that is not there, as {code, message}. */
export const unknownAddress: RequestHandler = (request, response) => {
  response
    .status(404)
    .json(failure("not_found", `There is nothing at ${request.method} ${request.path}.`.slice(0, 200)));
};

/** Every error as {code, message}: failures as they are, what the reader of the body refused, and nothing of the rest. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const told = tell(error);
    const status = failureFacts[told.code].httpStatus;
    if (status >= 500) log.error({ err: error, path: request.path, code: told.code }, "request failed");
    response.status(status).json(told);
  };
}

function tell(error: unknown): Failure {
  if (error instanceof PipelineError) return error.failure;
  // body-parser and Express mark their own errors with a status.
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (status === 413) return failure("too_large");
  if (status >= 400 && status < 500) return failure("invalid_request");
  return failure("internal");
}
